/** The frame of every page: head, the way around, and where the content stands. */
import type { Child } from 'hono/jsx';
import assets from '../dist/assets.json' with { type: 'json' };
import { locales } from '../schema/ids.ts';
import type { Tab, View } from './view.ts';

interface LayoutProps {
  view: View;
  /** Without the site's name; the page's children hold its h1. */
  title: string;
  tab: Tab;
  /** For lists and tables that profit from a wide screen. */
  wide?: boolean;
  description?: string;
  children: Child;
}

export function Layout({ view, title, tab, wide, description, children }: LayoutProps) {
  const { text, locale, cluster } = view;
  return (
    <html lang={locale} dir={locale === 'ar' ? 'rtl' : 'ltr'}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · ${cluster ? `${cluster.names[locale]} · ` : ''}${text.site.name}`}</title>
        {description ? <meta name="description" content={description} /> : null}
        <meta name="theme-color" content="#8c3b1f" />
        <link rel="stylesheet" href={assets.style} />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <script type="module" src={assets.script}></script>
      </head>
      <body class={cluster ? 'in' : undefined}>
        <a class="skip" href="#main">
          {text.site.skip}
        </a>
        <Top view={view} />
        {cluster ? <Places view={view} tab={tab} slug={cluster.slug} /> : null}
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
        </footer>
      </body>
    </html>
  );
}

function Top({ view }: { view: View }) {
  const { text, locale, cluster, you, person } = view;
  return (
    <header class="top">
      <div>
        <a class="brand" href="/">
          {text.site.name}
        </a>
        <form class="languages" method="post" action="/language" aria-label={text.site.language}>
          <input type="hidden" name="next" value={view.path} />
          <input type="hidden" name="key" value="language" />
          {locales.map((one) => (
            <button name="lang" value={one} lang={one} aria-pressed={one === locale ? 'true' : 'false'} aria-label={`${text.site.languageSigns[one]} – ${text.languageNames[one]}`}>
              {text.site.languageSigns[one]}
            </button>
          ))}
        </form>
        {person ? (
          <a class="me" href="/me">
            <i class="i i-person"></i>
            <bdi>{person.name || text.site.me}</bdi>
          </a>
        ) : (
          <a class="me" href={`/sign-in?next=${encodeURIComponent(view.path)}`}>
            <i class="i i-person"></i>
            {text.site.signIn}
          </a>
        )}
      </div>
      {cluster ? (
        <p class="where">
          <a href={`/c/${cluster.slug}`}>{cluster.names[locale]}</a>
          {you?.role === 'manager' ? (
            <a class="manage" href={`/c/${cluster.slug}/manage`}>
              <i class="i i-manage"></i>
              {text.site.tabs.manage}
              {you.waiting > 0 ? <b class="badge">{view.format.number(you.waiting)}</b> : null}
            </a>
          ) : null}
        </p>
      ) : null}
    </header>
  );
}

const places = [
  ['market', ''],
  ['search', '/search'],
  ['post', '/l/new'],
  ['inbox', '/inbox'],
  ['firm', '/firm'],
] as const;

function Places({ view, tab, slug }: { view: View; tab: Tab; slug: string }) {
  const { text, you } = view;
  return (
    <nav class="places" aria-label={text.site.places}>
      {places.map(([name, path]) => (
        <a class={name} href={`/c/${slug}${path}`} aria-current={tab === name ? 'page' : undefined}>
          <i class={`i i-${name}`}></i>
          {text.site.tabs[name]}
          {name === 'inbox' && you && you.unread > 0 ? <b class="badge">{view.format.number(you.unread)}</b> : null}
        </a>
      ))}
    </nav>
  );
}
