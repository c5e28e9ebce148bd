/** The same path against a real Meilisearch, when MEILI_URL and MEILI_KEY say where one is; it makes indexes of its own and deletes them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CatalogueFound, CatalogueQuery } from '../../schema/search.ts';
import type { Change, FeedState, Memory, Source } from '../../worker/catalogue/feed-state.ts';
import { feed } from '../../worker/catalogue/feeding.ts';
import { searcherOf, tenantToken } from '../../worker/catalogue/meilisearch.ts';
import { type Analysis, documentFor, documentId, engineOf, type ListingDocument } from '../../worker/catalogue/meilisearch-index.ts';
import type { SearchKey } from '../../worker/catalogue/meilisearch-server.ts';
import { analysis, damietta, entryOf, hebron, offers, robbiki } from './scene.ts';

const { MEILI_URL: url = '', MEILI_KEY: key = '' } = process.env;

if (!url || !key) test.skip('a real Meilisearch was not asked: MEILI_URL and MEILI_KEY are not set', () => {});
else
  describe('a real Meilisearch', { timeout: 120_000 }, () => {
    const server = { url, key, index: `unqud_test_${Date.now().toString(36)}` };
    const changes = new Map<string, Change<ListingDocument>>();
    let state: FeedState | null = null;
    let seq = 0;
    let version = 'first';

    const source: Source<ListingDocument> = {
      after: (from, limit) =>
        [...changes.values()]
          .filter((one) => one.seq > from)
          .sort((a, b) => a.seq - b.seq)
          .slice(0, limit),
      head: () => seq,
    };
    const memory: Memory = {
      read: () => state,
      write(next) {
        state = structuredClone(next);
      },
    };
    const by = (): Analysis => ({ ...analysis, version });
    const searcher = searcherOf(server, analysis, { patience: 5_000 });

    function tell([cluster, entry]: (typeof offers)[number]): void {
      const id = documentId(cluster.slug, entry.listing);
      changes.set(id, { seq: ++seq, key: id, document: documentFor(entry, cluster, analysis) });
    }

    /** The server works on its own clock, so here, and only here, tests wait; alarms come ten times as fast as they are asked for. */
    async function fed(meanwhile: () => Promise<void> = async () => {}): Promise<void> {
      for (let calls = 0; calls < 400; calls++) {
        const now = Date.now();
        const { nextAt } = await feed(source, memory, engineOf(server, by()), now);
        await meanwhile();
        if (state?.trouble) throw new Error(`feeding: ${state.trouble.code}`);
        if (nextAt - now > 600_000) return;
        await new Promise((resolve) => setTimeout(resolve, (nextAt - now) / 10));
      }
      throw new Error('feeding never came to an end');
    }

    async function found(asked: Record<string, unknown>): Promise<CatalogueFound> {
      return CatalogueFound.parse(await searcher.search(CatalogueQuery.parse(asked), () => ({ marks: [], snippet: null })));
    }
    const places = async (asked: Record<string, unknown>) => (await found(asked)).hits.map(({ cluster, id }) => `${cluster.slug}/${id}`);

    async function ask(method: string, path: string, body?: unknown, by = key): Promise<Response> {
      const headers = { authorization: `Bearer ${by}`, 'content-type': 'application/json' };
      return fetch(`${url.replace(/\/+$/, '')}${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    }
    async function indexes(): Promise<string[]> {
      const { results } = (await (await ask('GET', '/indexes?limit=1000')).json()) as { results: { uid: string }[] };
      return results.map(({ uid }) => uid).filter((uid) => uid.startsWith(server.index));
    }

    beforeAll(async () => {
      for (const one of offers) tell(one);
      await fed();
    }, 120_000);

    afterAll(async () => {
      for (const uid of await indexes()) await ask('DELETE', `/indexes/${uid}`);
    });

    test('has one index, and finds everything, newest first', async () => {
      expect(await indexes()).toEqual([server.index]);
      const all = await found({});
      expect(all.total).toBe(offers.length);
      const moments = all.hits.map(({ publishedAt }) => publishedAt ?? 0);
      expect(moments).toEqual(moments.toSorted((a, b) => b - a));
    });

    test('finds a thing in another language', async () => {
      expect(await places({ q: 'cow leather' })).toContain('robbiki/2');
    });

    test('finds a word by its beginning, and with a typo', async () => {
      expect(await places({ q: 'uphol' })).toEqual(['damietta/2']);
      expect(await places({ q: 'upholstry' })).toEqual(['damietta/2']);
      expect(await places({ q: 'uphol', exact: '1' })).toEqual([]);
      expect(await places({ q: 'upholstry', exact: '1' })).toEqual([]);
    });

    test('finds sizes in any script, and corrects none', async () => {
      expect(await places({ q: '١٫٢ مم' })).toEqual(['robbiki/1']);
      expect(await places({ q: '1.4 mm' })).toEqual(['robbiki/2']);
      expect(await places({ q: '1.3 mm' })).toEqual([]);
      expect(await places({ q: '5 cm' })).toEqual(['damietta/1']);
    });

    test('counts facets under the other choices, and pages', async () => {
      const { facets, total } = await found({ country: 'EG', direction: 'offer' });
      expect(total).toBe(4);
      expect(facets.country).toEqual({ EG: 4, PS: 2 });
      expect(facets.direction).toEqual({ offer: 4, need: 1 });
      expect(facets.cluster).toEqual({ robbiki: 2, damietta: 2 });
      const pages = await Promise.all([1, 2, 3].map((page) => places({ page, limit: 3, sort: 'newest' })));
      expect(new Set(pages.flat()).size).toBe(offers.length);
    });

    test('gets what changes and loses what is gone', async () => {
      tell([hebron, entryOf(3, 'Zippers for boots')]);
      tell([damietta, { listing: 2, version: 2, shown: null }]);
      await fed();
      expect(await places({ q: 'zippers' })).toEqual(['hebron-shoes/3']);
      expect(await places({ q: 'upholstery' })).toEqual([]);
      expect((await found({})).total).toBe(offers.length);
    });

    test('is rebuilt while every search finds everything', async () => {
      const before = (await places({ limit: 50 })).sort();
      version = 'second';
      tell([robbiki, entryOf(9, 'Buckles')]);
      await fed(async () => {
        for (let searches = 0; searches < 5; searches++) expect(await places({ limit: 50 })).toEqual(expect.arrayContaining(before));
      });
      expect((await places({ limit: 50 })).sort()).toEqual([...before, 'robbiki/9'].sort());
      await fed();
      expect(await indexes()).toEqual([server.index]);
    });

    test('gives a partner site what its token allows', async ({ skip }) => {
      const made = await ask('POST', '/keys', { name: server.index, actions: ['search'], indexes: [server.index], expiresAt: null });
      if (!made.ok) skip('MEILI_KEY may not make keys');
      const searchKey = (await made.json()) as SearchKey;
      try {
        const token = await tenantToken(server, searchKey, { cluster: 'damietta' }, Date.now() + 60_000);
        const body = { q: '', filter: 'cluster = "robbiki" OR cluster EXISTS' };
        const answer = (await (await ask('POST', `/indexes/${server.index}/search`, body, token)).json()) as { hits: { at: unknown }[] };
        expect(answer.hits.map(({ at }) => at)).toEqual([damietta]);
        expect((await ask('GET', `/indexes/${server.index}/settings`, undefined, token)).ok).toBe(false);
        const ended = await tenantToken(server, searchKey, { cluster: 'damietta' }, Date.now() - 60_000);
        expect((await ask('POST', `/indexes/${server.index}/search`, body, ended)).ok).toBe(false);
      } finally {
        await ask('DELETE', `/keys/${searchKey.uid}`);
      }
    });
  });
