/** What somebody asks for, read out of how people ask: what they have already, what does not work, and Arabic in Latin letters. */
import { describe, expect, test } from 'vitest';
import { inArabic } from '../../../worker/domain/matching/chat.ts';
import { profileOf } from '../../../worker/domain/matching/profile.ts';
import { isInTrouble } from '../../../worker/domain/matching/trouble.ts';
import { lexicon } from '../../../worker/search/lexicon.ts';
import { fitOf } from './sides.ts';

const profile = (title: string, direction: 'need' | 'offer' = 'need') => profileOf({ direction, title, text: '', process: '' }, lexicon);
const things = (title: string, direction?: 'need' | 'offer') => profile(title, direction).heads.flatMap(({ is = [] }) => is);

describe('Arabic in Latin letters', () => {
  test.each([
    ['3ayez makanet 5eyata mosta3mala', 'عايز ماكينة خياطة مستعملة'],
    ['bala6 rokham abyad', 'بلاط رخام ابيض'],
    ['tasli7 el makanat', 'تصليح الماكينات'],
    ['ma3mal ta7leel mayya', 'معمل تحليل مية'],
    ['7adid 5orda', 'حديد خردة'],
  ])('%s is read as %s', (chat, arabic) => {
    expect(things(chat)).toEqual(things(arabic));
    expect(profile(chat).says).toMatchObject(
      Object.fromEntries(Object.entries(profile(arabic).says).map(([group, { is }]) => [group, { is }])),
    );
  });

  test.each([
    'CO2 laser',
    'PE100 pipe',
    'S7-1200 PLC',
    'Loctite 243',
    'cuir de vache',
    'stainless 304L sheet',
    'decoupe laser co2 bois',
    'cable Cat6',
    'Machine à coudre 2eme main',
  ])('and %s stays as it is', (text) => {
    expect(inArabic(text, lexicon)).toBe(text);
  });

  test('an article that stands apart is written onto its noun', () => {
    expect(inArabic('el makana', lexicon)).toMatch(/^ال\p{Script=Arabic}+$/u);
  });

  test('long or odd words take no time and harm nothing', () => {
    for (const text of ['3'.repeat(5_000), 'a3'.repeat(3_000), 'w w w w w', "'''3a'''", '7'.repeat(30)])
      expect(() => profile(text)).not.toThrow();
  });
});

describe('what one has', () => {
  test('is not what one looks for', () => {
    expect(things('عندي قماش عايز ترزي')).toEqual(things('عايز ترزي'));
    expect(things("J'ai du tissu, je cherche un tailleur")).toEqual(things('je cherche un tailleur'));
  });

  test('but for what one wants to be rid of', () => {
    expect(things('عندي خردة حديد عايز حد ياخدها')).toEqual(things('خردة حديد'));
  });

  test('and is what is offered', () => {
    expect(things('عندي قماش', 'offer')).toEqual(things('قماش', 'offer'));
  });
});

describe('a machine that does not work', () => {
  test.each([
    'ماكينة الخياطة واقفة من امبارح',
    'La surjeteuse est en panne',
    'Compressor overheats and trips',
    'المخرطة مش شغالة',
    'المولد ما بيدور',
    'الكومبريسور مبيشتغلش',
    'Le compresseur ne démarre plus',
  ])('is to be repaired: %s', (title) => {
    expect(profile(title).nature).toBe('repair');
  });

  test('and is not bought new', () => {
    const need = 'ماكينة الخياطة عطلانة';
    expect(fitOf(need, 'تصليح ماكينات خياطة')?.score ?? 0).toBeGreaterThan(fitOf(need, 'ماكينة خياطة جديدة')?.score ?? 0);
  });

  test.each([
    'عايز ماكينة خياطة أوتوماتيك مش يدوي',
    'مكنة تقطع جلد',
    'عايز مكنة خياطة جديدة، القديمة باظت',
    'مكنة خياطة وكل ما يلزم',
    'mixer that cuts and grinds',
  ])('but not where another is sought, or it only says what it does: %s', (title) => {
    expect(profile(title).nature).not.toBe('repair');
  });

  test('whatever apostrophe the phone writes', () => {
    expect(profile('Le compresseur ne s’allume plus').nature).toBe('repair');
  });

  test('where it is offered it is a machine', () => {
    expect(profile('Surjeteuse en panne, pour pièces', 'offer').nature).toBe('machine');
  });

  test('words that only hold such a word are none', () => {
    expect(isInTrouble('سلك معطلات')).toBe(false);
    expect(isInTrouble('leakproof box')).toBe(false);
  });
});

