/** Who may import what: the table of rooms of the architecture, and the check that every import of the program keeps to it. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

interface Room {
  /** Files of the room: path prefixes. The longest prefix that fits a file decides. */
  path: string;
  /** Prefixes of project files, and names of packages, that it may import. */
  may: string[];
  /** What it may import as types only. */
  types?: string[];
}

const edge = { may: ['schema/', 'worker/', 'web/', 'hono', 'zod', '@hono/zod-openapi'], types: ['worker/market/'] };

export const rooms: Room[] = [
  { path: 'schema/', may: ['schema/', 'zod', 'libphonenumber-js'] },
  { path: 'schema/tables/', may: ['schema/', 'schema/tables/', 'drizzle-orm'] },
  {
    path: 'worker/env.ts',
    may: ['schema/', 'zod', 'worker/gateway.ts', 'worker/vapid.ts'],
    types: ['worker/market/', 'worker/catalogue/'],
  },
  { path: 'worker/gateway.ts', may: ['zod'], types: ['worker/env.ts'] },
  { path: 'worker/vapid.ts', may: ['schema/', 'zod', 'worker/gateway.ts'], types: ['worker/env.ts'] },
  { path: 'worker/domain/', may: ['schema/', 'worker/domain/'] },
  // words are folded and stemmed as the search does
  { path: 'worker/domain/one-line/', may: ['schema/', 'worker/domain/', 'worker/search/'] },
  // what a listing is about is told by the analysis
  { path: 'worker/domain/matching/', may: ['schema/', 'worker/domain/', 'worker/search/'] },
  // the steps of an order are read in the words of its need
  { path: 'worker/domain/coalition/', may: ['schema/', 'worker/domain/', 'worker/search/'] },
  { path: 'worker/search/', may: ['schema/', 'worker/search/'] },
  // the data of the lexicon, compiled
  { path: 'worker/search/lexicon.ts', may: ['schema/', 'worker/search/', 'dist/', 'node:buffer', 'node:zlib'] },
  { path: 'worker/search/compiled.ts', may: ['worker/search/', 'node:buffer'] },
  { path: 'worker/search/names.ts', may: ['schema/', 'dist/'] },
  {
    path: 'worker/catalogue/',
    may: ['schema/', 'worker/catalogue/', 'worker/search/', 'worker/env.ts', 'cloudflare:workers', 'zod'],
  },
  {
    path: 'worker/outside/',
    may: ['schema/', 'schema/tables/', 'drizzle-orm', 'worker/outside/', 'worker/env.ts', 'worker/gateway.ts', 'worker/vapid.ts'],
  },
  {
    path: 'worker/outside/cards/',
    may: ['schema/', 'worker/domain/media/', 'worker/outside/cards/', 'worker/env.ts', '@resvg/resvg-wasm', '@expo-google-fonts/cairo'],
  },
  {
    path: 'worker/market/',
    may: [
      'schema/',
      'schema/tables/',
      'migrations/',
      'worker/market/',
      'worker/domain/',
      'worker/search/',
      'worker/outside/',
      'worker/env.ts',
      'drizzle-orm',
      'cloudflare:workers',
      'node:crypto',
    ],
    types: ['zod'],
  },
  // effects leave the market here, and the directory and the catalogue are where they arrive
  {
    path: 'worker/market/outbox.ts',
    may: [
      'schema/',
      'schema/tables/',
      'worker/market/',
      'worker/directory/',
      'worker/catalogue/',
      'worker/outside/',
      'worker/env.ts',
      'drizzle-orm',
    ],
  },
  {
    path: 'worker/directory/',
    may: [
      'schema/',
      'schema/tables/',
      'worker/directory/',
      'worker/domain/',
      'worker/search/',
      'worker/outside/',
      'worker/env.ts',
      'drizzle-orm',
      'better-auth',
    ],
    types: ['worker/market/'],
  },
  // notices as words, and the ways by which they leave
  {
    path: 'worker/reaching/',
    may: [
      'schema/',
      'worker/reaching/',
      'worker/domain/',
      'worker/directory/',
      'worker/outside/',
      'worker/env.ts',
      'web/text/',
      'web/format.ts',
      // how notices and watches are called, and where they lead, is the same inside and outside
      'web/parts/marked.ts',
      'web/parts/notice-address.ts',
      'web/parts/watch-words.ts',
      'node:crypto',
    ],
  },
  {
    path: 'worker/market/telling.ts',
    may: ['schema/', 'schema/tables/', 'worker/market/', 'worker/domain/', 'worker/reaching/', 'worker/env.ts', 'drizzle-orm'],
  },
  { path: 'worker/middleware/', ...edge },
  { path: 'worker/routes/', ...edge, may: [...edge.may, 'uqr'] },
  { path: 'worker/api/', ...edge },
  { path: 'worker/', may: ['schema/', 'worker/', 'web/', 'hono'] },
  { path: 'worker/index.ts', may: ['worker/app.tsx', 'worker/env.ts', 'worker/market/market.ts', 'worker/catalogue/catalogue.ts'] },
  { path: 'web/', may: ['schema/', 'web/', 'hono', 'dist/', 'uqr'] },
  // the phone's own worker sends what waits as the pages do
  {
    path: 'web/worker/',
    may: [
      'web/worker/',
      'web/islands/outbox/',
      ...['core', 'precaching', 'routing', 'strategies', 'expiration'].map((part) => `workbox-${part}`),
    ],
  },
  { path: 'web/islands/', may: ['web/islands/', 'htmx.org'] },
  { path: 'web/islands/outbox/', may: ['web/islands/', 'idb'] },
  { path: 'seed/', may: ['schema/', 'seed/', 'scripts/client.ts', 'node:fs', 'node:path'], types: ['zod'] },
];

