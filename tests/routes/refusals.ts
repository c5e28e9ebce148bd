/** What tests expect of a "no": its status, its words in the reader's language, and nothing stored. */
import { expect } from 'vitest';
import type { Locale } from '../../schema/ids.ts';
import { textOf } from '../../web/text/index.ts';
import type { Bad } from './bad.ts';
import { escaped, headings, languageOf } from './html.ts';
import { type Actor, type Answered, changes, type Scene, type Sent, stored } from './scene.ts';
import { as, doer, isPage, type Line, type Sample } from './table.ts';

export const sampleOf = async (line: Line, scene: Scene, actor: Actor = doer(line)): Promise<Sample> =>
  (await line.given?.(scene, actor)) ?? {};

/** Asks as one for whom the line is, in a language. */
export function told(scene: Scene, line: Line, sent: Sent, locale: Locale): Promise<Answered> {
  return as(scene, doer(line))({ ...sent, headers: { 'accept-language': locale, ...sent.headers } });
}

/** What is asked in `work` leaves every row as it was. */
export async function storingNothing(scene: Scene, work: () => Promise<void>): Promise<void> {
  const before = await stored(scene);
  await work();
  expect(changes(before, await stored(scene))).toEqual({});
}

export function expectPage(answer: Answered, locale: Locale, said: string): void {
  expect.soft(languageOf(answer.text), said).toBe(locale);
  expect.soft(headings(answer.text), `headings: ${said}`).toBe(1);
  expect.soft(answer.text.includes('<script>alert'), `not escaped: ${said}`).toBe(false);
}

export function expectRefusal(
  line: Line,
  answer: Answered,
  locale: Locale,
  { name, status, code }: Pick<Bad, 'name' | 'status' | 'code'>,
): void {
  const said = `${name}: ${answer.status} ${answer.to ?? ''} ${isPage(line) ? '' : answer.text.slice(0, 300)}`;
  const words = textOf(locale).refusals[code];
  expect.soft(answer.status, said).toBe(status);
  if (answer.status !== status) return;
  if (isPage(line)) {
    expectPage(answer, locale, said);
    expect.soft(answer.text.includes(escaped(words)), `the words “${words}”: ${said}`).toBe(true);
  } else {
    expect.soft(answer.headers.get('content-type'), said).toBe('application/problem+json');
    expect.soft(answer.headers.get('content-language'), said).toBe(locale);
    expect.soft(JSON.parse(answer.text), said).toMatchObject({ status, code, title: words });
  }
}
