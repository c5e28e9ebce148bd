/** The lives of a chain and of a note in it, the stages of an edit, and the need of a gap. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chainStates, type NoteAct, noteActs, noteStates, type StageEdit } from '../../../schema/chain.ts';
import { kinds, listingStates } from '../../../schema/listing.ts';
import { needOf } from '../../../worker/domain/chain/gap.ts';
import { type ChainAct, chainLife, mayAskAgain, noteLife } from '../../../worker/domain/chain/life.ts';
import { planStages } from '../../../worker/domain/chain/stages.ts';
import { actsOf, step } from '../../../worker/domain/life.ts';
import { reachable } from '../walk.ts';

describe('a chain', () => {
  const acts = (by: 'opener' | 'manager' | 'member') => actsOf(chainLife, 'open', by).sort();

  test('is its opener’s to change; members join, leave and write; a manager may end it', () => {
    expect(acts('opener')).toEqual(['ask', 'close', 'edit', 'invite', 'join', 'leave', 'write'] satisfies ChainAct[]);
    expect(acts('member')).toEqual(['join', 'leave', 'write'] satisfies ChainAct[]);
    expect(acts('manager')).toEqual(['close', 'leave'] satisfies ChainAct[]);
  });

  test('that is closed is a record for good', () => {
    expect(reachable(chainLife, 'open')).toEqual(new Set(chainStates));
    expect(chainLife.filter(({ from }) => from === 'closed')).toEqual([]);
  });
});

describe('a note', () => {
  test('is confirmed or declined by the other side, and taken back by its writer', () => {
    expect(actsOf(noteLife, 'open', 'other')).toEqual(['confirm', 'decline']);
    expect(actsOf(noteLife, 'open', 'writer')).toEqual(['withdraw']);
  });

  test('is answered once', () => {
    for (const state of noteStates.filter((one) => one !== 'open'))
      for (const act of noteActs) for (const by of ['writer', 'other'] as const) expect(step(noteLife, state, act, by)).toBeNull();
  });

  test('is never confirmed by the one who wrote it', () => {
    expect(reachable(noteLife, 'open', ({ by }) => by === 'writer')).not.toContain('confirmed');
    expect(step(noteLife, 'open', 'confirm' satisfies NoteAct, 'writer')).toBeNull();
  });
});

describe('the need of a gap', () => {
  test('is made again only when the one before is over', () => {
    expect(listingStates.filter(mayAskAgain)).toEqual(['fulfilled', 'expired', 'withdrawn', 'removed']);
    expect(mayAskAgain(null)).toBe(true);
  });

  test('is a listing as a firm would post it, with what is missing', () => {
    const stage = { name: 'خياطة الوجوه', kind: 'subcontracting' } as const;
    const need = needOf({ product: 'حذاء رجالي جلد', stage, quantity: { amount: 800_000, unit: 'PR' }, currency: 'EGP' });
    expect(need).toMatchObject({
      direction: 'need',
      kind: 'subcontracting',
      title: 'خياطة الوجوه',
      quantity: { amount: 800_000, unit: 'PR' },
    });
    expect(need).toMatchObject({ price: { form: 'negotiable', per: 'PR' }, submit: true });
  });

  test('has a title that a listing may have, however short or long the words are', () => {
    const word = (min: number, max: number) => fc.string({ unit: fc.constantFrom('ق', 'ص', 'a', '1'), minLength: min, maxLength: max });
    fc.assert(
      fc.property(word(2, 80), word(3, 120), fc.constantFrom(...kinds), (name, product, kind) => {
        const { title } = needOf({ product, stage: { name, kind }, quantity: null, currency: 'EGP' });
        expect(title).toContain(name);
        expect(title.length).toBeGreaterThanOrEqual(3);
        expect(title.length).toBeLessThanOrEqual(120);
      }),
    );
  });
});

describe('the stages of an edit', () => {
  const stage = (id: number | null, name = 'Cutting'): StageEdit => ({ id, name, kind: 'subcontracting', perMonth: null });
  const now = [
    { id: 4, agreed: false },
    { id: 5, agreed: true },
    { id: 6, agreed: false },
  ];

  test('are kept, moved, added and removed', () => {
    const { value } = planStages(now, [stage(6), stage(null, 'Gluing'), stage(5)]);
    expect(value?.kept.map(({ id, place }) => [id, place])).toEqual([
      [6, 1],
      [5, 3],
    ]);
    expect(value?.added.map(({ name, place }) => [name, place])).toEqual([['Gluing', 2]]);
    expect(value?.removed).toEqual([4]);
  });

  test('on which something is agreed are not removed', () => {
    expect(planStages(now, [stage(4), stage(6)]).refusal?.code).toBe('wrong-state');
  });

  test('that are of another chain, or named twice, are refused', () => {
    for (const wanted of [
      [stage(5), stage(99)],
      [stage(5), stage(5)],
    ])
      expect(planStages(now, wanted).refusal?.code).toBe('stale');
  });

  test('have each place once, whatever is wanted', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([4, 5, 6]), fc.integer({ min: 0, max: 4 }), (ids, fresh) => {
        const wanted = [...ids, ...Array.from({ length: fresh }, () => null)].map((id) => stage(id));
        const { value, refusal } = planStages(now, wanted);
        if (!ids.includes(5)) {
          expect(refusal?.code).toBe('wrong-state');
          return;
        }
        const places = [...(value?.kept ?? []), ...(value?.added ?? [])].map(({ place }) => place).sort((a, b) => a - b);
        expect(places).toEqual(wanted.map((_, i) => i + 1));
        expect([...(value?.kept.map(({ id }) => id) ?? []), ...(value?.removed ?? [])].sort()).toEqual([4, 5, 6]);
      }),
    );
  });
});
