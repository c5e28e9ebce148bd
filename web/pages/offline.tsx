/** What is shown in place of a page that was never opened here, when there is no network: the way to those that are kept. It is nobody's own. */
import assets from '../../dist/assets.json' with { type: 'json' };
import { Icon } from '../parts/icons.tsx';
import type { View } from '../view.ts';

/** The address that could not be shown. */
const here = '';

export function OfflinePage({ view: { text, locale } }: { view: View }) {
  const { offline, site } = text;
  return (
    <html lang={locale} dir={locale === 'ar' ? 'rtl' : 'ltr'}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${offline.title} · ${site.name}`}</title>
        <meta name="theme-color" content="#8c3b1f" />
        <link rel="stylesheet" href={assets.style} />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="manifest" href={`/manifest-${locale}.webmanifest`} />
        <script type="module" src={assets.script}></script>
      </head>
      <body>
        <header class="top">
          <div>
            <a class="brand" href="/">
              {site.name}
            </a>
          </div>
        </header>
        <main id="main">
          <section class="refused">
            <Icon name="warn" />
            <h1>{offline.title}</h1>
            <p data-nothing-kept>{offline.nothing}</p>
            <p data-something-kept hidden>
              {offline.lead}
            </p>
            <p class="ways">
              <a class="button" href={here}>
                {offline.again}
              </a>
              <a class="button quiet" href="/waiting" data-something-waits hidden>
                {offline.waiting}
              </a>
            </p>
          </section>
          <Kept name="places" title={offline.places} words={site.tabs} />
          <Kept name="own" title={offline.own} />
          <Kept name="seen" title={offline.seen} />
        </main>
      </body>
    </html>
  );
}

interface KeptProps {
  name: string;
  title: string;
  /** What the five places are called. */
  words?: Record<'market' | 'search' | 'post' | 'inbox' | 'firm', string>;
}

/** Filled on the phone, which alone knows what it keeps. */
function Kept({ name, title, words }: KeptProps) {
  return (
    <section
      data-list={name}
      data-market={words?.market}
      data-search={words?.search}
      data-post={words?.post}
      data-inbox={words?.inbox}
      data-firm={words?.firm}
      hidden
    >
      <h2>{title}</h2>
      <ul class="rows"></ul>
    </section>
  );
}
