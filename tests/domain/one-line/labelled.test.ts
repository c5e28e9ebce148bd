/** How much is understood of lines that others wrote and labelled (README.md): the half that was tuned on, and the half that was only measured. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { LineRead } from '../../../schema/line.ts';
import { answerOf, readLine } from '../../../worker/domain/one-line/line.ts';

interface Labelled {
  id: string;
  text: string;
  country: string;
  today: string;
  expected: LineRead;
}

const lines = JSON.parse(readFileSync(new URL('./lines.json', import.meta.url), 'utf8')) as Labelled[];
const fields = Object.keys(lines[0]?.expected ?? {}) as (keyof LineRead)[];

/** Spelling that nobody minds: hamza, ta marbuta, alef maqsura, marks, apostrophes. */
const spelled = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[أإآ]/g, 'ا')
    .replace(/ة/g, 'ه')
    .replace(/ى/g, 'ي')
    .replace(/[\u064B-\u0652ـ]/g, '')
    .replace(/['’]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
const plain = (value: unknown) => (typeof value === 'string' ? spelled(value) : JSON.stringify(value));

/** Of the fields that a line says, the share that is read as labelled. */
function understood(half: Labelled[]): number {
  let [said, right] = [0, 0];
  for (const { text, country, today, expected } of half) {
    const read = answerOf(readLine(text, country, today));
    for (const field of fields) {
      if (expected[field] === null) continue;
      said++;
      if (plain(read[field]) === plain(expected[field])) right++;
    }
  }
  return right / said;
}

test('of the lines that were not tuned on, nine fields of ten that are said are read right', () => {
  expect(understood(lines.filter((_, at) => at % 2 === 1))).toBeGreaterThan(0.92);
});

test('of those that were, nearly all', () => {
  expect(understood(lines.filter((_, at) => at % 2 === 0))).toBeGreaterThan(0.98);
});

test('what a line does not say is not invented', () => {
  let invented = 0;
  for (const { text, country, today, expected } of lines) {
    const read = answerOf(readLine(text, country, today));
    invented += fields.filter((field) => expected[field] === null && read[field] !== null).length;
  }
  expect(invented / lines.length).toBeLessThan(0.05);
});
