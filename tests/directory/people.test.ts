/** What the directory says of a person. */
import { beforeEach, expect, it } from 'vitest';
import { editProfile, personForPhone, profile, setMembership } from '../../worker/directory/people.ts';
import { readSession } from '../../worker/directory/sign-in.ts';
import { cookieHeader, count, emptyDirectory, environment, operator, signIn } from './directory.ts';

const env = environment();
beforeEach(emptyDirectory);

it('a profile says who, which language, and whether an operator', async () => {
  const person = await personForPhone(env, '+201001234567', 'Mona');
  expect(await profile(env, person.id)).toEqual({
    id: person.id,
    phone: '+201001234567',
    name: 'Mona',
    locale: null,
    operator: false,
    memberships: [],
  });
  const platform = await personForPhone(env, operator, 'Platform');
  expect((await profile(env, platform.id))?.operator).toBe(true);
});

it('nobody has no profile', async () => {
  expect(await profile(env, 'nobody')).toBeNull();
  expect(await editProfile(env, 'nobody', { name: 'Nobody', locale: null })).toEqual({ refusal: { code: 'not-found' } });
});

it('a new name and language are kept, and reach the session', async () => {
  const { person, cookie } = await signIn(env, '+201001234567');
  expect((await editProfile(env, person.id, { name: 'منى', locale: 'fr' })).value).toMatchObject({ name: 'منى', locale: 'fr' });
  const { cookies } = await readSession(env, cookie, true);
  const session = cookie.split('; ').find((one) => one.includes('session_token'));
  expect((await readSession(env, `${session}; ${cookieHeader(cookies)}`, false)).person?.name).toBe('منى');
});

it('belonging to a cluster, said twice, is one membership with what was said last', async () => {
  const person = await personForPhone(env, '+201001234567', 'Mona');
  await setMembership(env, { person: person.id, cluster: 'robbiki', role: 'member', firm: 'Nile Tannery' });
  await setMembership(env, { person: person.id, cluster: 'robbiki', role: 'manager', firm: 'Nile Tannery Co.' });
  await setMembership(env, { person: person.id, cluster: 'damietta', role: 'member', firm: 'Agency' });
  expect((await profile(env, person.id))?.memberships).toEqual([
    { cluster: 'damietta', role: 'member', firm: 'Agency' },
    { cluster: 'robbiki', role: 'manager', firm: 'Nile Tannery Co.' },
  ]);
  expect(await count(env, 'membership')).toBe(2);
});
