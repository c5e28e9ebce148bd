/** The planted coalitions of tests/matching: all of them are proposed first, and none where one firm is enough or all together are not. */
import { beforeAll, describe, expect, test } from 'vitest';
import { FirmImport, ListingImport } from '../../schema/import.ts';
import planted from '../matching/planted.json' with { type: 'json' };
import { key, manager, type Opened, openMarket, settle, value } from '../support/market.ts';

let opened: Opened;
const ids = new Map<string, number>();

beforeAll(async () => {
  opened = await openMarket();
  const boss = opened.market.manager(manager);
  await value(boss.importFirms(FirmImport.array().parse(planted.firms), key()));
  const listings = planted.listings.map((one) => ListingImport.parse({ ...one, publish: true }));
  for (const one of await value(boss.importListings(listings, key()))) if (one.outcome !== 'refused') ids.set(one.externalRef, one.id);
  await settle(opened);
}, 120_000);

const proposed = (need: string) => value(opened.market.manager(manager).coalitionsFor(ids.get(need) ?? 0, false));
const firstOf = async (need: string) => new Set((await proposed(need)).proposals[0]?.members.map(({ listing }) => listing.externalRef));

describe('planted coalitions', () => {
  test.each(planted.coalitions)('are proposed first: $need', async ({ need, members, steps }) => {
    const { steps: read } = await proposed(need);
    expect(read).toHaveLength(steps.length);
    const first = await firstOf(need);
    // as few as planted, and of each step somebody who can do it
    expect(first.size).toBe(members.length);
    for (const able of steps) expect([...first].some((ref) => ref !== null && able.includes(ref))).toBe(true);
    for (const ref of first) expect(steps.flat()).toContain(ref);
  });

  test.each(planted.alone)('are not proposed where one firm is enough: %s', async (need) => {
    const { proposals, alone } = await proposed(need);
    expect(proposals).toEqual([]);
    expect(alone.length).toBeGreaterThan(0);
  });

  test.each(planted.impossible)('are not proposed where all together are not enough, and it is said what is missing: %s', async (need) => {
    const { proposals, alone, lacks } = await proposed(need);
    expect({ proposals, alone }).toEqual({ proposals: [], alone: [] });
    expect(lacks.length).toBeGreaterThan(0);
  });
});