test('a root of two letters is heard where it says for whom: يقصلي', () => {
  expect(things('عايز حد يقصلي الجلد')[0]).toBe(things('قص')[0]);
});

describe('what stands beside a machine', () => {
  test('makes it hire, or repair', () => {
    expect(profile('مولد كهربا للايجار').nature).toBe('rental');
    expect(profile('fraiseuse réparation').nature).toBe('repair');
    expect(profile('fraiseuse').nature).toBe('machine');
  });

  test('and a driver of a machine is a person', () => {
    expect(profile('سائق كلارك').nature).toBe('person');
  });
});

describe('what is counted of a thing', () => {
  test.each([
    ['10 راس غنم', '30 راس غنم'],
    ['50 aiguilles machine à coudre', '200 aiguilles machine à coudre'],
  ])('is no quantity: %s, %s', (need, offer) => {
    expect(fitOf(need, offer)).not.toBeNull();
  });

  test.each([
    ['كرتون 3 طبقات', 'كرتون 5 طبقات'],
    ['راوتر 3 محاور', 'راوتر 5 محاور'],
    ['3-ply carton', '5-ply carton'],
  ])('%s is no %s', (need, offer) => {
    expect(fitOf(need, need)).not.toBeNull();
    expect(fitOf(need, offer)).toBeNull();
  });

  test('up to a size is every smaller one', () => {
    expect(fitOf('قالب 8 سم', 'قوالب لحد 40 سم')).not.toBeNull();
  });

  test('and small is not what is asked for as large', () => {
    const score = (offer: string) => fitOf('علب كبيرة', offer)?.score ?? 0;
    expect(score('علب كبيرة')).toBeGreaterThan(score('علب صغيرة'));
  });
});

test('boxes for shoes are no shoes, even by the box', () => {
  expect(fitOf('علب كرتون للكنادر', 'كندرة رجالي جلد', {}, { text: 'الكرتونة 12 جوز' })).toBeNull();
});

test('boards of pine are boards, and pine', () => {
  expect(fitOf('الواح خشب موسكي', 'خشب موسكي')).not.toBeNull();
});

test('who brings his own is not served with what he has', () => {
  const service = { kind: 'subcontracting' as const };
  expect(fitOf('خياطة قمصان', 'قمصان', service, { kind: 'input' })?.score ?? 0).toBeLessThan(
    fitOf('خياطة قمصان', 'خياطة قمصان', service)?.score ?? 0,
  );
});

describe('a person is as good as what he makes', () => {
  test.each([
    ['خياط يعملي ستاير', 'تفصيل ستائر'],
    ['cherche menuisier pour poser une cuisine', 'Pose de cuisines équipées'],
    ['محتاج فني يظبط مكن الخياطة', 'صيانة ماكينات خياطة'],
  ])('%s is served by %s', (need, offer) => {
    expect(fitOf(need, offer, { kind: 'subcontracting' })).not.toBeNull();
  });

  test('and not by what that is made of', () => {
    expect(fitOf('خياط يعملي ستاير', 'قماش ستائر', { kind: 'subcontracting' })).toBeNull();
  });
});

test('no thing is lost beside a person, however many there are', () => {
  const { heads, more } = profile('joiner for kitchens, doors, windows, beds, tables, chairs');
  expect(heads.length + more.length).toBeGreaterThanOrEqual(6);
});
