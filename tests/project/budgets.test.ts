/** What is too heavy is found: a planted page, script or Worker makes the check fail. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { budgets, overBudget, staticImports, workerSize } from '../../scripts/budgets.ts';
import { sizesOf, weigh } from '../../scripts/weights.ts';

/** Text that weighs about as many bytes, compressed. */
const noise = (bytes: number): string => randomBytes(bytes).toString('base64');

const site = (files: Record<string, string>) => async (path: string) => files[path] ?? '';
const style = '<link rel="stylesheet" href="/style.css">';

describe('a page', () => {
  const found = async (html: string, css: string) => overBudget(sizesOf('home', await weigh(site({ '/': html, '/style.css': css }), '/')));

  test('that is light is not complained about', async () => {
    expect(await found(`${style}<h1>Market</h1>`, 'h1 { margin: 0 }')).toEqual([]);
  });

  test('that is too heavy with its style is found', async () => {
    expect(await found(`${style}${noise(5_500)}`, noise(budgets.page - 5_500))).toEqual([
      expect.stringMatching(/^home: HTML and CSS: 1\d{4} bytes/),
    ]);
  });

  test('whose words alone are too heavy is found, and with its style once more', async () => {
    expect(await found(`${style}${noise(budgets.page)}`, 'h1 { margin: 0 }')).toHaveLength(2);
  });

  test('without a style is not the page that was to be weighed', async () => {
    expect(await found('<h1>Hello</h1>', '')).toEqual(['home: HTML and CSS: not built']);
  });
});

describe('of a script', () => {
  test('those that it cannot run without are counted, and not those that it fetches later', () => {
    const built = `import{a as b}from"./part-AAAAAAAA.js";import"./part-BBBBBBBB.js";b();addEventListener("load",()=>import("./part-CCCCCCCC.js"));export{x}from"./part-DDDDDDDD.js";`;
    expect(staticImports(built)).toEqual(['part-AAAAAAAA.js', 'part-BBBBBBBB.js', 'part-DDDDDDDD.js']);
  });
});

describe('the Worker', () => {
  const folder = mkdtempSync(join(tmpdir(), 'unqud-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is weighed with its modules and without what the browser gets', () => {
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'assets/app.js'), noise(50_000));
    writeFileSync(join(folder, 'index.js'), noise(1_000));
    const before = workerSize(folder).bytes;
    expect(before).toBeLessThan(10_000);
    writeFileSync(join(folder, 'module.wasm'), noise(budgets.worker));
    expect(overBudget([workerSize(folder)])).toHaveLength(1);
  });
});
