/** Verbs of work asked of somebody or offered to others: their roots in Arabic, infinitives and persons in French and English. */
import type { Topic } from './kind-words.ts';
import type { Token } from './tokens.ts';
import { type Found, find, table } from './words.ts';

/** Imperfect roots, folded, as they stand between the person and the ending. */
const roots: [Topic, string][] = [
  [
    'process',
    'خيط فصل قص قطع طرز دبغ صبغ غسل خرط لحم لحيم طبع دهن رش نجد لمع جلي صقل نشر حفر نقش فرغ حقن كبس ثني تني شكل سحب صب جلفن طلي شطب شد قفل جمع ركب عبي عبا غلف علب فرز خزن برد جمد جفف نشف طحن عصر فرم نسج حيك غزل كوي سرفل درز شق كشط صنع نفذ جهز شغل خدم قلب لبس فحت سودر تورني فريزي خرم لزق لصق سن جلخ زبط ضبط نظف حمص كرتن كيس بسترن بسط قسي نيكل انود زنك فورج سبك شرح سوي عمل دير ديرو طلع تعمل نتج صنعو حضر سلك ليزر بصم ختم قطف بني',
  ],
  ['repair', 'صلح صين عمر رمم ريبري ظبط'],
  ['knowledge', 'درب علم فحص حلل اختبر قيس عاير شرحل شهد دقق راجع نصح فتش'],
  ['marketing', 'صور سوق روج وزع صمم صدر ترجم'],
  ['software', 'برمج'],
  ['material', 'بيع ورد وفر زود مون شتري شري شترو شرو اخد خد'],
  ['transport', 'نقل وصل شحن شيل ودي ودا جيب'],
];
const byRoot = new Map<string, Topic>();
for (const [topic, written] of roots) for (const root of written.split(' ')) byRoot.set(root, topic);

/** Who does it: he, she, we, with the marks of the present and the future in the dialects. */
const persons = ['ي', 'ت', 'ن', 'بي', 'بت', 'بن', 'من', 'حي', 'حت', 'حن', 'هي', 'هت', 'هن', 'ب'];
const ending = /(?:هالي|هالنا|ولنا|ولي|لهم|لنا|لكم|لي|لو|ها|هم|وها|وه|وا|و|ه|ي)$/;

/** Verbs of others, with their objects behind them. */
const latin = table<Topic>([
  [
    'process',
    'coudre, cousons, cousez, coud, usiner, usinons, usine nous, tourner, fraiser, souder, soudons, découper, découpons, plier, imprimer, imprimons, broder, brodons, teindre, tanner, peindre, peignons, polir, assembler, assemblons, monter, fabriquer, façonner, conditionner, conditionnons, emballer, embouteiller, galvaniser, chromer, tremper, rectifier, percer, injecter, injectons, mouler, extruder, graver, gravons, stocker, sécher, broyer, presser, tisser, sabler, confectionner, confectionnons, réaliser, produire, sérigraphier, piquer, affûter, traiter, thermolaquer, vernir, étiqueter, ensacher',
  ],
  [
    'process',
    'sew, stitch, machine parts, turn, mill, weld, cut, bend, print, embroider, dye, tan, paint, polish, assemble, make, manufacture, produce, pack, bottle, galvanize, galvanise, chrome, harden, grind, drill, inject, mold, mould, engrave, store, dry, crush, weave, sandblast, powder coat, upholster, carve, fabricate, build, finish, plate, anodize, cast, fill, process, coat, varnish, lacquer, laser cut',
  ],
  ['repair', 'réparer, dépanner, entretenir, repair, fix, overhaul, maintain'],
  [
    'knowledge',
    'former, analyser, tester, certifier, auditer, conseiller, accompagner, train, teach, test, analyse, analyze, certify, audit, inspect',
  ],
  [
    'marketing',
    'photographier, vendre à l export, promouvoir, distribuer, représenter, exporter, concevoir, photograph, promote, distribute, represent, market, design',
  ],
  ['software', 'développer, programmer, automatiser, develop, program, automate'],
  ['transport', 'transporter, livrer, acheminer, transport, ship, haul, carry'],
]);

/** The work that a verb at a token names; `known` by its root, or only by its shape after somebody. */
export function verbAt(tokens: Token[], at: number, afterSomebody: boolean): Found<Topic> | null {
  const token = tokens[at];
  if (token?.kind !== 'word') return null;
  if (!/^[\u0600-\u06FF]/.test(token.word)) return afterSomebody || plural.test(token.word) ? find(latin, tokens, at) : null;
  // بخيط may be "with thread"
  const topic = /^[وف]?ب[^يتن]/.test(token.word) && !afterSomebody && at > 0 ? null : topicOf(token.word);
  if (topic) return { value: topic, prefix: '', next: at + 1 };
  if (afterSomebody && token.word.length >= 4 && shape.test(token.word) && !noVerb.test(token.word))
    return { value: noWork.test(token.word) ? 'provider' : 'process', prefix: '', next: at + 1 };
  return null;
}

/** He does it, she does it for us; verbs of knowing and being, and days, are no work. */
const shape = /^[بح]?ي|^[بح]ت|^ت.*(?:لي|لنا)$/;
const noWork = /عرف|قدر|كون|شارك|ساعد/;
const noVerb = /مكن|لزم|ريد|بغي|عيش|^يو[من]|^يدو|^يعني|^يار/;

/** French "nous cousons" shows its person. */
const plural = /ons$/;

function topicOf(word: string): Topic | null {
  if (word.length > 16) return null;
  const whole = /^[وف][يتنبحه]/.test(word) ? word.slice(1) : word;
  for (const person of persons) {
    if (!whole.startsWith(person)) continue;
    let rest = whole.slice(person.length);
    for (let cuts = 0; cuts < 3; cuts++) {
      const topic = byRoot.get(rest);
      if (topic) return topic;
      const shorter = rest.replace(ending, '');
      if (shorter === rest || shorter.length < 2) break;
      rest = shorter;
    }
  }
  return null;
}
