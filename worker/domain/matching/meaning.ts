/** What the lexicon's concepts are to the rules of matching: a person or a machine, a colour or a state, something to be passed over. */
import type { Lexicon } from '../../search/lexicon.ts';
import { remembering } from '../../search/memory.ts';
import { idOf } from '../../search/names.ts';

/** What a thing is, where that alone decides: a machine is not the work done on it, nor the repair of it, nor a course about it. */
const natures = {
  person: ['worker', 'job', 'trainer'],
  learning: ['training'],
  repair: ['maintenance'],
  rental: ['rental'],
  machine: ['machine', 'loom', 'forklift'],
  part: ['spare-part'],
  test: ['laboratory-test', 'leather-testing', 'part-inspection', 'weld-inspection', 'calibration'],
  moving: ['transport'],
  program: ['software'],
  place: ['premises', 'storage'],
  waste: ['waste', 'recycling', 'stone-offcuts', 'leather-offcuts', 'metal-scrap'],
} as const;
export type Nature = keyof typeof natures;
/** How ids end whose broader concepts do not tell. */
const endings: [RegExp, Nature][] = [
  [/-repair$/, 'repair'],
  [/-training$/, 'learning'],
  [/-(?:rental|for-rent)$/, 'rental'],
  [/-test$/, 'test'],
  [/-waste$/, 'waste'],
];

/** Of one group something is one or the other: what is asked for in black is not there in brown. */
const exclusive = {
  colour: [
    ...['black', 'white', 'red', 'burgundy', 'blue', 'navy-blue', 'turquoise', 'green', 'yellow', 'orange-colour', 'brown', 'tan'],
    ...['beige', 'grey', 'pink', 'purple', 'golden', 'silver-colour', 'transparent'],
  ],
  state: ['new', 'used'],
  whom: ['men', 'women', 'children'],
  grade: ['first-grade', 'second-grade', 'low-grade'],
  origin: [
    'italian',
    'turkish',
    'chinese',
    'egyptian',
    'spanish',
    'german',
    'french',
    'indian',
    'algerian',
    'palestinian',
    'local-made',
    ...['syrian', 'lebanese', 'moroccan', 'tunisian', 'jordanian', 'american', 'japanese', 'russian', 'brazilian', 'romanian', 'iranian'],
  ],
  shape: ['round', 'square', 'rectangular', 'oval'],
  season: ['winter', 'summer'],
  keeping: ['fresh', 'dried'],
  making: ['natural', 'genuine', 'synthetic'],
  drive: ['automatic', 'manual'],
  shine: ['glossy', 'matt'],
  calibre: ['small', 'medium', 'large'],
  material: [
    ...['leather', 'faux-leather', 'bonded-leather', 'fur', 'fabric', 'wool', 'cotton', 'silk', 'wood', 'foam'],
    ...['metal', 'stone', 'plastic', 'rubber', 'glass', 'ceramic', 'paper', 'cardboard'],
  ],
} as const;
export type Group = keyof typeof exclusive;

/** Said of everything that is sold or made, and nothing of what it is. */
const empty = [
  'supplier',
  'subcontracting',
  'retail',
  'wholesale',
  'quotation',
  'thickness',
  'delivery-date',
  'start-date',
  'deadline',
  'instalments',
  'payment',
];
/** So wide that what stands beside it says more. */
const wide = [
  'machine',
  'rental',
  'worker',
  'training',
  'maintenance',
  'material',
  'chemical',
  'spare-part',
  'laboratory-test',
  'design',
  'consulting',
  'food',
  'tool',
  'certificate',
  'buyer',
  'internship',
  'apprenticeship',
  'skilled-worker',
  'technician',
  'engineer',
  'driver',
  'helper',
  'trainer',
  'work-team',
  'software',
  'service',
  'metal',
  'trade-fair',
  'marketing',
  'installation',
];

export interface Sense {
  nature: Nature | null;
  group: Group | null;
  empty: boolean;
  wide: boolean;
}

const inverted = <K extends string>(table: Record<K, readonly string[]>) =>
  new Map(Object.entries<readonly string[]>(table).flatMap(([key, ids]) => ids.map((id) => [id, key as K] as const)));
const natureOf = inverted(natures);
const groupOf = inverted(exclusive);

/** Of several natures that of people and of work counts: the driver of a forklift is no machine. */
const strongest = (all: Nature[]): Nature | null => ranked.find((one) => all.includes(one)) ?? all[0] ?? null;
const ranked: Nature[] = ['person', 'learning', 'repair', 'rental', 'test'];

const none: Sense = { nature: null, group: null, empty: false, wide: false };

/** By the codes of a concept and all that it is a case of, the concept first. */
const senseOfCodes = remembering({ most: 5_000 }, (codes): Sense => {
  const [id, ...broader] = codes.split(' ').map((code) => idOf(code));
  if (id === undefined) return none;
  const all = [id, ...broader.filter((one) => one !== undefined)];
  return {
    nature: natureOf.get(id) ?? endings.find(([end]) => end.test(id))?.[1] ?? strongest(all.flatMap((one) => natureOf.get(one) ?? [])),
    group: all.map((one) => groupOf.get(one)).find((one) => one !== undefined) ?? null,
    empty: empty.includes(id),
    wide: wide.includes(id),
  };
});

export function senseOf(concept: number, lexicon: Lexicon): Sense {
  const { code, broader } = lexicon.concept(concept);
  return senseOfCodes([code, ...broader.map((one) => lexicon.concept(one).code)].join(' '));
}

/** Of a code: whether what stands beside it says more. */
export const isWide = (code: string): boolean => wide.includes(idOf(code) ?? '');

/** Of a code: whether things are made of it. */
export const isMaterial = (code: string): boolean => groupOf.get(idOf(code) ?? '') === 'material';

/** Concepts with cases of their own: as a name of the thing they leave open which. */
const parents = new WeakMap<Lexicon, Set<string>>();

/** Whether nothing is a case of it: who asks for it has said what it is. */
export function isLeaf(concept: number, lexicon: Lexicon): boolean {
  let above = parents.get(lexicon);
  if (!above) {
    above = new Set();
    for (let one = 0, of = lexicon.concept(one); of; of = lexicon.concept(++one))
      for (const broader of of.broader) above.add(lexicon.concept(broader).code);
    parents.set(lexicon, above);
  }
  return !above.has(lexicon.concept(concept).code);
}
