/** Attacks on one market: races, suspensions in the middle, floods, and words that must not reach everybody. */
import { runInDurableObject } from 'cloudflare:test';
import { beforeEach, expect, it } from 'vitest';
import { day } from '../../schema/time.ts';
import { facetsOfAll } from '../../worker/market/finding.ts';
import {
  firmDraft,
  join,
  key,
  listingDraft,
  manager,
  type Opened,
  openMarket,
  person,
  publish,
  query,
  refusal,
  value,
} from '../support/market.ts';

const tanner = person('Attack Tanner');
const shoemaker = person('Attack Shoemaker');
const outsider = person('Attack Outsider');
let o: Opened;
let firmId: number;
let otherId: number;
beforeEach(async () => {
  o = await openMarket(`attack-${crypto.randomUUID().slice(0, 8)}`);
  firmId = await join(o, tanner);
  otherId = await join(o, shoemaker);
});
const sql = (text: string, ...v: (string | number)[]) => runInDurableObject(o.stub, (_, s) => s.storage.sql.exec(text, ...v).toArray());
interface Done {
  value?: { state?: string };
  refusal?: { code: string };
}
/** The object itself: capability and call are pipelined, as the Worker does. */
const raw = () =>
  o.stub as unknown as Record<'member' | 'manager', (who: typeof manager) => Record<string, (...args: unknown[]) => Promise<Done>>>;
const rev = async (id: number) => (await value(o.market.member(tanner).listing(id))).owner?.revision ?? 0;

it('a market always keeps a manager who can act', async () => {
  await value(o.market.manager(manager).decideFirm(firmId, { act: 'suspend', words: '' }, key()));
  await o.market.manager(manager).decideMember(tanner.id, { act: 'appoint', words: '' }, key());
  await o.market.manager(manager).decideMember(manager.id, { act: 'dismiss', words: '' }, key());
  const can = [await refusal(o.market.manager(manager).queue()), await refusal(o.market.manager(tanner).queue())];
  expect(can).toContain(undefined);
});

it('two colleagues who edit the firm at once: the second is stale', async () => {
  const mine = await value(o.market.member(tanner).myFirm());
  const stub = raw();
  const write = (name: string) => stub.member(tanner).editFirm?.({ ...firmDraft({ name }), revision: mine.revision }, key());
  const both: (Done | undefined)[] = await Promise.all([write('Name one'), write('Name two')]);
  expect(both.filter((b) => b?.refusal).length).toBe(1);
});

it('a write in flight while its firm is suspended publishes nothing', async () => {
  await value(o.market.manager(manager).decideFirm(firmId, { act: 'trust', words: '' }, key()));
  await value(o.market.manager(manager).editSettings({ trustedPublishAtOnce: true }, key()));
  const stub = raw();
  const _both = await Promise.all([
    stub.manager(manager).decideFirm?.(firmId, { act: 'suspend', words: '' }, key()),
    stub.member(tanner).draft?.(listingDraft(), key()),
  ]);
  expect((await value(o.market.visitor(null).search(query()))).total).toBe(0);
});

it('a role change and a draft at once leave one role', async () => {
  const mine = await value(o.market.member(tanner).myFirm());
  const stub = raw();
  await Promise.all([
    stub.member(tanner).editFirm?.({ ...firmDraft({ role: 'workshop' }), revision: mine.revision }, key()),
    stub.member(tanner).draft?.(listingDraft(), key()),
  ]);
  expect(await sql('select l.id from listing l join firm f on f.id = l.firm_id where l.role <> f.role')).toEqual([]);
});

it('words that no manager has read reach nobody outside', async () => {
  const id = await publish(o, tanner);
  const { id: inquiry } = await value(o.market.buyer(outsider).ask(id, { message: 'هل هو متوفر؟', quantity: null }, key()));
  await value(
    o.market
      .member(tanner)
      .edit(id, { ...listingDraft({ title: 'CALL +201234567 UNREAD WORDS', visibility: 'cluster' }), revision: await rev(id) }, key()),
  );
  const seen = await value(o.market.buyer(outsider).inquiry(inquiry));
  expect(seen.listing.title).not.toContain('UNREAD');
});

