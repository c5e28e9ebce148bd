/** Reads the thing: the words that nothing else claimed, what the quantity counts before what merely names the work. */
import type { Kind } from '../../../schema/listing.ts';
import type { Unit } from '../../../schema/quantity.ts';
import type { Claims, Field } from './claims.ts';
import { closing, closingLatin, edges, fairs, heaps, placeLeads, servants, talk, towns } from './item-words.ts';
import { hourly, kinds, type Named } from './kind.ts';
import type { Counted } from './quantity.ts';
import type { Token } from './tokens.ts';
import { unitAt, vessels } from './units.ts';
import { anyPrefix, find, set } from './words.ts';

/** Words in a row, by token. */
interface Run {
  first: number;
  next: number;
}

export interface Item {
  item: Field<string> | null;
  /** The package that was counted is the goods themselves. */
  packageIsGoods: boolean;
  /** The unit that stood before the thing without a number: "جوز الحذاء ب ٩٥ … ٤٠٠ جوز". */
  ofOne: Field<Unit> | null;
}

/** Claims talk, those who are asked, and the work asked of them, before the rest of the line is read. */
export function setWorkAside(claims: Claims, names: Named[]): void {
  const { tokens } = claims;
  for (let at = 0; at < tokens.length; at++) {
    const found = claims.owners[at] === null ? find(talk, tokens, at, ['', 'و']) : null;
    if (!found || !claims.free(at, found.next)) continue;
    claims.take('aside', at, found.next);
    at = found.next - 1;
  }
  for (let at = 0; at < tokens.length; at++) {
    const found =
      claims.owners[at] === null && /^(?:a|de|l|par|by|per|an|بالساعه|بالساعات|للساعه)$/.test(tokens[at]?.word ?? '')
        ? find(hourly, tokens, at)
        : null;
    if (found && claims.free(at, found.next)) claims.take('aside', at, found.next);
  }
  for (const [index, name] of names.entries()) {
    if (!claims.free(name.first, name.next)) continue;
    if (name.topic === 'outsourcing') claims.take('process', name.first, name.next);
    else if (name.verb) claims.take('process', name.first, name.next);
    else if (isAsked(tokens, name, names[index + 1])) claims.take('process', name.first, name.next);
  }
}

const suppliers = /^(?:fournisseurs?|fabricants?|suppliers?|manufacturers?|مورد|موردين)$/;

/** A workshop, a laboratory, somebody: before the work that is wanted of them. */
function isAsked(tokens: Token[], name: Named, following: Named | undefined): boolean {
  if (name.topic !== 'provider' && name.topic !== 'workshop' && !find(servants, tokens, name.first)) return false;
  if (name.topic === 'provider' && /^(?:حد|حدا|واحد|شخص|someone|somebody|anyone|quelqu)$/.test(tokens[name.first]?.word ?? '')) return true;
  // who supplies is asked for what stands behind: "fournisseur colle néoprène", "مورد سحابات"
  if (name.topic === 'provider' && suppliers.test(tokens[name.first]?.word ?? '') && tokens[name.next]?.kind === 'word') return true;
  for (let at = name.next; at < Math.min(tokens.length, name.next + 3); at++) {
    const token = tokens[at] as Token;
    if (/^(?:pour|for|to|qui|who|that|de|spécialisé|specialise|in)$/.test(token.word)) return true;
    if (/^ل(?!ل)/.test(token.word) && token.forms.some((form) => form.prefix === 'ل')) return true;
    if (following?.first === at)
      return following.verb || following.topic === 'process' || following.topic === 'knowledge' || following.topic === 'outsourcing';
  }
  return false;
}

export function readItem(claims: Claims, names: Named[], kind: Kind | null, counted: Counted | null): Item {
  const { tokens } = claims;
  const head = counted?.word ?? null;
  const goods = head !== null && isGoods(claims, head);
  if (head && (goods || isThing(claims, head, kind))) for (let at = head.first; at < head.next; at++) claims.owners[at] = null;
  let runs = runsIn(claims)
    .flatMap((run) => trimmed(claims, run, names))
    .map((run) => (kind === 'subcontracting' ? beforeProcess(claims, run, names) : run));
  runs = runs.filter((run) => !repeats(tokens, run, runs, claims));
  const best = chosen(claims, runs, names, kind, counted);
  if (best) {
    const packageIsGoods = goods || (head !== null && repeatsUnit(tokens, best, head));
    const one = packageIsGoods ? null : oneBefore(claims, best, counted);
    const run = one ? { first: one.next, next: best.next } : best;
    return { item: fieldOf(claims, run, names), packageIsGoods, ofOne: one ? claims.field(one.code, best.first, one.next) : null };
  }
  if (!head || unitAt(tokens, head.first)?.value.bare) return { item: null, packageIsGoods: false, ofOne: null };
  const alone = { first: head.first, next: head.next };
  claims.take('spec', alone.first, alone.next);
  return { item: fieldOf(claims, alone, names), packageIsGoods: true, ofOne: null };
}

