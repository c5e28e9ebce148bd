/** When it is quiet, which ways are tried, and what a server may be sent to. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { noticeKinds } from '../../schema/inquiry.ts';
import { type QuietHours, subjects } from '../../schema/reach.ts';
import { day, hour, minute } from '../../schema/time.ts';
import { type Channel, channelsFor, isPressing, isPushService, quietUntil, subjectOf, textsFor } from '../../worker/domain/reach.ts';

const zones = ['Africa/Cairo', 'Africa/Algiers', 'Asia/Hebron', 'Europe/Paris', 'UTC', 'Asia/Kathmandu'];
const night: QuietHours = { from: 21 * 60, until: 7 * 60 };
/** The time on the wall there, as `2026-11-01 06:30`. */
const wall = (moment: number | null, timeZone: string) =>
  moment === null ? null : new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(moment);
const minuteThere = (moment: number, timeZone: string) => {
  const [hours = '', minutes = ''] = (wall(moment, timeZone) ?? '').slice(11).split(':');
  return Number(hours) * 60 + Number(minutes);
};

describe('quiet hours', () => {
  it.each<[string, string, string, string | null]>([
    ['before the evening', 'Africa/Cairo', '2026-11-10T18:59:59Z', null],
    ['from the first minute', 'Africa/Cairo', '2026-11-10T19:00:00Z', '2026-11-11 07:00'],
    ['before midnight', 'Africa/Cairo', '2026-11-10T21:30:20Z', '2026-11-11 07:00'],
    ['after midnight', 'Africa/Cairo', '2026-11-10T22:30:20Z', '2026-11-11 07:00'],
    ['until the last minute', 'Africa/Cairo', '2026-11-11T04:59:59Z', '2026-11-11 07:00'],
    ['and no longer', 'Africa/Cairo', '2026-11-11T05:00:00Z', null],
    ['of another place at the same moment', 'Africa/Algiers', '2026-11-10T19:30:00Z', null],
    ['of a place an hour behind', 'Africa/Algiers', '2026-11-10T20:30:00Z', '2026-11-11 07:00'],
    // clocks there go from 00:00 to 01:00 on the last Friday of April, and back from 24:00 to 23:00 on the last Thursday of October
    ['of a night that is an hour shorter', 'Africa/Cairo', '2026-04-23T20:00:00Z', '2026-04-24 07:00'],
    ['of a night that is an hour longer', 'Africa/Cairo', '2026-10-29T19:00:00Z', '2026-10-30 07:00'],
  ])('%s', (_, timeZone, at, until) => {
    expect(wall(quietUntil(Date.parse(at), night, timeZone), timeZone)).toBe(until);
  });

  it('that end in the hour which is left out end with it', () => {
    const at = Date.parse('2026-04-23T21:00:00Z');
    expect(wall(at, 'Africa/Cairo')).toBe('2026-04-23 23:00');
    expect(wall(quietUntil(at, { from: 21 * 60, until: 0 }, 'Africa/Cairo'), 'Africa/Cairo')).toBe('2026-04-24 01:00');
  });

  it('of a day do not go over midnight', () => {
    const noon = { from: 12 * 60, until: 14 * 60 };
    expect(wall(quietUntil(Date.parse('2026-11-10T11:00:00Z'), noon, 'Africa/Cairo'), 'Africa/Cairo')).toBe('2026-11-10 14:00');
    expect(quietUntil(Date.parse('2026-11-10T22:30:00Z'), noon, 'Africa/Cairo')).toBeNull();
  });

  const moments = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2030, 0) });
  const minutes = fc.integer({ min: 0, max: 1439 });

  test('are none when they are switched off, or end where they begin', () => {
    fc.assert(
      fc.property(moments, minutes, fc.constantFrom(...zones), (now, at, zone) => {
        expect(quietUntil(now, null, zone)).toBeNull();
        expect(quietUntil(now, { from: at, until: at }, zone)).toBeNull();
      }),
    );
  });

  test('hold exactly between their two times on the wall', () => {
    fc.assert(
      fc.property(moments, minutes, minutes, fc.constantFrom(...zones), (now, from, until, zone) => {
        const at = minuteThere(now, zone);
        const since = (at - from + 1440) % 1440;
        const length = (until - from + 1440) % 1440;
        expect(quietUntil(now, { from, until }, zone) !== null).toBe(since < length);
      }),
      { numRuns: 400 },
    );
  });

  test('end within a day and the hour of a changed clock, when it is no longer quiet, on the minute', () => {
    fc.assert(
      fc.property(moments, minutes, minutes, fc.constantFrom(...zones), (now, from, until, zone) => {
        const end = quietUntil(now, { from, until }, zone);
        if (end === null) return;
        expect(end).toBeGreaterThan(now);
        expect(end - now).toBeLessThanOrEqual(day + hour);
        expect(end % minute).toBe(0);
        expect(quietUntil(end, { from, until }, zone)).toBeNull();
        // but for the nights on which clocks are changed, exactly at the time that was chosen
        if (Math.abs(((minuteThere(end, zone) - until + 2160) % 1440) - 720) > 60) throw new Error(`ends at ${wall(end, zone)}`);
      }),
      { numRuns: 400 },
    );
  });

  test('are quiet to the last minute, where no clock is changed', () => {
    fc.assert(
      fc.property(moments, minutes, minutes, fc.constantFrom('Africa/Algiers', 'UTC', 'Asia/Kathmandu'), (now, from, until, zone) => {
        const end = quietUntil(now, { from, until }, zone);
        if (end === null) return;
        expect(minuteThere(end, zone)).toBe(until);
        expect(quietUntil(end - 1, { from, until }, zone)).toBe(end);
      }),
      { numRuns: 400 },
    );
  });
});

