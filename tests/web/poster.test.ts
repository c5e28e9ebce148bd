/** Which listings a poster has room for. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostOnPoster, roomFor } from '../../web/pages/poster.tsx';

const some = (n: number, of: string) => Array.from({ length: n }, (_, i) => `${of} ${i}`);
const shown = (offers: number, needs: number) => {
  const { offers: o, needs: n } = roomFor(some(offers, 'offer'), some(needs, 'need'));
  return [o.length, n.length];
};

test('offers and needs each get half of a poster, and what the other leaves', () => {
  expect([shown(0, 0), shown(2, 1), shown(12, 0), shown(0, 12), shown(12, 1), shown(1, 12), shown(40, 12)]).toEqual([
    [0, 0],
    [2, 1],
    [6, 0],
    [0, 6],
    [5, 1],
    [1, 5],
    [3, 3],
  ]);
});

test('a poster is full or shows everything, the newest first', () => {
  fc.assert(
    fc.property(fc.nat(50), fc.nat(50), (offers, needs) => {
      const both = { offers: some(offers, 'offer'), needs: some(needs, 'need') };
      const room = roomFor(both.offers, both.needs);
      expect(room.offers.length + room.needs.length).toBe(Math.min(offers + needs, mostOnPoster));
      expect(room.offers).toEqual(both.offers.slice(0, room.offers.length));
      expect(room.needs).toEqual(both.needs.slice(0, room.needs.length));
    }),
  );
});
