/** The vessel of a pool: its lines lie where its quantities are, and its labels never lie over each other. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Locale } from '../../schema/ids.ts';
import { formatOf } from '../../web/format.ts';
import { SmallVessel, Vessel } from '../../web/parts/vessel.tsx';
import { textOf } from '../../web/text/index.ts';
import type { View } from '../../web/view.ts';

const view = (locale: Locale) =>
  ({ locale, text: textOf(locale), format: formatOf(locale, { country: 'EG', timeZone: 'Africa/Cairo' }) }) as View;
const pool = (over = {}) => ({
  id: 7,
  unit: 'KGM' as const,
  currency: 'EGP' as const,
  steps: [
    { from: 500_000, price: 4_500 },
    { from: 1_000_000, price: 4_100 },
  ],
  total: 600_000,
  mine: 200_000,
  cap: null,
  ...over,
});
/** With plain spaces, whatever a language puts between a number and its unit. */
const drawn = async (locale: Locale, over = {}) => String(await (<Vessel view={view(locale)} pool={pool(over)} />)).replace(/\s/g, ' ');
const numbers = (svg: string, pattern: RegExp) => [...svg.matchAll(pattern)].map(([, n]) => Number(n));
/** Of the labels of steps: the bold ones. */
const labels = (svg: string) => numbers(svg, /<text x="[\d.]+" y="([\d.]+)" font-size="17"/g);

test('a step that is reached is a whole line with a sign, one that is not is dashed', async () => {
  const svg = await drawn('en');
  expect(svg.match(/stroke-dasharray/g)).toHaveLength(1);
  expect(svg).toMatch(/EGP 45 ✓<\/text>/);
  expect(svg).toMatch(/EGP 41<\/text>/);
});

test('it says in words what it shows', async () => {
  const svg = await drawn('fr');
  expect(svg).toMatch(/role="img" aria-labelledby="vessel-7 steps-7"/);
  expect(svg).toContain('Un récipient qui contient 600 kg · Votre part : 200 kg');
  expect(svg).toMatch(/<desc id="steps-7">Dès 500 kg, le prix est de 45 EGP · /);
});

test('it stands where the page begins', async () => {
  const x = async (locale: Locale) => numbers(await drawn(locale), /<text x="([\d.]+)" y="[\d.]+" font-size="17"/g)[0] ?? 0;
  expect(await x('ar')).toBe(320 - (await x('en')));
});

test('one’s own share lies on top of the others’, as high as it is large', async () => {
  const [glass, others, own] = numbers(await drawn('en'), /<rect [^>]*height="([\d.]+)"/g) as [number, number, number];
  expect(own / others).toBeCloseTo(0.5, 1);
  expect((own + others) / glass).toBeCloseTo(0.6 / 1.12, 2);
});

test('labels never lie over each other, wherever the steps are', async () => {
  const froms = fc.uniqueArray(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(froms, fc.nat(2_000_000), fc.boolean(), async (some, total, capped) => {
      const sorted = some.sort((a, b) => a - b);
      const cap = capped ? Math.max(total, sorted.at(-1) ?? 1) : null;
      const places = labels(await drawn('ar', { steps: sorted.map((from, i) => ({ from, price: 100 - i })), total, mine: 0, cap }));
      expect(places).toHaveLength(sorted.length);
      places.forEach((place, i) => {
        expect(place).toBeGreaterThanOrEqual(16);
        expect(place).toBeLessThanOrEqual(232);
        if (i > 0) expect((places[i - 1] ?? 0) - place).toBeGreaterThanOrEqual(41.9);
      });
    }),
  );
});

test('the small one has no words, and is passed over by those who hear the page', async () => {
  const svg = String(await (<SmallVessel pool={pool()} />));
  expect(svg).toContain('aria-hidden="true"');
  expect(svg).not.toMatch(/<text|<title/);
});
