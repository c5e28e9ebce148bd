/** The index in Meilisearch: its settings, the documents of listings, and what feeding asks of the server. */
import { z } from 'zod';
import { Photo } from '../../schema/attachment.ts';
import { ListingCard } from '../../schema/listing.ts';
import { type CatalogueEntry, HitCluster } from '../../schema/search.ts';
import type { Engine, TaskEnd } from './feed-state.ts';
import { type Answer, type Asking, ask, indexOf, type MeilisearchServer, type Surroundings } from './meilisearch-server.ts';

/** The text analysis of `worker/search`, one for documents and queries. Concept tokens begin with `c.`; other tokens are words or measures. */
export interface Analysis {
  documentOf(listing: { title: string; text: string; process: string; firm: string }): { head: string; title: string; body: string };
  readQuery(q: string): { terms: { tokens: string[] }[] };
  /** Sets of concept tokens of which a phrase may mean any: the index then knows each set as one word, and ranks by it. */
  alternatives?: string[][];
  /** Changes when documents come out differently: the index is then built anew. */
  version: string;
}

/**
 * A token as the server's tokenizer leaves it whole: letters and digits only, every other sign as its code between letters.
 * `c.cow_leather` → `qxcowq5fleather`, `1.2mm` → `1q2e2mm`.
 */
export function spelled(token: string): string {
  const bare = isConcept(token) ? `qx${token.slice(2)}` : token;
  return bare.replace(/[^\p{L}\p{N}]/gu, (sign) => `q${(sign.codePointAt(0) ?? 0).toString(16)}`);
}

const isConcept = (token: string) => token.startsWith('c.');

/** What is never corrected: 12mm is not 13mm, and a concept is no other concept. */
export const isExact = (token: string) => isConcept(token) || /\p{N}/u.test(token);

/** The one word for any of several concepts; the index's settings say what it stands for. */
export const either = (tokens: string[]) => `qe${tokens.map(spelled).sort().join('')}`;

/** Words may have typos; what stands in `…Exact` may not. */
const searchable = ['head', 'headExact', 'title', 'titleExact', 'body', 'bodyExact'];
export const facets = ['direction', 'kind', 'role', 'country', 'cluster', 'sector'] as const;
export type Facet = (typeof facets)[number];
export const languages = ['ara', 'fra', 'eng'];

/**
 * An attribute that no document has, among those displayed. Settings go along when indexes are swapped, so it tells which build answers under
 * a name.
 */
const mark = (build: string) => `built_${build}`;

export function settingsOf(analysis: Pick<Analysis, 'alternatives'>, build: string) {
  return {
    searchableAttributes: searchable,
    displayedAttributes: ['id', 'card', 'text', 'at', 'published', ...facets, mark(build)],
    filterableAttributes: [...facets, 'exact'],
    sortableAttributes: ['published', 'listing'],
    // `sort` acts on searches that ask for an order, and then before all else
    rankingRules: ['sort', 'words', 'typo', 'attributeRank', 'proximity', 'wordPosition', 'exactness', 'published:desc'],
    localizedAttributes: [{ attributePatterns: searchable, locales: languages }],
    typoTolerance: {
      enabled: true,
      minWordSizeForTypos: { oneTypo: 4, twoTypos: 8 },
      disableOnAttributes: searchable.filter((attribute) => attribute.endsWith('Exact')),
      disableOnNumbers: true,
    },
    synonyms: Object.fromEntries((analysis.alternatives ?? []).map((tokens) => [either(tokens), tokens.map(spelled)])),
    faceting: { maxValuesPerFacet: 1000, sortFacetValuesBy: { '*': 'count' } },
    // a total is a total, as in a market
    pagination: { maxTotalHits: 1_000_000 },
    // later nobody listens any more
    searchCutoffMs: 750,
    facetSearch: false,
  };
}

/** What a document keeps as it was written, for display; what was written before there were photos has none. */
export const Shown = z.object({ card: ListingCard.extend({ photo: Photo.nullable().default(null) }), text: z.string(), at: HitCluster });

export interface ListingDocument extends z.infer<typeof Shown>, Record<Facet, string> {
  id: string;
  head: string;
  headExact: string;
  title: string;
  titleExact: string;
  body: string;
  bodyExact: string;
  /** All that is not corrected, to be filtered by. */
  exact: string[];
  published: number;
  listing: number;
}

/** The key of a listing in the index: letters, digits and hyphens. */
export const documentId = (cluster: string, listing: number): string => `${cluster}-${listing}`;

