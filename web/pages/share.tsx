/** Sharing a listing, a firm or a market: its short link in every form, and a card with its code to be printed; or why it cannot be shared. */
import type { Cluster } from '../../schema/cluster.ts';
import { pageOf, type Shareable } from '../../schema/short-link.ts';
import { Layout } from '../layout.tsx';
import { LinkCode, LinkText, SendingWays } from '../parts/share.tsx';
import type { View } from '../view.ts';

export interface Subject {
  what: Shareable;
  of: 'listing' | 'firm' | 'cluster' | 'pool';
  title: string;
  /** Whose it is, on the card below the title. */
  by: string | null;
}

export function SharePage({ view, cluster, subject }: { view: View; cluster: Cluster; subject: Subject }) {
  const { text, locale } = view;
  const { what, of, title, by } = subject;
  const t = text.sharing;
  return (
    <Layout view={view} title={t.titles[of]} tab={null}>
      <link rel="stylesheet" href="/paper.css" />
      <h1 class="unprinted">{t.titles[of]}</h1>
      <SendingWays view={view} what={what} title={title} />
      <section class="share-card" aria-labelledby="card">
        <h2 id="card" dir="auto">
          {title}
        </h2>
        {by ? (
          <p>
            <bdi>{by}</bdi>
          </p>
        ) : null}
        {of === 'cluster' ? null : <p>{cluster.names[locale]}</p>}
        <LinkCode view={view} what={what} />
        <p class="printed">{t.qr}</p>
        <p>
          <LinkText view={view} what={what} />
        </p>
      </section>
      <p class="hint unprinted">
        {of === 'pool' ? t.membersHint : null} {t.linkHint} {of === 'pool' ? null : t.qrHint}
      </p>
      <p class="ways">
        <button type="button" class="button quiet" data-print hidden>
          {t.print}
        </button>
        {of === 'firm' ? (
          <a class="button quiet" href={`${pageOf(what)}/poster`}>
            {t.poster}
          </a>
        ) : null}
      </p>
      <p class="unprinted">
        <a class="all" href={pageOf(what)}>
          {t.backTo[of]}
        </a>
      </p>
    </Layout>
  );
}

/** For those who see it, though the public does not. */
export function UnsharedPage({ view, what, why }: { view: View; what: Shareable; why: 'membersOnly' | 'notInMarket' | 'suspended' }) {
  const t = view.text.sharing;
  const of = what.firm === undefined ? 'listing' : 'firm';
  return (
    <Layout view={view} title={t.titles[of]} tab={null}>
      <h1>{t.notPublic[of]}</h1>
      <p>{t[why]}</p>
      <p class="ways">
        <a class="button" href={pageOf(what)}>
          {t.backTo[of]}
        </a>
      </p>
    </Layout>
  );
}