describe('the ways', () => {
  const all = { push: true, email: true, text: true };
  it.each<[string, Parameters<typeof channelsFor>, Channel[]]>([
    ['push first, then e-mail, then a text', [{ phones: 1, email: true, texts: true }, all, true], ['push', 'email', 'text']],
    ['no text for what can wait', [{ phones: 0, email: false, texts: true }, all, false], []],
    ['a text for one who has nothing else', [{ phones: 0, email: false, texts: true }, all, true], ['text']],
    ['nothing for one who wants no texts', [{ phones: 0, email: false, texts: false }, all, true], []],
    ['no push where the site has no key', [{ phones: 2, email: true, texts: true }, { ...all, push: false }, false], ['email']],
    ['no e-mail where the site sends none', [{ phones: 0, email: true, texts: true }, { ...all, email: false }, true], ['text']],
    ['e-mail also for what can wait', [{ phones: 0, email: true, texts: true }, all, false], ['email']],
  ])('%s', (_, given, expected) => {
    expect(channelsFor(...given)).toEqual(expected);
  });

  it('every kind of notice has a subject, every subject has kinds, and questions and answers press', () => {
    expect(Object.keys(subjectOf).sort()).toEqual([...noticeKinds].sort());
    expect(new Set(Object.values(subjectOf))).toEqual(new Set(subjects));
    // nobody waits for an answer to what is found or changes in a listing or a firm, and of a pool only its supplier is asked
    const pressing = noticeKinds.filter(isPressing).filter((kind) => /^(listing|firm|colleague|watch|match|pool)-/.test(kind));
    expect(pressing).toEqual(['pool-named', 'pool-confirmed', 'pool-refused']);
  });

  it('one without a firm has a smaller budget, and no more than a firm', () => {
    expect([textsFor(7, 30), textsFor(null, 30), textsFor(null, 5), textsFor(7, 0), textsFor(null, 0)]).toEqual([30, 10, 5, 0, 0]);
  });
});

describe('the address of a push service', () => {
  it.each([
    'https://fcm.googleapis.com/fcm/send/abc:def',
    'https://updates.push.services.mozilla.com/wpush/v2/gAAA',
    'https://web.push.apple.com/QGuQ',
    'https://wns2-par02p.notify.windows.com/w/?token=BQ',
  ])('may be %s', (address) => expect(isPushService(address)).toBe(true));

  it.each([
    'http://fcm.googleapis.com/x',
    'https://localhost/x',
    'https://localhost./x',
    'https://127.0.0.1/x',
    'https://2130706433/x',
    'https://0x7f.1/x',
    'https://10.0.0.1./x',
    'https://[::1]/x',
    'https://[::ffff:127.0.0.1]/x',
    'https://metadata/x',
    'https://metadata.google.internal/x',
    'https://printer.local/x',
    'https://a.b.localhost/x',
    'https://fcm.googleapis.com:8443/x',
    'https://user:secret@fcm.googleapis.com/x',
    'ftp://fcm.googleapis.com/x',
    'javascript:alert(1)',
    'fcm.googleapis.com',
    '',
  ])('may not be %s', (address) => expect(isPushService(address)).toBe(false));
});
