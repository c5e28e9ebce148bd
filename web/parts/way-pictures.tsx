/** Small pictures of the ways in which firms work together, drawn in strokes of the text's colour. */
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

export const ways = ['matches', 'pools', 'coalitions', 'circles', 'chains', 'watches', 'agreements'] as const;
export type Way = (typeof ways)[number];

const drawings: Record<Way, string> = {
  // two that overlap
  matches:
    '<circle cx="18" cy="24" r="11"/><circle cx="30" cy="24" r="11"/><path class="full" d="M24 14.8a11 11 0 0 1 0 18.4 11 11 0 0 1 0-18.4z"/>',
  // a vessel that fills
  pools: '<path class="full" d="M12.4 27h23.2L34 40H14z"/><path d="M10 8l4 32h20l4-32"/><path d="M8 27h4M8 17h3"/>',
  // one order in three parts
  coalitions: '<path class="full" d="M6 18h15v12H6z"/><path d="M6 18h36v12H6zM21 18v12M33 18v12M13 36v4M27 36v4M38 36v4"/>',
  // a ring in which something passes on
  circles:
    '<circle cx="24" cy="9" r="4"/><circle cx="10" cy="34" r="4"/><circle cx="38" cy="34" r="4"/><path d="M29 12q7 6 8 15m-4-4l4 4 3-5M33 37q-9 4-18 0m5-3l-5 3 4 4M11 29q1-10 8-16m-5 1l5-1v5"/>',
  // stages, one of them open
  chains:
    '<path class="full" d="M4 18h10v12H4z"/><path d="M4 18h10v12H4zM34 18h10v12H34zM14 24h5M29 24h5"/><path stroke-dasharray="3 2.5" d="M19 18h10v12H19z"/>',
  // a bell
  watches: '<path d="M12 33h24l-3-5v-8a9 9 0 0 0-18 0v8zM21 37a3 3 0 0 0 6 0M24 8v3"/>',
  // a sheet with a tick
  agreements: '<path d="M12 6h18l6 6v30H12zM30 6v6h6"/><path d="M18 27l4 4 8-9"/>',
};

/** Those that are read along the line turn with the writing. */
const flows = new Set<Way>(['coalitions', 'chains']);

export const wayPicture = (way: Way): HtmlEscapedString =>
  html`<svg class="way${flows.has(way) ? ' flows' : ''}" viewBox="0 0 48 48" width="48" height="48" aria-hidden="true">${raw(drawings[way])}</svg>` as HtmlEscapedString;