/** The document of a public listing; null when there is nothing to show. */
export function documentFor({ listing, shown }: CatalogueEntry, cluster: HitCluster, analysis: Analysis): ListingDocument | null {
  if (!shown) return null;
  const { card, text, process } = shown;
  const { head, title, body } = analysis.documentOf({ title: card.title, text, process, firm: card.firm.name });
  return {
    id: documentId(cluster.slug, listing),
    head: words(head).join(' '),
    headExact: exact(head).join(' '),
    title: words(title).join(' '),
    titleExact: exact(title).join(' '),
    body: words(body).join(' '),
    bodyExact: exact(body).join(' '),
    exact: [...new Set([head, title, body].flatMap(exact))],
    direction: card.direction,
    kind: card.kind,
    role: card.firm.role,
    country: cluster.country,
    cluster: cluster.slug,
    sector: cluster.sector,
    published: card.publishedAt ?? 0,
    listing,
    card,
    text,
    at: cluster,
  };
}

const tokensOf = (line: string) => line.split(' ').filter(Boolean);
const exact = (line: string) => tokensOf(line).filter(isExact).map(spelled);
const words = (line: string) =>
  tokensOf(line)
    .filter((token) => !isExact(token))
    .map(spelled);

/** Changes when the settings, the shape of what documents show, or the analysis do. */
export async function fingerprintOf(analysis: Pick<Analysis, 'alternatives' | 'version'>): Promise<string> {
  const shape = z.toJSONSchema(Shown, { io: 'input', unrepresentable: 'any' });
  const all = JSON.stringify([settingsOf(analysis, ''), shape, analysis.version]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(all));
  return [...new Uint8Array(digest).subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const Enqueued = z.object({ taskUid: z.number().int() }).transform(({ taskUid }) => taskUid);
const Tasks = z.object({
  results: z.array(
    z.object({
      uid: z.number().int(),
      status: z.enum(['enqueued', 'processing', 'succeeded', 'failed', 'canceled']),
      error: z.object({ code: z.string() }).nullish(),
    }),
  ),
});
const Displayed = z.array(z.string());

/**
 * What feeding asks of the server. Made for one call of `feed`: all its requests together end after `inAll` milliseconds, each after
 * `patience`.
 */
export function engineOf(
  server: MeilisearchServer,
  analysis: Pick<Analysis, 'alternatives' | 'version'>,
  { fetch: send, clock = Date.now, patience = 8_000, inAll = 60_000 }: Surroundings & { patience?: number; inAll?: number } = {},
): Engine {
  const end = clock() + inAll;
  const request = async <T>(asking: Omit<Asking, 'patience'>, type: z.ZodType<T>): Promise<Answer<T>> => {
    const left = Math.min(patience, end - clock());
    return left > 0 ? ask(server, { ...asking, patience: left }, type, send) : { ok: false, refused: true, code: 'out-of-time' };
  };
  return {
    index: indexOf(server),
    fingerprint: () => fingerprintOf(analysis),
    prepare: (uid, build) => request({ method: 'PATCH', path: `/indexes/${uid}/settings`, body: settingsOf(analysis, build) }, Enqueued),
    put: (uid, documents) => request({ method: 'POST', path: `/indexes/${uid}/documents?primaryKey=id`, body: documents }, Enqueued),
    take: (uid, keys) => request({ method: 'POST', path: `/indexes/${uid}/documents/delete-batch`, body: keys }, Enqueued),
    discard: (uid) => request({ method: 'DELETE', path: `/indexes/${uid}` }, Enqueued),
    async buildUnder(uid) {
      const answer = await request({ method: 'GET', path: `/indexes/${uid}/settings/displayed-attributes` }, Displayed);
      if (answer.ok) return { ok: true, value: { exists: true, build: buildIn(answer.value) } };
      return answer.refused && answer.code === 'index_not_found' ? { ok: true, value: { exists: false, build: null } } : answer;
    },
    release: (uid, over, exists) =>
      request({ method: 'POST', path: '/swap-indexes', body: [{ indexes: [uid, over], ...(exists ? {} : { rename: true }) }] }, Enqueued),
    async tasks(uids) {
      const answer = await request({ method: 'GET', path: `/tasks?uids=${uids.join(',')}&limit=${uids.length}` }, Tasks);
      if (!answer.ok) return answer;
      return { ok: true, value: new Map(answer.value.results.map(({ uid, status, error }) => [uid, endOf(status, error?.code)])) };
    },
  };
}

function buildIn(displayed: string[]): string | null {
  const found = displayed.find((attribute) => attribute.startsWith(mark('')));
  return found === undefined ? null : found.slice(mark('').length);
}

function endOf(status: z.infer<typeof Tasks>['results'][number]['status'], code = 'failed'): TaskEnd {
  if (status === 'enqueued' || status === 'processing') return { state: 'waiting' };
  return status === 'succeeded' ? { state: 'done' } : { state: 'failed', code: status === 'canceled' ? 'canceled' : code };
}
