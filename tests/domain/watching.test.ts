/** What is told at once and what waits, and the mornings on which digests are told. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { day, dayOf, hour } from '../../schema/time.ts';
import { type Rhythm, rhythms } from '../../schema/watch.ts';
import { atOnce, type Digest, digestOf, digestTime, type Find, nextDigest, share } from '../../worker/domain/watching.ts';

const zones = ['Africa/Cairo', 'Africa/Algiers', 'Asia/Hebron', 'Europe/Paris', 'UTC', 'Asia/Kathmandu', 'America/St_Johns'];
/** The time on the wall there, as `Sun 2026-11-01 08:00`. */
const wall = (moment: number, timeZone: string) =>
  new Intl.DateTimeFormat('en', { timeZone, weekday: 'short' }).format(moment) +
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(moment).replace(/^/, ' ');

const moments = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2030, 0) });
const digests = fc.constantFrom<Digest>('daily', 'weekly');
const zone = fc.constantFrom(...zones);

describe('a digest', () => {
  it.each<[string, Digest, string, string, string]>([
    ['is told this morning, before eight', 'daily', 'Africa/Cairo', '2026-11-10T05:59:59Z', 'Tue 2026-11-10 08:00'],
    ['is told tomorrow, from eight on', 'daily', 'Africa/Cairo', '2026-11-10T06:00:00Z', 'Wed 2026-11-11 08:00'],
    [
      'counts days as they are there, where it is tomorrow already',
      'daily',
      'Asia/Kathmandu',
      '2026-11-10T20:00:00Z',
      'Wed 2026-11-11 08:00',
    ],
    ['of a week is told on Sunday', 'weekly', 'Africa/Cairo', '2026-11-10T06:00:00Z', 'Sun 2026-11-15 08:00'],
    ['of a week is told today, on a Sunday before eight', 'weekly', 'Africa/Cairo', '2026-11-15T05:00:00Z', 'Sun 2026-11-15 08:00'],
    ['of a week is told in a week, on a Sunday from eight on', 'weekly', 'Africa/Cairo', '2026-11-15T06:00:00Z', 'Sun 2026-11-22 08:00'],
    // clocks there go from 00:00 to 01:00 on the last Friday of April, and back from 24:00 to 23:00 on the last Thursday of October
    ['is told at eight after a night that is an hour shorter', 'daily', 'Africa/Cairo', '2026-04-23T18:00:00Z', 'Fri 2026-04-24 08:00'],
    ['is told at eight after a night that is an hour longer', 'daily', 'Africa/Cairo', '2026-10-29T18:00:00Z', 'Fri 2026-10-30 08:00'],
    ['of a week over a changed clock is told at eight', 'weekly', 'Africa/Cairo', '2026-04-21T06:00:00Z', 'Sun 2026-04-26 08:00'],
  ])('%s', (_, digest, timeZone, at, expected) => {
    expect(wall(nextDigest(digest, Date.parse(at), timeZone), timeZone)).toBe(expected);
  });

  test('is always ahead, at eight there, on a Sunday where it is weekly, and no morning is left out', () => {
    fc.assert(
      fc.property(moments, digests, zone, (now, digest, timeZone) => {
        const next = nextDigest(digest, now, timeZone);
        expect(next).toBeGreaterThan(now);
        expect(next - now).toBeLessThanOrEqual((digest === 'weekly' ? 7 * day : day) + hour);
        expect(wall(next, timeZone)).toMatch(digest === 'weekly' ? /^Sun .* 08:00$/ : / 08:00$/);
        // nothing lies between: just before it, it is still the next one
        expect(nextDigest(digest, next - 1, timeZone)).toBe(next);
        expect(dayOf(next, timeZone) >= dayOf(now, timeZone)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('never comes sooner for one who asks later', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 20 * day }), digests, zone, (now, wait, digest, timeZone) => {
        expect(nextDigest(digest, now + wait, timeZone)).toBeGreaterThanOrEqual(nextDigest(digest, now, timeZone));
      }),
      { numRuns: 300 },
    );
  });

  test('keeps its time when more is found, and is never further away than it can be, wherever a clock jumped', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: -900 * day, max: 900 * day }), digests, zone, (now, jump, digest, timeZone) => {
        const planned = digestTime(null, digest, now, timeZone);
        const after = digestTime(planned, digest, now + jump, timeZone);
        expect(after).toBeLessThanOrEqual(planned);
        expect(after - (now + jump)).toBeLessThanOrEqual((digest === 'weekly' ? 7 * day : day) + hour);
        // a clock that went on as it should changes nothing
        if (jump >= 0) expect(after).toBe(planned);
      }),
      { numRuns: 300 },
    );
  });

  test('of what was too much to tell at once is the one of the next morning', () => {
    expect(rhythms.map(digestOf)).toEqual(['daily', 'daily', 'weekly']);
  });
});

describe('what is new', () => {
  const finds = (...some: [watch: number, rhythm: Rhythm, listing: number][]): Find[] =>
    some.map(([watch, rhythm, listing]) => ({ watch, rhythm, listing }));
  const nobody = new Set<number>();

  it('is told at once by the watch that tells at once, though a slower one found it too', () => {
    expect(share(finds([1, 'weekly', 7], [2, 'at-once', 7], [3, 'at-once', 7]), nobody, 0)).toEqual({
      now: finds([2, 'at-once', 7]),
      later: [],
    });
  });

  it('waits with every watch that found it, where none tells at once', () => {
    const both = finds([1, 'weekly', 7], [2, 'daily', 7]);
    expect(share(both, nobody, 0)).toEqual({ now: [], later: both });
  });

  it('is nothing where the person was told of it before', () => {
    expect(share(finds([1, 'at-once', 7], [2, 'daily', 7]), new Set([7]), 0)).toEqual({ now: [], later: [] });
  });

  const some = fc.array(
    fc.record({ watch: fc.integer({ min: 1, max: 6 }), rhythm: fc.constantFrom(...rhythms), listing: fc.integer({ min: 1, max: 40 }) }),
    { maxLength: 120 },
  );

  test('is told at once or later, never both, never twice, never lost, and at once within the limits', () => {
    fc.assert(
      fc.property(some, fc.array(fc.integer({ min: 1, max: 40 })), fc.nat(25), (all, told, toldToday) => {
        const known = new Set(told);
        const { now, later } = share(all, known, toldToday);
        const [soon, late] = [now.map(({ listing }) => listing), new Set(later.map(({ listing }) => listing))];
        expect(new Set(soon).size).toBe(soon.length);
        expect(soon.some((one) => late.has(one) || known.has(one))).toBe(false);
        expect(now.every(({ rhythm }) => rhythm === 'at-once')).toBe(true);
        expect(soon.length).toBeLessThanOrEqual(Math.min(atOnce.inOneGo, Math.max(0, atOnce.inADay - toldToday)));
        const due = new Set(all.map(({ listing }) => listing).filter((one) => !known.has(one)));
        expect(new Set([...soon, ...late])).toEqual(due);
        // what waits is known to each watch that found it, so that it is told although one of them ends
        expect(later).toEqual(expect.arrayContaining(all.filter(({ listing }) => late.has(listing))));
      }),
    );
  });
});
