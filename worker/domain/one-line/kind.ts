/** Reads the kind of the listing from what its first noun names, from verbs of work, and from how it is paid. */
import type { Kind } from '../../../schema/listing.ts';
import { stem } from '../../search/stem.ts';
import type { Claims } from './claims.ts';
import type { Direction } from './direction.ts';
import { edges, servants, talk } from './item-words.ts';
import { type Language, type Topic, topics } from './kind-words.ts';
import type { Token } from './tokens.ts';
import { unitAt } from './units.ts';
import { verbAt } from './verbs.ts';
import { find, set, type Table, table } from './words.ts';

export interface Named {
  topic: Topic;
  language: Language | null;
  first: number;
  next: number;
  verb: boolean;
  /** The word itself is known, not only its stem or what is left of it without a preposition. */
  exact?: boolean;
}

const known: Table<{ topic: Topic; language: Language }> = table(
  topics.map(([topic, language, words]) => [{ topic, language }, words] as const),
);

/** Stems of single words, where they name one topic only. */
const stems = new Map<string, { topic: Topic; language: Language } | null>();
for (const [first, entries] of known)
  for (const { rest, value } of entries) {
    if (rest.length > 0 || first.length < 4) continue;
    const key = stem(first);
    const there = stems.get(key);
    if (there === undefined) stems.set(key, value);
    else if (there && there.topic !== value.topic) stems.set(key, null);
  }

const article = ['', 'ال', 'لل', 'و', 'وال', 'ل', 'ب', 'بال'] as const;
export const hourly = table<true>([
  [
    true,
    "بالساعة, بالساعه, بالساعات, للساعة, الساعة, à l'heure, de l'heure, l'heure, par heure, per hour, an hour, by the hour, hourly, باليوم, à la journée, وقت فاضي, فاضي, فاضية, فاضيه, بالوردية, heures libres, libre, idle, spare time",
  ],
]);
const goods = new Set<Topic>(['material', 'transport']);

/** Of what a topic is; null where the word only says who does it. */
export const kinds: Record<Topic, Kind | null> = {
  material: 'input',
  transport: 'input',
  outsourcing: 'subcontracting',
  process: 'subcontracting',
  machine: 'technology',
  software: 'technology',
  repair: 'technology',
  marketing: 'marketing',
  labour: 'labour',
  knowledge: 'knowledge',
  workshop: null,
  provider: null,
};

/** All words of the line that name something, in their order. */
export function namesIn({ tokens, owners }: Claims): Named[] {
  const names: Named[] = [];
  let somebody = -9;
  for (let at = 0; at < tokens.length; at++) {
    const asked =
      /^(?:مين|شكون|من|حد|حدا|واحد|حدي|who|qui|to|pour|can|faire)$/.test(tokens[at]?.word ?? '') ||
      (/^de?$/.test(tokens[at]?.word ?? '') && /^besoin/.test(tokens[at - 1]?.word ?? ''));
    const named = nounAt(tokens, at);
    // طالب may be a student, and one who asks
    const noun = named && owners[at] === 'direction' && named.topic !== 'provider' && named.topic !== 'workshop' ? null : named;
    const verb = verbAt(tokens, at, at - somebody <= 2);
    if (asked || noun?.topic === 'provider' || noun?.topic === 'workshop' || find(servants, tokens, at))
      somebody = noun ? noun.next - 1 : at;
    if (verb && !(noun?.exact && noun.next >= verb.next))
      names.push({ topic: verb.value, language: null, first: at, next: verb.next, verb: true });
    else if (noun) names.push(noun);
    else continue;
    at = (names.at(-1) as Named).next - 1;
  }
  return names;
}

function nounAt(tokens: Token[], at: number): Named | null {
  const found = find(known, tokens, at, article);
  if (found) return { ...found.value, first: at, next: found.next, verb: false, exact: /^(?:و?ال|و)?$/.test(found.prefix) };
  const token = tokens[at];
  if (token?.kind !== 'word' || token.word.length < 4 || token.word.length > 24) return null;
  for (const { prefix, bare } of token.forms) {
    if (prefix !== '' && prefix !== 'ال' && prefix !== 'لل') continue;
    const value = bare.length >= 4 ? stems.get(stem(bare)) : undefined;
    if (value) return { ...value, first: at, next: at + 1, verb: false };
  }
  return null;
}

/** The kind; null when no word of the line names anything known. */
export function readKind(claims: Claims, names: Named[], pricedByHour: boolean, direction: Direction | null): Kind | null {
  const { tokens } = claims;
  const head = headOf(tokens, names);
  const has = (topic: Topic) => names.some((name) => name.topic === topic);
  const workshop = direction === 'need' && asksWorkshop(tokens, names);
  if (!head) return has('outsourcing') || workshop ? 'subcontracting' : null;
  const byHour = pricedByHour || tokens.some((_, at) => find(hourly, tokens, at) !== null || hoursAt(tokens, at));
  if (head.topic === 'machine' && byHour) return 'subcontracting';
  if (has('outsourcing') && !['labour', 'knowledge', 'marketing', 'software'].includes(head.topic)) return 'subcontracting';
  // somebody who mends a machine
  if (head.topic === 'process' && head.verb && names.some((name) => name.topic === 'repair')) return 'technology';
  if (workshop && goods.has(head.topic)) return 'subcontracting';
  // what one makes and sells is goods
  if (head.topic === 'process' && head.verb && direction === 'offer' && makes(tokens, head))
    return names.some((name) => name.topic === 'process' && !name.verb) ? 'subcontracting' : 'input';
  if (head.topic === 'process' && isPaint(tokens, head)) return 'input';
  if (head.topic === 'process' && !head.verb && serves(claims, head, names)) return 'input';
  return kinds[head.topic];
}

