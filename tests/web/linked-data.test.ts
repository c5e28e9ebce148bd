/** What search engines and messengers are told of a page: the shapes of schema.org, only what is public, and nothing that breaks out. */
import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../schema/cluster.ts';
import type { FirmView } from '../../schema/firm.ts';
import type { ListingView } from '../../schema/listing.ts';
import { formatOf } from '../../web/format.ts';
import { FirmPage } from '../../web/pages/firm.tsx';
import { HomePage } from '../../web/pages/home.tsx';
import { ListingPage } from '../../web/pages/listing.tsx';
import { clusterData, firmData, listingData, siteData } from '../../web/parts/linked-data.ts';
import { clusterPicture, firmPicture, listingPicture } from '../../web/parts/shared-picture.ts';
import { textOf } from '../../web/text/index.ts';
import type { View } from '../../web/view.ts';

const names = { ar: 'مدينة الجلود', fr: 'Cité du cuir', en: 'Leather city' };
const cluster: Cluster = {
  slug: 'robbiki',
  names,
  about: names,
  sector: 'leather',
  country: 'EG',
  place: { lat: 30.15, lng: 31.73 },
  languages: ['ar'],
  timeZone: 'Africa/Cairo',
  currency: 'EGP',
};
const view: View = {
  locale: 'en',
  text: textOf('en'),
  format: formatOf('en', cluster),
  cluster,
  you: null,
  person: null,
  path: '/c/robbiki/l/12',
  origin: 'https://unqud.example',
  now: Date.UTC(2026, 10, 1),
};
const listing: ListingView = {
  id: 12,
  externalRef: null,
  direction: 'offer',
  kind: 'input',
  title: 'Cow leather',
  text: 'Thick and soft',
  state: 'published',
  quantity: { amount: 500_000, unit: 'FTK' },
  price: { form: 'fixed', min: 9050, max: null, currency: 'EGP', per: 'FTK', barter: false },
  visibility: 'public',
  standing: false,
  firm: { id: 3, externalRef: null, name: 'Nour tannery', role: 'tannery', trusted: false },
  publishedAt: Date.UTC(2026, 9, 1),
  updatedAt: Date.UTC(2026, 9, 1),
  distance: null,
  photo: null,
  minimumOrder: { amount: 50_000, unit: 'FTK' },
  capacityPerMonth: null,
  process: '',
  availableFrom: null,
  availableUntil: null,
  deliveryDays: null,
  languages: [],
  expiresAt: Date.UTC(2026, 11, 1),
  photos: [],
  voice: null,
  asked: null,
  owner: null,
};
const firm: FirmView = {
  id: 3,
  name: 'Nour tannery',
  role: 'tannery',
  about: 'We tan hides',
  address: 'Hall 4',
  trusted: false,
  state: 'active',
  listings: 2,
  machines: [],
  certificates: [],
  size: null,
  place: { lat: 30.151, lng: 31.731 },
  languages: [],
  contacts: [
    { kind: 'phone', value: '+201001110004', visibility: 'public' },
    { kind: 'email', value: 'only@members.example', visibility: 'cluster' },
    { kind: 'site', value: 'https://nour.example/', visibility: 'public' },
  ],
  since: Date.UTC(2026, 0, 1),
};

describe('a listing', () => {
  test('that offers a thing is a product with its offer: price, unit, amounts, seller, place and end', () => {
    expect(listingData(view, cluster, listing)).toEqual({
      '@type': 'Product',
      name: 'Cow leather',
      description: 'Thick and soft',
      url: 'https://unqud.example/c/robbiki/l/12',
      offers: {
        '@type': 'Offer',
        url: 'https://unqud.example/c/robbiki/l/12',
        price: '90.5',
        priceCurrency: 'EGP',
        priceSpecification: { '@type': 'UnitPriceSpecification', price: '90.5', priceCurrency: 'EGP', unitCode: 'FTK' },
        areaServed: {
          '@type': 'Place',
          name: 'Leather city',
          geo: { '@type': 'GeoCoordinates', latitude: 30.15, longitude: 31.73 },
          address: { '@type': 'PostalAddress', addressCountry: 'EG' },
        },
        validThrough: '2026-12-01T00:00:00.000Z',
        eligibleQuantity: { '@type': 'QuantitativeValue', minValue: '50', unitCode: 'FTK' },
        inventoryLevel: { '@type': 'QuantitativeValue', value: '500', unitCode: 'FTK' },
        seller: { '@type': 'Organization', name: 'Nour tannery', url: 'https://unqud.example/c/robbiki/f/3' },
      },
    });
  });

  test('that needs something is a demand which its firm seeks to have met, and sells nothing', () => {
    const data = listingData(view, cluster, { ...listing, direction: 'need' });
    expect(data).toMatchObject({
      '@type': 'Demand',
      itemOffered: { '@type': 'Product', name: 'Cow leather' },
      eligibleQuantity: { value: '500', unitCode: 'FTK' },
      '@reverse': { seeks: { name: 'Nour tannery' } },
    });
    expect(JSON.stringify(data)).not.toContain('seller');
  });

  test('of work is a service', () => {
    expect(listingData(view, cluster, { ...listing, kind: 'subcontracting' })['@type']).toBe('Service');
  });

  test.each([
    ['range', { priceSpecification: { minPrice: '90.5', maxPrice: '120' } }],
    ['free', { price: '0', priceSpecification: { price: '0' } }],
  ] as const)('says a price that is %s as it is', (form, said) => {
    const price = { ...listing.price, form, min: form === 'free' ? null : 9050, max: form === 'range' ? 12_000 : null };
    expect(listingData(view, cluster, { ...listing, price }).offers).toMatchObject(said);
  });

  test('whose price is to be talked about says none', () => {
    const offers = JSON.stringify(listingData(view, cluster, { ...listing, price: { ...listing.price, form: 'negotiable', min: null } }));
    expect(offers).not.toMatch(/price/i);
  });

  test('shows its photos by their whole addresses', () => {
    const photos = [{ id: 5, alt: '', width: 10, height: 10, small: { width: 5, height: 5 } }];
    expect(listingData(view, cluster, { ...listing, photos }).image).toEqual(['https://unqud.example/c/robbiki/files/5']);
  });
});

