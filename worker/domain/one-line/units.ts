/** Words for units, in their numbers and abbreviations, as codes of the schema. */
import type { Unit } from '../../../schema/quantity.ts';
import type { Token } from './tokens.ts';
import { type Found, find, set, type Table, table } from './words.ts';

/** `times`: how many of the code one such word is (a quintal is a hundred kilograms), two for a dual. `bare`: counts as one when no number stands before it. */
export interface UnitWord {
  code: Unit;
  times: number;
  dual: boolean;
  bare: boolean;
  /** The word names a thing rather than a measure, so that it may also be what is offered: hides, workers. */
  thing: boolean;
}

type Row = [code: Unit, words: string, more?: { times?: number; bare?: boolean; thing?: boolean }];

const rows: Row[] = [
  ['H87', 'قطعة, قطع, قطعه, حبة, حبات, حبه, وحدة, وحدات, بياسة, بياسات, بيسة, بياس, حتة, حتت, واحدة'],
  ['H87', 'pièce, pièces, pce, pces, pc, pcs, unité, unités, exemplaire, exemplaires, piece, pieces, unit, units, item, items, ea'],
  ['H87', 'جلدة, جلدات, جلود, قالب, قوالب, peau, peaux, hide, hides, skin, skins', { thing: true }],
  ['DZN', 'دستة, دست, دزينة, دزينات, دستات, درزن, دزينه, دوزينة, طزينة, douzaine, douzaines, dozen, dozens, dz', { bare: true }],
  ['PR', 'جوز, اجواز, جواز, زوج, ازواج, أزواج, paire, paires, pair, pairs, prs, pr', { bare: true }],
  [
    'DPR',
    'دستة جوز, دستة أجواز, دزينة جوز, دزينة أزواج, دستة احذية, douzaine de paires, douzaines de paires, dozen pairs, dozens of pairs',
    { bare: true },
  ],
  ['SET', 'طقم, أطقم, اطقم, طقوم, طواقم, سيت, مجموعة, set, sets, kit, kits, jeu, jeux'],
  ['GRM', 'جرام, غرام, جم, غم, غ, غرامات, جرامات, gramme, grammes, gram, grams, gr, g'],
  [
    'KGM',
    'كيلو, كيلوجرام, كيلوغرام, كيلوات, كلغ, كغ, كغم, كجم, كلج, ك ج, ك غ, kg, kgs, kilo, kilos, kilogramme, kilogrammes, kilogram, kilograms',
    { bare: true },
  ],
  ['KGM', 'قنطار, قناطير, quintal, quintaux, qx', { times: 100, bare: true }],
  ['TNE', 'طن, أطنان, اطنان, طنا, طون, طونة, طنات, tonne, tonnes, ton, tons, tn, mt, t', { bare: true }],
  ['CMT', 'سم, سنتي, سنتيمتر, سانتي, سانتيم, cm, cms, centimètre, centimètres, centimeter, centimeters, centimetre, centimetres'],
  [
    'MTR',
    'متر, أمتار, امتار, مترا, م ط, متر طولي, أمتار طولية, متر خطي, متر شريط, ميترة, م, mètre, mètres, metre, metres, meter, meters, m, ml, mtr, mtrs, mètre linéaire, mètres linéaires, linear meters, linear metres, linear meter',
    { bare: true },
  ],
  [
    'FTK',
    'قدم, أقدام, اقدام, قدم مربع, أقدام مربعة, قدم², pied, pieds, pied carré, pieds carrés, pied², ft², ft2, sqft, sq ft, sq feet, sq foot, square foot, square feet, sf, ft, feet, foot, pi²',
    { bare: true },
  ],
  [
    'MTK',
    'متر مربع, أمتار مربعة, متر تربيع, م², م2, م مربع, متر², متر2, mètre carré, mètres carrés, m², m2, sqm, sq m, square meter, square meters, square metre, square metres, m carré, mtr carré',
    { bare: true },
  ],
  [
    'MTQ',
    'متر مكعب, أمتار مكعبة, م³, م3, م مكعب, متر3, متر³, mètre cube, mètres cubes, m³, m3, cbm, cubic meter, cubic meters, cubic metre, cubic metres',
    { bare: true },
  ],
  ['LTR', 'لتر, لترات, ليتر, ليترات, لترا, ليطرة, إيترة, ليترة, litre, litres, liter, liters, l, lt, ltr', { bare: true }],
  [
    'HUR',
    'ساعة, ساعات, ساعه, سوايع, heure, heures, h, hr, hrs, hour, hours, heures machine, machine hours, ساعة ماكينة, ساعات ماكينة, ساعة تشغيل, ساعات تشغيل',
  ],
  ['DAY', 'يوم, أيام, ايام, يومية, يوميات, نهار, jour, jours, journée, journées, day, days, يوم عمل, أيام عمل, j'],
  ['MON', 'شهر, أشهر, شهور, اشهر, شهرا, mois, month, months'],
  [
    'IE',
    'شخص, أشخاص, اشخاص, فرد, أفراد, افراد, نفر, أنفار, شغيل, personne, personnes, person, persons, people, pers, place, places, متدرب, متدربين, participant, participants, seat, seats',
  ],
  [
    'IE',
    'عامل, عمال, عاملة, عاملات, عامله, صنايعي, صنايعية, صنايعيه, فني, فنيين, معلم, معلمين, خياط, خياطين, خياطة ماهرة, لحام ماهر, نجار, نجارين, حداد, حدادين, متربص, متربصين, خدام, خدامين, خدامة, سواق, سواقين, سائق, سائقين, شوفير, مهندس, مهندسين, حارس, حراس, دهان ماهر, شب, شباب, بنت, بنات, ouvrier, ouvriers, ouvrière, ouvrières, salarié, salariés, opérateur, opérateurs, opératrice, opératrices, soudeur, soudeurs, tourneur, tourneurs, fraiseur, fraiseurs, couturière, couturières, couturier, couturiers, technicien, techniciens, technicienne, techniciennes, stagiaire, stagiaires, apprenti, apprentis, apprentie, apprenties, chauffeur, chauffeurs, agent, agents, ingénieur, ingénieurs, menuisier, menuisiers, mécanicien, mécaniciens, magasinier, magasiniers, worker, workers, operator, operators, welder, welders, tailor, tailors, technician, technicians, apprentice, apprentices, intern, interns, trainee, trainees, labourer, labourers, laborer, laborers, driver, drivers, engineer, engineers, carpenter, carpenters, machinist, machinists, stitcher, stitchers, sewer, sewers, cutter, cutters, packer, packers, helper, helpers',
    { thing: true },
  ],
  [
    'KWH',
    'كيلوواط ساعة, كيلو واط ساعة, كيلووات ساعة, كيلو وات ساعة, ك و س, kwh, kilowattheure, kilowattheures, kilowatt heure, kilowatt hour, kilowatt hours',
  ],
  [
    'ST',
    'لوح, ألواح, الواح, لوحة, فرخ, أفرخ, شيت, شيتات, ورقة, feuille, feuilles, panneau, panneaux, plaque, plaques, planche, planches, tôle, tôles, sheet, sheets, board, boards, panel, panels',
  ],
  [
    'XRO',
    'رول, رولات, رولة, رولو, لفة, لفات, بكرة, بكرات, بكر, توب, أتواب, اتواب, rouleau, rouleaux, bobine, bobines, roll, rolls, reel, reels',
  ],
  [
    'XBX',
    'كرتونة, كراتين, كرتونه, كرتون, كرطونة, كارطون, كرطون, صندوق, صناديق, علبة, علب, بوكس, carton, cartons, caisse, caisses, boîte, boîtes, boite, boites, box, boxes, قفص, أقفاص, اقفاص, case, cases, crate, crates',
  ],
  [
    'XSA',
    'شيكارة, شكارة, شكاير, شكائر, شيكاره, شكاره, شوال, شوالات, كيس, كيسة, أكياس, اكياس, جوال, أجولة, خيشة, ساك, sac, sacs, sachet, sachets, sack, sacks, bag, bags',
  ],
  ['XPX', 'بالتة, بالتات, باليت, باليتات, بليت, بلتة, طبلية, طبالي, مشطاح, مشاطيح, باليطة, palette, palettes, pallet, pallets'],
  ['E48', 'خدمة, خدمات, مقطوعية, مقاولة, forfait, forfaits, service, services, prestation, prestations, intervention, lump sum'],
];