/** A unit at the head of the words, which the quantity names as well, or whose contents the line says. */
function oneBefore(claims: Claims, run: Run, counted: Counted | null): { code: Unit; next: number } | null {
  const { tokens, owners } = claims;
  const unit = unitAt(tokens, run.first, ['', 'ال']);
  if (
    !unit ||
    (unit.prefix === 'ال' && !find(edges, tokens, unit.next)) ||
    unit.value.dual ||
    unit.value.thing ||
    unit.next >= run.next ||
    find(made, tokens, unit.next)
  )
    return null;
  const measure = ['KGM', 'TNE', 'GRM', 'MTR', 'FTK', 'MTK', 'MTQ', 'LTR'].includes(unit.value.code);
  const held = ['XBX', 'XSA', 'XPX'].includes(unit.value.code) && owners[run.next] === 'aside' && tokens[run.next]?.kind === 'number';
  const again = counted?.word ? skeleton(tokens[counted.word.first] as Token) === skeleton(tokens[run.first] as Token) : false;
  if (!again && !held && !measure) return null;
  const next = find(edges, tokens, unit.next) ? unit.next + 1 : unit.next;
  return next < run.next ? { code: unit.value.code, next } : null;
}

/** The words as written; what stands between them and is no part of them is left out. */
function fieldOf(claims: Claims, run: Run, names: Named[]): Field<string> {
  const { tokens, owners } = claims;
  let text = '';
  let end = -1;
  for (let at = run.first; at < run.next; at++) {
    const token = tokens[at] as Token;
    if (owners[at] !== null && owners[at] !== 'spec') {
      end = -1;
      continue;
    }
    const gap = text === '' ? '' : end < 0 || token.start - end > 1 || token.spaced ? ' ' : claims.text.slice(end, token.start);
    text += gap + token.written;
    end = token.end;
  }
  const field = claims.field(text, run.first, run.next);
  // "شريك لتسويق الزرابي": the preposition belongs to the one who is asked
  const asked = names.some((name) => name.next === run.first && !name.verb);
  const whole = names.some((name) => name.first === run.first && name.exact);
  const led =
    owners[run.first - 1] === 'process' &&
    asked &&
    !whole &&
    tokens[run.first]?.forms.some((form) => form.prefix === 'ل') &&
    /^ل[^لا]/.test(text);
  return led ? { ...field, value: text.slice(1), start: field.start + 1 } : field;
}

