/** The life of an inquiry: every edge that there is, and that there is no other. */
import { describe, expect, test } from 'vitest';
import { type InquiryState, inquiryStates } from '../../schema/inquiry.ts';
import { listingStates } from '../../schema/listing.ts';
import { closesInquiries, type InquiryAct, type InquiryActor, inquiryLife } from '../../worker/domain/inquiry-life.ts';
import { actsOf, step } from '../../worker/domain/life.ts';
import { endedStates, listingLife } from '../../worker/domain/listing-life.ts';
import { all, reachable } from './walk.ts';

const acts = all<InquiryAct>({ accept: true, decline: true, withdraw: true, close: true });
const actors = all<InquiryActor>({ asker: true, owner: true, clock: true });

describe('an inquiry', () => {
  test('is answered by the owner, withdrawn by the asker, closed with its listing, and nothing else', () => {
    const led: Record<string, InquiryState> = {};
    for (const from of inquiryStates)
      for (const act of acts)
        for (const by of actors) {
          const to = step(inquiryLife, from, act, by);
          if (to) led[`${from}: ${act} by ${by}`] = to;
        }
    expect(led).toEqual({
      'open: accept by owner': 'accepted',
      'open: decline by owner': 'declined',
      'open: withdraw by asker': 'withdrawn',
      'open: close by clock': 'closed',
    });
    expect(inquiryLife).toHaveLength(4);
  });

  test('is answered once: only an open one leads anywhere', () => {
    for (const state of inquiryStates) for (const by of actors) expect(actsOf(inquiryLife, state, by).length > 0).toBe(state === 'open');
  });

  test('reaches every state from open', () => {
    expect(reachable(inquiryLife, 'open')).toEqual(new Set(inquiryStates));
  });

  test('is never accepted by the one who asks, nor by time', () => {
    expect(reachable(inquiryLife, 'open', ({ by }) => by !== 'owner')).not.toContain('accepted');
  });
});

describe('open inquiries', () => {
  test('close when their listing ends, is taken away or expires', () => {
    expect(listingStates.filter(closesInquiries)).toEqual(['fulfilled', 'expired', 'withdrawn', 'removed']);
  });

  test('never outlive a listing that has ended', () => {
    for (const state of endedStates) expect(closesInquiries(state)).toBe(true);
  });

  test('stay open while the listing pauses, waits or is returned, from where it can be published again', () => {
    for (const state of listingStates.filter((s) => !closesInquiries(s))) expect(reachable(listingLife, state)).toContain('published');
  });
});
