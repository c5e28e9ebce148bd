/** The life of a listing: every edge that there is, and that there is no other. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ListingState, listingStates, ownerActs } from '../../schema/listing.ts';
import { day } from '../../schema/time.ts';
import { actsOf, type Edge, step } from '../../worker/domain/life.ts';
import { dueAct, endedStates, expiry, type ListingAct, type ListingActor, listingLife } from '../../worker/domain/listing-life.ts';
import { all, reachable } from './walk.ts';

const acts = all<ListingAct>({
  edit: true,
  submit: true,
  publish: true,
  return: true,
  remove: true,
  pause: true,
  resume: true,
  fulfil: true,
  renew: true,
  expire: true,
  withdraw: true,
});
const actors = all<ListingActor>({ owner: true, trusted: true, manager: true, clock: true });
type Act = Edge<ListingState, ListingAct, ListingActor>;

type Expected = Record<ListingActor, Partial<Record<ListingAct, Partial<Record<ListingState, ListingState>>>>>;
/** Written apart from the table, and the other way around: who does what, from where to where. */
const expected: Expected = {
  owner: {
    edit: { draft: 'draft', waiting: 'waiting', returned: 'returned', published: 'waiting', paused: 'waiting', expired: 'waiting' },
    submit: { draft: 'waiting', returned: 'waiting' },
    pause: { published: 'paused' },
    resume: { paused: 'published' },
    fulfil: { published: 'fulfilled', paused: 'fulfilled' },
    renew: { published: 'published', expired: 'published' },
    withdraw: {
      draft: 'withdrawn',
      waiting: 'withdrawn',
      returned: 'withdrawn',
      published: 'withdrawn',
      paused: 'withdrawn',
      expired: 'withdrawn',
    },
  },
  trusted: {
    edit: { draft: 'draft', waiting: 'waiting', returned: 'returned', published: 'published', paused: 'paused', expired: 'published' },
    submit: { draft: 'published', returned: 'waiting' },
    pause: { published: 'paused' },
    resume: { paused: 'published' },
    fulfil: { published: 'fulfilled', paused: 'fulfilled' },
    renew: { published: 'published', expired: 'published' },
    withdraw: {
      draft: 'withdrawn',
      waiting: 'withdrawn',
      returned: 'withdrawn',
      published: 'withdrawn',
      paused: 'withdrawn',
      expired: 'withdrawn',
    },
  },
  manager: {
    publish: { waiting: 'published' },
    return: { waiting: 'returned', published: 'returned', paused: 'returned' },
    remove: { waiting: 'removed', returned: 'removed', published: 'removed', paused: 'removed', expired: 'removed' },
  },
  clock: {
    renew: { published: 'published' },
    expire: { published: 'expired', paused: 'expired' },
  },
};

const everyTriple = listingStates.flatMap((from) => acts.flatMap((act) => actors.map((by) => ({ from, act, by }))));
const describeEdge = ({ from, act, by, to }: { from: string; act: string; by: string; to: string | null }) =>
  `${from}: ${act} by ${by} → ${to}`;

describe('the table', () => {
  test('has every edge that there should be, and an act that it does not name leads nowhere', () => {
    expect(everyTriple).toHaveLength(9 * 11 * 4);
    const is = everyTriple.map(({ from, act, by }) => describeEdge({ from, act, by, to: step(listingLife, from, act, by) }));
    const should = everyTriple.map(({ from, act, by }) => describeEdge({ from, act, by, to: expected[by][act]?.[from] ?? null }));
    expect(is).toEqual(should);
  });

  test('says of no act twice where it leads', () => {
    const triples = listingLife.map(({ from, act, by }) => `${from} ${act} ${by}`);
    expect(new Set(triples).size).toBe(triples.length);
  });

  test('offers an actor exactly the acts that lead somewhere', () => {
    for (const from of listingStates)
      for (const by of actors)
        expect(new Set(actsOf(listingLife, from, by))).toEqual(new Set(acts.filter((act) => step(listingLife, from, act, by) !== null)));
  });

  test('gives a firm no act that its pages and the API cannot send', () => {
    const sent = new Set<string>([...ownerActs, 'edit']);
    for (const edge of listingLife.filter(({ by }) => by === 'owner' || by === 'trusted')) expect(sent).toContain(edge.act);
    for (const act of sent) expect(listingLife.some((edge) => edge.act === act && edge.by === 'owner')).toBe(true);
  });

  test('lets every state be reached from a draft, already without a trusted firm', () => {
    expect(reachable(listingLife, 'draft')).toEqual(new Set(listingStates));
    expect(reachable(listingLife, 'draft', ({ by }) => by !== 'trusted')).toEqual(new Set(listingStates));
  });
});

