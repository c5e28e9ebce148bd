/** Profiles as text, small and quickly read: a hundred are read for each listing that is published, and most of their terms are the same few thousand. */
import { remembering } from '../../search/memory.ts';
import type { Profile } from './profile.ts';
import { bitsOf, type Term } from './terms.ts';

const lists = ['heads', 'more', 'work', 'text'] as const;
type Lists = (typeof lists)[number];

/** JSON, with each list of terms as one text. */
type Stored = Omit<Profile, Lists> & Record<Lists, string | Term[]>;

export function storedFrom(profile: Profile): string {
  const all = lists.map((list) => [list, lineOf(profile[list]) ?? profile[list]]);
  return JSON.stringify({ ...profile, ...Object.fromEntries(all) });
}

/** Whoever reads one must not change it: its terms are shared. */
export function profileFrom(data: string): Profile {
  const stored = JSON.parse(data) as Stored;
  // in place: a copy costs as much as the reading
  for (const list of lists) stored[list] = termsIn(stored[list]);
  return stored as Profile;
}

function termsIn(list: string | Term[]): Term[] {
  if (typeof list !== 'string') return list.map(shaped);
  return list === '' ? [] : list.split(' ').map(termFrom);
}

/** Signs that part terms, what is said of a term, and its words. */
const sign = /[ |,]/;
const flags = ['heard', 'wide', 'leaf', 'aside'] as const;

/** Null where a word holds one of the signs. */
function lineOf(terms: Term[]): string | null {
  let line = '';
  for (const term of terms) {
    const text = textOf(term);
    if (text === null) return null;
    line += line === '' ? text : ` ${text}`;
  }
  return line;
}

/** Without its bits, which are told by its words, and without what is empty at its end. */
function textOf({ as, is = [], of = [], has = [], ...said }: Term): string | null {
  const parts: string[] = [];
  for (const words of [as, is, of, has]) {
    for (const word of words) if (word === '' || sign.test(word)) return null;
    parts.push(words.join(','));
  }
  let marks = 0;
  flags.forEach((flag, at) => {
    if (said[flag]) marks |= 1 << at;
  });
  if (marks > 0) parts.push(String(marks));
  else while (parts.length > 1 && parts.at(-1) === '') parts.pop();
  return parts.join('|');
}

const termFrom = remembering({ most: 20_000, longest: 120 }, (text): Term => {
  const [as = '', is = '', of = '', has = '', marks = ''] = text.split('|');
  const said = (at: number) => (Number(marks) & (1 << at) ? (true as const) : undefined);
  const term = {
    as: wordsIn(as) ?? [],
    is: wordsIn(is),
    of: wordsIn(of),
    has: wordsIn(has),
    heard: said(0),
    wide: said(1),
    leaf: said(2),
    aside: said(3),
  };
  return shaped({ ...term, bits: bitsOf(term) });
});

const wordsIn = (text: string): string[] | undefined => (text === '' ? undefined : text.split(','));

/** With every key, in one order: finding a key in objects of many shapes takes longer than comparing what it holds. */
const shaped = ({ as, is, of, has, heard, wide, leaf, aside, bits }: Term): Record<keyof Term, unknown> & Term => ({
  as,
  is,
  of,
  has,
  heard,
  wide,
  leaf,
  aside,
  bits,
});
