/** Which clusters exist. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Cluster, Cluster as ClusterShape } from '../../schema/cluster.ts';
import { findCluster, forgetClusters, insertCluster, listClusters, reportFigures } from '../../worker/directory/clusters.ts';
import { count, emptyDirectory, environment } from './directory.ts';

const env = environment();
const robbiki: Cluster = ClusterShape.parse({
  slug: 'robbiki',
  names: { ar: 'مدينة الروبيكي للجلود', fr: 'Cité du cuir de Robbiki', en: 'Robbiki Leather City' },
  about: { ar: 'دباغة وصناعات جلدية', fr: 'Tannerie et cuir', en: 'Tanning and leather goods' },
  sector: 'leather',
  country: 'EG',
  place: { lat: 30.08, lng: 31.83 },
  languages: ['ar', 'en'],
  timeZone: 'Africa/Cairo',
  currency: 'EGP',
});

beforeEach(emptyDirectory);
afterEach(() => vi.restoreAllMocks());

it('a cluster that was opened is found and listed, with no figures yet', async () => {
  const entry = { ...robbiki, firms: 0, offers: 0, needs: 0 };
  expect(await insertCluster(env, robbiki)).toEqual({ value: entry });
  expect(await findCluster(env, 'robbiki')).toEqual(entry);
  expect(await listClusters(env)).toEqual([entry]);
});

it('an address is taken once, also when two ask at the same moment', async () => {
  const answers = await Promise.all([insertCluster(env, robbiki, 'key-of-one'), insertCluster(env, robbiki, 'key-of-two')]);
  expect(answers.filter(({ value }) => value)).toHaveLength(1);
  expect(answers.find(({ refusal }) => refusal)).toEqual({ refusal: { code: 'address-taken' } });
  expect(await count(env, 'cluster')).toBe(1);
});

it('the same write again is answered as the first time', async () => {
  const first = await insertCluster(env, robbiki, 'the-same-key');
  expect(await insertCluster(env, robbiki, 'the-same-key')).toEqual(first);
  expect(await insertCluster(env, robbiki, 'another-key')).toEqual({ refusal: { code: 'address-taken' } });
});

it('a cluster that does not exist makes no row', async () => {
  expect(await findCluster(env, 'nowhere')).toBeNull();
  await reportFigures(env, 'nowhere', { firms: 1, offers: 2, needs: 3 });
  expect(await count(env, 'cluster')).toBe(0);
});

it('what is no address never reaches the directory', async () => {
  const prepare = vi.spyOn(env.DIRECTORY, 'prepare');
  for (const slug of ['', 'Robbiki', "x'; DROP TABLE cluster", '../etc', 'روبيكي', 'a', 'x'.repeat(41)])
    expect(await findCluster(env, slug)).toBeNull();
  expect(prepare).not.toHaveBeenCalled();
});

it('one query serves ten seconds', async () => {
  await insertCluster(env, robbiki);
  const now = Date.now();
  await findCluster(env, 'robbiki', now);
  await listClusters(env, now);
  const prepare = vi.spyOn(env.DIRECTORY, 'prepare');
  await findCluster(env, 'robbiki', now + 9_000);
  await listClusters(env, now + 9_000);
  expect(prepare).not.toHaveBeenCalled();
  await findCluster(env, 'robbiki', now + 31_000);
  expect(prepare).toHaveBeenCalledTimes(1);
});

it('an absent cluster is believed absent for five seconds', async () => {
  const now = Date.now();
  await findCluster(env, 'robbiki', now);
  await env.DIRECTORY.prepare(
    `INSERT INTO cluster (slug, names, about, sector, country, place, languages, time_zone, currency) VALUES ('robbiki', '{}', '{}', 'leather', 'EG', '{}', '[]', 'Africa/Cairo', 'EGP')`,
  ).run();
  expect(await findCluster(env, 'robbiki', now + 4_000)).toBeNull();
  expect(await findCluster(env, 'robbiki', now + 6_000)).not.toBeNull();
});

it('figures that a market reports are kept', async () => {
  await insertCluster(env, robbiki);
  await reportFigures(env, 'robbiki', { firms: 12, offers: 30, needs: 7 });
  forgetClusters();
  expect(await findCluster(env, 'robbiki')).toMatchObject({ firms: 12, offers: 30, needs: 7 });
});