it('nor by a notice after removal', async () => {
  const id = await publish(o, tanner);
  await value(o.market.buyer(outsider).ask(id, { message: 'هل هو متوفر؟', quantity: null }, key()));
  await value(o.market.member(tanner).edit(id, { ...listingDraft({ title: 'ABUSE UNREAD WORDS' }), revision: await rev(id) }, key()));
  await value(o.market.manager(manager).decide(id, { act: 'remove', reason: 'not-allowed', words: '', revision: await rev(id) }, key()));
  const inbox = await value(o.market.buyer(outsider).inbox());
  expect(JSON.stringify(inbox.notices)).not.toContain('UNREAD');
});

it('no more than fifty of a firm wait', async () => {
  const ids: number[] = [];
  for (let i = 0; i < 52; i++) ids.push((await value(o.market.member(tanner).draft(listingDraft({ submit: false }), key()))).id);
  for (const id of ids) {
    await o.market.member(tanner).edit(id, { ...listingDraft({ submit: true }), revision: 1 }, key());
  }
  expect((await sql(`select count(*) as n from listing where state = 'waiting'`))[0]?.n).toBeLessThanOrEqual(50);
});

it('one bad row does not stop the clock and the outbox', async () => {
  const bad = await publish(o, tanner);
  const good = await publish(o, tanner);
  await sql(`update listing set expires_at = ? where id in (?, ?)`, Date.now() - 1000, bad, good);
  await sql(`create trigger poison before update of state on listing when old.id = ${bad} begin select raise(abort, 'poison'); end`);
  await runInDurableObject(o.stub, async (object) => {
    await object.alarm();
  });
  expect((await sql('select state from listing where id = ?', good))[0]?.state).toBe('expired');
});

it('a standing listing does not renew after its availability has ended', async () => {
  const id = await publish(o, tanner, listingDraft({ standing: true, availableUntil: Date.now() + day }));
  await sql(`update listing set expires_at = ?, available_until = ? where id = ?`, Date.now() - 1, Date.now() - day - 1, id);
  await runInDurableObject(o.stub, async (object) => object.alarm());
  expect((await sql('select state from listing where id = ?', id))[0]?.state).toBe('expired');
});

it('a draft whose availability has ended is not submitted', async () => {
  const { id } = await value(o.market.member(tanner).draft(listingDraft({ submit: false, availableUntil: Date.now() + day }), key()));
  await sql(`update listing set available_until = ? where id = ?`, Date.now() - 10 * day, id);
  expect(await refusal(o.market.member(tanner).move(id, 'submit', key()))).toBeDefined();
});

it('an edit of a trusted firm that ends availability sooner ends the listing sooner', async () => {
  await value(o.market.manager(manager).decideFirm(firmId, { act: 'trust', words: '' }, key()));
  await value(o.market.manager(manager).editSettings({ trustedPublishAtOnce: true }, key()));
  const { id } = await value(o.market.member(tanner).draft(listingDraft({ term: 90 }), key()));
  await value(
    o.market.member(tanner).edit(id, { ...listingDraft({ term: 7, availableUntil: Date.now() + day }), revision: await rev(id) }, key()),
  );
  const at = (await sql('select expires_at as at from listing where id = ?', id))[0]?.at as number;
  expect(at).toBeLessThan(Date.now() + 8 * day);
});

it('nobody buries an invitation under others: ten are open at most', async () => {
  for (let i = 0; i < 10; i++) await value(o.market.member(shoemaker).inviteColleague(`n${i}`, key()));
  expect(await refusal(o.market.member(shoemaker).inviteColleague('one more', key()))).toBe('too-many');
  expect(await refusal(o.market.member(tanner).inviteColleague('mine', key()))).toBeUndefined();
});

it('who is suspended lets nobody in any more', async () => {
  const { token } = await value(o.market.member(tanner).inviteColleague('', key()));
  await value(o.market.manager(manager).decideMember(tanner.id, { act: 'suspend', words: '' }, key()));
  expect(await refusal(o.market.buyer(outsider).join(token, null, key()))).toBe('invitation-spent');
});

it('what the directory is told counts what visitors may see', async () => {
  await publish(o, tanner, listingDraft({ visibility: 'cluster' }));
  const told = await runInDurableObject(o.stub, (object) => (object as unknown as { figures(): { offers: number } }).figures());
  const seen = await runInDurableObject(o.stub, (object) => facetsOfAll(object.store.sql, false));
  expect(told.offers).toBe(seen.direction.offer ?? 0);
});

