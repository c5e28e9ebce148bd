/** E-mails about watches: what they say, and their links, which end one watch and nothing else. */
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import { day } from '../../schema/time.ts';
import { type Rhythm, WatchDraft } from '../../schema/watch.ts';
import { configured } from '../../worker/env.ts';
import { readWatchToken, watchToken } from '../../worker/market/watches/links.ts';
import { environment } from '../directory/directory.ts';
import { key, listingDraft, publish, refusal, value } from '../support/market.ts';
import {
  backToNow,
  carry,
  confirmed,
  mail,
  opened,
  openForTelling,
  outside,
  outsider,
  ring,
  tanner,
  tell,
  world,
} from './telling-scene.ts';

const secret = 'q7Rk2mZx9Tv4Lp8Wd3Nc6Ys1Hb5Jf0Ga';
const now = Date.UTC(2027, 0, 12, 10);

describe('a token', () => {
  const token = watchToken(secret, 'robbiki', 7, now);

  test('is good for its watch, for a year', () => {
    expect(token.length).toBeLessThanOrEqual(64);
    expect(readWatchToken(secret, 'robbiki', token, now)).toBe(7);
    expect(readWatchToken(secret, 'robbiki', token, now + 365 * day)).toBe(7);
    expect(readWatchToken(secret, 'robbiki', token, now + 366 * day)).toBeNull();
    // a clock that went back
    expect(readWatchToken(secret, 'robbiki', token, now - 30 * day)).toBe(7);
  });

  test('is good for nothing else', () => {
    const seal = token.slice(0, 43);
    const others = [
      token.replace(/7$/, '8'),
      token.replace(/_7$/, '_70'),
      seal + watchToken(secret, 'robbiki', 7, now + 300 * day).slice(43),
      `${token[0] === 'A' ? 'B' : 'A'}${token.slice(1)}`,
      token.slice(1),
      `${token} `,
      '',
      'x'.repeat(5000),
    ];
    for (const one of others) expect([one, readWatchToken(secret, 'robbiki', one, now)]).toEqual([one, null]);
    expect(readWatchToken(secret, 'damietta', token, now)).toBeNull();
    expect(readWatchToken('another-secret-another-secret-another', 'robbiki', token, now)).toBeNull();
  });
});

