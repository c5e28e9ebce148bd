/** Forms that bring files, or name files that were sent before: those that a phone keeps until it has a network, and those of a phone without scripts. */
import { beforeAll, describe, expect, test } from 'vitest';
import { holds } from '../domain/media/parts.ts';
import { strangers, voices } from '../domain/media/samples.ts';
import { blob, planted, takenByPhone } from '../support/files.ts';
import { value } from '../support/market.ts';
import { filledIn } from './html.ts';
import { type Actor, env, listing, stranger } from './scene.ts';
import { at, everything, fromOutbox, get, type Headers, newKey, newPhoto, openForFiles, request, scene, served, taken } from './sending.ts';
import { type Fields, partsOf } from './table.ts';

beforeAll(openForFiles);

const offer: Fields = {
  direction: 'offer',
  kind: 'input',
  title: 'Cow leather',
  priceForm: 'fixed',
  priceMin: '90',
  currency: 'EGP',
  per: 'FTK',
  visibility: 'public',
  term: '60',
};

describe('the outbox of a phone', () => {
  /** The four forms that a phone keeps, each with what makes it right and what makes it wrong. */
  interface Kept {
    path: string;
    by: Actor;
    fields: Fields;
    wrong: Fields;
    to: RegExp;
  }
  const forms = {
    posting: async (): Promise<Kept> => ({
      path: `${at}/l`,
      by: 'owner',
      fields: offer,
      wrong: { priceMin: 'abc' },
      to: /^\/c\/robbiki\/l\/\d+\?done=posted$/,
    }),
    editing: async (): Promise<Kept> => {
      const { id, revision } = await listing(scene, 'waiting');
      const fields = { ...offer, revision: String(revision) };
      return { path: `${at}/l/${id}`, by: 'owner', fields, wrong: { title: '' }, to: /\?done=posted$/ };
    },
    asking: async (): Promise<Kept> => {
      const { id } = await listing(scene);
      return {
        path: `${at}/l/${id}/inquiries`,
        by: 'buyer',
        fields: { message: 'Is it there?' },
        wrong: { message: 'a' },
        to: /\/i\/\d+\?done=sent$/,
      };
    },
    answering: async (): Promise<Kept> => {
      const { id } = await listing(scene);
      const ask = { message: 'Is it still there?', quantity: null };
      const asked = await value(scene.market.buyer(stranger()).ask(id, ask, newKey()));
      return {
        path: `${at}/i/${asked.id}/answer`,
        by: 'owner',
        fields: { accept: 'yes' },
        wrong: { accept: 'perhaps' },
        to: /\?done=accepted$/,
      };
    },
  };
  const post = (by: Actor, path: string, fields: Fields, headers: Headers = {}) =>
    request(by, 'POST', path, { ...fromOutbox, ...headers }, partsOf({ key: newKey(), ...fields }, {}));

  test.each(Object.keys(forms) as (keyof typeof forms)[])('is told where what was done stands, and why it was not: %s', async (name) => {
    const { path, by, fields, wrong, to } = await forms[name]();
    const before = await everything();

    const visitor = await post('visitor', path, fields);
    expect([visitor.status, ((await visitor.json()) as { code: string }).code]).toEqual([401, 'sign-in-first']);
    const another = await post(by, path, fields, { 'x-person': scene.people.member.id });
    expect([another.status, ((await another.json()) as { code: string }).code]).toEqual([401, 'sign-in-first']);
    const foreign = await post(by, path, fields, { origin: 'https://evil.example' });
    expect([foreign.status, ((await foreign.json()) as { code: string }).code]).toEqual([403, 'foreign-origin']);
    const refused = await post(by, path, { ...fields, ...wrong }, { 'accept-language': 'ar' });
    expect([refused.status, refused.headers.get('content-type'), refused.headers.get('content-language')]).toEqual([
      422,
      'application/problem+json',
      'ar',
    ]);
    const problem = (await refused.json()) as { code: string; errors: { pointer: string; detail: string }[] };
    expect(problem).toMatchObject({ code: 'invalid', errors: [{ detail: expect.stringMatching(/\p{Script=Arabic}/u) }] });
    const keyless = await post(by, path, { ...fields, key: 'x' });
    expect([keyless.status, ((await keyless.json()) as { code: string }).code]).toEqual([400, 'key-missing']);
    expect(await everything()).toEqual(before);

    const key = newKey();
    const mine = { 'x-person': by === 'owner' ? scene.people.owner.id : scene.people.buyer.id };
    const done = await post(by, path, { ...fields, key }, mine);
    const said = (await done.json()) as { to: string };
    expect([done.status, Object.keys(said)]).toEqual([200, ['to']]);
    expect(said.to).toMatch(to);
    const again = await post(by, path, { ...fields, key }, mine);
    expect(await again.json()).toEqual(said);
  });

  test('sends its files first, and names them in the form', async () => {
    const ids = [await taken({ photo: newPhoto() }), await taken({ photo: newPhoto() })];
    const sound = await taken({ voice: voices.webm });
    const fields = { ...offer, attached: 'yes', photo: ids.map(String), [`alt-${ids[1]}`]: 'The other side', voice: String(sound) };
    const done = (await (await post('owner', `${at}/l`, fields)).json()) as { to: string };
    const id = Number(/\/l\/(\d+)/.exec(done.to)?.[1]);
    const seen = await value(scene.market.member(scene.people.owner).listing(id));
    expect(seen.photos.map((photo) => [photo.id, photo.alt])).toEqual([
      [ids[0], ''],
      [ids[1], 'The other side'],
    ]);
    expect(seen.voice?.id).toBe(sound);
    const refused = await post('member', `${at}/l`, fields);
    const { errors } = (await refused.json()) as { errors: { code: string }[] };
    expect([refused.status, errors[0]?.code]).toEqual([422, 'not-a-choice']);
  });

  test('asks with a voice note alone', async () => {
    const { id } = await listing(scene);
    const sound = await taken({ voice: voices.ogg }, { actor: 'buyer' });
    const done = await post('buyer', `${at}/l/${id}/inquiries`, { message: '', voice: String(sound) });
    expect(((await done.json()) as { to: string }).to).toMatch(/done=sent$/);
    expect((await get('owner', `${at}/files/${sound}`)).status).toBe(200);
    expect((await get('manager', `${at}/files/${sound}`)).status).toBe(404);
  });
});

