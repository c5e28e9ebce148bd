/** Searching by Meilisearch: what is asked, what is found, and that the catalogue answers whenever the server does not. */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { CatalogueFound, CatalogueQuery } from '../../schema/search.ts';
import { mostFailures, pause } from '../../worker/catalogue/breaker.ts';
import { type Choice, queriesOf, searcherOf, wordsOf } from '../../worker/catalogue/meilisearch.ts';
import {
  type Analysis,
  documentFor,
  engineOf,
  facets,
  fingerprintOf,
  settingsOf,
  spelled,
} from '../../worker/catalogue/meilisearch-index.ts';
import { type FakeMeilisearch, fakeMeilisearch } from '../support/meilisearch.ts';
import { readFilter } from '../support/meilisearch-find.ts';
import { analysis, documentsOf, entryOf, offers, robbiki } from './scene.ts';

vi.spyOn(console, 'warn').mockImplementation(() => {});

const mark = () => ({ marks: [], snippet: null });
const query = (asked: Record<string, unknown> = {}) => CatalogueQuery.parse(asked);

/** A server with the index as feeding builds it. */
async function filled(by: Analysis = analysis, listings = offers): Promise<FakeMeilisearch> {
  const server = fakeMeilisearch();
  const engine = engineOf(server, by, { fetch: server.fetch });
  await engine.prepare('unqud', '1');
  await engine.put('unqud', documentsOf(listings, by));
  server.work();
  expect(server.tasks.map(({ error }) => error)).toEqual([null, null]);
  return server;
}

async function found(server: FakeMeilisearch, asked: Record<string, unknown> = {}, by: Analysis = analysis) {
  const answer = await searcherOf(server, by, { fetch: server.fetch }).search(query(asked), mark);
  expect(answer).not.toBeNull();
  return CatalogueFound.parse(answer);
}

const placesOf = ({ hits }: CatalogueFound) => hits.map(({ cluster, id }) => `${cluster.slug}/${id}`);

/** One term for each word; every spelling is its own concept where it is among these. */
const plain = (concepts: Record<string, string[]> = {}): Analysis => ({
  documentOf: ({ title, text }) => {
    const tokens = (line: string) => line.split(' ').flatMap((word) => [word, ...(concepts[word] ?? []).slice(0, 1)]);
    return { head: '', title: tokens(title).join(' '), body: tokens(text).join(' ') };
  },
  readQuery: (q) => ({ terms: q.split(' ').flatMap((word) => (word ? [{ tokens: concepts[word] ?? [word] }] : [])) }),
  version: '1',
});

describe('a token', () => {
  test.each([
    ['c.cow_leather', 'qxcowq5fleather'],
    ['1.2mm', '1q2e2mm'],
    ['20%', '20q25'],
    ['جلد', 'جلد'],
    ['"-جلد"', 'q22q2dجلدq22'],
  ])('%s is written %s', (token, written) => {
    expect(spelled(token)).toBe(written);
  });

  test('is letters and digits, so that it is one word to the server and never an operator of its queries', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (token) => /^[\p{L}\p{N}]+$/u.test(spelled(token))));
  });
});

describe('a document', () => {
  test('has words apart from what is never corrected, and the listing as it was written', () => {
    const [entry] = [entryOf(12, 'جلد black', { text: 'c.hide 1.2mm thick' })];
    expect(documentFor(entry, robbiki, plain({ black: ['c.black'] }))).toEqual({
      id: 'robbiki-12',
      head: '',
      headExact: '',
      title: 'جلد black',
      titleExact: 'qxblack',
      body: 'thick',
      bodyExact: 'qxhide 1q2e2mm',
      exact: ['qxblack', 'qxhide', '1q2e2mm'],
      direction: 'offer',
      kind: 'input',
      role: 'supplier',
      country: 'EG',
      cluster: 'robbiki',
      sector: 'leather',
      published: Date.UTC(2026, 0, 1, 12),
      listing: 12,
      card: entry.shown?.card,
      text: 'c.hide 1.2mm thick',
      at: robbiki,
    });
  });

  test('is not made of a listing that is gone', () => {
    expect(documentFor({ listing: 1, version: 2, shown: null }, robbiki, analysis)).toBeNull();
  });
});

