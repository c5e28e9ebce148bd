/** Whether a line offers or seeks, and of what kind it is. */
import { expect, test } from 'vitest';
import { read } from './reading.ts';

test.each([
  ['عندي جلد بقري', 'offer'],
  ['للبيع خط تعبئة', 'offer'],
  ['كاين عندي قماش', 'offer'],
  ['نبيع 80 كيلو نحاس', 'offer'],
  ['vends tôle galva', 'offer'],
  ['olive wood available', 'offer'],
  ['جلد ماعز ب ٧٠ جنيه', 'offer'],
  ['بننجد انتريهات بالاجر', 'offer'],
  ['عايز أبيع ماكينة خياطة', 'offer'],
  ['cherche à vendre un tour', 'offer'],
  ['need to sell my lathe', 'offer'],
  ['محتاج حد يخيط شباشب', 'need'],
  ['بدي نعل بولي', 'need'],
  ['نحوس على خيط', 'need'],
  ['لازمني تحليل حليب', 'need'],
  ['مين عنده جلد؟', 'need'],
  ['شكون يخدم تورناج؟', 'need'],
  ['فيه مدبغه تدبغلي ٥٠٠ جلد', 'need'],
  ['عندي ١٠٠٠ جوز محتاج ورشة تخيطهم', 'need'],
  ['cherche location de presse', 'need'],
  ['looking for a tannery', 'need'],
  ['قصاقيص قماش حوالي ٧٠٠ كيلو', null],
])('%s: %s', (text, direction) => expect(read(text).direction).toBe(direction));

test.each([
  ['محتاج ٢ طن مركب نعل', 'input'],
  ['محتاجين عربية نقل جامبو', 'input'],
  ['cherche palettes europe', 'input'],
  ['محتاج حد يخيط ٢٠٠٠ جوز شباشب', 'subcontracting'],
  ['cherche sous-traitant tournage CNC', 'subcontracting'],
  ['للإيجار بالساعة مكنة قص ليزر', 'subcontracting'],
  ['cherche confectionneur pour 800 djellabas', 'subcontracting'],
  ['need someone to laser cut 150 acrylic sheets', 'subcontracting'],
  ['للبيع ماكينة خياطة جوكي', 'technology'],
  ['صيانة مكن حقن ب ٣٠٠ جنيه', 'technology'],
  ['محتاجين logiciel gestion de stock', 'technology'],
  ['half a dozen sewing machines wanted', 'technology'],
  ['عايز مصور يصور ٥٠ منتج', 'marketing'],
  ['Cherchons stand à partager au salon Batimatec', 'marketing'],
  ['shared booth at Cairo Fashion, 12000 EGP', 'marketing'],
  ['عايز ٣ عمال تشطيب جلد', 'labour'],
  ['Hiring 10 sewing machine operators', 'labour'],
  ['محتاجين بنات تعبئه وتغليف', 'labour'],
  ['محتاج فحص شد لعينه قماش', 'knowledge'],
  ['مطلوب معمل يعمل اختبار شد', 'knowledge'],
  ['formation HACCP 2 jours 15 000 DA', 'knowledge'],
  ['ISO 22000 audit wanted', 'knowledge'],
])('%s: %s', (text, kind) => expect(read(text).kind).toBe(kind));

test('a process behind the name of a thing says what the thing is for', () => {
  expect(read('سلال سعف للتغليف للبيع').kind).toBe('input');
  expect(read('vends pâte de polissage').kind).toBe('input');
});

test('what one makes and sells is goods', () => expect(read('بنصنع علب كرتون ٥ آلاف علبة بالأسبوع').kind).toBe('input'));
