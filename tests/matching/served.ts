/** `npm run bench -- matching-served [--set folder] [--miss]`: the labelled set through the program itself: imported over the API, and asked as a manager asks. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from '../../scripts/client.ts';
import { bundle, serve } from '../../scripts/serve.ts';
import { operator } from '../../seed/index.ts';

const { values } = parseArgs({
  options: { set: { type: 'string', default: import.meta.dirname }, miss: { type: 'boolean', default: false } },
});

interface Need {
  ref: string;
  fits: Record<string, number>;
  half: 'tuned' | 'reported';
  trait: string;
}
interface Named {
  externalRef: string;
}
interface Planted {
  firms: Named[];
  listings: Named[];
  circles: { firms: string[]; legs: { offer: string; need: string }[] }[];
  notCircles: { legs: { offer: string; need: string }[] }[];
  /** Offers that can do each step, and one right answer of several. */
  coalitions: { need: string; steps: string[][]; members: string[] }[];
  alone: string[];
  impossible: string[];
}
const read = <T>(file: string) => JSON.parse(readFileSync(join(values.set, file), 'utf8')) as T;
const set = read<{ firms: Named[]; listings: (Named & { title: string })[]; needs: Need[] }>('set.json');
const planted = read<Planted>('planted.json');
const titles = new Map(set.listings.map(({ externalRef, title }) => [externalRef, title]));

const served = await serve({ from: bundle(mkdtempSync(join(tmpdir(), 'matching-'))) });
try {
  const url = served.url.origin;
  const operating = await Client.signIn(url, operator.phone, operator.name);
  const market = await open(url, operating, 'labelled', set);
  await reportMatches(market);
  // planted in the same market, where it has none of its own
  const apart = planted.listings.length > 0 ? await open(url, operating, 'planted', planted) : market;
  await reportCircles(apart);
  await reportCoalitions(apart);
} finally {
  await served.stop();
}

interface Market {
  client: Client;
  at: string;
  /** Numbers of listings by what the set calls them. */
  ids: Map<string, number>;
}

async function open(
  url: string,
  operating: Client,
  slug: string,
  { firms, listings }: { firms: Named[]; listings: Named[] },
): Promise<Market> {
  const manager = { name: 'Manager', phone: slug === 'labelled' ? '+201120000001' : '+201120000002' };
  const names = { ar: slug, fr: slug, en: slug };
  await operating.post('/clusters', {
    cluster: {
      slug,
      names,
      about: names,
      sector: 'other',
      country: 'EG',
      place: { lat: 30.05, lng: 31.4 },
      languages: ['ar', 'fr', 'en'],
      timeZone: 'Africa/Cairo',
      currency: 'EGP',
    },
    office: 'Office',
    manager,
  });
  const client = await Client.signIn(url, manager.phone, manager.name);
  const at = `/clusters/${slug}`;
  const ids = new Map<string, number>();
  await client.post(`${at}/firms/batch`, { items: firms });
  for (let from = 0; from < listings.length; from += 200) {
    const { results } = await client.post<{ results: { externalRef: string; id?: number; outcome: string }[] }>(`${at}/listings/batch`, {
      items: listings.slice(from, from + 200),
      publish: true,
    });
    for (const { externalRef, id, outcome } of results)
      id === undefined ? console.error('not imported', externalRef, outcome) : ids.set(externalRef, id);
  }
  return { client, at, ids };
}

interface Found {
  matches: { listing: { externalRef: string; title: string }; score: number }[];
}

