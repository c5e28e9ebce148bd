/** Number words in the Arabic of three regions, in French and in English. */
import { foldedOf } from './tokens.ts';

/** `add` a small number, `hundred` and `scale` multiply what stands before them, `whole` hundreds stand alone, `part` is a fraction. */
export type NumberWord = { kind: 'add' | 'hundred' | 'scale' | 'whole' | 'part'; value: number; weak?: boolean };

const words = new Map<string, NumberWord>();
const put = (kind: NumberWord['kind'], value: number, written: string, weak = false) => {
  for (const word of written.split(/,\s*/)) words.set(foldedOf(word), weak ? { kind, value, weak } : { kind, value });
};

put('add', 1, 'واحد, واحدة, وحدة, وحده, un, une, a, an, one', true);
put('add', 2, 'اثنين, اتنين, إثنين, اثنان, اثنتين, تنين, ثنين, ثنتين, تنتين, deux, two');
put('add', 3, 'ثلاثة, تلاتة, ثلاث, تلات, تلت, تلتة, trois, three');
put('add', 4, 'أربعة, أربع, ربعة, quatre, four');
put('add', 5, 'خمسة, خمس, cinq, five');
put('add', 6, 'ستة, ست, six');
put('add', 7, 'سبعة, سبع, sept, seven');
put('add', 8, 'ثمانية, تمانية, تمنية, ثمنية, ثماني, تماني, ثمان, تمان, تمن, ثمن, huit, eight');
put('add', 9, 'تسعة, تسع, nine');
put('add', 9, 'neuf', true);
put('add', 10, 'عشرة, عشر, dix, dizaine, ten');
put('add', 11, 'حداشر, احداشر, حداش, احداش, حدعش, احدعش, onze, eleven');
put('add', 12, 'اتناشر, اطناشر, اثناشر, اثنعش, اتنعش, تناعش, طناش, اطناش, اثناش, douze, twelve');
put('add', 13, 'treize, thirteen');
put('add', 14, 'quatorze, fourteen');
put('add', 15, 'quinze, quinzaine, fifteen');
put('add', 16, 'seize, sixteen');
put('add', 17, 'seventeen');
put('add', 18, 'eighteen');
put('add', 19, 'nineteen');
const teens: [number, string][] = [
  [13, 'تلت, تلط, ثلث, ثلط, ثلا, تلا'],
  [14, 'أربع, ربع'],
  [15, 'خمس'],
  [16, 'ست, س'],
  [17, 'سبع'],
  [18, 'تمن, ثمن, تمان'],
  [19, 'تسع'],
];
for (const [value, roots] of teens)
  for (const root of roots.split(', '))
    for (const end of ['تاشر', 'طاشر', 'اشر', 'طاش', 'تاش', 'طعش', 'تعش', 'عش', 'طعشر', 'تعشر']) put('add', value, root + end);
put('add', 20, 'عشرين, عشرون, vingt, vingts, vingtaine, twenty');
put('add', 30, 'ثلاثين, ثلاثون, تلاتين, تلتين, trente, trentaine, thirty');
put('add', 40, 'أربعين, أربعون, ربعين, quarante, quarantaine, forty, fourty');
put('add', 50, 'خمسين, خمسون, cinquante, cinquantaine, fifty');
put('add', 60, 'ستين, ستون, soixante, soixantaine, sixty');
put('add', 70, 'سبعين, سبعون, septante, seventy');
put('add', 80, 'ثمانين, ثمانون, تمانين, تمنين, octante, eighty');
put('add', 90, 'تسعين, تسعون, nonante, ninety');
put('hundred', 100, 'cent, cents, hundred, hundreds, centaine, centaines, ميات, مئات');
put('hundred', 100, 'مية, ميه, مئة, مائة, ميت, ماية', true);
put('whole', 200, 'ميتين, مئتين, مائتين, مئتان, مائتان, ماتين, ميتان, متين, مئتي, مائتي, ميتي');
const hundreds: [number, string][] = [
  [300, 'ثلاث, تلات, ثلث, تلت, تلتو, ثلثو'],
  [400, 'أربع, ربع, اربعو, ربعو'],
  [500, 'خمس, خمسو'],
  [600, 'ست, ستو'],
  [700, 'سبع, سبعو'],
  [800, 'ثمان, تمان, ثمن, تمن, ثماني, تمنو, ثمنو'],
  [900, 'تسع, تسعو'],
];
for (const [value, roots] of hundreds)
  for (const root of roots.split(', '))
    for (const end of ['مية', 'ميه', 'مئة', 'مائة', 'ماية', 'ميت', 'ميات', 'ميا', 'مايت']) put('whole', value, root + end);
put('scale', 1000, 'ألف, ألفا, آلاف, تلاف, الآف, ألاف, mille, millier, milliers, thousand, thousands');
put('whole', 2000, 'ألفين, ألفان');
const thousands = 'تلت, أربع, خمس, ست, سبع, تمن, تسع, عشر';
for (const [index, root] of thousands.split(', ').entries()) put('whole', (index + 3) * 1000, `${root}تلاف, ${root}ت آلاف, ${root}تالاف`);
put('scale', 1e6, 'مليون, ملايين, مليونا, million, millions');
put('whole', 2e6, 'مليونين');
put('scale', 1e9, 'مليار, مليارات, milliard, milliards, billion');
put('part', 0.5, 'نص, نصف, نُص, demi, demie, demis, half', true);
put('part', 0.25, 'ربع, quart, quarter', true);

export function numberWord(folded: string): NumberWord | undefined {
  return words.get(folded);
}

/** What looks like a number word and is none: half-ton and quarter-ton pickups, half-time. */
export const notNumbers =
  'نص نقل, ربع نقل, نصف نقل, نص دوام, نصف دوام, نص لمعة, نص لمعه, نص مصنع, نصف مصنع, نص عمر, نص خام, نص جاهز, demi produit, demi produits, demi finis, half time, a part time, half finished, المية, مية ساخنة, مية باردة';
