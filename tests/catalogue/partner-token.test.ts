/** Tokens with which partner sites ask Meilisearch themselves. */
import { describe, expect, test } from 'vitest';
import { tenantToken } from '../../worker/catalogue/meilisearch.ts';
import { engineOf } from '../../worker/catalogue/meilisearch-index.ts';
import { type FakeMeilisearch, fakeMeilisearch } from '../support/meilisearch.ts';
import { analysis, damietta, documentsOf, offers } from './scene.ts';

describe('a token for a partner site', () => {
  const now = Date.UTC(2026, 0, 5);
  const until = now + 3_600_000;

  async function asking(server: FakeMeilisearch, token: string, method: string, path: string, body?: unknown): Promise<Response> {
    const headers = { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    return server.fetch(`${server.url}${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  }

  async function world() {
    let time = now;
    const server = fakeMeilisearch({ now: () => time });
    const engine = engineOf(server, analysis, { fetch: server.fetch });
    await engine.prepare('unqud', '1');
    await engine.put('unqud', documentsOf(offers));
    await engine.prepare('unqud__2', '2');
    server.work();
    const token = await tenantToken({}, server.searchKey, { cluster: 'damietta', direction: 'offer' }, until);
    return { server, token, later: () => (time = until + 1000) };
  }

  test('finds the listings of its choice, whatever else is asked', async () => {
    const { server, token } = await world();
    for (const filter of [undefined, 'cluster = robbiki OR cluster EXISTS', [['cluster = robbiki', 'cluster EXISTS']]]) {
      const answer = await asking(server, token, 'POST', '/indexes/unqud/search', { q: '', filter });
      const { hits } = (await answer.json()) as { hits: { at: unknown; body?: string }[] };
      expect(hits.map(({ at }) => at)).toEqual([damietta, damietta]);
      expect(hits[0]).not.toHaveProperty('body');
    }
  });

  test('opens nothing else', async () => {
    const { server, token } = await world();
    const statuses = await Promise.all([
      asking(server, token, 'POST', '/indexes/unqud__2/search', {}),
      asking(server, token, 'GET', '/indexes/unqud/settings'),
      asking(server, token, 'POST', '/indexes/unqud/documents', []),
      asking(server, token, 'DELETE', '/indexes/unqud'),
      asking(server, token, 'GET', '/tasks'),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
  });

  test('ends', async () => {
    const { server, token, later } = await world();
    later();
    expect((await asking(server, token, 'POST', '/indexes/unqud/search', {})).status).toBe(403);
  });

  test('cannot be made or changed without the key', async () => {
    const { server, token } = await world();
    const [head, , signature] = token.split('.');
    const claims = btoa(JSON.stringify({ searchRules: { unqud: {} }, apiKeyUid: server.searchKey.uid }));
    const foreign = await tenantToken({}, { ...server.searchKey, key: 'guessed' }, {}, until);
    for (const forged of [`${head}.${claims}.${signature}`, foreign])
      expect((await asking(server, forged, 'POST', '/indexes/unqud/search', {})).status).toBe(403);
  });
});