async function reportMatches({ client, at, ids }: Market): Promise<void> {
  for (const half of ['tuned', 'reported'] as const) {
    const needs = set.needs.filter((need) => need.half === half);
    if (needs.length === 0) continue;
    const sums = { some: 0, first: 0, wrongFirst: 0, precision: 0, recall: 0, nothing: 0, empty: 0 };
    for (const { ref, fits, trait } of needs) {
      const { matches } = await client.get<Found>(`${at}/listings/${ids.get(ref)}/matches`);
      const refs = matches.map(({ listing }) => listing.externalRef);
      const right = (one: string | undefined) => one !== undefined && fits[one] !== undefined;
      const all = Object.keys(fits).length;
      if (refs.length > 0 && !right(refs[0])) sums.wrongFirst++;
      if (all === 0) {
        sums.nothing++;
        if (refs.length === 0) sums.empty++;
      } else {
        sums.some++;
        if (right(refs[0])) sums.first++;
        const top = refs.slice(0, 5);
        sums.precision += top.length === 0 ? 0 : top.filter(right).length / top.length;
        sums.recall += refs.slice(0, 10).filter(right).length / all;
      }
      if (values.miss && half !== 'reported' && !(all === 0 ? refs.length === 0 : right(refs[0])))
        console.log(
          `  ${trait}: ${ref} ${titles.get(ref)} → ${refs[0] ?? '–'} ${titles.get(refs[0] ?? '') ?? ''}; wanted ${Object.keys(fits)
            .map((one) => titles.get(one))
            .join(' | ')}`,
        );
    }
    const share = (value: number, of: number) => (of === 0 ? '–' : (value / of).toFixed(3));
    console.log(
      `${half}: a fit first ${sums.first} of ${sums.some}; a wrong one first ${sums.wrongFirst} of ${needs.length}; empty where nothing fits ${sums.empty} of ${sums.nothing}; precision@5 of what is shown ${share(sums.precision, sums.some)}; recall@10 ${share(sums.recall, sums.some)}`,
    );
  }
}

async function reportCircles({ client, at }: Market): Promise<void> {
  const { circles } = await client.get<{
    circles: { legs: { offer: { externalRef: string }; need: { externalRef: string } }[] }[];
  }>(`${at}/circles`);
  const nameOf = (legs: { offer: string; need: string }[]) =>
    legs
      .map(({ offer, need }) => `${offer}>${need}`)
      .sort()
      .join(' ');
  const found = circles.map(({ legs }) => nameOf(legs.map(({ offer, need }) => ({ offer: offer.externalRef, need: need.externalRef }))));
  const right = planted.circles.filter(({ legs }) => found.includes(nameOf(legs))).length;
  for (const { firms, legs } of planted.circles)
    if (!found.includes(nameOf(legs))) console.log(`  circle of ${firms.join(' ')} was not found`);
  const wrong = planted.notCircles.filter(({ legs }) => found.includes(nameOf(legs))).length;
  console.log(
    `circles: ${right} of ${planted.circles.length} planted; ${wrong} of ${planted.notCircles.length} that are none; ${found.length} in all`,
  );
}

async function reportCoalitions({ client, at, ids }: Market): Promise<void> {
  const asked = async (need: string) => {
    const { proposals } = await client.get<{ proposals: { members: { listing: { externalRef: string } }[] }[] }>(
      `${at}/listings/${ids.get(need)}/coalitions`,
    );
    return proposals.map(({ members }) => [...new Set(members.map(({ listing }) => listing.externalRef))].sort());
  };
  let right = 0;
  for (const { need, steps, members } of planted.coalitions) {
    const found = await asked(need);
    const [first = []] = found;
    const able = first.every((one) => steps.flat().includes(one)) && steps.every((some) => some.some((one) => first.includes(one)));
    if (able && first.length === members.length) right++;
    else console.log(`  coalition of ${need}: ${found.map((one) => one.join(' ')).join(' | ') || '–'}; wanted ${members.join(' ')}`);
  }
  let none = 0;
  for (const need of [...planted.alone, ...planted.impossible]) {
    const found = await asked(need);
    if (found.length === 0) none++;
    else console.log(`  no coalition for ${need} was wanted: ${found.join(' | ')}`);
  }
  console.log(
    `coalitions: ${right} of ${planted.coalitions.length} planted first; none for ${none} of ${planted.alone.length + planted.impossible.length}`,
  );
}
