/** Being told outside of the app: by the way that there is, once, not at night, and of what is still news. */
import { runInDurableObject } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { usualQuiet } from '../../schema/reach.ts';
import { day, hour } from '../../schema/time.ts';
import { tellDue } from '../../worker/market/telling.ts';
import { listMessages } from '../../worker/outside/kept.ts';
import type { PushPayload } from '../../worker/reaching/words.ts';
import { cluster, env, key, listingDraft, manager, publish, value } from '../support/market.ts';
import {
  type Answer,
  ask,
  backToNow,
  carry,
  choose,
  cobbler,
  confirmed,
  evict,
  firm,
  listing,
  opened,
  openForTelling,
  outside,
  outsider,
  partner,
  ring,
  silence,
  sql,
  status,
  subscriptions,
  tanner,
  tell,
  took,
  waiting,
  world,
} from './telling-scene.ts';

beforeEach(openForTelling);
afterEach(backToNow);

describe('a question', () => {
  test('is told after two seconds on the phones of all who act for the firm, encrypted for each', async () => {
    const mine = await carry(tanner);
    const { sentTo, bodies } = world();
    const id = await ask();
    expect(await waiting()).toMatchObject([{ subject: tanner.id, due_at: Date.now() + 2_000 }]);
    await tell(Date.now() + 1_999);
    expect(sentTo()).toEqual([]);
    await tell(Date.now() + 2_000);
    expect(await mine.read<PushPayload>(bodies(mine.target.endpoint)[0])).toEqual({
      title: 'وصلتك رسالة جديدة',
      body: 'جلد بقري طبيعي\nمدينة الجلود بالروبيكي',
      url: `/c/${opened.slug}/i/${id}`,
      tag: opened.slug,
      lang: 'ar',
      dir: 'rtl',
    });
    expect(await waiting()).toEqual([]);
    await tell(Date.now() + hour);
    expect(sentTo()).toHaveLength(1);
  });

  test('sets the alarm, which tells it in development too', async () => {
    await ask();
    expect(await runInDurableObject(opened.stub, (_, { storage }) => storage.getAlarm())).toBeLessThanOrEqual(Date.now() + 2_000);
    await ring();
    const [message] = await listMessages(env);
    expect(message).toMatchObject({ to: tanner.phone, channel: 'sms', text: expect.stringContaining(`/c/${opened.slug}/i/`) });
  });

  test('reaches every phone of a person, and every person of the firm', async () => {
    const { token } = await value(opened.market.member(tanner).inviteColleague('', key()));
    await value(opened.market.buyer(partner).join(token, null, key()));
    await ring();
    const [first, second, hers] = [await carry(tanner), await carry(tanner), await carry(partner)];
    const { sentTo } = world();
    await ask();
    await tell(Date.now() + 2_000);
    expect(sentTo().sort()).toEqual([first, second, hers].map(({ target }) => target.endpoint).sort());
  });

  test('and others before anybody was told are one message, which counts them', async () => {
    const mine = await carry(tanner);
    const { bodies } = world();
    for (const who of [outsider, cobbler, partner]) await ask(who);
    await tell(Date.now() + 2_000);
    expect(bodies(mine.target.endpoint)).toHaveLength(1);
    expect(await mine.read<PushPayload>(bodies(mine.target.endpoint)[0])).toMatchObject({
      body: expect.stringContaining('\nوخبران آخران\n'),
      url: `/c/${opened.slug}/inbox`,
    });
  });

  test('is told in the language of the one who is told', async () => {
    const mine = await carry(tanner);
    await env.DIRECTORY.prepare("UPDATE person SET locale = 'fr' WHERE id = ?").bind(tanner.id).run();
    const { bodies } = world();
    await ask();
    await tell(Date.now() + 2_000);
    const said = await mine.read<PushPayload>(bodies(mine.target.endpoint)[0]);
    expect(said).toMatchObject({ lang: 'fr', dir: 'ltr', body: `جلد بقري طبيعي\n${cluster(opened.slug).names.fr}` });
  });
});