describe('the fingerprint', () => {
  test('stays as long as nothing changes, and changes with the analysis', async () => {
    const first = await fingerprintOf({ version: 'a' });
    expect(await fingerprintOf({ version: 'a' })).toBe(first);
    expect(await fingerprintOf({ version: 'b' })).not.toBe(first);
    expect(await fingerprintOf({ version: 'a', alternatives: [['c.lime', 'c.chalk']] })).not.toBe(first);
  });
});

describe('the settings', () => {
  test('allow typos from four letters on, and none in concepts and sizes', () => {
    const { typoTolerance, searchableAttributes, localizedAttributes } = settingsOf({}, '1');
    expect(typoTolerance.minWordSizeForTypos.oneTypo).toBe(4);
    expect(typoTolerance.disableOnAttributes).toEqual(['headExact', 'titleExact', 'bodyExact']);
    expect(searchableAttributes.slice(0, 3)).toEqual(['head', 'headExact', 'title']);
    expect(localizedAttributes[0]?.locales).toEqual(['ara', 'fra', 'eng']);
  });

  test('show nothing but what a card shows', () => {
    expect(settingsOf({}, '1').displayedAttributes).not.toContain('body');
  });
});

describe('the words of a query', () => {
  const by = plain({ leather: ['c.leather'], lime: ['c.lime', 'c.chalk'], '36-38': ['36', '37', '38'], وجلد: ['وجلد', 'جلد'] });
  const words = (q: string, exact?: '1') => wordsOf({ q, exact }, by);

  test('are sent as their concepts, the last one complete', () => {
    expect(words('black leather')).toEqual({ q: 'black qxleather ', conditions: [] });
  });
  test('may end with the beginning of a word, as people type', () => {
    expect(words('leather bla')).toEqual({ q: 'qxleather bla', conditions: [] });
  });
  test('do not end with the beginning of a short word or a size', () => {
    expect(words('leather bl').q).toBe('qxleather bl ');
    expect(words('leather 12').q).toBe('qxleather 12 ');
  });
  test('are quoted when they must be as they are', () => {
    expect(words('black leather bla', '1').q).toBe('"black" qxleather "bla" ');
  });
  test('are in their barest form', () => {
    expect(words('وجلد').q).toBe('جلد');
  });
  test('are a condition where any of several will do', () => {
    expect(words('lime 36-38 bag')).toEqual({ q: 'bag', conditions: ['exact IN ["qxlime", "qxchalk"]', 'exact IN ["36", "37", "38"]'] });
  });
  test('are one word where the settings know the set', () => {
    const alternatives = [['c.chalk', 'c.lime']];
    const { q, conditions } = wordsOf({ q: 'lime' }, { ...by, alternatives });
    expect(conditions).toEqual([]);
    expect(settingsOf({ alternatives }, '1').synonyms).toEqual({ [q.trim()]: ['qxchalk', 'qxlime'] });
  });
  test('beyond the tenth become conditions where they can', () => {
    const many = wordsOf({ q: 'a b c d e f g h i j leather' }, by);
    expect(many.conditions).toEqual(['exact IN ["qxleather"]']);
  });
  test('may be none', () => {
    expect(words('')).toEqual({ q: '', conditions: [] });
  });
});

describe('a choice', () => {
  test('is a condition from which no value breaks out', () => {
    const value = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('"', "'", '\\', ' ', 'O', 'R', '=', 'a', ')', ']') }));
    fc.assert(
      fc.property(value, value, (chosen, other) => {
        const { queries } = queriesOf({ ...query(), cluster: chosen } as CatalogueQuery, plain(), 'unqud');
        const fits = readFilter(queries[0]?.filter, ['cluster']);
        expect(fits({ cluster: chosen })).toBe(true);
        expect(fits({ cluster: other })).toBe(other.toLowerCase() === chosen.toLowerCase());
        expect(fits({})).toBe(false);
      }),
      {
        examples: [
          ['" OR cluster EXISTS OR cluster = "', 'x'],
          ['\\" OR cluster EXISTS OR cluster = \\"', 'x'],
          ['\\', 'x'],
        ],
      },
    );
  });
});

