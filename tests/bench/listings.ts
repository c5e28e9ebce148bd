/** Believable listings without end, the same ones in every run: each is a function of its number. */
import type { z } from 'zod';
import type { FirmDraft, Role } from '../../schema/firm.ts';
import { type Locale, locales } from '../../schema/ids.ts';
import { type Kind, kinds, type ListingDraft } from '../../schema/listing.ts';
import type { Unit } from '../../schema/quantity.ts';
import { type Vocabulary, vocabularies } from './words.ts';

export type Written = z.input<typeof ListingDraft>;
export type WrittenFirm = z.input<typeof FirmDraft>;

/** Numbers in [0, 1): mulberry32 (Tommy Ettinger, public domain). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Random = () => number;

/** One of a list; early ones are more common, as words are. */
const one = <T>(of: readonly T[], next: Random): T => of[Math.floor(of.length * next() ** 1.6)] as T;
const evenly = <T>(of: readonly T[], next: Random): T => of[Math.floor(of.length * next())] as T;
const between = (least: number, most: number, next: Random) => least + Math.floor((most - least + 1) * next());

const roles: Role[] = [
  'workshop',
  'workshop',
  'manufacturer',
  'supplier',
  'tannery',
  'trader',
  'service',
  'designer',
  'exporter',
  'training-centre',
];
const units: Unit[] = ['KGM', 'H87', 'MTR', 'MTK', 'FTK', 'PR', 'TNE', 'HUR', 'XBX', 'ST'];

/** A firm's language: six in ten write Arabic. */
const languageOf = (number: number): Locale => (number % 10 < 6 ? 'ar' : number % 10 < 8 ? 'fr' : 'en');

export function firm(number: number): WrittenFirm {
  const next = random(1_000_003 * (number + 1));
  const locale = languageOf(number);
  const words = vocabularies[locale];
  const name = `${evenly(words.firms, next)} ${evenly(words.families, next)} ${evenly(words.places, next)}`;
  return {
    name: `${name} ${number + 1}`,
    role: evenly(roles, next),
    about: sentences(words, 2, next),
    size: evenly(['1', '2-5', '6-20', '21-100'] as const, next),
    address: `${evenly(words.places, next)} ${between(1, 90, next)}`,
    place: { lat: 30.1 + next() / 10, lng: 31.7 + next() / 10 },
    languages: [locale],
  };
}

/** The listing with this number, of a firm that writes its firm's language. */
export function listing(number: number, ofFirm: number): Written {
  const next = random(7_919 * (number + 1) + 17);
  const words = vocabularies[languageOf(ofFirm)];
  const kind: Kind = next() < 0.55 ? 'input' : evenly(kinds, next);
  const unit = evenly(units, next);
  const price = between(5, 5_000, next) * 100;
  const form = next();
  return {
    direction: next() < 0.65 ? 'offer' : 'need',
    kind,
    title: filled(evenly(words.titles[kind], next), words, next).slice(0, 120),
    text: sentences(words, between(3, 5, next), next),
    quantity: next() < 0.7 ? { amount: between(1, 900, next) * 1000, unit } : null,
    price: {
      form: form < 0.5 ? 'fixed' : form < 0.75 ? 'range' : 'negotiable',
      min: price,
      max: form >= 0.5 && form < 0.75 ? price + between(1, 400, next) * 100 : null,
      currency: 'EGP',
      per: unit,
      barter: next() < 0.1,
    },
    process: kind === 'subcontracting' ? one(words.processes, next) : '',
    deliveryDays: between(1, 40, next),
    languages: [languageOf(ofFirm)],
    visibility: next() < 0.85 ? 'public' : 'cluster',
    standing: next() < 0.3,
    term: 60,
  };
}

export interface Query {
  q: string;
  /** Language of its words. */
  locale: Locale;
}

/** A query that finds at least the listing from whose title and text its words are taken. */
export function query(number: number, ofFirm: number, words: number, next: Random): Query {
  const { title, text } = listing(number, ofFirm);
  const cut = (from: string | undefined) => [...new Set((from ?? '').match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}-]{2,}/gu) ?? [])];
  const known = cut(title);
  const pool = next() < 0.6 ? known : [...known, ...cut(text)];
  const chosen = new Set<string>();
  for (let tries = 0; chosen.size < words && tries < 20; tries++) chosen.add(evenly(pool, next));
  return { q: [...chosen].join(' '), locale: languageOf(ofFirm) };
}

export const commonWords = (): string[] => locales.flatMap((locale) => vocabularies[locale].common);

function sentences(words: Vocabulary, count: number, next: Random): string {
  const chosen = new Set<string>();
  while (chosen.size < count) chosen.add(evenly(words.sentences, next));
  return [...chosen].map((sentence) => filled(sentence, words, next)).join(' ');
}

function filled(pattern: string, words: Vocabulary, next: Random): string {
  return pattern.replace(/\{(\w+)\}/g, (_, slot: string) => {
    switch (slot) {
      case 'good':
        return one(words.goods, next);
      case 'material':
        return one(words.materials, next);
      case 'finish':
        return one(words.finishes, next);
      case 'colour':
        return one(words.colours, next);
      case 'place':
        return one(words.places, next);
      case 'family':
        return one(words.families, next);
      case 'machine':
        return one(words.machines, next);
      case 'process':
        return one(words.processes, next);
      case 'trade':
        return one(words.trades, next);
      case 'subject':
        return one(words.subjects, next);
      case 'channel':
        return one(words.channels, next);
      case 'maker':
        return one(words.makers, next);
      case 'code':
        return `${evenly(['A', 'B', 'D', 'K', 'M', 'R', 'T', 'X'], next)}${between(100, 999, next)}`;
      case 'size':
        return `${between(5, 60, next) / 10} mm`;
      case 'days':
        return String(between(2, 45, next));
      default:
        throw new Error(`a pattern has no such slot: ${slot}`);
    }
  });
}
