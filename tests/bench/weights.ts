/** What pages weigh on the way to a phone: compressed bytes of what the server sends, against the budgets. */
import { join } from 'node:path';
import { assetSizes } from '../../scripts/budgets.ts';
import { sizesOf, weigh as weighPage } from '../../scripts/weights.ts';

export interface Weight {
  what: string;
  bytes: number;
  budget: number | null;
}

const root = join(import.meta.dirname, '../..');

export async function weigh(url: URL, pages: Record<string, string>): Promise<Weight[]> {
  const weights: Weight[] = [];
  for (const [what, path] of Object.entries(pages))
    weights.push(...sizesOf(what, await weighPage((path) => load(new URL(path, url)), path)));
  return [...weights, ...assetSizes(root)];
}

async function load(url: URL): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url.pathname} → ${answer.status}`);
  return answer.text();
}
