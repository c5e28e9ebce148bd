/** Notices as words for outside of the app: one message for all of them, as a push, an e-mail or a text message. */
import type { Cluster } from '../../schema/cluster.ts';
import type { Locale } from '../../schema/ids.ts';
import type { Notice } from '../../schema/inquiry.ts';
import { formatOf } from '../../web/format.ts';
import { noticeAddress } from '../../web/parts/notice-address.ts';
import { textOf } from '../../web/text/index.ts';

/** Some notices, the newest first and at least one, for a reader of a language. */
export interface News {
  cluster: Cluster;
  notices: [Notice, ...Notice[]];
  locale: Locale;
  /** Origin of the links. */
  origin: string;
}

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
  const lines = [titleOf(newest), moreOf(news), cluster.names[locale]];
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
export function emailOf(news: News, stop: string): { subject: string; text: string } {
  const { cluster, locale, notices, origin } = news;
  const { notices: sentences, reach } = textOf(locale);
  const [newest] = notices;
  const head = [sentences[newest.kind], titleOf(newest), moreOf(news)].filter(Boolean).join('\n');
  return {
    subject: `${sentences[newest.kind]} – ${cluster.names[locale]}`,
    text: [head, `${origin}${pathOf(news)}`, `${reach.email.choices}\n${origin}/me/notices`, `${reach.email.stop}\n${stop}`].join('\n\n'),
  };
}

/** Every letter costs: no more than what happened, and where to look. */
export function textMessageOf(news: News): string {
  const { site, notices: sentences } = textOf(news.locale);
  const [newest] = news.notices;
  const more = moreOf(news);
  return `${site.name}: ${sentences[newest.kind]}${more ? `. ${more}` : ''}.\n${news.origin}${pathOf(news)}`;
}

const titleOf = ({ listing, about }: Notice) => (listing ?? about)?.title;

/** To what it is about, or to the inbox when there is more. */
function pathOf({ cluster, notices: [newest, ...others] }: News): string {
  const market = `/c/${cluster.slug}`;
  return (others.length > 0 ? null : noticeAddress(cluster.slug, newest)) ?? `${market}/inbox`;
}

function moreOf({ cluster, locale, notices }: News): string {
  const others = notices.length - 1;
  return others === 0 ? '' : textOf(locale).reach.more(others, formatOf(locale, cluster).number(others));
}
