/** Search over the API: in a market, over all clusters, with watches, and with the words of a cluster. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Inbox } from '../../schema/inquiry.ts';
import type { LogPage } from '../../schema/moderation.ts';
import type { CatalogueFound, ClusterWords, Found } from '../../schema/search.ts';
import type { Watch } from '../../schema/watch.ts';
import { emptyDirectory } from '../directory/directory.ts';
import {
  type Caller,
  joinFirm,
  offer,
  openCluster,
  opening,
  operatorPhone,
  person,
  program,
  publishListing,
  visitor,
} from '../support/api.ts';
import { env, settle } from '../support/market.ts';

beforeAll(emptyDirectory);

const done = (slug: string) => settle({ stub: env.MARKET.get(env.MARKET.idFromName(slug)) });
const q = (text: string) => `q=${encodeURIComponent(text)}`;
const titles = ({ body }: { body: { hits: { title: string }[] } }) => body.hits.map(({ title }) => title).sort();

describe('over all clusters', () => {
  let stone: Awaited<ReturnType<typeof openCluster>>;
  let mason: Caller;
  beforeAll(async () => {
    const { at, manager } = await openCluster('all-leather', '+201003330001');
    const { member } = await joinFirm(at, manager, '+201003330002');
    await publishListing(at, member, manager, { ...offer, title: 'صباط رجالي' });
    await publishListing(at, member, manager, { ...offer, title: 'صباط للأعضاء', visibility: 'cluster' });

    const operator = await person(operatorPhone, 'Operator');
    const elsewhere = opening('all-stone', '+213551230001');
    Object.assign(elsewhere.cluster, { sector: 'stone', country: 'DZ', currency: 'DZD' });
    expect((await operator.post('/clusters', elsewhere)).status).toBe(201);
    stone = { at: '/clusters/all-stone', manager: await person('+213551230001', 'منى عبد الله') };
    ({ member: mason } = await joinFirm(stone.at, stone.manager, '+213551230002'));
    const price = { form: 'negotiable', currency: 'DZD' } as const;
    await publishListing(stone.at, mason, stone.manager, { ...offer, title: 'Chaussures de sécurité', text: 'Pointure 42', price });
    for (const slug of ['all-leather', 'all-stone']) await done(slug);
  });

  it('finds what is public, in any language, and says where it is', async () => {
    for (const words of ['shoes', 'chaussures', 'حذاء']) {
      const found = await visitor.get<CatalogueFound>(`/search?${q(words)}`);
      expect(found.status).toBe(200);
      expect(titles(found), words).toEqual(['Chaussures de sécurité', 'صباط رجالي']);
      expect(found.body.facets).toMatchObject({ country: { EG: 1, DZ: 1 }, sector: { leather: 1, stone: 1 } });
    }
    const [hit] = (await visitor.get<CatalogueFound>(`/search?${q('حذاء')}&country=DZ`)).body.hits;
    expect(hit?.cluster).toMatchObject({ slug: 'all-stone', country: 'DZ', sector: 'stone', names: { en: 'Leather city' } });
    expect(hit?.marks.map(([from, to]) => hit.title.slice(from, to))).toEqual(['Chaussures de sécurité']);
  });

  it('is the same for a member as for a visitor', async () => {
    const { body } = await visitor.get<CatalogueFound>(`/search?${q('صباط')}`);
    expect((await mason.get<CatalogueFound>(`/search?${q('صباط')}`)).body).toEqual(body);
    expect(JSON.stringify(body)).not.toContain('للأعضاء');
  });

  it('is narrowed by country, cluster, sector, direction and kind', async () => {
    for (const narrow of ['country=DZ', 'cluster=all-stone', 'sector=stone', 'country=DZ&cluster=all-stone&direction=offer&kind=input'])
      expect(titles(await visitor.get<CatalogueFound>(`/search?${q('shoes')}&${narrow}`)), narrow).toEqual(['Chaussures de sécurité']);
    for (const nothing of ['country=TN', 'cluster=nowhere', 'country=DZ&sector=leather', 'direction=need'])
      expect((await visitor.get<CatalogueFound>(`/search?${q('shoes')}&${nothing}`)).body.total, nothing).toBe(0);
    expect((await visitor.get<CatalogueFound>('/search?country=&cluster=&sector=&q=')).body.total).toBe(2);
  });

  it.each([
    'country=Algeria',
    'country=dz',
    'sector=shoes',
    'cluster=Not%20one',
    'page=0',
    'limit=51',
    'exact=2',
    'near=1,1',
    'surprise=1',
  ])('refuses what is no condition: %s', async (wrong) => {
    expect(await visitor.get(`/search?${wrong}`)).toMatchObject({ status: 422, code: 'invalid' });
  });

  it('is filled again by an operator, and by nobody else', async () => {
    expect(await visitor.post('/catalogue/refills')).toMatchObject({ status: 401 });
    expect(await stone.manager.post('/catalogue/refills')).toMatchObject({ status: 403, code: 'not-an-operator' });
    const operator = await person(operatorPhone, 'Operator');
    expect(await (await program(operator, ['read', 'write', 'manage'])).post('/catalogue/refills')).toMatchObject({
      code: 'scope-missing',
    });
    expect(await operator.post('/catalogue/refills', undefined, { 'idempotency-key': '' })).toMatchObject({ code: 'key-missing' });
    const { length } = (await visitor.get<unknown[]>('/clusters')).body;
    expect(await (await program(operator, ['operate'])).post('/catalogue/refills')).toMatchObject({
      status: 202,
      body: { clusters: length },
    });
    for (const slug of ['all-leather', 'all-stone']) await done(slug);
    expect(titles(await visitor.get<CatalogueFound>(`/search?${q('shoes')}`))).toEqual(['Chaussures de sécurité', 'صباط رجالي']);
  });
});

it('somebody watches, is told, and ends the watch', async () => {
  const { at, manager } = await openCluster('watched', '+201003330011');
  const { member } = await joinFirm(at, manager, '+201003330012');
  const buyer = await person('+201003330013', 'Amine');
  const draft = { q: '  جلد   بقري ' };
  expect((await visitor.post(`${at}/watches`, draft)).status).toBe(401);
  const made = await buyer.post<{ id: number }>(`${at}/watches`, draft);
  expect(made).toMatchObject({ status: 201, body: { id: expect.any(Number) } });
  expect(made.headers.get('location')).toBe(`/api/v1${at}/watches/${made.body.id}`);
  expect((await buyer.post(`${at}/watches`, draft)).body).toEqual(made.body);
  expect((await buyer.get<Watch[]>(`${at}/watches`)).body).toMatchObject([
    { id: made.body.id, q: 'جلد بقري', direction: null, kind: null },
  ]);
  expect((await member.get<Watch[]>(`${at}/watches`)).body).toEqual([]);
  for (const wrong of [{ q: '' }, { q: '؟!' }, { q: 'جلد', direction: 'sideways' }, { q: 'x'.repeat(201) }, { q: 'جلد', surprise: 1 }])
    expect(await buyer.post(`${at}/watches`, wrong)).toMatchObject({ status: 422, code: 'invalid' });

  const id = await publishListing(at, member, manager);
  await done('watched');
  const { notices } = (await buyer.get<Inbox>(`${at}/inbox`)).body;
  expect(notices).toMatchObject([{ kind: 'watch-found', listing: { id, title: offer.title }, words: 'جلد بقري' }]);

  expect((await member.delete(`${at}/watches/${made.body.id}`)).status).toBe(404);
  expect((await buyer.delete(`${at}/watches/${made.body.id}`)).status).toBe(204);
  expect((await buyer.delete(`${at}/watches/${made.body.id}`)).status).toBe(404);
  await publishListing(at, member, manager);
  await done('watched');
  expect((await buyer.get<Inbox>(`${at}/inbox`)).body.notices).toHaveLength(1);
});

it('a manager sees what was not found, and says what it means', async () => {
  const { at, manager } = await openCluster('spoken', '+201003330021');
  const { member } = await joinFirm(at, manager, '+201003330022');
  const id = await publishListing(at, member, manager, { ...offer, title: 'حذاء رجالي' });
  expect((await visitor.get<Found>(`${at}/search?${q('زلطاوي')}`)).body).toMatchObject({ total: 0, suggestions: expect.any(Array) });
  await visitor.get(`${at}/search?${q('قطرميز')}`);
  await done('spoken');
  const read = () => manager.get<ClusterWords>(`${at}/words`).then(({ body }) => body);
  expect((await read()).missed.map(({ word, times }) => [word, times]).sort()).toEqual([
    ['زلطاوي', 1],
    ['قطرميز', 1],
  ]);

  expect((await member.get(`${at}/words`)).code).toBe('not-a-manager');
  expect((await member.post(`${at}/words`, { words: 'زلطاوي، حذاء' })).code).toBe('not-a-manager');
  for (const wrong of ['زلطاوي', 'زلطاوي، ', '؟!، ...']) {
    const refused = await manager.post<{ errors: { pointer: string }[] }>(`${at}/words`, { words: wrong });
    expect(refused, wrong).toMatchObject({ status: 422, code: 'invalid', body: { errors: [{ pointer: '/words' }] } });
  }
  const hidden = 'زلطا\u202Eوي، حذاء';
  const added = await manager.post<{ id: number }>(`${at}/words`, { words: hidden });
  expect(added).toMatchObject({ status: 201, body: { id: expect.any(Number) } });
  expect(await read()).toMatchObject({ own: [{ id: added.body.id, words: 'زلطاوي، حذاء', by: 'منى عبد الله' }] });
  expect((await read()).missed.map(({ word }) => word)).toEqual(['قطرميز']);
  await done('spoken');
  expect(await read()).toMatchObject({ underWay: false });
  expect((await visitor.get<Found>(`${at}/search?${q('زلطاوي')}`)).body).toMatchObject({ complete: 1, hits: [{ id }] });

  const dismiss = (word: unknown) => manager.post(`${at}/words/missed/dismissals`, { word });
  expect(await dismiss('قطرميز')).toMatchObject({ status: 200, body: { word: 'قطرميز' } });
  expect((await read()).missed).toEqual([]);
  expect(await dismiss('')).toMatchObject({ status: 422 });

  expect((await manager.delete(`${at}/words/${added.body.id}`)).status).toBe(204);
  expect((await manager.delete(`${at}/words/${added.body.id}`)).status).toBe(404);
  await done('spoken');
  expect((await visitor.get<Found>(`${at}/search?${q('زلطاوي')}`)).body.total).toBe(0);
  const log = (await manager.get<LogPage>(`${at}/decisions`)).body.entries.map(({ act }) => act);
  expect(log.slice(0, 2)).toEqual(['terms-removed', 'terms-added']);
});
