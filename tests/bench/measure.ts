/** What is measured in a market: the bare call, its pages, and publishing, in rounds side by side. */
import { randomUUID } from 'node:crypto';
import { listing, random } from './listings.ts';
import { each, load, type Round, type Sent, type Server } from './load.ts';
import { type Author, authorOf, type Filled } from './markets.ts';
import type { Asked } from './queries.ts';

/** `bare call`: served as the program is, with static assets in front; `bare call alone`: with nothing in front. */
export const measures = [
  'bare call',
  'bare call alone',
  'selective search',
  'listing page',
  'publishing',
  'broad search',
  'empty search',
] as const;
export type Measure = (typeof measures)[number];

export interface Market extends Filled {
  selective: Asked[];
  broad: Asked[];
  rounds: Record<Measure, Round[]>;
  /** Number of the next listing that was not posted yet. */
  next: number;
}

export interface Where {
  program: Server;
  bare: Server;
  bareAlone: Server;
  connections: number;
}

export function measured(
  measure: Measure,
  market: Market,
  { program, bare, bareAlone, connections }: Where,
  seconds: number,
): Promise<Round> {
  const at = `/c/${market.slug}`;
  const pages = (list: Sent[], time: number) => load({ of: program, list, connections, seconds: time });
  switch (measure) {
    case 'bare call':
      return load({ of: bare, list: [{ path: '/' }], connections, seconds });
    case 'bare call alone':
      return load({ of: bareAlone, list: [{ path: '/' }], connections, seconds: seconds / 2 });
    case 'selective search':
      return pages(searches(at, market.selective), seconds);
    case 'broad search':
      return pages(searches(at, market.broad), seconds / 2);
    case 'empty search': {
      const queries = ['q=', 'direction=offer', 'kind=input', 'direction=need&kind=labour', 'role=workshop', 'page=2'];
      return pages(
        queries.map((query) => ({ path: `${at}/search?${query}` })),
        seconds / 2,
      );
    }
    case 'listing page': {
      const next = random(market.size + market.rounds[measure].length);
      const any = () => market.open[Math.floor(next() * market.open.length)];
      return pages(
        Array.from({ length: 800 }, () => ({ path: `${at}/l/${any()}` })),
        seconds,
      );
    }
    case 'publishing':
      return publishing(market, program, connections, seconds);
  }
}

const searches = (at: string, asked: Asked[]): Sent[] => asked.map(({ q }) => ({ path: `${at}/search?q=${encodeURIComponent(q)}` }));

/** Publishes for a while, never so much that the market is no longer of its size; then withdraws what it published. */
async function publishing(market: Market, program: Server, connections: number, seconds: number): Promise<Round> {
  const path = `/api/v1/clusters/${market.slug}/listings`;
  const headersOf = (author: number) => ({
    authorization: `Bearer ${(market.authors[author] as Author).token}`,
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
  });
  const published: { id: number; headers: Record<string, string> }[] = [];
  const round = await load({
    of: program,
    connections,
    seconds,
    most: Math.max(500, Math.floor(market.size / 5)),
    make: () => {
      const number = market.next++;
      const author = authorOf(number, market.authors.length);
      return { method: 'POST', path, headers: headersOf(author), body: JSON.stringify(listing(number, author)) };
    },
    answered: (body, { headers = {} }) => {
      const { id, state } = JSON.parse(body) as { id: number; state: string };
      if (state !== 'published') throw new Error(`listing ${id} is ${state}: publishing was not measured`);
      published.push({ id, headers });
    },
  });
  await each(published, connections, async ({ id, headers }) => {
    const response = await fetch(new URL(`${path}/${id}/moves`, program.url), {
      method: 'POST',
      headers: { ...headers, 'idempotency-key': randomUUID() },
      body: JSON.stringify({ act: 'withdraw' }),
    });
    if (!response.ok) throw new Error(`listing ${id} was not withdrawn: ${await response.text()}`);
  });
  return round;
}

/** The pages that are measured say what they should: a fast page of nothing is worth nothing. */
export async function check(url: URL, market: Market): Promise<void> {
  for (const { q, hits } of market.selective.slice(0, 10)) {
    const path = `/c/${market.slug}/search?q=${encodeURIComponent(q)}`;
    const html = await (await fetch(new URL(path, url))).text();
    const shown = new Set(html.match(/\/l\/\d+"/g)).size;
    if (shown < Math.min(5, hits)) throw new Error(`${path} shows ${shown} of ${hits} listings`);
  }
  const html = await (await fetch(new URL(`/c/${market.slug}/l/${market.open[0]}`, url))).text();
  if (!/<h1[ >]/.test(html)) throw new Error(`/c/${market.slug}/l/${market.open[0]} is no listing page`);
}