describe('nothing is told', () => {
  const nobody = async (to = outside) => {
    const { sentTo } = world();
    await tell(Date.now() + day, to);
    expect(sentTo()).toEqual([]);
    expect(await waiting()).toEqual([]);
  };

  test('of what was read meanwhile', async () => {
    await carry(tanner);
    await ask();
    const { notices } = await value(opened.market.buyer(tanner).inbox());
    await value(opened.market.buyer(tanner).readNotices(notices[0]?.id ?? 0, key()));
    await nobody();
  });

  test('to a member who was suspended meanwhile', async () => {
    await carry(tanner);
    await ask();
    await value(opened.market.manager(manager).decideMember(tanner.id, { act: 'suspend', words: '' }, key()));
    await nobody();
  });

  test('of subjects that were switched off', async () => {
    await carry(tanner);
    await choose(tanner, { muted: ['asked'] });
    await ask();
    await nobody();
  });

  test('to people whom the directory does not know', async () => {
    await ask();
    await env.DIRECTORY.prepare('DELETE FROM person WHERE id = ?').bind(tanner.id).run();
    await nobody();
  });

  test('of what is older than three days', async () => {
    await carry(tanner);
    await ask();
    await sql('update notice set at = ?', Date.now() - 4 * day);
    await nobody();
  });

  test('to the one who caused it', async () => {
    await carry(manager);
    const own = await publish(opened, manager, listingDraft({ title: 'غراء' }));
    expect(own).toBeGreaterThan(0);
    expect((await waiting()).map(({ subject }) => subject)).not.toContain(manager.id);
    await nobody();
  });

  test('to a colleague of what was told before he or she joined', async () => {
    await ask();
    await sql("delete from outbox where topic = 'notices'");
    vi.setSystemTime(Date.now() + 1_000);
    const { token } = await value(opened.market.member(tanner).inviteColleague('', key()));
    await value(opened.market.buyer(partner).join(token, null, key()));
    await sql("delete from outbox where topic = 'notices'");
    const hers = await carry(partner);
    vi.setSystemTime(Date.now() + 1_000);
    const { bodies } = world();
    await ask(cobbler);
    await tell(Date.now() + 2_000);
    expect((await hers.read<PushPayload>(bodies(hers.target.endpoint)[0])).url).toMatch(/\/i\/\d+$/);
  });

  test('to people of a suspended firm, but that it was', async () => {
    const mine = await carry(tanner);
    await ask();
    await value(opened.market.manager(manager).decideFirm(firm, { act: 'suspend', words: '' }, key()));
    const { bodies } = world();
    await tell(Date.now() + day);
    expect(await mine.read<PushPayload>(bodies(mine.target.endpoint)[0])).toMatchObject({
      title: 'أوقف المدير منشأتك',
      url: `/c/${opened.slug}/inbox`,
    });
  });
});