describe('a search', () => {
  test('of nothing is everything, newest first', async () => {
    const all = await found(await filled());
    expect(all.total).toBe(offers.length);
    expect(all.complete).toBe(offers.length);
    const moments = all.hits.map(({ publishedAt }) => publishedAt ?? 0);
    expect(moments).toEqual(moments.toSorted((a, b) => b - a));
    expect(all.rewritten).toBeUndefined();
    expect(all.suggestions).toBeUndefined();
  });

  test('finds a thing in another language', async () => {
    const server = await filled();
    expect(placesOf(await found(server, { q: 'cow leather' }))).toContain('robbiki/2');
  });

  test('finds sizes with their units, whatever their script', async () => {
    const server = await filled();
    expect(placesOf(await found(server, { q: '١٫٢ مم' }))).toEqual(['robbiki/1']);
    expect(placesOf(await found(server, { q: '1.4 mm' }))).toEqual(['robbiki/2']);
    expect(placesOf(await found(server, { q: '5 cm' }))).toEqual(['damietta/1']);
  });

  test('finds what has all words, what has them in its title first', async () => {
    const by = plain();
    const server = await filled(by, [
      [robbiki, entryOf(1, 'thread', { text: 'black leather' })],
      [robbiki, entryOf(2, 'black leather')],
      [robbiki, entryOf(3, 'black thread', { text: 'leather' })],
      [robbiki, entryOf(4, 'black')],
    ]);
    expect(placesOf(await found(server, { q: 'black leather' }, by))).toEqual(['robbiki/2', 'robbiki/3', 'robbiki/1']);
    expect(placesOf(await found(server, { q: 'black leather', sort: 'newest' }, by))).toEqual(['robbiki/3', 'robbiki/2', 'robbiki/1']);
    expect(placesOf(await found(server, { q: 'leath' }, by))).toHaveLength(3);
    expect(placesOf(await found(server, { q: 'leath', exact: '1' }, by))).toEqual([]);
  });

  test('finds any of several concepts, as one word or as a condition', async () => {
    const by = plain({ lime: ['c.lime', 'c.chalk'], quicklime: ['c.lime'], chalk: ['c.chalk'] });
    for (const alternatives of [undefined, [['c.lime', 'c.chalk']]]) {
      const analysed = { ...by, alternatives };
      const server = await filled(analysed, [
        [robbiki, entryOf(1, 'quicklime')],
        [robbiki, entryOf(2, 'chalk')],
        [robbiki, entryOf(3, 'salt')],
      ]);
      expect(placesOf(await found(server, { q: 'lime' }, analysed)).sort()).toEqual(['robbiki/1', 'robbiki/2']);
    }
  });

  test('comes in pages', async () => {
    const server = await filled();
    const pages = await Promise.all([1, 2, 3, 4].map((page) => found(server, { page, limit: 3 })));
    expect(pages.map(({ hits }) => hits.length)).toEqual([3, 3, 1, 0]);
    expect(new Set(pages.flatMap(placesOf)).size).toBe(offers.length);
    expect(pages.every(({ total, pages }) => total === offers.length && pages === 3)).toBe(true);
  });

  test('is marked by whoever asks', async () => {
    const server = await filled();
    const answer = await searcherOf(server, analysis, { fetch: server.fetch }).search(query({ q: '1.4 mm' }), (card, text) => ({
      marks: [[0, card.title.length]],
      snippet: { text, marks: [] },
    }));
    expect(answer?.hits[0]).toMatchObject({ marks: [[0, 18]], snippet: { text: 'Épaisseur 1,4 mm' } });
  });

  test('counts each facet under the other choices', async () => {
    const server = await filled();
    const documents = documentsOf(offers);
    const choices = fc.record(
      {
        direction: fc.constantFrom('offer', 'need'),
        kind: fc.constantFrom('input', 'knowledge', 'subcontracting'),
        role: fc.constantFrom('tannery', 'workshop', 'supplier'),
        country: fc.constantFrom('EG', 'PS', 'DZ'),
        cluster: fc.constantFrom('robbiki', 'damietta', 'hebron-shoes'),
        sector: fc.constantFrom('leather', 'footwear'),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(choices, async (choice: Choice) => {
        const answer = await found(server, choice);
        const fits = (except: string | null) =>
          documents.filter((one) =>
            facets.every((facet) => facet === except || choice[facet] === undefined || choice[facet] === one[facet]),
          );
        expect(answer.total).toBe(fits(null).length);
        for (const facet of facets) {
          const counts: Record<string, number> = {};
          for (const one of fits(facet)) counts[one[facet]] = (counts[one[facet]] ?? 0) + 1;
          expect(answer.facets[facet]).toEqual(counts);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('is one request, with the key that may only search', async () => {
    const server = await filled();
    server.key = 'of nobody';
    server.asked.length = 0;
    await found(server, { q: 'جلد', direction: 'offer', country: 'EG' });
    expect(server.asked).toHaveLength(1);
  });
});

describe('the catalogue answers', () => {
  test.each(['hang', 'slow', 'down', '500', 'html', 'truncated', 'lost'] as const)('when the server fails: %s', async (kind) => {
    const server = await filled();
    server.faults = [{ kind }];
    expect(await searcherOf(server, analysis, { fetch: server.fetch, patience: 5 }).search(query(), mark)).toBeNull();
    server.release();
  });

  test('when there is no index, or one that is not set up', async () => {
    const server = fakeMeilisearch();
    const ask = () => searcherOf(server, analysis, { fetch: server.fetch }).search(query({ direction: 'offer' }), mark);
    expect(await ask()).toBeNull();
    const engine = engineOf(server, analysis, { fetch: server.fetch });
    await engine.put('unqud', documentsOf(offers).slice(0, 2));
    server.work();
    expect(await ask()).toBeNull();
  });

  test('when the key is not (or no longer) good', async () => {
    const server = await filled();
    expect(await searcherOf({ url: server.url, key: 'no key' }, analysis, { fetch: server.fetch }).search(query(), mark)).toBeNull();
  });

  const page = { hits: [], totalHits: 0, facetDistribution: {} };
  test.each([
    ['another type', '[]'],
    ['no results', '{}'],
    ['too few results', JSON.stringify({ results: [page] })],
    ['no total', JSON.stringify({ results: [{ ...page, totalHits: undefined }, page] })],
    ['a total that is no number', JSON.stringify({ results: [{ ...page, totalHits: '3' }, page] })],
    ['a hit without a card', JSON.stringify({ results: [{ ...page, totalHits: 1, hits: [{ text: '', at: robbiki }] }, page] })],
    ['a hit of another shape', JSON.stringify({ results: [{ ...page, totalHits: 1, hits: ['x'] }, page] })],
    ['a choice that there is not', JSON.stringify({ results: [{ ...page, facetDistribution: { kind: { spaceships: 1 } } }, page] })],
    ['counts that are no numbers', JSON.stringify({ results: [{ ...page, facetDistribution: { kind: { input: '1' } } }, page] })],
    ['nothing', ''],
  ])('when the server answers with %s', async (_, body) => {
    const send = (async () => new Response(body, { headers: { 'content-type': 'application/json' } })) as typeof fetch;
    const searcher = searcherOf({ url: 'https://search.example', key: 'k' }, analysis, { fetch: send });
    expect(await searcher.search(query({ direction: 'offer' }), mark)).toBeNull();
  });

  test('when the server sends the asker somewhere else', async () => {
    const send: typeof fetch = async (_, init) => {
      expect(init?.redirect).toBe('manual');
      return new Response(null, { status: 302, headers: { location: 'https://elsewhere.example' } });
    };
    expect(await searcherOf({ url: 'https://search.example', key: 'k' }, analysis, { fetch: send }).search(query(), mark)).toBeNull();
  });

  test('when something throws', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    const broken = {
      ...analysis,
      readQuery: () => {
        throw new Error('broken');
      },
    };
    const server = await filled();
    expect(await searcherOf(server, broken, { fetch: server.fetch }).search(query({ q: 'x' }), mark)).toBeNull();
    expect(error).toHaveBeenCalledOnce();
    error.mockRestore();
  });

  test('without asking a server that failed several times, until it is tried once more', async () => {
    let now = 1_000_000;
    const server = await filled();
    const searcher = searcherOf(server, analysis, { fetch: server.fetch, clock: () => now });
    server.faults = [{ kind: '500', times: mostFailures + 1 }];
    server.asked.length = 0;
    for (let searches = 0; searches < 20; searches++) expect(await searcher.search(query(), mark)).toBeNull();
    expect(server.asked).toHaveLength(mostFailures);
    now += pause;
    expect(await searcher.search(query(), mark)).toBeNull();
    expect(server.asked).toHaveLength(mostFailures + 1);
    expect(await searcher.search(query(), mark)).toBeNull();
    now += pause;
    expect(await searcher.search(query(), mark)).not.toBeNull();
    expect(await searcher.search(query(), mark)).not.toBeNull();
  });
});
