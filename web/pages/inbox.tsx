/** What has come in and gone out: news, inquiries received, inquiries sent. */
import type { Inbox, InquiryView, Notice } from '../../schema/inquiry.ts';
import { ReturnReason } from '../../schema/listing.ts';
import { Layout } from '../layout.tsx';
import { Done } from '../parts/done.tsx';
import { Key } from '../parts/form.tsx';
import { Icon } from '../parts/icons.tsx';
import { apart } from '../parts/marked.ts';
import { noticeAddress } from '../parts/notice-address.ts';
import type { View } from '../view.ts';
import { PartyName } from './inquiry.tsx';

export function InboxPage({ view, inbox, formKey, done }: { view: View; inbox: Inbox; formKey: string; done?: string | undefined }) {
  const { text, format, cluster } = view;
  const words = text.trade.inbox;
  const market = `/c/${cluster?.slug}`;
  const unread = inbox.notices.filter((notice) => !notice.read);
  const read = inbox.notices.filter((notice) => notice.read);
  const [newest] = unread;
  return (
    <Layout view={view} title={words.title} tab="inbox">
      <Done view={view} word={done} />
      <h1>{words.title}</h1>
      {newest ? (
        <section aria-labelledby="news">
          <h2 id="news">{words.unread(unread.length, format.number(unread.length))}</h2>
          <Notices view={view} notices={unread} />
          <form method="post" action={`${market}/inbox/read`}>
            <Key value={formKey} />
            <input type="hidden" name="upTo" value={String(newest.id)} />
            <p class="buttons">
              <button type="submit" class="button quiet">
                <Icon name="check" /> {words.markRead}
              </button>
            </p>
          </form>
        </section>
      ) : null}
      {inbox.received.length > 0 || view.you?.firm ? (
        <section aria-labelledby="received">
          <h2 id="received">{words.received}</h2>
          {inbox.received.length > 0 ? (
            <Inquiries view={view} inquiries={unansweredFirst(inbox.received)} />
          ) : (
            <>
              <p>{words.noneReceived}</p>
              <p>
                <a class="button quiet" href={`${market}/l/new`}>
                  {words.firstPost}
                </a>
              </p>
            </>
          )}
        </section>
      ) : null}
      <section aria-labelledby="sent">
        <h2 id="sent">{words.sent}</h2>
        {inbox.sent.length > 0 ? (
          <Inquiries view={view} inquiries={inbox.sent} />
        ) : (
          <>
            <p>{words.noneSent}</p>
            <p>
              <a class="button quiet" href={`${market}/search`}>
                {words.firstSearch}
              </a>
            </p>
          </>
        )}
      </section>
      {inbox.notices.length === 0 ? <p>{words.noneNotices}</p> : null}
      <p class="ways">
        {view.you?.firm ? (
          <a class="all" href={`${market}/matches`}>
            {text.matching.title}
          </a>
        ) : null}
        <a class="all" href={`${market}/watches`}>
          {text.watches.title}
        </a>
      </p>
      {read.length > 0 ? (
        <details>
          <summary>{words.earlier}</summary>
          <Notices view={view} notices={read} />
        </details>
      ) : null}
    </Layout>
  );
}

/** What waits for the reader's answer stands before what is settled. */
const unansweredFirst = (inquiries: InquiryView[]) => inquiries.toSorted((a, b) => Number(b.state === 'open') - Number(a.state === 'open'));

function Inquiries({ view, inquiries }: { view: View; inquiries: InquiryView[] }) {
  const { text, format, cluster } = view;
  return (
    <ul class="rows">
      {inquiries.map((inquiry) => (
        <li>
          <p class="by">
            <b class={inquiry.side === 'owner' && inquiry.state === 'open' ? 'state due' : 'state'}>{text.inquiryStates[inquiry.state]}</b>
            <span>{format.ago(inquiry.createdAt, view.now)}</span>
          </p>
          <h3>
            <a href={`/c/${cluster?.slug}/i/${inquiry.id}`} dir="auto">
              {inquiry.listing.title}
            </a>
          </h3>
          <p class="by">
            <PartyName view={view} party={inquiry.side === 'owner' ? inquiry.asker : inquiry.owner} />
          </p>
          <p class="about" dir="auto">
            {inquiry.message || (inquiry.voice ? text.media.voice.only : '')}
          </p>
          {inquiry.quantity ? (
            <p class="figures">
              <b>{format.quantity(inquiry.quantity)}</b>
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Notices({ view, notices }: { view: View; notices: Notice[] }) {
  return (
    <ul class="rows">
      {notices.map((notice) => (
        <NoticeRow view={view} notice={notice} />
      ))}
    </ul>
  );
}

function NoticeRow({ view, notice }: { view: View; notice: Notice }) {
  const { text, format, cluster } = view;
  const reason = ReturnReason.safeParse(notice.reason).data;
  const market = `/c/${cluster?.slug}`;
  const to = noticeAddress(cluster?.slug ?? '', notice);
  const title = (notice.listing ?? notice.about)?.title;
  return (
    <li class={notice.read ? 'notice' : 'notice unread'}>
      <p>{to ? <a href={to}>{text.notices[notice.kind]}</a> : text.notices[notice.kind]}</p>
      {title ? <p dir="auto">{title}</p> : null}
      {reason ? <p>{text.returnReasons[reason]}</p> : null}
      {notice.kind === 'watch-digest' && notice.watch ? (
        <p>{text.watches.found(notice.watch.found, format.number(notice.watch.found))}</p>
      ) : null}
      {notice.kind === 'watch-found' || notice.kind === 'watch-digest' ? (
        <p class="by">
          <a href={`${market}/watches`}>{notice.words ? text.watches.because(apart(notice.words)) : text.watches.becauseSearch}</a>
        </p>
      ) : notice.words ? (
        <p class="words" dir="auto">
          {notice.words}
        </p>
      ) : null}
      <p class="by">
        <time datetime={new Date(notice.at).toISOString()}>{format.ago(notice.at, view.now)}</time>
      </p>
    </li>
  );
}
