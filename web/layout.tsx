/** The frame of every page: head, the way around, and where the content stands. */
import { html, raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import assets from '../dist/assets.json' with { type: 'json' };
import { type Locale, locales } from '../schema/ids.ts';
import { type Shared, SharedMeta } from './parts/shared-meta.tsx';
import type { Tab, View } from './view.ts';

interface LayoutProps {
  view: View;
  /** Without the site's name; the page's children hold its h1. */
  title: string;
  tab: Tab;
  /** For lists and tables that profit from a wide screen. */
  wide?: boolean;
  /** For pages of what firms do together, which have a style sheet of their own. */
  together?: boolean;
  description?: string | undefined;
  /** How the page looks when its address is shared; pages that are nobody else's have none. */
  shared?: Shared | undefined;
  children: Child;
}

export function Layout({ view, title, tab, wide, together, description, shared, children }: LayoutProps) {
  const { text, locale, cluster } = view;
  return (
    <html lang={locale} dir={locale === 'ar' ? 'rtl' : 'ltr'}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · ${cluster ? `${cluster.names[locale]} · ` : ''}${text.site.name}`}</title>
        <meta name="description" content={description ?? text.site.motto} />
        {shared ? <SharedMeta view={view} shared={shared} title={title} description={description} /> : null}
        <meta name="theme-color" content="#8c3b1f" />
        <link rel="stylesheet" href={assets.style} />
        {together ? <link rel="stylesheet" href={assets.together} /> : null}
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="manifest" href={`/manifest-${locale}.webmanifest`} />
        <link rel="apple-touch-icon" href="/icons/icon-180.png" />
        <script type="module" src={assets.script}></script>
      </head>
      <body class={cluster ? 'in' : undefined} data-person={view.person?.id} data-home={view.you?.firm ? cluster?.slug : undefined}>
        <a class="skip" href="#main">
          {text.site.skip}
        </a>
        <Top view={view} />
        {cluster ? <Places view={view} tab={tab} slug={cluster.slug} /> : null}
        <AsOf view={view} />
        <main id="main" class={wide ? 'wide' : undefined}>
          {children}
        </main>
        <footer class="foot">
          <p>{text.site.motto}</p>
          {cluster ? (
            <p>
              <a href={`/c/${cluster.slug}/firms`}>{text.site.firms}</a> <a href="/">{text.site.allClusters}</a>
            </p>
          ) : null}
          {html`<p><button class="link" data-install hidden>${text.offline.install}</button></p>`}
        </footer>
      </body>
    </html>
  );
}

/** What a page says of itself that comes from the phone's own memory. */
function AsOf({ view: { text, locale, cluster } }: { view: View }) {
  return html`<p class="as-of" role="status" data-as-of="${locale}-${cluster?.country ?? 'EG'}" hidden>${text.offline.asOf} <time></time>. <a href="">${text.offline.renew}</a></p>`;
}

/** The head and the places are on every page: templates, which cost a third of what elements do. */
function Top({ view }: { view: View }) {
  const { text, locale, cluster, you, person, path } = view;
  const { site } = text;
  const button = (one: Locale) =>
    html`<button name="lang" value="${one}" lang="${one}" aria-pressed="${String(one === locale)}" aria-label="${site.languageSigns[one]} – ${text.languageNames[one]}">${site.languageSigns[one]}</button>`;
  const me = person
    ? html`<a class="me" href="/me"><i class="i i-person"></i><bdi>${person.name || site.me}</bdi></a>`
    : html`<a class="me" href="/sign-in?next=${encodeURIComponent(path)}"><i class="i i-person"></i>${site.signIn}</a>`;
  const manage =
    cluster && you?.role === 'manager'
      ? html`<a class="manage" href="/c/${cluster.slug}/manage"><i class="i i-manage"></i>${site.tabs.manage}${badge(view, you.waiting)}</a>`
      : '';
  // what waits on this phone is known on this phone only
  const waits = html`<a class="waits" href="/waiting" data-waiting-badge hidden><i class="i i-clock"></i>${text.phone.title} <b class="badge" data-count></b></a>`;
  const where = cluster ? html`<p class="where"><a href="/c/${cluster.slug}">${cluster.names[locale]}</a>${manage}</p>` : '';
  // what the form names is harmless however often it is sent: its key is always the same
  return html`<header class="top"><div><a class="brand" href="/">${site.name}</a><form class="languages" method="post" action="/language" aria-label="${site.language}"><input type="hidden" name="next" value="${path}"><input type="hidden" name="key" value="language">${locales.map(button)}</form>${me}</div>${waits}${where}</header>`;
}

const places = [
  ['market', ''],
  ['search', '/search'],
  ['post', '/l/new'],
  ['inbox', '/inbox'],
  ['firm', '/firm'],
] as const;

function Places({ view, tab, slug }: { view: View; tab: Tab; slug: string }) {
  const { site } = view.text;
  return html`<nav class="places" aria-label="${site.places}">${places.map(
    ([name, path]) =>
      html`<a class="${name}" href="/c/${slug}${path}"${tab === name ? raw(' aria-current="page"') : ''}><i class="i i-${name}"></i>${site.tabs[name]}${
        name === 'inbox' ? badge(view, view.you?.unread ?? 0) : ''
      }</a>`,
  )}</nav>`;
}

/** How many are new; what the number stands for is said to those who do not see where it stands. */
function badge({ text, format }: View, n: number) {
  return n > 0 ? html`<b class="badge">${format.number(n)}<span class="unseen"> ${text.site.fresh}</span></b>` : '';
}