test('a firm is an organization at a place, with the contacts that are for everyone and no others', () => {
  const data = firmData(view, cluster, firm);
  expect(data).toMatchObject({
    '@type': 'Organization',
    name: 'Nour tannery',
    url: 'https://unqud.example/c/robbiki/f/3',
    telephone: '+201001110004',
    sameAs: ['https://nour.example/'],
    location: {
      '@type': 'Place',
      address: { streetAddress: 'Hall 4', addressCountry: 'EG' },
      geo: { '@type': 'GeoCoordinates', latitude: 30.151, longitude: 31.731 },
    },
    memberOf: { '@type': 'Organization', url: 'https://unqud.example/c/robbiki' },
  });
  expect(JSON.stringify(data)).not.toContain('only@members.example');
});

test('a market is a collection about its cluster, and the site says where it is searched', () => {
  expect(clusterData(view, cluster)).toMatchObject({
    '@type': 'CollectionPage',
    url: 'https://unqud.example/c/robbiki',
    about: { '@type': 'Organization', name: 'Leather city', location: { '@type': 'Place' } },
  });
  expect(siteData(view)).toMatchObject({
    '@type': 'WebSite',
    url: 'https://unqud.example/',
    potentialAction: { '@type': 'SearchAction', target: { urlTemplate: 'https://unqud.example/search?q={search_term_string}' } },
  });
});

describe('in a page', () => {
  const pageWith = (over: Partial<ListingView>) =>
    String(ListingPage({ view, cluster, listing: { ...listing, ...over }, formKey: 'a-key', done: undefined }));
  const dataIn = (html: string) => JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? 'null');

  test('what strangers wrote cannot end the element that it stands in', () => {
    const title = '</script><script>alert(1)</script><!--\u2028 & <b>';
    const html = pageWith({ title, text: title });
    expect(html).not.toContain('<script>alert');
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(dataIn(html)).toMatchObject({ '@context': 'https://schema.org', name: title, description: title });
  });

  test('a listing that is for everyone names its address, its numbers and its picture', () => {
    const html = pageWith({});
    expect(html).toContain('<link rel="canonical" href="https://unqud.example/c/robbiki/l/12"/>');
    expect(html).toContain('<meta property="og:title" content="Cow leather"/>');
    expect(html).toMatch(/<meta property="og:description" content="[^"]*90\.5[^"]*Nour tannery · Thick and soft"\/>/);
    expect(html).toMatch(/<meta property="og:image" content="https:\/\/unqud\.example\/c\/robbiki\/l\/12\/card\/en\.jpg\?v=[a-z0-9]+"\/>/);
  });

  test.each([{ visibility: 'cluster' }, { state: 'paused' }, { state: 'draft' }] as Partial<ListingView>[])(
    'a listing that is not (%o) is told to nobody',
    (over) => {
      const html = pageWith(over);
      expect(html).not.toMatch(/og:|ld\+json|canonical/);
    },
  );

  test('a suspended firm is told to nobody', () => {
    const page = (state: FirmView['state']) => String(FirmPage({ view, cluster, firm: { ...firm, state }, done: undefined }));
    expect(page('suspended')).not.toMatch(/og:|ld\+json|canonical|\/share"/);
    expect(dataIn(page('active'))).toMatchObject({ '@type': 'Organization' });
  });

  test('the first page says where to search', () => {
    const html = String(HomePage({ view: { ...view, cluster: null }, clusters: [], memberships: [], done: undefined }));
    expect(dataIn(html)).toMatchObject({ '@type': 'WebSite' });
  });
});

describe('the address of a picture', () => {
  const versionOf = (over: Partial<ListingView>) => listingPicture(view, cluster, { ...listing, ...over }).version;

  test('changes with everything that the picture shows', () => {
    const photo = { id: 5, alt: '', width: 10, height: 10, small: { width: 5, height: 5 } };
    const changed: Partial<ListingView>[] = [
      {},
      { title: 'Cow leather!' },
      { kind: 'labour' },
      { direction: 'need' },
      { price: { ...listing.price, min: 9051 } },
      { quantity: { amount: 500_001, unit: 'FTK' } },
      { firm: { ...listing.firm, name: 'Nur tannery' } },
      { photos: [photo] },
      { photos: [{ ...photo, id: 6 }] },
    ];
    const versions = changed.map(versionOf);
    const arabic = { locale: 'ar', text: textOf('ar'), format: formatOf('ar', cluster) } as const;
    versions.push(listingPicture(arabic, cluster, listing).version);
    expect(new Set(versions).size).toBe(changed.length + 1);
  });

  test('stays with everything that it does not show', () => {
    expect(versionOf({ text: 'other words', updatedAt: 5, expiresAt: null })).toBe(versionOf({}));
    expect(firmPicture(view, cluster, { ...firm, listings: 7, contacts: [] })).toEqual(firmPicture(view, cluster, firm));
  });

  test('of a firm and a market is below their own', () => {
    expect(firmPicture(view, cluster, firm).at).toBe('/c/robbiki/f/3/card/en.jpg');
    expect(clusterPicture(view, cluster).at).toBe('/c/robbiki/card/en.jpg');
  });
});