describe('the ways', () => {
  test('go from push to a confirmed e-mail to a text message', async () => {
    const { sentTo, mails, texts: sent } = world();
    await ask();
    await tell(Date.now() + 2_000);
    expect(sent()).toEqual([{ to: tanner.phone, text: expect.stringMatching(/^عنقود: وصلتك رسالة جديدة\.\nhttps:\/\/unqud\.test\/c\//) }]);

    await choose(tanner, { email: 'tarek@firm.test' });
    await ask(cobbler);
    await tell(Date.now() + 2_000);
    // an address that nobody confirmed is told nothing
    expect(mails()).toEqual([]);
    expect(sent()).toHaveLength(2);

    await confirmed(tanner, 'tarek@firm.test');
    await ask(partner);
    await tell(Date.now() + 2_000);
    expect(mails()).toMatchObject([{ to: 'tarek@firm.test', subject: 'وصلتك رسالة جديدة – مدينة الجلود بالروبيكي' }]);
    expect(mails()[0].text).toMatch(/https:\/\/unqud\.test\/email\/[\w-]{59}person-Tarek Tanner\/removal$/);
    expect(sent()).toHaveLength(2);

    const mine = await carry(tanner);
    await value(opened.market.buyer(partner).withdrawInquiry(3, key()));
    await tell(Date.now() + 2_000);
    expect(sentTo().at(-1)).toBe(mine.target.endpoint);
    expect([mails(), sent()].map(({ length }) => length)).toEqual([1, 2]);
  });

  test('leave a browser that is gone, and take the next one at once', async () => {
    const [mine, other] = [await carry(tanner), await carry(tanner)];
    const { texts: sent } = world({ [mine.target.endpoint]: status(410), [other.target.endpoint]: status(404) });
    await ask();
    await tell(Date.now() + 2_000);
    expect(await subscriptions(tanner)).toEqual([]);
    expect(sent()).toHaveLength(1);
    expect(await waiting()).toEqual([]);
  });

  test('keep the browser that is there when another is gone', async () => {
    const [mine, other] = [await carry(tanner), await carry(tanner)];
    const { sentTo } = world({ [mine.target.endpoint]: status(410) });
    await ask();
    await tell(Date.now() + 2_000);
    expect(await subscriptions(tanner)).toEqual([other.target.endpoint]);
    expect(sentTo()).toHaveLength(2);
  });

  test.each<[string, Answer]>([
    ['is silent', silence],
    ['is broken', status(500)],
    ['has too much to do', status(429)],
  ])('wait longer and longer for a push service that %s, then go on to the next', async (_, answer) => {
    const mine = await carry(tanner);
    const outer = world({ [mine.target.endpoint]: answer });
    await ask();
    let at = Date.now() + 2_000;
    const waits: number[] = [];
    for (let i = 0; i < 5; i++) {
      await tell(at);
      const [row] = await waiting();
      waits.push((row?.due_at ?? 0) - at);
      at = row?.due_at ?? 0;
    }
    expect(waits).toEqual([5, 10, 20, 40, 80].map((seconds) => seconds * 1_000));
    expect(await subscriptions(tanner)).toEqual([mine.target.endpoint]);
    expect(outer.texts()).toEqual([]);
    await tell(at);
    expect(outer.texts()).toHaveLength(1);
    expect(await waiting()).toEqual([]);
  });

  test('come back to a push service that has recovered, and tell what came meanwhile', async () => {
    const mine = await carry(tanner);
    const { answers, bodies } = world({ [mine.target.endpoint]: status(503) });
    await ask();
    await tell(Date.now() + 2_000);
    await ask(cobbler);
    answers[mine.target.endpoint] = took;
    await tell(Date.now() + 2_000);
    expect(bodies(mine.target.endpoint)).toHaveLength(2);
    expect(await mine.read<PushPayload>(bodies(mine.target.endpoint)[1])).toMatchObject({ url: `/c/${opened.slug}/inbox` });
    expect(await waiting()).toEqual([]);
  });

  test('are none for one who wants no texts and has nothing else, nor for what can wait', async () => {
    const { sentTo } = world();
    await choose(tanner, { texts: false });
    await ask();
    await tell(Date.now() + 2_000);
    await choose(tanner, { texts: true });
    await value(opened.market.manager(manager).decideFirm(firm, { act: 'trust', words: '' }, key()));
    await tell(Date.now() + 30_000);
    expect(sentTo()).toEqual([]);
    expect(await waiting()).toEqual([]);
  });
});

describe('what can wait', () => {
  test('is gathered for half a minute, and a question among it brings all of it forward', async () => {
    await value(opened.market.manager(manager).decideFirm(firm, { act: 'trust', words: '' }, key()));
    expect(await waiting()).toMatchObject([{ subject: tanner.id, due_at: Date.now() + 30_000 }]);
    vi.setSystemTime(Date.now() + 10_000);
    await ask();
    expect(await waiting()).toMatchObject([{ subject: tanner.id, due_at: Date.now() + 2_000 }]);
  });
});

describe('at night', () => {
  const at = (time: string) => Date.parse(`2027-01-12T${time}:00Z`);

  test('it waits until the morning of the cluster, and is told then', async () => {
    const mine = await carry(tanner);
    const { sentTo } = world();
    vi.setSystemTime(at('19:30'));
    await ask();
    await tell(Date.now() + 2_000);
    expect(await waiting()).toMatchObject([{ due_at: Date.parse('2027-01-13T05:00:00Z'), attempts: 0 }]);
    expect(sentTo()).toEqual([]);
    await tell(Date.parse('2027-01-13T05:00:00Z'));
    expect(sentTo()).toEqual([mine.target.endpoint]);
  });

  test('it is told at once to one who wants that, and by the hours that one chose', async () => {
    const mine = await carry(tanner);
    await choose(tanner, { quiet: null });
    const { sentTo } = world();
    vi.setSystemTime(at('19:30'));
    await ask();
    await tell(Date.now() + 2_000);
    expect(sentTo()).toEqual([mine.target.endpoint]);
    await choose(tanner, { quiet: { from: 60 * 22, until: 60 * 23 } });
    await ask(cobbler);
    await tell(at('20:10'));
    expect(await waiting()).toMatchObject([{ due_at: at('21:00') }]);
  });

  test('of another cluster the hour is another', async () => {
    const algiers = { ...cluster('algiers'), timeZone: 'Africa/Algiers' };
    const mine = await carry(tanner);
    const { sentTo } = world();
    vi.setSystemTime(at('19:30'));
    await ask();
    // half past eight there
    await runInDurableObject(opened.stub, (market) => tellDue(market.store.db, outside, algiers, Date.now() + 2_000));
    expect(sentTo()).toEqual([mine.target.endpoint]);
    expect(usualQuiet).toEqual({ from: 21 * 60, until: 7 * 60 });
  });
});

describe('at least once', () => {
  test('what comes while a message is on its way is told after it', async () => {
    const mine = await carry(tanner);
    const { answers, bodies } = world();
    await ask();
    await runInDurableObject(opened.stub, async (market) => {
      answers[mine.target.endpoint] = () => {
        delete answers[mine.target.endpoint];
        market.buyer(cobbler).ask(listing, { message: 'وأنا أيضًا', quantity: null }, key());
        return took();
      };
      await tellDue(market.store.db, outside, market.cluster, Date.now() + 2_000);
    });
    expect(await waiting()).toMatchObject([{ subject: tanner.id, attempts: 0 }]);
    await tell(Date.now() + 4_000);
    expect(bodies(mine.target.endpoint)).toHaveLength(2);
    expect((await mine.read<PushPayload>(bodies(mine.target.endpoint)[1])).url).toBe(`/c/${opened.slug}/i/2`);
    expect(await waiting()).toEqual([]);
  });

  test('a market that dies before it has written down what it told tells it again', async () => {
    const mine = await carry(tanner);
    const { answers, sentTo } = world();
    await ask();
    const arrived = new Promise<void>((resolve) => {
      answers[mine.target.endpoint] = () => {
        resolve();
        return new Promise(() => undefined);
      };
    });
    void tell(Date.now() + 2_000).catch(() => undefined);
    await arrived;
    await runInDurableObject(opened.stub, (_, state) => state.abort('in the middle')).catch(() => undefined);
    opened.stub = env.MARKET.get(env.MARKET.idFromName(opened.slug));
    delete answers[mine.target.endpoint];
    expect(sentTo()).toHaveLength(1);
    expect(await waiting()).toHaveLength(1);
    await tell(Date.now() + 2_000);
    expect(sentTo()).toEqual([mine.target.endpoint, mine.target.endpoint]);
    expect(await waiting()).toEqual([]);
  });

  test('an evicted market tells what was due, and what it told it does not tell again', async () => {
    const mine = await carry(tanner);
    const { sentTo } = world();
    await ask();
    await evict();
    await tell(Date.now() + 2_000);
    await evict();
    for (let i = 0; i < 2; i++) await ring();
    expect(sentTo()).toEqual([mine.target.endpoint]);
  });

  test('one whose push service hangs does not keep others waiting', async () => {
    const [slow, quick] = [await carry(tanner), await carry(outsider)];
    const { sentTo } = world({ [slow.target.endpoint]: silence });
    const id = await ask();
    await value(opened.market.member(tanner).answerInquiry(id, { accept: false, words: '' }, key()));
    await tell(Date.now() + 2_000);
    expect(sentTo().sort()).toEqual([slow.target.endpoint, quick.target.endpoint].sort());
    expect(await waiting()).toMatchObject([{ subject: tanner.id, attempts: 1 }]);
  });
});
