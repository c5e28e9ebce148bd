/** The lives of a coalition and of its parts. */
import { describe, expect, test } from 'vitest';
import { coalitionStates, partStates } from '../../../schema/coalition.ts';
import { coalitionLife, isComplete, leadOf, liveStates, openParts, partLife } from '../../../worker/domain/coalition/coalition-life.ts';
import { actsOf, step } from '../../../worker/domain/life.ts';

describe('a coalition', () => {
  test('ends where it was agreed on, refused or given up', () => {
    for (const state of coalitionStates) {
      const leads = coalitionLife.some(({ from }) => from === state);
      expect(leads).toBe(liveStates.includes(state));
    }
  });

  test('can be ended by its owner and by the clock as long as it lives', () => {
    for (const state of liveStates)
      for (const by of ['owner', 'clock'] as const) expect(step(coalitionLife, state, 'end', by)).toBe('ended');
  });

  test('is agreed on only after its quote', () => {
    expect(coalitionLife.filter(({ act }) => act === 'agree')).toEqual([{ from: 'quoted', act: 'agree', by: 'owner', to: 'agreed' }]);
  });

  test('is quoted for by the lead or, where it does not, by any member, and only when all are found', () => {
    const quoting = coalitionLife.filter(({ act }) => act === 'quote');
    expect(quoting.map(({ from, by }) => [from, by])).toEqual([
      ['complete', 'lead'],
      ['complete', 'member'],
    ]);
  });

  test('invites again when somebody leaves before it is agreed on', () => {
    for (const state of ['complete', 'quoted'] as const) expect(step(coalitionLife, state, 'reopen', 'parts')).toBe('inviting');
  });
});

describe('a part', () => {
  test('is answered by its firm, and late only while nobody else was asked', () => {
    expect(actsOf(partLife, 'invited', 'firm')).toEqual(['accept', 'decline']);
    expect(actsOf(partLife, 'silent', 'firm')).toEqual(['accept', 'decline']);
    for (const state of ['declined', 'withdrawn', 'replaced'] as const) expect(actsOf(partLife, state, 'firm')).toEqual([]);
  });

  test('is given to somebody else only when it is free', () => {
    for (const state of partStates) expect(step(partLife, state, 'replace', 'owner')).toBe(openParts.includes(state) ? 'replaced' : null);
  });

  test('is done with once it is replaced', () => {
    expect(partLife.filter(({ from }) => from === 'replaced')).toEqual([]);
  });
});

test('all is promised when everybody who still counts has accepted', () => {
  expect(isComplete(['accepted', 'replaced', 'accepted'])).toBe(true);
  for (const state of ['invited', 'silent', 'declined', 'withdrawn'] as const) expect(isComplete(['accepted', state])).toBe(false);
  expect(isComplete(['replaced'])).toBe(false);
  expect(isComplete([])).toBe(false);
});

test('whoever has the largest share leads', () => {
  expect(
    leadOf([
      { firm: 3, share: 1 },
      { firm: 9, share: 2 },
      { firm: 4, share: 2 },
    ]),
  ).toBe(4);
  expect(leadOf([])).toBeNull();
});