describe('a phone without scripts', () => {
  const form = (fields: Fields, files: Uint8Array[], key = newKey()) => {
    const sent = partsOf({ key, attached: 'yes', ...offer, ...fields }, {});
    for (const file of files) sent.append('photos', blob(file), 'photo.jpg');
    return sent;
  };
  const post = (sent: FormData, path = `${at}/l`, actor: Actor = 'owner') => request(actor, 'POST', path, {}, sent);
  const listingAt = async (answer: Response) => {
    expect(answer.status, (await answer.clone().text()).slice(0, 500)).toBe(303);
    const id = Number(/\/l\/(\d+)/.exec(answer.headers.get('location') ?? '')?.[1]);
    return value(scene.market.member(scene.people.owner).listing(id));
  };

  test('sends photos with the form', async () => {
    const seen = await listingAt(await post(form({}, [await takenByPhone(env, 2400, 1800), newPhoto()])));
    expect(seen.photos.map(({ width, height }) => [width, height])).toEqual([
      [1200, 1600],
      [64, 48],
    ]);
    const { file } = await served(seen.photos[0]?.id ?? 0);
    expect(holds(file, planted)).toBe(false);
  });

  test('may say nothing but a photo', async () => {
    const seen = await listingAt(await post(form({ title: '', priceMin: '' }, [newPhoto()])));
    expect(seen).toMatchObject({ price: { form: 'negotiable' }, photos: [{}] });
    expect(seen.title.length).toBeGreaterThan(3);
  });

  test('finds its photos again in a form that was refused, and may add to them', async () => {
    const key = newKey();
    const refused = await post(form({ priceMin: 'abc' }, [newPhoto(), newPhoto()], key));
    expect(refused.status).toBe(422);
    const filled = filledIn(await refused.text());
    const ids = filled.get('photo') ?? [];
    expect([ids.length, filled.get('attached'), filled.get('key')?.includes(key)]).toEqual([2, ['yes'], true]);
    const seen = await listingAt(await post(form({ photo: ids, [`alt-${ids[0]}`]: 'The grain' }, [newPhoto()], key)));
    expect(seen.photos.map(({ id, alt }) => [String(id), alt])).toEqual([
      [ids[0], 'The grain'],
      [ids[1], ''],
      [expect.any(String), ''],
    ]);
  });

  test('loses no photo over another that is none', async () => {
    const [key, photo] = [newKey(), newPhoto()];
    const refused = await post(form({}, [photo, strangers.gif, newPhoto()], key));
    expect(refused.status).toBe(422);
    const ids = filledIn(await refused.text()).get('photo') ?? [];
    expect(ids).toHaveLength(1);
    // chosen once more, it is the same
    const seen = await listingAt(await post(form({ photo: ids }, [photo, newPhoto()], key)));
    expect(seen.photos.map(({ id }) => id)).toEqual([Number(ids[0]), expect.any(Number)]);
  });

  test('sends the same photo twice as one', async () => {
    const photo = newPhoto();
    expect((await listingAt(await post(form({}, [photo, photo])))).photos).toHaveLength(1);
  });

  test('adds to what is there, and takes off what is ticked', async () => {
    const seen = await listingAt(await post(form({}, [newPhoto(), newPhoto()])));
    const [one, two] = seen.photos;
    const fields = { revision: String(seen.owner?.revision), photo: [String(one?.id), String(two?.id)], drop: String(one?.id) };
    const after = await listingAt(await post(form(fields, [newPhoto()]), `${at}/l/${seen.id}`));
    expect(after.photos.map(({ id }) => id)).toEqual([two?.id, expect.any(Number)]);
    // a form of before photos says nothing about them
    const silent = partsOf({ key: newKey(), ...offer, revision: String(after.owner?.revision) }, {});
    expect((await listingAt(await post(silent, `${at}/l/${seen.id}`))).photos).toEqual(after.photos);
  });

  test('sends six and no more', async () => {
    const before = await everything();
    const answer = await post(form({}, Array.from({ length: 7 }, newPhoto)));
    expect([answer.status, (await answer.text()).includes('6')]).toEqual([422, true]);
    expect(await everything()).toEqual(before);
    const seen = await listingAt(await post(form({}, Array.from({ length: 6 }, newPhoto))));
    const more = form({ revision: String(seen.owner?.revision), photo: seen.photos.map(({ id }) => String(id)) }, [newPhoto()]);
    expect((await post(more, `${at}/l/${seen.id}`)).status).toBe(422);
  });

  test('more than it may bring at once is refused, and asked to sign in where it is not', async () => {
    const flood = Array.from({ length: 6 }, () => new Uint8Array(6 * 1024 * 1024));
    expect((await post(form({}, flood))).status).toBe(413);
    expect((await post(form({}, [new Uint8Array(1024 * 1024)]), `${at}/l`, 'visitor')).status).toBe(401);
  });
});
