/** Notices as words for outside of the app: one message for all of them, as a push, an e-mail or a text message. */
import type { Cluster } from '../../schema/cluster.ts';
import type { Locale } from '../../schema/ids.ts';
import type { Notice } from '../../schema/inquiry.ts';
import type { Watched } from '../../schema/watch.ts';
import { formatOf } from '../../web/format.ts';
import { apart } from '../../web/parts/marked.ts';
import { noticeAddress } from '../../web/parts/notice-address.ts';
import { watchWords } from '../../web/parts/watch-words.ts';
import { textOf } from '../../web/text/index.ts';

/** Some notices, the newest first and at least one, for a reader of a language. */
export interface News {
  cluster: Cluster;
  notices: [Notice, ...Notice[]];
  watches: WatchNews[];
  locale: Locale;
  /** Origin of the links. */
  origin: string;
}

/** A watch that some of the notices are about. */
export interface WatchNews {
  watched: Watched;
  /** On this site, where it is ended without signing in. */
  end: string;
  /** What its digests tell of, the newest first. */
  found: { id: number; title: string }[];
}

/** Listings that an e-mail names for one watch, and watches that it offers to end. */
const most = { titles: 10, ends: 5 };

/** What the service worker shows. */
export interface PushPayload {
  title: string;
  body: string;
  /** On this site, where the notices can be read. */
  url: string;
  /** A newer one takes the place of an older one. */
  tag: string;
  lang: Locale;
  dir: 'rtl' | 'ltr';
}

export function pushOf(news: News): PushPayload {
  const { cluster, locale, notices } = news;
  const [newest] = notices;
  const lines = [titleOf(news, newest), moreOf(news), cluster.names[locale]];
  return {
    title: textOf(locale).notices[newest.kind],
    body: lines.filter(Boolean).join('\n'),
    url: pathOf(news),
    tag: cluster.slug,
    lang: locale,
    dir: locale === 'ar' ? 'rtl' : 'ltr',
  };
}

/** `stop` is the link that ends these e-mails. */
export function emailOf(news: News, stop: string): { subject: string; text: string; unsubscribe: string } {
  const { cluster, locale, notices, watches, origin } = news;
  const { notices: sentences, reach, watches: said } = textOf(locale);
  const [newest] = notices;
  const head = [sentences[newest.kind], titleOf(news, newest), moreOf(news)].filter(Boolean).join('\n');
  const lists = watches.filter(({ found }) => found.length > 0).map((one) => listOf(news, one));
  const ends = watches.slice(0, most.ends).map((one) => `${said.stop(apart(wordsOf(news, one)))}\n${origin}${one.end}`);
  const [only] = watches;
  const alone = only && notices.every(({ watch }) => watch?.id === only.watched.id);
  return {
    subject: `${sentences[newest.kind]} – ${cluster.names[locale]}`,
    text: [
      head,
      ...lists,
      `${origin}${pathOf(news)}`,
      ...ends,
      `${reach.email.choices}\n${origin}/me/notices`,
      `${reach.email.stop}\n${stop}`,
    ].join('\n\n'),
    // a mailbox ends what this e-mail is about, and all e-mails only where it is about more
    unsubscribe: alone ? origin + only.end : stop,
  };
}

/** Every letter costs: no more than what happened, and where to look. */
export function textMessageOf(news: News): string {
  const { site, notices: sentences } = textOf(news.locale);
  const [newest] = news.notices;
  const more = moreOf(news);
  return `${site.name}: ${sentences[newest.kind]}${more ? `. ${more}` : ''}.\n${news.origin}${pathOf(news)}`;
}

function titleOf(news: News, { kind, listing, about, watch }: Notice): string | undefined {
  if (kind !== 'watch-digest') return (listing ?? about)?.title;
  const one = news.watches.find(({ watched }) => watched.id === watch?.id);
  if (!one) return undefined;
  const count = one.found.length;
  const { found, digest } = textOf(news.locale).watches;
  return digest(apart(wordsOf(news, one)), found(count, formatOf(news.locale, news.cluster).number(count)));
}

const wordsOf = ({ locale, cluster }: News, { watched }: WatchNews) =>
  watchWords(textOf(locale), formatOf(locale, cluster), cluster.currency, watched);

/** A line for each listing that a digest tells of. */
function listOf(news: News, one: WatchNews): string {
  const { cluster, origin } = news;
  const titles = one.found.slice(0, most.titles).map(({ id, title }) => `– ${title}\n${origin}/c/${cluster.slug}/l/${id}`);
  return [`${wordsOf(news, one)}:`, ...titles].join('\n');
}

/** To what it is about, or to the inbox when there is more. */
function pathOf({ cluster, notices: [newest, ...others] }: News): string {
  const market = `/c/${cluster.slug}`;
  return (others.length > 0 ? null : noticeAddress(cluster.slug, newest)) ?? `${market}/inbox`;
}

function moreOf({ cluster, locale, notices }: News): string {
  const others = notices.length - 1;
  return others === 0 ? '' : textOf(locale).reach.more(others, formatOf(locale, cluster).number(others));
}
