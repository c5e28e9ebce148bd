/** What messages through gateways may cost: text messages within a budget, and none again and again from a gateway that does not say whether it took one. */
import { runInDurableObject } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { environment } from '../directory/directory.ts';
import { env, key, listingDraft, person, publish, value } from '../support/market.ts';
import {
  ask,
  backToNow,
  carry,
  choose,
  cobbler,
  confirmed,
  firm,
  opened,
  openForTelling,
  outside,
  outsider,
  partner,
  register,
  ring,
  silence,
  sms,
  sql,
  status,
  tanner,
  tell,
  texts,
  took,
  waiting,
  world,
} from './telling-scene.ts';

beforeEach(openForTelling);
afterEach(backToNow);

describe('the budget of text messages', () => {
  const few = environment({ ...sms, DEV_OUTBOX: 'off', PUBLIC_URL: 'https://unqud.test', TEXTS_PER_FIRM: '1' });
  const join2 = async () => {
    const { token } = await value(opened.market.member(tanner).inviteColleague('', key()));
    await value(opened.market.buyer(partner).join(token, null, key()));
    await ring();
    await sql('delete from spending');
    await env.DIRECTORY.exec('DELETE FROM outbox_message');
  };

  test('is the firm’s: of two colleagues at once the last message goes to one', async () => {
    await join2();
    const outer = world();
    await ask();
    expect(await waiting()).toHaveLength(2);
    await tell(Date.now() + 2_000, few);
    expect(outer.texts()).toHaveLength(1);
    expect(await texts()).toEqual([{ who: `f${firm}`, month: '2027-01', texts: 1 }]);
    expect(await waiting()).toEqual([]);
  });

  test('is given back when the gateway does not take the message', async () => {
    const outer = world({ 'https://sms.test/': status(500) });
    await ask();
    await tell(Date.now() + 2_000, few);
    expect(await texts()).toMatchObject([{ texts: 0 }]);
    outer.answers['https://sms.test/'] = took;
    await tell(Date.now() + 8_000, few);
    expect(await texts()).toMatchObject([{ texts: 1 }]);
    expect(await waiting()).toEqual([]);
  });

  test('is another one in the next month of the cluster', async () => {
    const outer = world();
    await ask();
    await tell(Date.now() + 2_000, few);
    await ask(cobbler);
    await tell(Date.now() + 4_000, few);
    expect(outer.texts()).toHaveLength(1);
    // the first of February begins there two hours earlier
    await choose(tanner, { quiet: null });
    vi.setSystemTime(Date.UTC(2027, 0, 31, 22, 30));
    await ask(partner);
    await tell(Date.now() + 2_000, few);
    expect(outer.texts()).toHaveLength(2);
    expect((await texts()).map(({ month }) => month)).toEqual(['2027-01', '2027-02']);
  });

  test('of one without a firm is ten, and is his or her own', async () => {
    const outer = world();
    for (let i = 0; i < 12; i++) {
      const about = await publish(opened, tanner, listingDraft({ title: `جلد ${i}` }));
      const id = await ask(outsider, about);
      await sql("delete from outbox where topic = 'notices'");
      await value(opened.market.member(tanner).answerInquiry(id, { accept: false, words: '' }, key()));
      await tell(Date.now() + 2_000);
    }
    expect(outer.texts().filter(({ to }) => to === outsider.phone)).toHaveLength(10);
    expect(await texts()).toContainEqual({ who: `p${outsider.id}`, month: '2027-01', texts: 10 });
  });
});

describe('a gateway that does not say whether it took a message', () => {
  /** Every try that is made of one message, over days. */
  const everyTry = async (to = outside) => {
    for (let i = 0; i < 60; i++) {
      const [row] = await waiting();
      if (!row) return;
      await tell(row.due_at, to);
    }
    throw new Error('tried for ever');
  };

  test('is given the text message three times at the most, and each is paid for', async () => {
    const outer = world({ 'https://sms.test/': silence });
    await choose(tanner, { quiet: null });
    await ask();
    await everyTry();
    expect(outer.texts()).toHaveLength(3);
    expect(await texts()).toEqual([{ who: `f${firm}`, month: '2027-01', texts: 3 }]);
  });

  test('is given the e-mail three times at the most, and then there is the next way', async () => {
    const outer = world({ 'https://mail.test/': silence });
    await confirmed(tanner, 'tarek@firm.test');
    await choose(tanner, { quiet: null });
    await ask();
    await everyTry();
    expect([outer.mails().length, outer.texts().length]).toEqual([3, 1]);
  });

  test('is another than one that says no, which is asked until it takes it, and costs nothing until then', async () => {
    const outer = world({ 'https://sms.test/': status(503) });
    await ask();
    for (let i = 0; i < 8; i++) await tell((await waiting())[0]?.due_at ?? 0);
    expect(outer.texts()).toHaveLength(8);
    expect(await texts()).toMatchObject([{ texts: 0 }]);
    outer.answers['https://sms.test/'] = took;
    await tell((await waiting())[0]?.due_at ?? 0);
    expect(await waiting()).toEqual([]);
    expect(await texts()).toMatchObject([{ texts: 1 }]);
  });
});

describe('connections', () => {
  test('are no more than six at a time, however many browsers how many people have', async () => {
    const { token } = await value(opened.market.member(tanner).inviteColleague('', key()));
    await value(opened.market.buyer(partner).join(token, null, key()));
    await ring();
    for (let i = 0; i < 9; i++) for (const who of [tanner, partner]) await carry(who);
    const answers = { open: 0, most: 0 };
    const outer = world();
    outer.fetch.mockImplementation(async () => {
      answers.open += 1;
      answers.most = Math.max(answers.most, answers.open);
      for (let i = 0; i < 20; i++) await Promise.resolve();
      answers.open -= 1;
      return took();
    });
    await ask();
    await tell(Date.now() + 2_000);
    expect(outer.sentTo()).toHaveLength(18);
    expect(answers.most).toBeLessThanOrEqual(6);
  });
});

describe('a gateway that hangs', () => {
  test('holds up the other effects of the market for half a minute at the most, and nobody is forgotten', async () => {
    const outer = world();
    outer.fetch.mockImplementation(async () => {
      vi.setSystemTime(Date.now() + 5_000);
      return silence();
    });
    const many = Array.from({ length: 30 }, (_, i) => person(`Nadir ${i}`));
    for (const who of many) await register(who);
    await runInDurableObject(opened.stub, (market, { storage }) => {
      for (const { id } of many) {
        storage.sql.exec(
          "insert into notice (person, kind, listing_title, words, at) values (?, 'inquiry-declined', '', '', ?)",
          id,
          Date.now(),
        );
        storage.sql.exec("insert into outbox (topic, subject, payload, due_at, attempts) values ('notices', ?, null, 1, 0)", id);
      }
      market.schedule();
    });
    const began = Date.now();
    await tell(began);
    expect(Date.now() - began).toBeLessThanOrEqual(45_000);
    const untried = (await waiting()).filter(({ attempts }) => attempts === 0);
    expect(untried.length).toBeGreaterThan(0);
    for (let i = 0; i < 10; i++) await tell(began);
    expect((await waiting()).map(({ attempts }) => attempts)).toEqual(many.map(() => 1));
  });
});
