/** What pages weigh on the way to a phone: compressed bytes of what the server sends, against the budgets. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { budgets, compressed } from '../../scripts/budgets.ts';

export interface Weight {
  what: string;
  bytes: number;
  budget: number | null;
}

const root = join(import.meta.dirname, '../..');

export async function weigh(url: URL, pages: Record<string, string>): Promise<Weight[]> {
  const style = weightOf('*.css');
  const weights: Weight[] = [];
  for (const [what, path] of Object.entries(pages)) {
    const response = await fetch(new URL(path, url));
    if (!response.ok) throw new Error(`${path} → ${response.status}`);
    const html = compressed(await response.text());
    weights.push(
      { what: `${what}, as the first page (HTML + CSS)`, bytes: html + style, budget: budgets.page },
      { what: `${what}, as a following page (HTML)`, bytes: html, budget: null },
    );
  }
  return [
    ...weights,
    { what: 'style sheet', bytes: style, budget: budgets.style },
    { what: 'scripts', bytes: weightOf('*.js'), budget: budgets.script },
  ];
}

function weightOf(pattern: string): number {
  const folder = join(root, 'dist/assets');
  return globSync(pattern, { cwd: folder }).reduce((sum, file) => sum + compressed(readFileSync(join(folder, file))), 0);
}