/** Rooms that are closed to all but those that name them. */
const closed = ['schema/tables/', 'web/islands/', 'worker/market/'];

export interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

const statement = /^(?:import|export)\s+(type\s)?([^'";]*?)\s?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;

/** The imports of one file; project files as paths from the root. */
export function importsOf(path: string, source: string): Import[] {
  return [...source.matchAll(statement)].map((match) => {
    const [, type, names = '', from, bare, dynamic] = match;
    const target = from ?? bare ?? dynamic ?? '';
    const named =
      /^\{([\s\S]*)\}$/
        .exec(names.trim())?.[1]
        ?.split(',')
        .map((name) => name.trim())
        .filter(Boolean) ?? [];
    const typeOnly = Boolean(type) || (named.length > 0 && named.every((name) => name.startsWith('type ')));
    return { from: path, to: target.startsWith('.') ? join(dirname(path), target) : target, typeOnly };
  });
}

/** The sentence that says why an import is not allowed, or null when it is. */
export function violation({ from, to, typeOnly }: Import): string | null {
  const room = longest(from);
  if (!room) return null;
  if (allows(room.may, to) || (typeOnly && allows(room.types ?? [], to))) {
    const shut = closed.find((prefix) => to.startsWith(prefix));
    const named = shut && [...room.may, ...(typeOnly ? (room.types ?? []) : [])].some((prefix) => prefix.startsWith(shut));
    if (!shut || named || room.path.startsWith(shut)) return null;
  }
  return `${from}: ${room.path} may not import ${to}${room.types && allows(room.types, to) ? ' except as a type' : ''}`;
}

function longest(path: string): Room | undefined {
  return rooms.filter((room) => path.startsWith(room.path)).sort((a, b) => b.path.length - a.path.length)[0];
}

const allows = (prefixes: string[], to: string) =>
  prefixes.some((prefix) => (prefix.endsWith('/') ? to.startsWith(prefix) : to === prefix || to.startsWith(`${prefix}/`)));

/** Every violation in the tree below `root`. */
export function violations(root: string): string[] {
  const files = globSync('{schema,worker,web,seed}/**/*.{ts,tsx}', { cwd: root });
  return files.flatMap((file) =>
    importsOf(relative('.', file), readFileSync(join(root, file), 'utf8')).flatMap((one) => violation(one) ?? []),
  );
}
