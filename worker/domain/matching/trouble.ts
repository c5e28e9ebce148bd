/** Words of a machine that does not do what it should: who writes them of one looks for its repair. */
import { fold } from '../../search/fold.ts';

const words = `
عطلان عطلانة عطلانين عطل أعطال معطل معطلة معطلين خربان خربانة خربت خاسر خاسرة بايظ بايظة باظ باظت واقفة وقفت موقفة حبست توقفت بتوقف بتقف
مكسور مكسورة اتكسر اتكسرت انكسر انكسرت محروق محروقة اتحرق اتحرقت بتعلق بيعلق بتسخن بيسخن سخنت بتهرب بيهرب بتنقط بينقط بتسرب بيسرب بيسخن
بيفصل بتفصل بتصفر بيصفر بيرج بترج ضعفت بيزن بتزن بيشرر بتشرر
panne pannes cassé cassée saute sautent fuit fuite fuites bloqué bloquée grillé grillée arrêté arrêtée arrêtées hs défaillant défaillante vibre
broken broke breaks stopped leaks leaking jams jammed jamming faulty failed fails overheats overheating stuck
`;
const trouble = new Set(words.split(/\s+/).filter(Boolean).map(fold));
/** It does not: work, start, heat. What a machine does stands in the present with ب; مش يدوي only says which. */
const idle = new RegExp(
  [
    '(?<!\\p{L})(?:مش|مو|موش|ما|مابقتش|بطل|بطلت) (?:شغال|راكب|ب[تي]\\p{Script=Arabic}{2}|[تي](?:شتغل|خدم|دور|سخن|مشي))',
    '(?<!\\p{L})ما?ب?[تي]\\p{Script=Arabic}{2,10}ش(?!\\p{L})',
    "\\bne (?:marche|demarre|tourne|chauffe|fonctionne|s'allume)",
    "not working|out of order|(?:won'?t|doesn'?t|not) (?:start|run|work|heat|turn)",
  ].join('|'),
  'u',
);
/** Who wants another instead is not looking for its repair. */
const another = new Set(
  'جديد جديدة بديل بديلة بدل غيرها تانية new another replacement replace neuf neuve nouvelle nouveau remplacer'.split(' ').map(fold),
);

export const isInTrouble = (text: string): boolean => {
  const folded = fold(text).replaceAll('’', "'");
  const all = folded.split(/[^\p{L}']+/u);
  if (all.some((word) => another.has(word))) return false;
  return idle.test(folded) || all.some((word) => trouble.has(word));
};
