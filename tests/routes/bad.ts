/** What people, programs and enemies send that is no good: bodies, values and addresses. */
import { type Locale, locales } from '../../schema/ids.ts';
import type { RefusalCode } from '../../schema/refusal.ts';
import type { Sent } from './scene.ts';
import { type Fields, formOf, isPage, type Line, type Sample } from './table.ts';

export const form = 'application/x-www-form-urlencoded';

let turns = 0;

/** Values that no choice, number, date or address accepts. Some are names that every object answers to. */
export const nonsense = [
  'nonsense',
  'constructor',
  '__proto__',
  'toString',
  '-1',
  '1e400',
  'NaN',
  '🙈',
  'ج'.repeat(5000),
  '"><script>alert(1)</script>',
  "' or 1=1 --",
];

/** A few of many: the first two always, and others in turn, so that all of them are used somewhere. */
export function some<T>(many: readonly T[], count: number): T[] {
  const others = many.slice(2);
  return [...many.slice(0, 2), ...Array.from({ length: Math.min(count - 2, others.length) }, () => others[turns++ % others.length] as T)];
}

/** A markup that runs where it is not escaped. */
export const script = '"><script>alert(1)</script>';

/** Controls, overrides of direction, and half of a pair, with words between. */
export const hidden = 'Fine\u0000 \u0007leather\u001b[31m \u202Etxet\u202C \u2066of\u2069 \uFEFFrank\uFFF9 \uD83D two\u0085';
/** What of that must not be kept. */
export const mustNotBeKept = /[\p{Cc}--[\n\t]]|[\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/v;

export const ids = [
  '0',
  '-1',
  '1e30',
  '9007199254740993',
  '999999999999999',
  'abc',
  '1;drop',
  '1.5',
  '01',
  '%00',
  '%E0%A4%A',
  '١',
  '1%20',
  'constructor',
  '__proto__',
  "1'--",
  'a'.repeat(5000),
];

export const keys = ['', 'short', 'a'.repeat(65), 'with spaces in it', 'ключ-ключ'];

/** In which language the next refusal is read: each in turn. */
let turn = 0;
export const nextLocale = (): Locale => locales[turn++ % locales.length] as Locale;

export interface Bad {
  name: string;
  sent: (good: Sent) => Sent;
  status: number;
  code: RefusalCode;
}

const withBody =
  (body: BodyInit | null, type: string) =>
  (good: Sent): Sent => ({ ...good, body, headers: { ...good.headers, 'content-type': type } });
const withHeaders =
  (headers: Record<string, string>) =>
  (good: Sent): Sent => ({ ...good, headers: { ...good.headers, ...headers } });

const key = crypto.randomUUID();

/** What is no form, for every form alike. */
export const noForms: Bad[] = [
  { name: 'nothing', sent: withBody(null, ''), status: 400, code: 'broken-body' },
  { name: 'an empty form', sent: withBody('', form), status: 400, code: 'key-missing' },
  { name: 'JSON', sent: withBody(JSON.stringify({ key }), 'application/json'), status: 400, code: 'broken-body' },
  { name: 'plain text', sent: withBody(`key=${key}`, 'text/plain'), status: 400, code: 'broken-body' },
  { name: 'another type', sent: withBody(`key=${key}`, 'application/x-www-form-urlencodedx'), status: 400, code: 'broken-body' },
  { name: 'parts without a boundary', sent: withBody('--x\r\n', 'multipart/form-data'), status: 400, code: 'broken-body' },
  {
    name: 'parts that break off',
    sent: withBody('--x\r\nContent-Disposition: form-data; na', 'multipart/form-data; boundary=x'),
    status: 400,
    code: 'broken-body',
  },
  { name: 'JSON that says it is a form', sent: withBody('[{"__proto__":{"key":1}},null]', form), status: 400, code: 'key-missing' },
  { name: 'bytes that say they are a form', sent: withBody('%FF%ED%A0%80&%=&=&&key&%00=%00', form), status: 400, code: 'key-missing' },
  {
    name: 'names that every object has',
    sent: withBody('__proto__=1&__proto__=2&constructor=3&toString=4', form),
    status: 400,
    code: 'key-missing',
  },
  { name: '300 kB', sent: withBody(`key=${key}&text=${'x'.repeat(300 * 1024)}`, form), status: 413, code: 'too-large' },
  { name: 'the page of another site', sent: withHeaders({ origin: 'https://evil.example' }), status: 403, code: 'foreign-origin' },
  { name: 'a page without an origin', sent: withHeaders({ origin: 'null' }), status: 403, code: 'foreign-origin' },
  {
    name: 'another site, by its fetch',
    sent: withHeaders({ origin: '', 'sec-fetch-site': 'cross-site' }),
    status: 403,
    code: 'foreign-origin',
  },
];

/** A form with a key that is none. */
export function badKeys(fields: Fields): Bad[] {
  const keyed = (name: string, typed: Fields): Bad => ({
    name,
    sent: withBody(formOf({ ...fields, ...typed }), form),
    status: 400,
    code: 'key-missing',
  });
  return [keyed('no key', {}), ...keys.map((one) => keyed(`the key “${one}”`, { key: one })), keyed('two keys', { key: [key, key] })];
}

/** What is no JSON document, for every operation that takes one. */
export const noDocuments: Bad[] = [
  { name: 'nothing', sent: withBody(null, 'application/json'), status: 400, code: 'broken-body' },
  { name: 'a document that breaks off', sent: withBody('{"a":', 'application/json'), status: 400, code: 'broken-body' },
  { name: 'a form', sent: withBody('a=1', form), status: 415, code: 'wrong-type' },
  { name: 'plain text', sent: withBody('{}', 'text/plain'), status: 415, code: 'wrong-type' },
  { name: 'a type of its own', sent: withBody('{}', 'application/jsonx'), status: 415, code: 'wrong-type' },
  ...['[]', 'null', '5', '"text"', 'true', '[{}]', '{}'].map(
    (body): Bad => ({ name: body, sent: withBody(body, 'application/json'), status: 422, code: 'invalid' }),
  ),
  {
    name: 'a deep document',
    sent: withBody(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`, 'application/json'),
    status: 422,
    code: 'invalid',
  },
  { name: 'a deep list', sent: withBody(`${'['.repeat(50_000)}${']'.repeat(50_000)}`, 'application/json'), status: 422, code: 'invalid' },
  { name: '300 kB', sent: withBody(JSON.stringify({ a: 'x'.repeat(300 * 1024) }), 'application/json'), status: 413, code: 'too-large' },
];

export const noCallers: Bad[] = [
  ...keys.map(
    (one): Bad => ({
      name: `the key “${one}”`,
      sent: withHeaders({ 'idempotency-key': encodeURIComponent(one) === one ? one : encodeURIComponent(one) }),
      status: 400,
      code: 'key-missing',
    }),
  ),
  { name: 'the page of another site', sent: withHeaders({ origin: 'https://evil.example' }), status: 403, code: 'foreign-origin' },
  { name: 'a page without an origin', sent: withHeaders({ origin: 'null' }), status: 403, code: 'foreign-origin' },
  {
    name: 'another site, by its fetch',
    sent: withHeaders({ origin: '', 'sec-fetch-site': 'cross-site' }),
    status: 403,
    code: 'foreign-origin',
  },
];

/** The places of a document: dotted paths of its objects, lists and leaves. */
export function pathsOf(document: unknown, at = ''): string[] {
  if (typeof document !== 'object' || document === null) return at ? [at] : [];
  const inside = Object.entries(document).flatMap(([name, value]) => pathsOf(value, at ? `${at}.${name}` : name));
  return at ? [at, ...inside] : inside;
}

/** The document with another value at a place. */
export function changed(document: unknown, path: string, value: unknown): Record<string, unknown> {
  const copy = structuredClone(document) as Record<string, unknown>;
  const names = path.split('.');
  const last = names.pop() as string;
  const parent = names.reduce((part, name) => part[name] as Record<string, unknown>, copy);
  parent[last] = value;
  return copy;
}

/** Values of every kind, one of which is wrong wherever it stands. */
export const wrongValues: unknown[] = [
  null,
  true,
  -1,
  1.5,
  1e308,
  '',
  'nonsense',
  'constructor',
  '__proto__',
  'ج'.repeat(5000),
  [],
  [[]],
  {},
  { a: 1 },
  Array(1000).fill('x'),
];

/** A sample's body with one text wherever free text stands. */
export function withTexts(line: Line, sample: Sample, text: string): Record<string, unknown> {
  const texts = line.texts ?? [];
  // a field of a form may have a dot in its name
  if (isPage(line)) return { ...sample.body, ...Object.fromEntries(texts.map((name) => [name, text])) };
  return texts.reduce((sofar, path) => changed(sofar, path, text), sample.body ?? {});
}