describe('an e-mail', () => {
  beforeEach(openForTelling);
  afterEach(backToNow);

  const headed = environment({
    ...mail,
    EMAIL_BODY: '{"to":"{to}","subject":"{subject}","text":"{text}","headers":{"List-Unsubscribe":"<{unsubscribe}>"}}',
    DEV_OUTBOX: 'off',
    PUBLIC_URL: 'https://unqud.test',
    SMS_URL: 'https://sms.test/',
    SMS_BODY: '{"to":"{to}","text":"{text}"}',
  });
  const watch = async (q: string, rhythm: Rhythm = 'at-once') =>
    (await value(opened.market.buyer(outsider).watch(WatchDraft.parse({ q, rhythm }), key()))).id;
  const post = (title: string) => publish(opened, tanner, listingDraft({ title, text: '' }));
  const watches = async () => (await value(opened.market.buyer(outsider).watches())).map(({ q }) => q);
  const tokens = (text: string) => [...text.matchAll(/\/unwatch\/([\w-]+)/g)].map(([, token = '']) => token);
  const end = (token: string) => opened.market.visitor(null).endWatch(token);
  const nextMorning = async () => {
    vi.setSystemTime(Date.UTC(2027, 0, 13, 6));
    await ring();
  };
  /** What was found is told in the inbox, and then outside. */
  const told = async () => {
    await ring();
    await tell(Date.now() + 60_000, headed);
  };

  test('ends its watch, and no other, without anybody signed in, as often as one likes', async () => {
    await confirmed(outsider, 'olfa@buyer.test');
    await watch('جلد');
    await watch('غراء');
    const { mails } = world();
    await post('جلد ماعز');
    await told();
    expect(mails()).toMatchObject([{ to: 'olfa@buyer.test', text: expect.stringContaining('جلد ماعز') }]);
    const [token = '', ...others] = tokens(mails()[0].text);
    expect(others).toEqual([]);
    expect(mails()[0].text).toContain(`https://unqud.test/c/${opened.slug}/unwatch/${token}`);
    expect(mails()[0].headers['List-Unsubscribe']).toBe(`<https://unqud.test/c/${opened.slug}/unwatch/${token}>`);
    expect(await value(opened.market.visitor(null).linkedWatch(token))).toMatchObject({ watch: { q: 'جلد' } });
    expect(await watches()).toEqual(['غراء', 'جلد']);
    for (let i = 0; i < 2; i++) expect(await value(end(token))).toEqual({ watch: null });
    expect(await watches()).toEqual(['غراء']);
    expect(await value(opened.market.visitor(null).linkedWatch(token))).toEqual({ watch: null });
    // what is watched for again is another watch, which the old link does not end
    await watch('جلد');
    await value(end(token));
    expect(await watches()).toEqual(['جلد', 'غراء']);
  });

  test('about two watches ends each by a link of its own, and a mailbox ends all e-mails', async () => {
    await confirmed(outsider, 'olfa@buyer.test');
    await watch('جلد');
    await watch('غراء');
    const { mails } = world();
    await post('جلد ماعز');
    await post('غراء');
    await told();
    expect(mails()).toHaveLength(1);
    expect(tokens(mails()[0].text)).toHaveLength(2);
    expect(mails()[0].headers['List-Unsubscribe']).toMatch(/^<https:\/\/unqud\.test\/email\/[\w-]+.*\/removal>$/);
  });

  test('of a digest names what is there still, and where', async () => {
    await confirmed(outsider, 'olfa@buyer.test');
    await watch('جلد', 'daily');
    const { mails } = world();
    const [there, gone] = [await post('جلد ماعز'), await post('جلد جمل')];
    await ring();
    await nextMorning();
    await value(opened.market.member(tanner).move(gone, 'withdraw', key()));
    await tell(Date.now() + 60_000, headed);
    const { text } = mails()[0];
    expect(text).toContain(`– جلد ماعز\nhttps://unqud.test/c/${opened.slug}/l/${there}`);
    expect(text).not.toContain('جلد جمل');
    expect(text).toContain(`https://unqud.test/c/${opened.slug}/watches`);
    expect(tokens(text)).toHaveLength(1);
  });

  test('is not sent of a watch that was ended or paused meanwhile', async () => {
    await confirmed(outsider, 'olfa@buyer.test');
    const [ended, paused] = [await watch('جلد'), await watch('غراء')];
    const { sentTo } = world();
    await post('جلد ماعز');
    await post('غراء');
    await ring();
    expect((await value(opened.market.buyer(outsider).inbox())).notices).toHaveLength(2);
    await value(opened.market.buyer(outsider).unwatch(ended, key()));
    await value(opened.market.buyer(outsider).editWatch(paused, { paused: true }, key()));
    await tell(Date.now() + 60_000, headed);
    expect(sentTo()).toEqual([]);
  });

  test('is not sent of a digest of which nothing is left', async () => {
    await confirmed(outsider, 'olfa@buyer.test');
    await watch('نعل', 'daily');
    const { sentTo } = world();
    const gone = await post('نعل');
    await ring();
    await nextMorning();
    expect((await value(opened.market.buyer(outsider).inbox())).notices).toMatchObject([{ kind: 'watch-digest' }]);
    await value(opened.market.member(tanner).move(gone, 'withdraw', key()));
    await tell(Date.now() + 60_000, headed);
    expect(sentTo()).toEqual([]);
  });

  test('waits for the morning that the person chose', async () => {
    await confirmed(outsider, 'olfa@buyer.test');
    await watch('جلد');
    const { sentTo } = world();
    await post('جلد ماعز');
    vi.setSystemTime(Date.UTC(2027, 0, 12, 21));
    await ring();
    await tell(Date.now() + 60_000, headed);
    expect(sentTo()).toEqual([]);
  });

  it('is a push for whoever carries a phone, which leads to the watches', async () => {
    const mine = await carry(outsider);
    await watch('جلد', 'daily');
    const { bodies } = world();
    await post('جلد ماعز');
    await ring();
    await nextMorning();
    await tell(Date.now() + 60_000, outside);
    expect(await mine.read(bodies(mine.target.endpoint)[0])).toMatchObject({
      body: expect.stringMatching(/^إعلان جديد: .*جلد/u),
      url: `/c/${opened.slug}/watches`,
    });
  });

  test('that somebody made up, or of another market, ends nothing', async () => {
    const id = await watch('جلد');
    const own = configured(outside).authSecret;
    for (const token of [watchToken(own, 'another-market', id, Date.now()), watchToken(secret, opened.slug, id, Date.now()), 'nonsense'])
      expect([token, await refusal(end(token)), await refusal(opened.market.visitor(null).linkedWatch(token))]).toEqual([
        token,
        'not-found',
        'not-found',
      ]);
    expect(await watches()).toEqual(['جلد']);
  });
});