it('a write sent again after its key was forgotten is answered, not a crash', async () => {
  const k = key();
  await value(o.market.member(tanner).inviteColleague('', k));
  await sql('delete from submission');
  const again = await o.market
    .member(tanner)
    .inviteColleague('', k)
    .catch((e: unknown) => ({ threw: String(e) }));
  expect(again).not.toHaveProperty('threw');
});

it('a manager cannot put a person of his own into another firm unseen by it', async () => {
  const { token } = await value(o.market.manager(manager).invite({ note: '', firm: firmId, uses: 1, days: 7 }, key()));
  const spy = person('Attack Spy');
  expect((await value(o.market.member(tanner).inbox())).notices[0]?.kind).toBe('colleague-invited');
  await value(o.market.buyer(spy).join(token, null, key()));
  expect((await value(o.market.member(tanner).inbox())).notices[0]).toMatchObject({ kind: 'colleague-joined', words: spy.name });
});

it('a nameless person cannot ask or join', async () => {
  const id = await publish(o, tanner);
  expect(
    await refusal(o.market.buyer({ ...outsider, name: '' }).ask(id, { message: 'هل هو متوفر؟', quantity: null }, key())),
  ).toBeDefined();
});

it('asked says what already-asked refuses', async () => {
  const id = await publish(o, tanner);
  const { token } = await value(o.market.member(shoemaker).inviteColleague('', key()));
  const mate = person('Attack Mate');
  await value(o.market.buyer(mate).join(token, null, key()));
  await value(o.market.buyer(mate).ask(id, { message: 'هل هو متوفر؟', quantity: null }, key()));
  expect(await refusal(o.market.buyer(shoemaker).ask(id, { message: 'هل هو متوفر؟', quantity: null }, key()))).toBe('already-asked');
  expect((await value(o.market.visitor(shoemaker).listing(id))).asked).not.toBeNull();
});

it('an asker who became a member of the owner firm does not answer himself', async () => {
  const id = await publish(o, tanner);
  const _q = await value(o.market.buyer(outsider).ask(id, { message: 'هل هو متوفر؟', quantity: null }, key()));
  const { token } = await value(o.market.member(tanner).inviteColleague('', key()));
  await value(o.market.buyer(outsider).join(token, null, key()));
});

it('date line: a firm just across is near', async () => {
  await value(o.market.manager(manager).decideFirm(otherId, { act: 'trust', words: '' }, key()));
  const far = person('Attack Far');
  await join(o, far, firmDraft({ name: 'Fiji', place: { lat: 0, lng: -179.95 } }));
  const id = await publish(o, far);
  const found = await value(o.market.visitor(null).search(query({ near: '0,179.95', within: '50' })));
  expect(found.hits.map((h) => h.id)).toEqual([id]);
});

it('manager reads whose inquiries?', async () => {
  const id = await publish(o, tanner);
  const q = await value(o.market.buyer(outsider).ask(id, { message: 'هل هو متوفر؟', quantity: null }, key()));
  expect(await refusal(o.market.manager(manager).inquiry(q.id))).toBe('not-found');
  expect(await refusal(o.market.member(shoemaker).inquiry(q.id))).toBe('not-found');
  expect(await refusal(o.market.member(shoemaker).answerInquiry(q.id, { accept: true, words: '' }, key()))).toBe('not-found');
  expect(await refusal(o.market.member(shoemaker).withdrawInquiry(q.id, key()))).toBe('not-found');
  const seen = await value(o.market.member(tanner).inquiry(q.id));
  expect(JSON.stringify(seen)).not.toContain(outsider.phone);
});

it('editing the name of an untrusted firm into another firm is seen by a manager', async () => {
  const mine = await value(o.market.member(tanner).myFirm());
  await value(
    o.market.member(tanner).editFirm({ ...firmDraft({ name: 'Cluster office', role: 'association' }), revision: mine.revision }, key()),
  );
  const log = await value(o.market.manager(manager).log(null));
  expect(log.entries).toContainEqual(expect.objectContaining({ act: 'firm-renamed', firm: firmId, words: 'Cluster office · association' }));
});

it('a firm with many listings reaches and counts them all', async () => {
  await sql(`with recursive n(i) as (select 1 union all select i + 1 from n where i < 250)
    insert into listing (firm_id, by, direction, kind, role, state, listed, visibility, title, price_form, currency, barter, process, languages, standing, term, return_words, revision, created_at, updated_at, text)
    select ${firmId}, 'x', 'offer', 'input', 'tannery', 'published', 1, 'public', 'T' || i, 'free', 'EGP', 0, '', '[]', 0, 60, '', 1, i, i, '' from n`);
  expect((await value(o.market.member(tanner).myFirm())).firm.listings).toBe(250);
});
it('two submissions of one key at once are one listing', async () => {
  const k = key();
  const stub = raw();
  await Promise.all([1, 2, 3].map(() => stub.member(tanner).draft?.(listingDraft(), k)));
  expect((await sql('select count(*) as n from listing'))[0]?.n).toBe(1);
});

