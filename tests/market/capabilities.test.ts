/** The permission matrix of the market: every method of every capability, asked for by everyone. Made from the classes, so that a new method without a line fails. */
import { beforeAll, describe, expect, test } from 'vitest';
import { ChainDraft } from '../../schema/chain.ts';
import { PoolDraft } from '../../schema/pool.ts';
import { day } from '../../schema/time.ts';
import { WatchDraft } from '../../schema/watch.ts';
import { Buyer } from '../../worker/market/buyer.ts';
import { Manager } from '../../worker/market/manager.ts';
import { Member } from '../../worker/market/member.ts';
import { Visitor } from '../../worker/market/visitor.ts';
import { firmDraft, join, key, listingDraft, manager, type Opened, openMarket, person, publish, query, value } from '../support/market.ts';

const roles = { visitor: Visitor, buyer: Buyer, member: Member, manager: Manager };
type Role = keyof typeof roles;

/** Methods that a class adds to the one it extends; getters and what TypeScript protects are no methods of the capability. */
const internal = ['constructor', 'answer', 'you', 'once', 'onceCounted', 'onceReindexed', 'withToken'];
const methodsOf = (role: Role) =>
  Object.entries(Object.getOwnPropertyDescriptors(roles[role].prototype))
    .filter(([name, property]) => typeof property.value === 'function' && !internal.includes(name))
    .map(([name]) => name);

const owner = person('Omar Owner');
const member = person('Mariam Member');
const suspended = person('Samir Suspended');
const foreigner = person('Fares of another cluster');
const actors = { visitor: null, foreigner, member, owner, manager, suspended };

/** Which capability each may have. */
const allowed: Record<keyof typeof actors, Role[]> = {
  visitor: ['visitor'],
  foreigner: ['visitor', 'buyer'],
  member: ['visitor', 'buyer', 'member'],
  owner: ['visitor', 'buyer', 'member'],
  manager: ['visitor', 'buyer', 'member', 'manager'],
  suspended: ['visitor'],
};

let opened: Opened;
let listing: number;

const chain = () => ChainDraft.parse({ title: 'حذاء', stages: ['قص', 'خياطة'].map((name) => ({ name, kind: 'subcontracting' })) });
const pool = () =>
  PoolDraft.parse({ title: 'غراء', unit: 'KGM', currency: 'EGP', steps: [{ from: 1_000, price: 1 }], deadline: Date.now() + day });

