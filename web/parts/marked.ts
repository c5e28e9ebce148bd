/** Text in which the words that were found are marked. */
import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Marks } from '../../schema/search.ts';

/** Everything is escaped. A mark that does not stand in the text, or before the one before it, is left out. */
export function marked(text: string, marks: Marks | undefined): HtmlEscapedString | string {
  if (!marks?.length) return text;
  const parts: unknown[] = [];
  let at = 0;
  for (const [start, end] of marks) {
    if (start < at || end <= start || end > text.length) continue;
    parts.push(text.slice(at, start), html`<mark>${text.slice(start, end)}</mark>`);
    at = end;
  }
  parts.push(text.slice(at));
  return html`${parts}` as HtmlEscapedString;
}

/** What somebody typed, inside a sentence of ours: its direction does not turn the sentence. */
export const apart = (typed: string): string => `\u2068${typed}\u2069`;