/** "cherche atelier pour 500 pantalons": a workshop is asked, though no work is named. */
function asksWorkshop(tokens: Token[], names: Named[]): boolean {
  const asked = names.find((name) => name.topic === 'workshop');
  if (!asked) return false;
  for (let at = asked.next; at < Math.min(tokens.length, asked.next + 3); at++)
    if (/^(?:pour|for|to|ل|لعدد|qui)$/.test(tokens[at]?.word ?? '')) return true;
  return false;
}

/** Words that name both a work and the stuff for it are the stuff where litres or kilograms of it are said. */
const stuffs = set('peinture, peintures, teinture, دهان, دهانات, طلاء, emballage, تغليف');
const isPaint = (tokens: Token[], head: Named) =>
  find(stuffs, tokens, head.first) !== null &&
  tokens.some((token, at) => token.kind === 'number' && ['LTR', 'KGM'].includes(unitAt(tokens, at + 1)?.value.code ?? ''));

/** We make, we produce. */
const makes = (tokens: Token[], verb: Named) =>
  /^[بم]?ن?(?:نتج|صنع|صنعو|نتجو)|^(?:make|produce|manufacture|produisons|fabriquons)$/.test(tokens[verb.first]?.word ?? '');
const lights = set('make, do, faire, réaliser, fabriquer, produce, manufacture, fabricate');

/** A number of hours of a machine. */
const hoursAt = (tokens: Token[], at: number) => tokens[at]?.kind === 'number' && unitAt(tokens, at + 1)?.value.code === 'HUR';

const small = set('de, d, du, des, à, a, pour, for, of, ل, في, le, la, l, les, و, et, and, +');
const services = set(
  'خدمة, خدمات, شغل, اشغال, أعمال, اعمال, عملية, عمليات, طاقة, خط, مرحلة, service, services, travaux, travail, prestation, prestations, opération, opérations, job, work, works, capacité, capacity, cnc, laser, ليزر, سي ان سي, industriel, industrielle, industriels, ligne',
);

/** A process behind the name of something unknown says what that is for: "سلال للتغليف", "boue de rectification", "pieces for inlay". */
function serves(claims: Claims, head: Named, names: Named[]): boolean {
  const { tokens } = claims;
  const led =
    tokens[head.first]?.forms.some((form) => /^لل?$/.test(form.prefix) && form.bare.length > 2) === true &&
    find(known, tokens, head.first) === null;
  let at = head.first - 1;
  let joint = led;
  while (at >= 0 && claims.owners[at] === null && find(small, tokens, at)) {
    joint = joint || !/^(?:و|et|and)$/.test(tokens[at]?.word ?? '');
    at--;
  }
  const before = tokens[at];
  if (before?.kind !== 'word' || claims.owners[at] !== null) return false;
  if (head.language === 'en' && !joint) return false;
  if (head.language === 'fr' && !joint) return false;
  if (find(services, tokens, at, article) || find(edges, tokens, at) || find(talk, tokens, at)) return false;
  return !names.some((name) => at >= name.first && at < name.next);
}

/** The word that says what the line is about: verbs of work first, then the head of the first phrase. */
function headOf(tokens: Token[], names: Named[]): Named | null {
  const telling = names.filter((name) => !['provider', 'workshop', 'outsourcing'].includes(name.topic));
  const verb = telling.find((name) => name.verb);
  const [first] = telling;
  if (!first) return null;
  if (
    verb &&
    (verb.first <= first.first ||
      !['knowledge', 'marketing', 'labour', 'software', 'machine', 'repair'].includes(first.topic) ||
      verb.first < first.next + 2)
  ) {
    // "an interior design to print": what follows a light verb names the work
    const light = find(lights, tokens, verb.first) !== null || /(?:عمل|دير|سوي|نفذ|جهز|خدم|صنع|نتج)/.test(tokens[verb.first]?.word ?? '');
    const named = light
      ? telling.find((name) => !name.verb && name.first >= verb.next && name.first - verb.next <= 1 && !goods.has(name.topic))
      : undefined;
    return named ?? verb;
  }
  if (first.language !== 'en' && !(first.language === 'fr' && english(tokens))) return first;
  // in English the last noun of a phrase is its head
  let head = first;
  for (const name of telling) {
    if (name.first < head.next) continue;
    if (name.first > head.next + 1 || !joined(tokens, head.next, name.first)) break;
    head = name;
  }
  return head;
}

/** Nothing but words stands between, and none that ends a phrase. */
function joined(tokens: Token[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const token = tokens[at];
    if (token?.kind !== 'word' || /^(?:for|of|on|in|to|with|from|and|at|by|de|du|des|d|pour|en|a|or)$/.test(token.word)) return false;
  }
  return true;
}

/** Words that both languages write ("machine") are read as English where English words stand around them. */
function english(tokens: Token[]): boolean {
  let count = 0;
  for (const { word } of tokens) {
    if (
      /^(?:need|needs|for|the|of|we|available|selling|sell|sale|looking|wanted|per|and|used|by|with|our|buy|want|from|new|to)$/.test(word)
    )
      count++;
    else if (/^(?:de|du|des|le|la|les|un|une|pour|avec|cherche|vends|besoin|et|je|nous|a)$/.test(word)) count--;
  }
  return count > 0;
}