it('one person, same key, two different writes: the second is refused', async () => {
  const k = key();
  await value(o.market.member(tanner).inviteColleague('a', k));
  expect(await refusal(o.market.member(tanner).draft(listingDraft(), k))).toBe('key-reused');
  expect(await refusal(o.market.member(shoemaker).draft(listingDraft(), k))).toBeUndefined();
});

it('a listing that is published while its firm is suspended in the same moment, decided by two managers', async () => {
  const { id } = await value(o.market.member(tanner).draft(listingDraft(), key()));
  const stub = raw();
  await Promise.all([
    stub.manager(manager).decideFirm?.(firmId, { act: 'suspend', words: '' }, key()),
    stub.manager(manager).decide?.(id, { act: 'publish', reason: null, words: '', revision: 2 }, key()),
  ]);
  expect((await value(o.market.visitor(null).search(query()))).total).toBe(0);
});

it('a trust withdrawn at once is not used by a write in flight', async () => {
  await value(o.market.manager(manager).decideFirm(firmId, { act: 'trust', words: '' }, key()));
  await value(o.market.manager(manager).editSettings({ trustedPublishAtOnce: true }, key()));
  const stub = raw();
  const [, d] = await Promise.all([
    stub.manager(manager).decideFirm?.(firmId, { act: 'distrust', words: '' }, key()),
    stub.member(tanner).draft?.(listingDraft(), key()),
  ]);
  expect(d?.value?.state).toBe('waiting');
});

it('removing a manager at once: two managers who dismiss each other leave one', async () => {
  await value(o.market.manager(manager).decideMember(tanner.id, { act: 'appoint', words: '' }, key()));
  const stub = raw();
  const _r = await Promise.all([
    stub.manager(manager).decideMember?.(tanner.id, { act: 'dismiss', words: '' }, key()),
    stub.manager(tanner).decideMember?.(manager.id, { act: 'dismiss', words: '' }, key()),
  ]);
  expect((await sql(`select count(*) as n from member where manager = 1`))[0]?.n).toBe(1);
});

it('a page beyond the end is empty and says its total', async () => {
  await publish(o, tanner);
  const found = await value(o.market.visitor(null).search(query({ page: '400' })));
  expect([found.hits.length, found.total]).toEqual([0, 1]);
});

it('at the pole', async () => {
  await publish(o, tanner);
  const found = await value(o.market.visitor(null).search(query({ near: '90,0', sort: 'nearest' })));
  expect(found.hits[0]?.distance).toBeGreaterThan(6_000_000);
});
it('an edit in flight does not undo a suspension', async () => {
  const mine = await value(o.market.member(tanner).myFirm());
  const stub = raw();
  const _both = await Promise.all([
    stub.manager(manager).decideFirm?.(firmId, { act: 'suspend', words: '' }, key()),
    stub.member(tanner).editFirm?.({ ...firmDraft({ name: 'Other' }), revision: mine.revision }, key()),
  ]);
  expect((await sql('select state from firm where id = ?', firmId))[0]?.state).toBe('suspended');
});

it('a manager dismissed in the same moment decides nothing', async () => {
  await value(o.market.manager(manager).decideMember(tanner.id, { act: 'appoint', words: '' }, key()));
  const { id } = await value(o.market.member(shoemaker).draft(listingDraft(), key()));
  const stub = raw();
  await Promise.all([
    stub.manager(manager).decideMember?.(tanner.id, { act: 'dismiss', words: '' }, key()),
    stub.manager(tanner).decide?.(id, { act: 'publish', reason: null, words: '', revision: 2 }, key()),
  ]);
  expect((await sql('select state from listing where id = ?', id))[0]?.state).toBe('waiting');
});

it('who has just joined is told that he is a member', async () => {
  const { token } = await value(o.market.member(tanner).inviteColleague('', key()));
  const joined = await o.market.buyer(person('Attack New')).join(token, null, key());
  expect(joined.you?.role).toBe('member');
});
