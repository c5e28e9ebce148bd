/** Who sees which listing and which contact: the whole table. */
import { describe, expect, test } from 'vitest';
import { type Contact, contactVisibilities } from '../../schema/firm.ts';
import { type ListingState, listingStates, type Visibility, visibilities } from '../../schema/listing.ts';
import { type Reader, seesListing, shownContacts, sideOf } from '../../worker/domain/sight.ts';

const owner = 1;
const readers = {
  'a visitor': { sight: 'public', firm: null },
  'a member of another firm': { sight: 'cluster', firm: 2 },
  'a member without a firm': { sight: 'cluster', firm: null },
  'a manager of another firm': { sight: 'manager', firm: 2 },
  'a member of its firm': { sight: 'cluster', firm: owner },
  'a manager of its firm': { sight: 'manager', firm: owner },
  'a person of its firm who sees the public part only': { sight: 'public', firm: owner },
} satisfies Record<string, Reader>;
type ReaderName = keyof typeof readers;
type Case = `${ListingState} ${Visibility} ${'active' | 'suspended'}`;

const everyCase: Case[] = listingStates.flatMap((state) =>
  visibilities.flatMap((visibility) => (['active', 'suspended'] as const).map((firm): Case => `${state} ${visibility} ${firm}`)),
);

function seen(reader: Reader): Case[] {
  return everyCase.filter((each) => {
    const [state, visibility, firm] = each.split(' ') as [ListingState, Visibility, 'active' | 'suspended'];
    return seesListing(reader, { firmId: owner, state, visibility }, firm);
  });
}

describe('a listing', () => {
  const allButDrafts: Case[] = [
    ...['waiting public active', 'waiting public suspended', 'waiting cluster active', 'waiting cluster suspended'],
    ...['returned public active', 'returned public suspended', 'returned cluster active', 'returned cluster suspended'],
    ...['published public active', 'published public suspended', 'published cluster active', 'published cluster suspended'],
    ...['paused public active', 'paused public suspended', 'paused cluster active', 'paused cluster suspended'],
    ...['fulfilled public active', 'fulfilled public suspended', 'fulfilled cluster active', 'fulfilled cluster suspended'],
    ...['expired public active', 'expired public suspended', 'expired cluster active', 'expired cluster suspended'],
    ...['withdrawn public active', 'withdrawn public suspended', 'withdrawn cluster active', 'withdrawn cluster suspended'],
    ...['removed public active', 'removed public suspended', 'removed cluster active', 'removed cluster suspended'],
  ] as Case[];
  const drafts: Case[] = ['draft public active', 'draft public suspended', 'draft cluster active', 'draft cluster suspended'];

  test.each<[ReaderName, Case[]]>([
    ['a visitor', ['published public active']],
    ['a member of another firm', ['published public active', 'published cluster active']],
    ['a member without a firm', ['published public active', 'published cluster active']],
    ['a manager of another firm', allButDrafts],
    ['a member of its firm', [...drafts, ...allButDrafts]],
    ['a manager of its firm', [...drafts, ...allButDrafts]],
    ['a person of its firm who sees the public part only', [...drafts, ...allButDrafts]],
  ])('is seen by %s in exactly these cases', (name, cases) => {
    expect(everyCase).toHaveLength(9 * 2 * 2);
    expect(seen(readers[name])).toEqual(cases);
  });

  test('that a visitor sees is seen by members, and what members see by managers', () => {
    const [visitor, member, manager] = (['a visitor', 'a member of another firm', 'a manager of another firm'] as const).map((name) =>
      seen(readers[name]),
    ) as [Case[], Case[], Case[]];
    expect(member).toEqual(expect.arrayContaining(visitor));
    expect(manager).toEqual(expect.arrayContaining(member));
  });

  test('of a suspended firm is seen by managers and itself only', () => {
    for (const name of ['a visitor', 'a member of another firm', 'a member without a firm'] as const)
      expect(seen(readers[name]).filter((each) => each.endsWith('suspended'))).toEqual([]);
  });
});

describe('a contact', () => {
  const contacts: Contact[] = contactVisibilities.map((visibility) => ({
    kind: 'phone',
    value: `+20100000000${visibility.length}`,
    visibility,
  }));

  test.each([
    ['everyone', 'public', ['public']],
    ['members of the cluster', 'cluster', ['public', 'cluster']],
    ['the other side of an accepted inquiry', 'agreed', ['public', 'cluster', 'agreed']],
    ['its own firm', 'own', ['public', 'cluster', 'agreed']],
  ] as const)('is shown to %s', (_, reader, shown) => {
    expect(shownContacts(contacts, reader).map(({ visibility }) => visibility)).toEqual(shown);
  });

  test('that waits for agreement is shown to nobody else, not even to members', () => {
    for (const reader of ['public', 'cluster'] as const)
      expect(shownContacts(contacts, reader).some(({ visibility }) => visibility === 'agreed')).toBe(false);
  });

  test('keeps its place among the others', () => {
    expect(shownContacts([...contacts].reverse(), 'own')).toEqual([...contacts].reverse());
    expect(shownContacts([], 'own')).toEqual([]);
  });
});

describe('an inquiry', () => {
  const inquiry = { asker: 'samia', askerFirmId: 3, firmId: owner };

  test('is the asker’s, in person and for the firm that asked', () => {
    expect(sideOf({ person: 'samia', firm: null }, inquiry)).toBe('asker');
    expect(sideOf({ person: 'a colleague', firm: 3 }, inquiry)).toBe('asker');
  });

  test('is the owner’s, for whoever acts for the firm that was asked', () => {
    expect(sideOf({ person: 'hamdi', firm: owner }, inquiry)).toBe('owner');
  });

  test('is nobody else’s, also where neither side has a firm', () => {
    expect(sideOf({ person: 'hamdi', firm: 2 }, inquiry)).toBeNull();
    expect(sideOf({ person: null, firm: null }, { ...inquiry, askerFirmId: null })).toBeNull();
  });
});
