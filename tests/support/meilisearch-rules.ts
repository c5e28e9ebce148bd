/** What the stand-in for Meilisearch takes and refuses: bodies, error codes, and tokens of partner sites. */
import { z } from 'zod';
import { Refusal, type Settings } from './meilisearch-find.ts';

/** What a tenant token allows, by index; null for a key. */
export type Rules = Record<string, { filter?: unknown } | null> | null;

export const refuse = (code: string): never => {
  throw new Refusal(code, code.replaceAll('_', ' '));
};

export const IndexUid = z.string().regex(/^[A-Za-z0-9_-]{1,400}$/);
export const Text = z.string().nullish();
const Texts = z.array(z.string()).nullish();
const Whole = z.number().int().min(0);
const Languages = z.array(z.enum(['ara', 'fra', 'eng', 'ar', 'fr', 'en', 'pes', 'tur', 'deu', 'spa']));

export const Search = z.strictObject({
  q: Text,
  offset: Whole.nullish(),
  limit: Whole.nullish(),
  page: Whole.nullish(),
  hitsPerPage: Whole.nullish(),
  attributesToRetrieve: Texts,
  filter: z.unknown().optional(),
  sort: Texts,
  facets: Texts,
  matchingStrategy: z.enum(['last', 'all', 'frequency']).optional(),
  locales: Languages.nullish(),
  showRankingScore: z.boolean().optional(),
});

const builtIn = ['words', 'typo', 'proximity', 'attribute', 'attributeRank', 'wordPosition', 'sort', 'exactness'];
export const SettingsBody = z.strictObject({
  displayedAttributes: Texts,
  searchableAttributes: Texts,
  filterableAttributes: Texts,
  sortableAttributes: Texts,
  rankingRules: z.array(z.union([z.enum(builtIn), z.string().regex(/^[\w.]+:(asc|desc)$/)])).nullish(),
  stopWords: Texts,
  synonyms: z.record(z.string(), z.array(z.string())).nullish(),
  distinctAttribute: Text,
  proximityPrecision: z.enum(['byWord', 'byAttribute']).nullish(),
  typoTolerance: z
    .strictObject({
      enabled: z.boolean().nullish(),
      minWordSizeForTypos: z
        .strictObject({ oneTypo: Whole.max(255), twoTypos: Whole.max(255) })
        .refine(({ oneTypo, twoTypos }) => oneTypo <= twoTypos)
        .nullish(),
      disableOnWords: Texts,
      disableOnAttributes: Texts,
      disableOnNumbers: z.boolean().nullish(),
    })
    .nullish(),
  faceting: z
    .strictObject({ maxValuesPerFacet: Whole, sortFacetValuesBy: z.record(z.string(), z.enum(['alpha', 'count'])).optional() })
    .nullish(),
  pagination: z.strictObject({ maxTotalHits: Whole }).nullish(),
  searchCutoffMs: Whole.nullish(),
  localizedAttributes: z.array(z.strictObject({ attributePatterns: z.array(z.string()), locales: Languages })).nullish(),
  facetSearch: z.boolean().nullish(),
  prefixSearch: z.enum(['indexingTime', 'disabled']).nullish(),
}) as unknown as z.ZodType<Partial<Settings>>;

export const Swaps = z.array(z.strictObject({ indexes: z.array(IndexUid), rename: z.boolean().optional() }));

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function bodyOf<T>(request: Request, text: string, type: z.ZodType<T>, scope = 'search'): T {
  const content = request.headers.get('content-type');
  if (content === null) throw new Refusal('missing_content_type', 'No content type.');
  if (content !== 'application/json') throw new Refusal('invalid_content_type', `${content} is not read here.`);
  if (text === '') throw new Refusal('missing_payload', 'No body.');
  const body = parsed(text);
  if (body === undefined || (scope === 'payload' && !type.safeParse(body).success))
    throw new Refusal('malformed_payload', 'The body is no JSON.');
  const read = type.safeParse(body);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const field = issue?.path.findLast((part) => typeof part === 'string' && part !== 'queries');
  const snake = String(issue?.path.find((part) => typeof part === 'string' && part !== 'queries') ?? '').replace(
    /[A-Z]/g,
    (letter) => `_${letter.toLowerCase()}`,
  );
  const known = issue?.code !== 'unrecognized_keys' && field !== undefined;
  throw new Refusal(
    known ? (snake === 'index_uid' || snake === 'uid' ? 'invalid_index_uid' : `invalid_${scope}_${snake}`) : 'bad_request',
    JSON.stringify(issue),
  );
}

const auth = ['missing_authorization_header', 'invalid_api_key'];
export function errorOf({ code, message }: Refusal): object {
  const type = auth.includes(code) ? 'auth' : code === 'internal' ? 'internal' : 'invalid_request';
  return { message, code, type, link: `https://docs.meilisearch.com/errors#${code}` };
}

export function statusOf(code: string, path: string): number {
  if (code === 'missing_authorization_header') return 401;
  if (code === 'invalid_api_key') return 403;
  if (code === 'missing_content_type' || code === 'invalid_content_type') return 415;
  // a search in several indexes is a bad request where one is missing
  return code.endsWith('_not_found') && path !== '/multi-search' ? 404 : 400;
}

/** The rules of a token that was signed with the key and has not ended; null for any other. */
export async function tenantRules(token: string, { uid, key }: { uid: string; key: string }, now: number): Promise<Rules> {
  const parts = token.split('.');
  if (parts.length !== 3) return null;
  const bytes = (part: string) => Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
  const [head, claims] = parts.slice(0, 2).map((part) => parsed(new TextDecoder().decode(bytes(part)))) as [{ alg?: string }, Claims];
  const utf8 = new TextEncoder();
  const secret = await crypto.subtle.importKey('raw', utf8.encode(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  const signed = await crypto.subtle.verify('HMAC', secret, bytes(parts[2] as string), utf8.encode(`${parts[0]}.${parts[1]}`));
  const valid = signed && head.alg === 'HS256' && claims.apiKeyUid === uid && (claims.exp === undefined || now / 1000 <= claims.exp);
  return valid ? claims.searchRules : null;
}

interface Claims {
  searchRules: NonNullable<Rules>;
  apiKeyUid: string;
  exp?: number;
}
