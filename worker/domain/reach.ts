/** Rules of being told outside of the app: what belongs to which subject, which ways are tried in which order, and when it is quiet. */
import type { noticeKinds } from '../../schema/inquiry.ts';
import type { QuietHours, Subject } from '../../schema/reach.ts';
import { minute, offset } from '../../schema/time.ts';

type NoticeKind = (typeof noticeKinds)[number];

/** A new kind of notice must choose. */
export const subjectOf: Record<NoticeKind, Subject> = {
  'inquiry-received': 'asked',
  'inquiry-withdrawn': 'asked',
  'inquiry-accepted': 'answered',
  'inquiry-declined': 'answered',
  'inquiry-closed': 'answered',
  'listing-published': 'listings',
  'listing-returned': 'listings',
  'listing-removed': 'listings',
  'listing-expired': 'listings',
  'listing-renewed': 'listings',
  'watch-found': 'found',
  'watch-digest': 'found',
  'match-found': 'found',
  'pool-joined': 'together',
  'pool-step': 'together',
  'pool-reached': 'together',
  'pool-missed': 'together',
  'pool-cancelled': 'together',
  'pool-taken-back': 'together',
  'pool-named': 'asked',
  'pool-confirmed': 'answered',
  'pool-refused': 'answered',
  'coalition-invited': 'asked',
  'coalition-accepted': 'together',
  'coalition-declined': 'together',
  'coalition-complete': 'together',
  'coalition-quoted': 'answered',
  'coalition-agreed': 'answered',
  'coalition-refused': 'answered',
  'coalition-ended': 'together',
  'circle-proposed': 'asked',
  'circle-accepted': 'together',
  'circle-agreed': 'answered',
  'circle-mended': 'asked',
  'circle-ended': 'together',
  'chain-invited': 'together',
  'chain-joined': 'together',
  'chain-left': 'together',
  'chain-gap': 'together',
  'chain-written': 'asked',
  'chain-agreed': 'answered',
  'chain-declined': 'answered',
  'chain-changed': 'together',
  'colleague-joined': 'firm',
  'colleague-invited': 'firm',
  'firm-suspended': 'firm',
  'firm-restored': 'firm',
  'firm-trusted': 'firm',
  'firm-distrusted': 'firm',
};

/** Somebody waits for an answer, or has one: these are told at once, and are worth a text message. */
export const isPressing = (kind: NoticeKind): boolean => subjectOf[kind] === 'asked' || subjectOf[kind] === 'answered';

export const channels = ['push', 'email', 'text'] as const;
export type Channel = (typeof channels)[number];

/** The ways by which somebody can be told, the first to be tried first. */
export function channelsFor(
  ways: { phones: number; email: boolean; texts: boolean },
  open: Record<Channel, boolean>,
  pressing: boolean,
): Channel[] {
  const has: Record<Channel, boolean> = { push: ways.phones > 0, email: ways.email, text: ways.texts && pressing };
  return channels.filter((channel) => open[channel] && has[channel]);
}

/** Text messages that somebody without a firm is sent in a month. */
const textsPerPerson = 10;
export const textsFor = (firm: number | null, perFirm: number): number => (firm === null ? Math.min(textsPerPerson, perFirm) : perFirm);

/** The moment at which it is no longer quiet, or null when it is not quiet now. */
export function quietUntil(now: number, quiet: QuietHours | null, timeZone: string): number | null {
  if (!quiet || !isQuiet(now, quiet, timeZone)) return null;
  const left = (quiet.until - minuteOf(now, timeZone) + 1440) % 1440;
  const end = Math.floor(now / minute) * minute + left * minute;
  // clocks may be changed in between, forwards or back; where the hour is left out, the one after it is the end
  const [earlier = end, later = end] = [end, end + offset(now, timeZone) - offset(end, timeZone)].sort((a, b) => a - b);
  return earlier > now && !isQuiet(earlier, quiet, timeZone) ? earlier : later;
}

function isQuiet(moment: number, { from, until }: QuietHours, timeZone: string): boolean {
  const at = minuteOf(moment, timeZone);
  return from <= until ? from <= at && at < until : from <= at || at < until;
}

const minuteOf = (moment: number, timeZone: string): number => {
  const local = moment + offset(moment, timeZone);
  return Math.floor(local / minute) % 1440;
};

/** What a server may be sent to by a browser's word: the address of a push service on the public internet. */
export function isPushService(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, username, password } = new URL(address);
  if (protocol !== 'https:' || port !== '' || username !== '' || password !== '') return false;
  const host = hostname.replace(/\.$/, '');
  // security: numbers and inner names lead to machines that are not the public's; URL has already written every form of IPv4 alike
  if (host.startsWith('[') || /^[\d.]+$/.test(host) || !host.includes('.')) return false;
  return !/\.(localhost|local|internal|intranet|lan|home|corp|private|test|invalid|example|onion|arpa)$/.test(host);
}
