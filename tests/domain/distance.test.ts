/** How far firms are from each other: the same on every page. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { metresBetween } from '../../worker/domain/distance.ts';
import { placeOf } from '../../worker/domain/matching/conditions.ts';
import type { Side } from '../../worker/domain/matching/side.ts';

const place = fc.record({ lat: fc.double({ min: -89, max: 89, noNaN: true }), lng: fc.double({ min: -180, max: 180, noNaN: true }) });
const shown = (a: Side['place'], b: Side['place']) => placeOf({ place: a } as Side, { place: b } as Side).reasons;

test('what a match says is what an order of several firms says, near or far', () => {
  fc.assert(
    fc.property(place, place, (a, b) => {
      expect(shown(a, b)).toEqual([{ code: 'near', metres: metresBetween(a, b) }]);
    }),
  );
});

test.each([
  ['within a cluster', { lat: 30.15, lng: 31.73 }, { lat: 30.158, lng: 31.734 }, 970],
  ['from Robbiki to Damietta', { lat: 30.15, lng: 31.73 }, { lat: 31.42, lng: 31.81 }, 141_400],
  ['over the date line', { lat: 0, lng: 179.9 }, { lat: 0, lng: -179.9 }, 22_239],
  ['nowhere', { lat: 30.15, lng: 31.73 }, { lat: 30.15, lng: 31.73 }, 0],
])('%s', (_, a, b, metres) => {
  expect(Math.abs((metresBetween(a, b) ?? Number.NaN) - metres)).toBeLessThan(Math.max(1, metres / 500));
});

test('of a firm that does not say where it is is not known', () => {
  expect(metresBetween({ lat: 30, lng: 31 }, { lat: null, lng: null })).toBeNull();
});
