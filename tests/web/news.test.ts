/** Notices as they read outside of the app: short enough for what carries them, in every language, of every kind. */
import { describe, expect, it, test } from 'vitest';
import { locales } from '../../schema/ids.ts';
import { type Notice, noticeKinds } from '../../schema/inquiry.ts';
import { robbiki } from '../../seed/clusters/robbiki.ts';
import { textOf } from '../../web/text/index.ts';
import { isPressing } from '../../worker/domain/reach.ts';
import { emailOf, type News, pushOf, textMessageOf } from '../../worker/reaching/words.ts';

const { cluster } = robbiki.opening;
const notice = (over: Partial<Notice> = {}): Notice => ({
  id: 1,
  kind: 'inquiry-received',
  listing: { id: 1042, title: 'جلد بقري' },
  inquiry: 7,
  about: null,
  watch: null,
  reason: null,
  words: '',
  at: 0,
  read: false,
  ...over,
});
const news = (over: Partial<News> = {}): News => ({
  cluster,
  notices: [notice()],
  watches: [],
  locale: 'ar',
  origin: 'https://unqud.example',
  ...over,
});

describe.each(locales)('in %s', (locale) => {
  test.each(noticeKinds)('%s says what happened and where to look', (kind) => {
    const one = news({ locale, notices: [notice({ kind })] });
    const sentence = textOf(locale).notices[kind];
    expect(pushOf(one)).toMatchObject({ title: sentence, lang: locale, dir: locale === 'ar' ? 'rtl' : 'ltr' });
    expect(emailOf(one, 'https://unqud.example/email/x/removal').subject).toBe(`${sentence} – ${cluster.names[locale]}`);
    expect(emailOf(one, 'https://unqud.example/email/x/removal').text.split('\n').at(-1)).toBe('https://unqud.example/email/x/removal');
  });

  test('the longest push fits into one record', () => {
    const title = 'ج'.repeat(120);
    const notices: News['notices'] = [notice({ listing: { id: 1042, title } }), ...Array.from({ length: 99 }, () => notice())];
    expect(new TextEncoder().encode(JSON.stringify(pushOf(news({ locale, notices })))).length).toBeLessThan(1_500);
  });

  test('a text message costs two at most, whatever it says', () => {
    // 67 letters of Arabic to a part, 153 of the Latin letters that phones have always had; typographic quotes count as Arabic does
    for (const kind of noticeKinds.filter(isPressing))
      for (const others of [0, 1, 2, 11, 99]) {
        const notices: News['notices'] = [notice({ kind }), ...Array.from({ length: others }, () => notice())];
        const said = textMessageOf(news({ locale, notices }));
        expect([said, said.length <= 134]).toEqual([said, true]);
      }
  });
});

it('leads to what it is about, and to the inbox when there is more', () => {
  expect(pushOf(news()).url).toBe(`/c/${cluster.slug}/i/7`);
  expect(pushOf(news({ notices: [notice({ inquiry: null })] })).url).toBe(`/c/${cluster.slug}/l/1042`);
  expect(pushOf(news({ notices: [notice({ inquiry: null, about: null, listing: null, kind: 'firm-trusted' })] })).url).toBe(
    `/c/${cluster.slug}/inbox`,
  );
  expect(pushOf(news({ notices: [notice(), notice()] })).url).toBe(`/c/${cluster.slug}/inbox`);
});

it('a text message says nothing that others wrote', () => {
  expect(textMessageOf(news())).toBe(`عنقود: وصلتك رسالة جديدة.\nhttps://unqud.example/c/${cluster.slug}/i/7`);
});
