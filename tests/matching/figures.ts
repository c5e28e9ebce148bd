/** The labelled set asked of the rules of matching in memory, and the figures of what they answer. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ListingImport } from '../../schema/import.ts';
import { assess } from '../../worker/domain/matching/assess.ts';
import { marksOf, probesOf } from '../../worker/domain/matching/probes.ts';
import { profileOf } from '../../worker/domain/matching/profile.ts';
import type { Side } from '../../worker/domain/matching/side.ts';
import { documentOf } from '../../worker/search/document.ts';
import { lexicon } from '../../worker/search/lexicon.ts';

export const halves = ['tuned', 'reported'] as const;
export type Half = (typeof halves)[number];

/** As it is written: what an import fills in is left out where nobody wrote it. */
type Written = Pick<ListingImport, 'firmRef' | 'direction' | 'kind' | 'title'> & Partial<ListingImport> & { externalRef: string };

export interface Labelled {
  firms: { externalRef: string; place?: { lat: number; lng: number } | null }[];
  listings: Written[];
  /** `wrong` names offers that look like it and do not fit. */
  needs: { ref: string; fits: Record<string, 1 | 2>; wrong?: string[]; half: Half; trait: string }[];
}

/** Clusters of four hands (README.md). */
export const names = ['set', 'second', 'third', 'fourth'] as const;
export const labelled = (name: (typeof names)[number]): Labelled =>
  JSON.parse(readFileSync(join(import.meta.dirname, `${name}.json`), 'utf8'));
export const set = labelled('set');

/** When the set is asked. */
export const now = Date.UTC(2026, 10, 22);

export interface Asked {
  ref: string;
  trait: string;
  half: Half;
  fits: Record<string, 1 | 2>;
  /** What was answered, the best first. */
  ranked: { ref: string; score: number }[];
}

/** Every need of the set, with all offers of other firms as candidates or only those that `candidates` names. */
export function answersOf({ firms, listings, needs }: Labelled, candidates?: (ref: string) => Set<string>): Asked[] {
  const places = new Map(firms.map(({ externalRef, place }) => [externalRef, place ?? null]));
  const sides = new Map(listings.map((one) => [one.externalRef, { one, side: sideOf(one, places.get(one.firmRef) ?? null) }]));
  const offers = [...sides.values()].filter(({ one }) => one.direction === 'offer');
  return needs.map(({ ref, trait, half, fits }) => {
    const need = sides.get(ref);
    if (!need) throw new Error(`no listing ${ref}`);
    const some = candidates?.(ref);
    const ranked = offers
      .filter(({ one }) => one.firmRef !== need.one.firmRef && (!some || some.has(one.externalRef)))
      .flatMap(({ one, side }) => {
        const fit = assess(need.side, side, now);
        return fit ? [{ ref: one.externalRef, score: fit.score }] : [];
      })
      .sort((a, b) => b.score - a.score || a.ref.localeCompare(b.ref));
    return { ref, trait, half, fits, ranked };
  });
}

function sideOf(one: Written, place: Side['place']): Side {
  const { direction, kind, title, text = '', process = '', price } = one;
  return {
    kind,
    title,
    process,
    profile: profileOf({ direction, title, text, process }, lexicon),
    quantity: one.quantity ?? null,
    capacity: one.capacityPerMonth ?? null,
    minimum: one.minimumOrder ?? null,
    price: {
      form: 'negotiable',
      currency: 'EGP',
      barter: false,
      ...price,
      min: price?.min ?? null,
      max: price?.max ?? null,
      per: price?.per ?? null,
    },
    availableFrom: one.availableFrom ?? null,
    availableUntil: one.availableUntil ?? null,
    deliveryDays: one.deliveryDays ?? null,
    place,
    publishedAt: now,
    trusted: false,
  };
}

/** Candidates as the market finds them: by the probes of a need, out of an index of its own. */
export function probing({ listings }: Labelled, perProbe = 120, most = 240): (ref: string) => Set<string> {
  const db = new DatabaseSync(':memory:');
  db.exec(`create virtual table listing_text using fts5(head, title, body, tokenize = "unicode61 remove_diacritics 0 tokenchars '._'")`);
  const insert = db.prepare('insert into listing_text (rowid, head, title, body) values (?, ?, ?, ?)');
  const profiles = new Map<string, ReturnType<typeof profileOf>>();
  listings.forEach(({ externalRef, direction, title, text = '', process = '' }, at) => {
    const written = documentOf({ title, text, process, firm: '' });
    const profile = profileOf({ direction, title, text, process }, lexicon);
    profiles.set(externalRef, profile);
    insert.run(at + 1, written.head, written.title, `${written.body} ${marksOf(profile).join(' ')}`);
  });
  const counting = db.prepare('select count(*) as n from listing_text where listing_text match ?');
  const asking = db.prepare('select rowid as number from listing_text where listing_text match ? order by rowid desc limit ?');
  const count = (token: string) => counting.get(`"${token.replaceAll('"', '""')}"`)?.n as number;
  return (ref) => {
    const profile = profiles.get(ref);
    const found = new Set<string>();
    if (profile)
      for (const match of probesOf(profile, count)) {
        if (found.size >= most) break;
        for (const { number } of asking.all(match, perProbe)) found.add(listings[(number as number) - 1]?.externalRef as string);
      }
    return found;
  };
}

export interface Figures {
  /** Needs that something fits. */
  needs: number;
  /** Shares of those: something that fits stands first; nothing is answered. */
  first: number;
  empty: number;
  /** Shares of what fits among the first five answers, and of all that fits among the first ten. */
  precisionAt5: number;
  recallAt10: number;
  /** Needs that nothing fits, and the share of them with an empty answer. */
  unmet: number;
  unmetEmpty: number;
  /** Share of all needs with something first that does not fit. */
  wrongFirst: number;
}

export function figuresOf(answers: Asked[]): Figures {
  const some = answers.filter(({ fits }) => Object.keys(fits).length > 0);
  const none = answers.filter(({ fits }) => Object.keys(fits).length === 0);
  const right = ({ ranked, fits }: Asked) => ranked[0] !== undefined && fits[ranked[0].ref] !== undefined;
  return {
    needs: some.length,
    first: mean(some.map((one) => Number(right(one)))),
    empty: mean(some.map(({ ranked }) => Number(ranked.length === 0))),
    precisionAt5: mean(some.map((one) => hits(one, 5) / Math.max(1, Math.min(5, one.ranked.length)))),
    recallAt10: mean(some.map((one) => hits(one, 10) / Math.min(10, Object.keys(one.fits).length))),
    unmet: none.length,
    unmetEmpty: mean(none.map(({ ranked }) => Number(ranked.length === 0))),
    wrongFirst: mean(answers.map((one) => Number(one.ranked.length > 0 && !right(one)))),
  };
}

const hits = ({ ranked, fits }: Asked, most: number) => ranked.slice(0, most).filter(({ ref }) => fits[ref] !== undefined).length;
const mean = (all: number[]) => (all.length === 0 ? 0 : all.reduce((sum, one) => sum + one, 0) / all.length);