const word = (code: Unit, more: Row[2], dual: boolean): UnitWord => ({
  code,
  times: (more?.times ?? 1) * (dual ? 2 : 1),
  dual,
  bare: dual || more?.bare === true,
  thing: more?.thing === true,
});

const known: Table<UnitWord> = table([
  ...rows.map(([code, words, more]) => [word(code, more, false), words] as const),
  ...rows.map(([code, words, more]) => [word(code, more, true), duals(words)] as const),
]);

/** جوزين of جوز, كرتونتين of كرتونة. */
function duals(words: string): string {
  const singulars = words.split(', ').filter((one) => /^[\u0600-\u06FF]{3,}$/.test(one) || one === 'طن');
  return singulars.map((one) => (/[ةه]$/.test(one) ? `${one.slice(0, -1)}تين` : /ي$/.test(one) ? `${one}ين` : `${one}ين`)).join(', ');
}

/** The unit at a token; in a price it may carry an article or a preposition. */
export function unitAt(tokens: Token[], at: number, prefixes: readonly string[] = ['']): Found<UnitWord> | null {
  const found = find(known, tokens, at, prefixes);
  if (!found) return null;
  const token = tokens[at] as Token;
  // "304L" and "5G": an uppercase letter written onto a number names a grade
  if (token.written === 'G' || /['’]$/.test(token.written) || (token.word.length === 1 && glued(tokens, at))) return null;
  const squared = found.next === at + 1 ? squareAfter(tokens, found) : null;
  return squared ?? found;
}

/** What liquids come in; counted as pieces. */
export const vessels = set(
  'تنكة, تنكات, جركن, جراكن, برميل, براميل, قارورة, قوارير, قنينة, قناني, قرعة, قرع, ازازة, إزازة, ازايز, بستلة, سطل, دلو, جردل, جالون, برطمان, برطمانات, بيدون, بيدونات, bidon, bidons, fût, fûts, bouteille, bouteilles, bocal, bocaux, pot, pots, seau, seaux, jerrycan, jerrycans, drum, drums, tin, tins, can, cans, bottle, bottles, jar, jars, bucket, buckets',
);

/** The `t` of t-shirts is no tonne. */
function glued(tokens: Token[], at: number): boolean {
  const next = tokens[at + 1];
  return next?.kind === 'word' && !next.spaced;
}

/** م٢ and m 2 written apart. */
function squareAfter(tokens: Token[], found: Found<UnitWord>): Found<UnitWord> | null {
  if (found.value.code !== 'MTR' || found.value.dual) return null;
  const next = tokens[found.next];
  if (next?.kind !== 'number' || next.spaced || (next.value !== 2 && next.value !== 3)) return null;
  return { ...found, value: word(next.value === 2 ? 'MTK' : 'MTQ', undefined, false), next: found.next + 1 };
}