describe('the end', () => {
  test('has no way out', () => {
    for (const from of endedStates)
      for (const act of acts)
        for (const by of actors) expect(describeEdge({ from, act, by, to: step(listingLife, from, act, by) })).toMatch(/null$/);
  });

  test('is where, and only where, nothing leads out', () => {
    expect(listingStates.filter((state) => !listingLife.some((edge) => edge.from === state))).toEqual([...endedStates]);
  });

  test('can be brought about by the firm from every other state', () => {
    for (const state of listingStates.filter((s) => !endedStates.includes(s)))
      for (const by of ['owner', 'trusted'] as const) expect(step(listingLife, state, 'withdraw', by)).toBe('withdrawn');
  });

  test('comes at the hand of a manager only as a removal', () => {
    for (const edge of listingLife.filter(({ by, to }) => by === 'manager' && endedStates.includes(to))) expect(edge.act).toBe('remove');
  });
});

describe('nothing is public that no manager has read', () => {
  const firmOrClock = ({ by }: Act) => by === 'owner' || by === 'clock';

  test('a firm that is not trusted cannot lead a draft to publication, whatever it does and however long it waits', () => {
    expect(reachable(listingLife, 'draft', firmOrClock)).toEqual(new Set(['draft', 'waiting', 'withdrawn']));
  });

  test('nor what it edits afterwards, from whichever state', () => {
    const edits = listingLife.filter(({ by, act }) => by === 'owner' && act === 'edit');
    expect(edits.map(({ from }) => from)).toEqual(['draft', 'waiting', 'returned', 'published', 'paused', 'expired']);
    for (const edit of edits) expect(reachable(listingLife, edit.to, firmOrClock)).not.toContain('published');
  });

  test('without publishing no act of a manager makes it public either', () => {
    const notPublishing = ({ by, act }: Act) => by !== 'trusted' && act !== 'publish';
    expect(reachable(listingLife, 'draft', notPublishing)).not.toContain('published');
  });

  test('what a manager returned is read by a manager again, of a trusted firm too', () => {
    for (const back of listingLife.filter(({ act }) => act === 'return'))
      expect(reachable(listingLife, back.to, ({ by }) => by !== 'manager')).toEqual(new Set(['returned', 'waiting', 'withdrawn']));
  });

  test('what waits is published by a manager only, also when its firm has become trusted meanwhile', () => {
    expect(reachable(listingLife, 'waiting', ({ by }) => by !== 'manager')).toEqual(new Set(['waiting', 'withdrawn']));
  });

  test('only trust shortens the way, at four acts and no others', () => {
    const shorter = listingLife.filter(({ from, act, by, to }) => by === 'trusted' && step(listingLife, from, act, 'owner') !== to);
    expect(shorter.map(describeEdge)).toEqual([
      'draft: submit by trusted → published',
      'published: edit by trusted → published',
      'paused: edit by trusted → paused',
      'expired: edit by trusted → published',
    ]);
  });

  test('what was removed stays removed', () => {
    expect(reachable(listingLife, 'removed')).toEqual(new Set(['removed']));
  });
});

describe('the clock', () => {
  const now = Date.UTC(2026, 10, 22);

  test('does not renew what is no longer available', () => {
    const standing = { state: 'published' as const, standing: true };
    expect(dueAct({ ...standing, availableUntil: now - day }, now)).toBe('expire');
    expect(dueAct({ ...standing, availableUntil: now - day + 1 }, now)).toBe('renew');
  });

  test('renews a standing listing while it is published and expires any other', () => {
    for (const state of listingStates) {
      expect(dueAct({ state, standing: true, availableUntil: null }, now)).toBe(state === 'published' ? 'renew' : 'expire');
      expect(dueAct({ state, standing: false, availableUntil: null }, now)).toBe('expire');
    }
  });

  test('finds an edge for what is due, in the states in which a term runs', () => {
    for (const state of ['published', 'paused'] as const)
      for (const standing of [true, false])
        expect(step(listingLife, state, dueAct({ state, standing, availableUntil: null }, now), 'clock')).not.toBeNull();
  });

  test('has no say over what waits for a person', () => {
    for (const state of ['draft', 'waiting', 'returned', ...endedStates] as const) expect(actsOf(listingLife, state, 'clock')).toEqual([]);
  });
});

describe('a term', () => {
  const now = Date.UTC(2026, 2, 1);
  const moments = fc.integer({ min: Date.UTC(2020), max: Date.UTC(2100) });

  test('ends after its days when nothing ends it sooner', () => {
    expect(expiry(now, 60, null)).toBe(now + 60 * day);
    expect(expiry(now, 60, now + 90 * day)).toBe(now + 60 * day);
  });

  test('ends with the last day of availability when that is sooner, that day included', () => {
    expect(expiry(now, 60, now + 5 * day)).toBe(now + 6 * day);
    expect(expiry(now, 60, now)).toBe(now + day);
  });

  test('runs its days when the availability is already over, so that a renewal is not over at once', () => {
    expect(expiry(now, 7, now - day)).toBe(now + 7 * day);
    expect(expiry(now, 7, now - 100 * day)).toBe(now + 7 * day);
  });

  test('is never over when it begins and never longer than its days', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 366 }), fc.option(moments), (at, term, until) => {
        const end = expiry(at, term, until);
        expect(end).toBeGreaterThan(at);
        expect(end).toBeLessThanOrEqual(at + term * day);
        expect(Number.isSafeInteger(end)).toBe(true);
      }),
    );
  });
});
