/** Words of a machine that does not do what it should: who writes them of one looks for its repair. */
import { fold } from '../../search/fold.ts';

const words = `
عطلان عطلانة عطلانين عطل أعطال معطل معطلة معطلين خربان خربانة خرب خربت خاسر خاسرة بايظ بايظة باظ باظت واقف واقفة وقف وقفت موقفة حبس
حبست توقفت بتوقف بتقف تقف مكسور مكسورة اتكسر اتكسرت انكسر انكسرت محروق محروقة اتحرق اتحرقت حرق حرقت بتقطع يقطع تقطع بيقطع بتعلق يعلق
علقت بتسخن تسخن بيسخن سخنت بتهرب بيهرب يهرب بتنقط بينقط ينقط بتسرب بيسرب يسرب بتفوت بيفصل بتفصل يفصل بتصفر بيصفر بيرج بترج ضعفت ضعيف ضعيفة بيزن بتزن بيشرر بتشرر
panne pannes cassé cassée casse saute sautent fuit fuite fuites bloqué bloquée bloque grillé grillée grille chauffe arrêté arrêtée arrêtées
hs défaillant défaillante vibre
broken broke breaks stopped stops leaks leaking leak jams jammed jamming faulty failed fails overheats overheating trips slips skips stuck
`;
const trouble = new Set(words.split(/\s+/).filter(Boolean).map(fold));
/** It does not: work, start, heat. In Arabic a verb of the present behind a no. */
const idle = new RegExp(
  [
    '(?<!\\p{L})(?:مش|مو|موش|ما|مابقتش|بطل|بطلت) (?:شغال|راكب|ب?[تي]\\p{Script=Arabic}{2})',
    '(?<!\\p{L})م(?:ا)?ب?[تي]\\p{Script=Arabic}{2,}ش(?!\\p{L})',
    "\\bne (?:marche|demarre|tourne|chauffe|fonctionne|s'allume)",
    "not working|out of order|(?:won'?t|doesn'?t|not) (?:start|run|work|heat|turn)",
  ].join('|'),
  'u',
);

export const isInTrouble = (text: string): boolean => {
  const folded = fold(text);
  return idle.test(folded) || folded.split(/[^\p{L}']+/u).some((word) => trouble.has(word));
};
