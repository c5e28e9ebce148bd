/** What a listing is of: the nearest name of the thing, not what is said of it or done with it. */
import { describe, expect, test } from 'vitest';
import { fitOf, side } from './sides.ts';

const head = (title: string) => side(title).profile.heads.map(({ as }) => as.join(' '));

describe('the thing itself', () => {
  test('is the case of it that is named beside it', () => {
    expect(side('تمر مجهول').profile.heads[0]?.is).toEqual(side('Medjool dates').profile.heads[0]?.is);
  });

  test('is what an unknown English word is said of', () => {
    expect(head('Outer cartons')).toEqual(['carton']);
  });

  test('is not what is done with it', () => {
    expect(head('Hot lunches delivered to our site')).toEqual(['lunch']);
  });
});

describe('a course, a driver, a machine', () => {
  const knowledge = { kind: 'knowledge' as const };

  test.each([
    ['كورس تصدير', 'Export for beginners'],
    ['Formation export', 'تصدير للمبتدئين'],
    ['training in welding', 'Formation soudage'],
  ])('is of what the other names, whichever says that it is one: %s, %s', (need, offer) => {
    expect(fitOf(need, offer, knowledge)).not.toBeNull();
  });

  test.each([
    ['سواق تريلا', 'سواق كلارك'],
    ['Formation soudage', 'Formation couture'],
    ['welding training', 'تدريب محاسبة'],
  ])('is not one of something else: %s, %s', (need, offer) => {
    expect(fitOf(need, offer, knowledge)).toBeNull();
  });

  test('to let is none to be sold, and none to be repaired', () => {
    expect(fitOf('إيجار كلارك', 'Location de chariot élévateur')).not.toBeNull();
    expect(fitOf('إيجار كلارك', 'تصليح كلارك')?.score ?? 0).toBeLessThan(fitOf('إيجار كلارك', 'إيجار كلارك')?.score ?? 0);
  });
});

test('what a machine is for is not what it is made of', () => {
  expect(side('ماكينة قص للجلد').profile.says.material).toBeUndefined();
  expect(side('machine for leather').profile.says.material).toBeUndefined();
  expect(side('machine pour cuir').profile.says.material).toBeUndefined();
});

test.each([
  ['chairs manufacturer', 'chair'],
  ['vocational training centre', 'vocational training'],
  ['solar panels installation', 'solar panel'],
])('a word for firms or doing behind the thing is not it: %s', (title, thing) => {
  expect(side(title).profile.heads.map(({ is }) => is)).toEqual(side(thing).profile.heads.map(({ is }) => is));
});
