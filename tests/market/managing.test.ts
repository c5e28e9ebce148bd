/** Managing: who may, what it does to people and firms, and that a market always keeps a manager. */
import { runDurableObjectAlarm } from 'cloudflare:test';
import { beforeEach, expect, test } from 'vitest';
import { emptyDirectory } from '../directory/directory.ts';
import { env, firmDraft, join, key, listingDraft, manager, type Opened, openMarket, person, refusal, value } from '../support/market.ts';

const tanner = person('Tarek Tanner');
let opened: Opened;
let firm: number;

beforeEach(async () => {
  opened = await openMarket();
  firm = await join(opened, tanner);
});

test('a member is no manager', async () => {
  expect(await refusal(opened.market.manager(tanner).queue())).toBe('not-a-manager');
  expect(await refusal(opened.market.manager(tanner).decideFirm(firm, { act: 'trust', words: '' }, key()))).toBe('not-a-manager');
  expect(await refusal(opened.market.manager(person('Stranger')).log(null))).toBe('not-a-member');
});

test('a suspended member can do nothing as a member, and sees only what everybody sees', async () => {
  const { market } = opened;
  await value(market.manager(manager).decideMember(tanner.id, { act: 'suspend', words: '' }, key()));
  expect(await refusal(market.member(tanner).myFirm())).toBe('suspended');
  expect(await refusal(market.buyer(tanner).inbox())).toBe('suspended');
  expect((await market.visitor(tanner).front()).you?.role).toBe('suspended');
  await value(market.manager(manager).decideMember(tanner.id, { act: 'restore', words: '' }, key()));
  expect((await value(market.member(tanner).draft(listingDraft(), key()))).state).toBe('waiting');
});

test('the last manager cannot be dismissed or suspended, alone or with the firm', async () => {
  const { market } = opened;
  const office = (await value(market.member(manager).myFirm())).firm.id;
  expect(await refusal(market.manager(manager).decideMember(manager.id, { act: 'dismiss', words: '' }, key()))).toBe('last-manager');
  expect(await refusal(market.manager(manager).decideMember(manager.id, { act: 'suspend', words: '' }, key()))).toBe('last-manager');
  expect(await refusal(market.manager(manager).decideFirm(office, { act: 'suspend', words: '' }, key()))).toBe('last-manager');
  await value(market.manager(manager).decideMember(tanner.id, { act: 'appoint', words: '' }, key()));
  await value(market.manager(manager).decideMember(manager.id, { act: 'dismiss', words: '' }, key()));
  expect(await refusal(market.manager(manager).queue())).toBe('not-a-manager');
});

test('two managers who dismiss each other at once leave one', async () => {
  const { market } = opened;
  await value(market.manager(manager).decideMember(tanner.id, { act: 'appoint', words: '' }, key()));
  const answers = await Promise.all([
    market.manager(manager).decideMember(tanner.id, { act: 'dismiss', words: '' }, key()),
    market.manager(tanner).decideMember(manager.id, { act: 'dismiss', words: '' }, key()),
  ]);
  expect(answers.filter((answer) => !answer.refusal)).toHaveLength(1);
});

test('an invitation ends by use, by time and by revocation', async () => {
  const { market } = opened;
  const make = () => value(market.manager(manager).invite({ note: '', firm: null, uses: 1, days: 7 }, key()));
  const used = await make();
  await value(market.buyer(person('First')).join(used.token, firmDraft(), key()));
  expect(await refusal(market.buyer(person('Second')).join(used.token, firmDraft(), key()))).toBe('invitation-spent');
  const revoked = await make();
  await value(market.manager(manager).revokeInvitation(revoked.id, key()));
  expect(await refusal(market.visitor(null).invitation(revoked.token))).toBe('invitation-spent');
  expect(await refusal(market.visitor(null).invitation('no-such-token-no-such-token-no-such'))).toBe('not-found');
  expect(await refusal(market.buyer(tanner).join((await make()).token, firmDraft(), key()))).toBe('already-member');
});

test('a colleague joins the same firm and can post for it', async () => {
  const { market } = opened;
  const { token } = await value(market.member(tanner).inviteColleague('أخي', key()));
  const colleague = person('Karim Colleague');
  expect(await value(market.buyer(colleague).join(token, null, key()))).toEqual({ firm });
  expect((await value(market.member(tanner).myFirm())).people).toHaveLength(2);
  const { id } = await value(market.member(colleague).draft(listingDraft(), key()));
  expect((await value(market.member(tanner).move(id, 'withdraw', key()))).state).toBe('withdrawn');
});

test('who belongs where reaches the directory through the outbox', async () => {
  await emptyDirectory();
  await runDurableObjectAlarm(opened.stub);
  const row = await env.DIRECTORY.prepare('select role, firm from membership where person = ? and cluster = ?')
    .bind(tanner.id, opened.slug)
    .first();
  expect(row).toMatchObject({ role: 'member', firm: 'مدبغة النور' });
});
