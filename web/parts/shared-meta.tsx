/** What tells other programs about a page: Open Graph for those that show a shared link, schema.org for search engines. */
import { raw } from 'hono/html';
import type { View } from '../view.ts';

export interface Shared {
  /** Path at which the page is to be known. */
  path: string;
  /** Path of a picture, 1200 × 630. */
  picture?: string;
  type?: 'website' | 'article' | 'product' | 'profile';
  /** schema.org data as JSON-LD, without its context. */
  data?: Record<string, unknown>;
}

interface SharedMetaProps {
  view: View;
  shared: Shared;
  title: string;
  description: string | undefined;
}

const localeNames = { ar: 'ar_AR', fr: 'fr_FR', en: 'en_GB' };

export function SharedMeta({ view, shared, title, description }: SharedMetaProps) {
  const { origin, locale, text } = view;
  const { path, picture, type = 'website', data } = shared;
  return (
    <>
      <link rel="canonical" href={origin + path} />
      <meta property="og:site_name" content={text.site.name} />
      <meta property="og:type" content={type} />
      <meta property="og:title" content={title} />
      {description ? <meta property="og:description" content={description} /> : null}
      <meta property="og:url" content={origin + path} />
      <meta property="og:locale" content={localeNames[locale]} />
      {picture ? (
        <>
          <meta property="og:image" content={origin + picture} />
          <meta property="og:image:width" content="1200" />
          <meta property="og:image:height" content="630" />
          <meta name="twitter:card" content="summary_large_image" />
        </>
      ) : null}
      {data ? <script type="application/ld+json">{raw(inScript({ '@context': 'https://schema.org', ...data }))}</script> : null}
    </>
  );
}

/** security: what strangers wrote must not end the element that it stands in. */
const inScript = (data: unknown) =>
  JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