/** Sample arguments: a call that is allowed may end in a value or in another "no", never in one about who asks. */
const samples: Record<string, () => unknown[]> = {
  frame: () => [],
  front: () => [],
  search: () => [query()],
  listing: () => [listing],
  file: () => [1],
  firms: () => [{ q: '', page: 1 }],
  firm: () => [1],
  openPages: () => [],
  invitation: () => ['no-such-token'],
  ask: () => [listing, { message: 'هل هو متاح؟', quantity: null }, key()],
  expectFile: () => [{ kind: 'photo', hash: 'h' }, key()],
  takeFile: () => [{ kind: 'voice', type: 'audio/ogg', bytes: 9, milliseconds: 900, hash: 'h' }, key()],
  inquiry: () => [1],
  withdrawInquiry: () => [1, key()],
  inbox: () => [],
  readNotices: () => [1, key()],
  watch: () => [WatchDraft.parse({ q: 'جلد' }), key()],
  editWatch: () => [999, { paused: true }, key()],
  unwatch: () => [999, key()],
  watches: () => [],
  linkedWatch: () => ['no-such-token'],
  endWatch: () => ['no-such-token'],
  join: () => ['no-such-token', firmDraft(), key()],
  myListings: () => [],
  likelyKind: () => [],
  matches: () => [listing],
  myMatches: () => [],
  dismissMatch: () => [listing, 999, { reason: 'too-far' }, key()],
  together: () => [],
  agreements: () => [],
  draft: () => [listingDraft(), key()],
  edit: () => [listing, { ...listingDraft(), revision: 1 }, key()],
  move: () => [listing, 'pause', key()],
  coalitionsFor: () => [listing, false],
  inviteCoalition: () => [listing, { listings: [1, 2], split: false }, key()],
  coalitions: () => [],
  coalition: () => [999],
  answerCoalition: () => [999, { accept: false, amount: null, words: '' }, key()],
  leaveCoalition: () => [999, { words: '' }, key()],
  replaceInCoalition: () => [999, { listings: [1] }, key()],
  quoteCoalition: () => [999, { deliverBy: Date.now() + day, words: '' }, key()],
  decideCoalition: () => [999, { accept: true, words: '' }, key()],
  endCoalition: () => [999, { words: '' }, key()],
  pools: () => [{ page: 1 }],
  pool: () => [999],
  circles: () => [],
  circle: () => [999],
  answerCircle: () => [999, { accept: true, words: '' }, key()],
  setBarterTerms: () => [{ mostToPay: null, mostToTake: 100 }, key()],
  proposeCircles: () => [key()],
  openPool: () => [pool(), key()],
  commit: () => [999, 1_000, key()],
  withdrawCommitment: () => [999, key()],
  chains: () => [1],
  chain: () => [999],
  openChain: () => [chain(), key()],
  editChain: () => [999, { ...chain(), revision: 1 }, key()],
  closeChain: () => [999, key()],
  joinChain: () => [999, { stage: 1, listing: null, perMonth: null, words: '' }, key()],
  leaveChain: () => [999, 1, key()],
  inviteToChain: () => [999, { stage: 1, firm: 1 }, key()],
  askForGap: () => [999, 1, key()],
  writeNote: () => [999, { stage: 1, firm: 1, quantity: null, words: '' }, key()],
  answerNote: () => [999, 1, 'confirm', key()],
  answerPool: () => [999, { accept: true }, key()],
  cancelPool: () => [999, { words: '' }, key()],
  answerInquiry: () => [1, { accept: true, words: '' }, key()],
  myFirm: () => [],
  editFirm: () => [{ ...firmDraft(), revision: 99 }, key()],
  inviteColleague: () => ['', key()],
  queue: () => [],
  decide: () => [listing, { act: 'publish', reason: null, words: '', revision: 99 }, key()],
  decideFirm: () => [999, { act: 'trust', words: '' }, key()],
  decideMember: () => ['nobody', { act: 'suspend', words: '' }, key()],
  members: () => [],
  invite: () => [{ note: '', firm: null, uses: 1, days: 1 }, key()],
  invitations: () => [],
  revokeInvitation: () => [999, key()],
  importFirms: () => [[{ ...firmDraft(), externalRef: 'M-1' }], key()],
  importListings: () => [[], null],
  words: () => [],
  addTerms: () => [{ words: 'زلطاوي، فرمجة' }, key()],
  removeTerms: () => [999, key()],
  dismissMissed: () => ['زلطاوي', key()],
  log: () => [null],
  settings: () => [],
  editSettings: () => [{ trustedPublishAtOnce: false }, key()],
};

beforeAll(async () => {
  opened = await openMarket();
  for (const who of [owner, member, suspended]) await join(opened, who);
  await join(await openMarket(), foreigner);
  await value(opened.market.manager(manager).decideMember(suspended.id, { act: 'suspend', words: '' }, key()));
  listing = await publish(opened, owner);
});

const cases = (Object.keys(roles) as Role[]).flatMap((role) => methodsOf(role).map((method) => ({ role, method })));

test('every method has its line', () => {
  expect(cases.map(({ method }) => method).sort()).toEqual(Object.keys(samples).sort());
});

describe.each(cases)('$role.$method', ({ role, method }) => {
  test.each(Object.keys(actors) as (keyof typeof actors)[])('asked for by %s', async (actor) => {
    // nobody signed in can only be a visitor: the Worker has no person to ask with
    if (actor === 'visitor' && role !== 'visitor') return;
    const capability = opened.market[role](actors[actor] as never) as unknown as Record<
      string,
      (...args: unknown[]) => Promise<{ refusal?: { code: string } }>
    >;
    const outcome = await capability[method]?.(...(samples[method]?.() ?? []));
    const about = ['not-a-member', 'not-a-manager', 'suspended'];
    if (allowed[actor].includes(role)) expect(about).not.toContain(outcome?.refusal?.code);
    else expect(about).toContain(outcome?.refusal?.code);
  });
});
