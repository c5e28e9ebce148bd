/** What pages weigh on the way to a phone, in three languages: the built program is served and seeded, and its pages are fetched. */
import { join } from 'node:path';
import { locales } from '../schema/ids.ts';
import { budgets, compressed, type Size, workerSize } from './budgets.ts';
import { type Seeded, serveSeeded } from './seeded.ts';

interface Weighed {
  name: string;
  path: string;
  /** Opened by somebody who has a firm there. */
  signedIn?: true;
}

/** The pages that are opened first and most, and those that are the heaviest of their kind. */
const pagesOf = ({ market, own }: Seeded): Weighed[] => [
  { name: 'all clusters', path: '/' },
  { name: 'a market', path: market },
  { name: 'search', path: `${market}/search?q=${encodeURIComponent('جلد')}` },
  {
    name: 'search with all conditions',
    path: `${market}/search?q=${encodeURIComponent('جلد')}&kind=input&priceMin=1&per=FTK&quantityMin=1&unit=FTK&near=cluster&within=5&sort=nearest`,
  },
  { name: 'search, and what comes near', path: `${market}/search?q=${encodeURIComponent('جلد بقري اسود للجزم')}` },
  { name: 'all clusters searched', path: `/search?q=${encodeURIComponent('جلد')}` },
  { name: 'a listing', path: `${market}/l/1` },
  { name: 'firms', path: `${market}/firms` },
  { name: 'a firm', path: `${market}/f/2` },
  { name: 'signing in', path: '/sign-in' },
  { name: 'no network', path: '/offline' },
  { name: 'posting', path: `${own}/l/new`, signedIn: true },
  { name: 'my firm', path: `${own}/firm`, signedIn: true },
  { name: 'inbox', path: `${own}/inbox`, signedIn: true },
];

/** Sizes of the Worker and of every page of the table. `root` is where the program stands, built. */
export async function pageSizes(root: string): Promise<Size[]> {
  const seeded = await serveSeeded(join(root, 'dist/weights'));
  try {
    const sizes: Size[] = [workerSize(seeded.from)];
    for (const { name, path, signedIn } of pagesOf(seeded))
      for (const locale of locales) {
        const weight = await weigh((path) => load(new URL(path, seeded.url), locale, signedIn ? seeded.cookie : ''), path);
        sizes.push(...sizesOf(`${name} (${locale})`, weight));
      }
    return sizes;
  } finally {
    await seeded.stop();
  }
}

/** Compressed bytes. */
export interface Weight {
  html: number;
  css: number;
}

/** Weighs a page with the style sheets that it names. */
export async function weigh(load: (path: string) => Promise<string>, path: string): Promise<Weight> {
  const html = await load(path);
  const links = [...html.matchAll(/<link\b[^>]*rel="stylesheet"[^>]*>/g)].map(([tag]) => /\bhref="([^"]*)"/.exec(tag)?.[1] ?? '');
  const sheets = await Promise.all(links.map(load));
  return { html: compressed(html), css: sheets.reduce((sum, sheet) => sum + compressed(sheet), 0) };
}

/** A page that is opened first brings its style, one that follows has it. A page without any is not what was to be weighed. */
export function sizesOf(what: string, { html, css }: Weight): Size[] {
  return [
    { what: `${what}: HTML and CSS`, bytes: css === 0 ? 0 : html + css, budget: budgets.page },
    { what: `${what}: HTML`, bytes: html, budget: budgets.following },
  ];
}

async function load(url: URL, locale: string, cookie: string): Promise<string> {
  const answer = await fetch(url, { headers: { 'accept-language': locale, cookie }, redirect: 'error' });
  if (!answer.ok) throw new Error(`${url.pathname} → ${answer.status}`);
  return answer.text();
}