const breaks = /^[,،.;؛:!؟?()[\]{}"«»“”|•\n–—-]$/;

/** Runs of unclaimed words. Dimensions and numbers that only describe may stand inside. */
function runsIn(claims: Claims): Run[] {
  const { tokens, owners } = claims;
  const runs: Run[] = [];
  let open: Run | null = null;
  for (let at = 0; at <= tokens.length; at++) {
    const token = tokens[at];
    const owner = owners[at];
    const inside = token !== undefined && (owner === null || owner === 'spec') && !(token.kind === 'sign' && breaks.test(token.word));
    if (inside) {
      open ??= { first: at, next: at + 1 };
      open.next = at + 1;
    } else if (open && !(token && (owner === 'dimension' || owner === 'skip'))) {
      runs.push(open);
      open = null;
    }
  }
  return runs;
}

/** Without articles and prepositions at its ends, and up to where talk of condition, terms or place begins. */
function trimmed(claims: Claims, run: Run, names: Named[]): Run[] {
  const { tokens } = claims;
  let fair = false;
  for (let at = run.first; at < run.next && !fair; at++) fair = find(fairs, tokens, at, ['', 'ال']) !== null;
  let { first, next } = run;
  for (let at = first; at < next; at++) {
    if (at === first) {
      first = begin(claims, at, next);
      at = first;
      if (first >= next) return [];
    }
    const closes = closesAt(claims, at, next, fair, names);
    if (closes === 0) continue;
    if (at > first) {
      next = at;
      break;
    }
    // what stands right behind "we need" is the thing, though it also opens talk: "محتاجين توصيل"
    if (closes > 0 && claims.owners[at - 1] === 'direction' && names.some((name) => name.first === at)) continue;
    // what stands behind the talk may be the thing: "en bon état presse 20 t"
    first = closes > 0 ? closes : at + 1;
    at = first - 1;
  }
  if (next === run.next && next - first > 1 && perOne(claims, next)) next--;
  while (next > first && !isEnd(claims, next - 1)) next--;
  return next > first ? [{ first, next }] : [];
}

/** "… الكشف ب ٣٠٠": a noun with its article, right before a price, of something said without one. */
function perOne({ tokens, owners }: Claims, next: number): boolean {
  const definite = (at: number) => tokens[at]?.forms.some((form) => form.prefix === 'ال' && form.bare.length > 2) === true;
  return (
    owners[next] === 'price' &&
    !unitAt(tokens, next, ['ال', 'وال']) &&
    definite(next - 1) &&
    !definite(next - 2) &&
    /^[\u0600-\u06FF]/.test(tokens[next - 2]?.word ?? '') &&
    (tokens[next - 2]?.word.length ?? 0) > 2
  );
}

/** Past articles, prepositions and words that say only that there is some of it. */
function begin(claims: Claims, from: number, next: number): number {
  let first = from;
  for (let before = -1; before !== first && first < next; ) {
    before = first;
    while (first < next && !isPart(claims, first)) first++;
    const heap = first < next ? find(heaps, claims.tokens, first) : null;
    if (heap && heap.next < next) first = heap.next;
  }
  return first;
}

/** Where talk that begins at a token ends; -1 for a place; 0 when the token is part of the thing. */
function closesAt(claims: Claims, at: number, next: number, fair: boolean, names: Named[]): number {
  const { tokens } = claims;
  const word = tokens[at]?.word ?? '';
  // a grade that stands behind a dimension is talk
  if (word === 'فرز' && claims.owners[at - 1] === 'dimension') return at + 1;
  if (isPlace(tokens, at, next)) return fair ? 0 : -1;
  const closes = find(closing, tokens, at) ?? find(closingLatin, tokens, at);
  // "تكوين في الخياطة": what is taught
  const taught =
    /^(?:في|ف)$/.test(word) &&
    names.some((name) => name.first === at + 1) &&
    names.some((name) => name.topic === 'knowledge' && name.next <= at);
  return closes && !taught && !(fair && /^(?:في|ف)$/.test(word)) ? closes.next : 0;
}

/** "جلد ماعز دباغة نباتي": the work behind the thing it is done to. */
function beforeProcess(claims: Claims, run: Run, names: Named[]): Run {
  if (!isCounted(claims, run)) return run;
  const work = names.find((name) => name.topic === 'process' && name.first > run.first && name.first < run.next);
  return work ? { first: run.first, next: work.first } : run;
}

/** A number alone, a sign or a small word begins nothing. */
function isPart(claims: Claims, at: number): boolean {
  const token = claims.tokens[at] as Token;
  if (claims.owners[at] === 'dimension' || claims.owners[at] === 'skip') return false;
  if (token.kind === 'number')
    return claims.owners[at] === 'spec' || (claims.tokens[at + 1]?.kind === 'word' && claims.tokens[at + 1]?.spaced === false);
  return token.kind === 'word' && find(edges, claims.tokens, at)?.next !== at + 1;
}

function isEnd(claims: Claims, at: number): boolean {
  const token = claims.tokens[at] as Token;
  const owner = claims.owners[at];
  if (owner === 'spec') return true;
  if (owner === 'dimension' || owner === 'skip') return false;
  if (token.kind === 'number') return true;
  if (token.kind === 'sign') return /^[%٪²³°+]$/.test(token.word);
  return !find(edges, claims.tokens, at);
}

/** "في القاهرة", "à Sfax", "بعمان": a preposition and a town, or in Latin letters a name after it. */
function isPlace(tokens: Token[], at: number, next: number): boolean {
  const token = tokens[at] as Token;
  if (find(towns, tokens, at, ['ب', 'ل', 'لل', 'ع', 'عال', 'من', 'بال'])) return true;
  const lead = find(placeLeads, tokens, at);
  if (!lead) return false;
  const after = tokens[lead.next];
  if (!after || lead.next >= next) return false;
  if (find(towns, tokens, lead.next, ['', 'ال'])) return true;
  return /^(?:a|au|en|in|at|to|from|near|chez|pres)$/.test(token.word) && /^\p{Lu}\p{Ll}/u.test(after.written);
}

/** The best run: what is counted, what the line is about, what comes first. */
function chosen(claims: Claims, runs: Run[], names: Named[], kind: Kind | null, counted: Counted | null): Run | null {
  let best: Run | null = null;
  // "analyser 4 échantillons": the object of the work
  const first = claims.owners.indexOf('quantity');
  const asked = claims.owners[first - 1] === 'process';
  let most = Number.NEGATIVE_INFINITY;
  for (const [index, run] of runs.entries()) {
    const inside = names.filter(
      (name) => name.first >= run.first && name.first < run.next && name.topic !== 'provider' && name.topic !== 'workshop',
    );
    const words = claims.tokens.slice(run.first, run.next).filter((token) => token.kind === 'word').length;
    if (words === 0) continue;
    let score = -index * 0.75;
    const same = inside.some((name) => topicKind(name) === kind);
    if (isCounted(claims, run)) score += kind === 'subcontracting' ? 5 : same || asked || kind === 'input' || kind === null ? 4 : -3;
    if (inside.length > 0) score += 2;
    if (same) score += 1.5;
    if (index > 0 && words > 6 && inside.length === 0) score -= 1;
    if (claims.owners[run.first - 1] === 'direction') score += 0.5;
    if (counted && words === 1 && !inside.length && index > 0) score -= 0.5;
    if (score > most) {
      most = score;
      best = run;
    }
  }
  return best;
}

/** Work for others is asked of somebody, and is no thing of its own. */
const topicKind = ({ topic }: Named) => (topic === 'outsourcing' ? undefined : (kinds[topic] ?? undefined));

/** The run stands right behind its number or its unit. */
function isCounted(claims: Claims, run: Run): boolean {
  let at = run.first - 1;
  while (at >= 0 && claims.owners[at] === null && claims.tokens[at]?.kind === 'word') at--;
  const owner = claims.owners[at];
  return owner === 'quantity' || owner === 'unit' || owner === 'capacity';
}

/** The consonants of an Arabic word, or the stem of another, by which "كراسي" and "كرسي" are one. */
export function skeleton(token: Token): string {
  const bare = token.forms.find((form) => form.prefix === 'ال' || form.prefix === 'لل')?.bare ?? token.word;
  return /^[\u0600-\u06FF]/.test(bare) ? bare.replace(/^[او]|[اوي]|ه$/g, '') : bare.replace(/e?s$/, '');
}

/** A counted word that says once more what another run begins with: "زراير صدف ٥٠٠٠ زرار". */
function repeats(tokens: Token[], run: Run, runs: Run[], claims: Claims): boolean {
  if (run.next - run.first > 1 || !isCounted(claims, run)) return false;
  if (runs.length > 1 && find(vessels, tokens, run.first)) return true;
  const bones = skeleton(tokens[run.first] as Token);
  return (
    bones.length >= 2 &&
    runs.some(
      (other) => other !== run && tokens.slice(other.first, other.next).some((token) => token.kind === 'word' && skeleton(token) === bones),
    )
  );
}

const repeatsUnit = (tokens: Token[], run: Run, unit: Run) => {
  const code = unitAt(tokens, unit.first)?.value.code;
  if (code !== 'XBX' && code !== 'XSA' && code !== 'XPX') return false;
  const packages = /^(?:carton|emballage|كرتون|علب|صناديق|تغليف|box|boxe|packaging|boite|caisse|sac|شكاير|اكياس|palette|pallet|باليت|بالت)/;
  const bones = skeleton(tokens[unit.first] as Token);
  const first = tokens[run.first] as Token;
  return skeleton(first) === bones || packages.test(first.word);
};

const made = set(
  'نايلون, بولي, خشب, خشبية, خشبي, كرتون, بلاستيك, بلاستيكية, زجاج, معدن, حديد, كرافت, ورق, قماش, مطبوع, مطبوعة, مطبوعه, فاضي, فاضية, فاضيه, مستعمل, مستعملة, مستعمله, جديدة, جديد, سادة, ساده, بيتزا, europe, eur, vide, vides, neuf, neufs, neuve, neuves, usagé, usagés, usagées, bois, plastique, plastiques, kraft, carton, métal, métalliques, verre, papier, imprimé, imprimés, imprimées, wooden, plastic, empty, used, printed, kraft, paper, cardboard, boxes, bags, consignées, perdues, réutilisables, tissé, tissés, big',
);

/** Boxes, sacks and pallets that are themselves the goods: "50 palettes europe", "علب كرتون". */
function isGoods(claims: Claims, unit: Run): boolean {
  const found = unitAt(claims.tokens, unit.first);
  if (!found || !['XBX', 'XSA', 'XPX'].includes(found.value.code)) return false;
  if (claims.owners[unit.next] !== null) return false;
  return find(made, claims.tokens, unit.next) !== null;
}

/** Hides and workers are counted and also what is sought: "3 عمال تشطيب". */
function isThing(claims: Claims, unit: Run, kind: Kind | null): boolean {
  const found = unitAt(claims.tokens, unit.first);
  if (!found?.value.thing) return false;
  if (found.value.code === 'IE') return kind === 'labour' || kind === null;
  return (
    claims.owners[unit.next] === null &&
    claims.tokens[unit.next]?.kind === 'word' &&
    find(anySmall, claims.tokens, unit.next, anyPrefix) === null
  );
}
const anySmall = set('قبل, في, من, ب, avant, before');
