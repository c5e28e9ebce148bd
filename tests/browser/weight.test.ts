/** Nothing in a page that its policy would have to excuse, and nothing that drawing waits for. What pages weigh is measured by `npm run check`. */
import { describe, expect, test } from 'vitest';
import { inBrowser, origin } from './browser.ts';
import { sights } from './pages.ts';

/** The documentation is one long page for developers at their desks. */
// the pages of e-mails are reached by those who got one
const publicPages = sights.filter(({ as, after, route }) => as === 'visitor' && !after && route !== '/api' && !route.startsWith('/email/'));

inBrowser('a public page', () => {
  describe.each(publicPages)('$name', ({ at }) => {
    const html = async () => load(typeof at === 'string' ? at : await at());

    test('is drawn without waiting for a script', async () => {
      // what search engines read is data
      const scripts = [...(await html()).matchAll(/<script\b(?![^>]*ld\+json)[^>]*>/g)].map(([tag]) => tag);
      expect(scripts.length).toBeGreaterThan(0);
      for (const tag of scripts) expect(tag).toMatch(/type="module"|\bdefer\b|\basync\b/);
    });

    test('has no style or script written into it', async () => {
      const forbidden = /<style\b|<[^>]+\s(?:style|on[a-z]+)=|<script(?![^>]*\s(?:src=|type="application\/ld\+json"))|javascript:/i;
      expect(await html()).not.toMatch(forbidden);
    });
  });
});

async function load(path: string): Promise<string> {
  const answer = await fetch(new URL(path, origin), { headers: { 'accept-language': 'ar' } });
  const body = await answer.text();
  if (!body) throw new Error(`${path} → ${answer.status}, empty`);
  return body;
}
