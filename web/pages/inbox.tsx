/** What has come in and gone out: news, inquiries received, inquiries sent. */
import type { Inbox, InquiryView, Notice } from '../../schema/inquiry.ts';
import { ReturnReason } from '../../schema/listing.ts';
import { Layout } from '../layout.tsx';
import { Done } from '../parts/done.tsx';
import { Key } from '../parts/form.tsx';
import { Icon } from '../parts/icons.tsx';
import type { View } from '../view.ts';
import { PartyName } from './inquiry.tsx';

export function InboxPage({ view, inbox, formKey, done }: { view: View; inbox: Inbox; formKey: string; done?: string | undefined }) {
  const { text, format, cluster } = view;
  const words = text.trade.inbox;
  const market = `/c/${cluster?.slug}`;
  const unread = inbox.notices.filter((notice) => !notice.read).length;
  const newest = inbox.notices[0];
  return (
    <Layout view={view} title={words.title} tab="inbox">
      <Done view={view} word={done} />
      <h1>{words.title}</h1>
      {unread > 0 && newest ? (
        <form method="post" action={`${market}/inbox/read`} class="unread">
          <Key value={formKey} />
          <input type="hidden" name="upTo" value={String(newest.id)} />
          <p>
            <b>{words.unread(unread, format.number(unread))}</b>
          </p>
          <p class="buttons">
            <button class="button quiet">{words.markRead}</button>
          </p>
        </form>
      ) : null}
      {inbox.received.length > 0 || view.you?.firm ? (
        <section aria-labelledby="received">
          <h2 id="received">{words.received}</h2>
          {inbox.received.length > 0 ? (
            <Inquiries view={view} inquiries={inbox.received} />
          ) : (
            <>
              <p>{words.noneReceived}</p>
              <p>
                <a href={`${market}/l/new`}>{words.firstPost}</a>
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
              <a href={`${market}/search`}>{words.firstSearch}</a>
            </p>
          </>
        )}
      </section>
      <section aria-labelledby="notices">
        <h2 id="notices">{words.notices}</h2>
        {inbox.notices.length === 0 ? <p>{words.noneNotices}</p> : null}
        <ul class="rows">
          {inbox.notices.map((notice) => (
            <NoticeRow view={view} notice={notice} />
          ))}
        </ul>
      </section>
    </Layout>
  );
}

function Inquiries({ view, inquiries }: { view: View; inquiries: InquiryView[] }) {
  const { text, format, cluster } = view;
  return (
    <ul class="rows">
      {inquiries.map((inquiry) => (
        <li>
          <h3>
            <a href={`/c/${cluster?.slug}/i/${inquiry.id}`} dir="auto">
              {inquiry.listing.title}
            </a>
          </h3>
          <p class="by">
            <PartyName view={view} party={inquiry.side === 'owner' ? inquiry.asker : inquiry.owner} />
          </p>
          <p class="excerpt" dir="auto">
            {inquiry.message}
          </p>
          <p class="by">
            <span class={`state state-${inquiry.state}`}>{text.inquiryStates[inquiry.state]}</span>
            {inquiry.quantity ? <span>{format.quantity(inquiry.quantity)}</span> : null}
            <span>{format.ago(inquiry.createdAt, view.now)}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}

function NoticeRow({ view, notice }: { view: View; notice: Notice }) {
  const { text, format, cluster } = view;
  const reason = ReturnReason.safeParse(notice.reason).data;
  const market = `/c/${cluster?.slug}`;
  const to = notice.inquiry !== null ? `${market}/i/${notice.inquiry}` : notice.listing ? `${market}/l/${notice.listing.id}` : null;
  return (
    <li class={notice.read ? 'notice' : 'notice unread'}>
      <p>
        {notice.read ? null : (
          <b class="fresh">
            <Icon name="inbox" /> {text.trade.inbox.fresh}
          </b>
        )}{' '}
        {to ? <a href={to}>{text.notices[notice.kind]}</a> : text.notices[notice.kind]}
      </p>
      {notice.listing ? <p dir="auto">{notice.listing.title}</p> : null}
      {reason ? <p>{text.returnReasons[reason]}</p> : null}
      {notice.words ? (
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
