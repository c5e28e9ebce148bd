/** What a phone is asked to load for each public page, compressed; and nothing in a page that its policy would have to excuse. */
import { describe, expect, test } from 'vitest';
import { locales } from '../../schema/ids.ts';
import { budgets, compressed } from '../../scripts/budgets.ts';
import { inBrowser, origin } from './browser.ts';
import { sights } from './pages.ts';

/** The documentation is one long page for developers at their desks. */
const publicPages = sights.filter(({ as, after, route }) => as === 'visitor' && !after && route !== '/api');

inBrowser('a public page', () => {
  describe.each(publicPages)('$name', ({ at }) => {
    test.each(locales)('in %s is light', async (lang) => {
      const html = await load(typeof at === 'string' ? at : await at(), lang);
      const head = html.slice(0, html.indexOf('</head>'));
      const styles = await Promise.all(
        [...html.matchAll(/<link\b[^>]*rel="stylesheet"[^>]*>/g)].map(([tag]) => load(attribute(tag, 'href'))),
      );
      const scripts = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
      const sources = await Promise.all(scripts.map((tag) => load(attribute(tag, 'src'))));

      expect(styles.length, head).toBeGreaterThan(0);
      expect(sizeOf([html, ...styles]), 'HTML and CSS').toBeLessThanOrEqual(budgets.page);
      expect(sizeOf(sources), 'scripts').toBeLessThanOrEqual(budgets.script);
      // drawing never waits for a script
      for (const tag of scripts) expect(tag).toMatch(/type="module"|\bdefer\b|\basync\b/);
    });

    test('has no style or script written into it', async () => {
      const html = await load(typeof at === 'string' ? at : await at());
      expect(html).not.toMatch(/<style\b|<[^>]+\s(?:style|on[a-z]+)=|<script(?![^>]*\ssrc=)|javascript:/i);
    });
  });
});

async function load(path: string, lang = 'ar'): Promise<string> {
  const answer = await fetch(new URL(path, origin), { headers: { 'accept-language': lang } });
  const body = await answer.text();
  if (!body) throw new Error(`${path} → ${answer.status}, empty`);
  return body;
}

const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
const sizeOf = (files: string[]) => files.reduce((sum, file) => sum + compressed(file), 0);
