/** What search engines are told of a page in the words of schema.org: only what everyone may see. */
import type { Cluster } from '../../schema/cluster.ts';
import type { FirmView } from '../../schema/firm.ts';
import type { Kind, ListingView } from '../../schema/listing.ts';
import { minorToDecimal } from '../../schema/money.ts';
import { type Quantity, thousandthsToDecimal } from '../../schema/quantity.ts';
import { pageOf } from '../../schema/short-link.ts';
import type { View } from '../view.ts';

type Data = Record<string, unknown>;
type Reading = Pick<View, 'origin' | 'locale'>;

/** Work that is done, as opposed to a thing that is handed over. */
const services: ReadonlySet<Kind> = new Set(['subcontracting', 'marketing', 'labour', 'knowledge']);

/** An offer is a product (or a service) with its Offer; a need is a Demand that a firm seeks to have met. */
export function listingData({ origin, locale }: Reading, cluster: Cluster, listing: ListingView): Data {
  const { id, direction, title, text, kind, price, quantity, minimumOrder, photos, firm } = listing;
  const url = origin + pageOf({ cluster: cluster.slug, listing: id });
  const seller = { '@type': 'Organization', name: firm.name, url: origin + pageOf({ cluster: cluster.slug, firm: firm.id }) };
  const thing = compact({
    '@type': services.has(kind) ? 'Service' : 'Product',
    name: title,
    description: text,
    image: photos.map((photo) => `${origin}/c/${cluster.slug}/files/${photo.id}`),
  });
  const terms = {
    url,
    ...priceData(price),
    areaServed: placeData(cluster, locale),
    validFrom: isoTime(listing.availableFrom),
    validThrough: isoTime(listing.availableUntil ?? listing.expiresAt),
  };
  if (direction === 'need')
    return compact({
      '@type': 'Demand',
      name: title,
      ...terms,
      itemOffered: thing,
      eligibleQuantity: quantity && quantityData(quantity, 'value'),
      '@reverse': { seeks: seller },
    });
  const amounts = {
    eligibleQuantity: minimumOrder && quantityData(minimumOrder, 'minValue'),
    inventoryLevel: quantity && quantityData(quantity, 'value'),
  };
  return { ...thing, url, offers: compact({ '@type': 'Offer', ...terms, ...amounts, seller }) };
}

export function firmData({ origin, locale }: Reading, cluster: Cluster, firm: FirmView): Data {
  // security: a member sees more contacts than the page may tell machines
  const open = firm.contacts.filter(({ visibility }) => visibility === 'public');
  const first = (...kinds: string[]) => open.find(({ kind }) => kinds.includes(kind))?.value;
  const geo = firm.place && geoData(firm.place);
  return compact({
    '@type': 'Organization',
    name: firm.name,
    url: origin + pageOf({ cluster: cluster.slug, firm: firm.id }),
    description: firm.about,
    telephone: first('phone', 'whatsapp'),
    email: first('email'),
    sameAs: open.filter(({ kind }) => kind === 'site').map(({ value }) => value),
    location: compact({
      '@type': 'Place',
      name: cluster.names[locale],
      address: compact({ '@type': 'PostalAddress', streetAddress: firm.address, addressCountry: cluster.country }),
      geo,
    }),
    memberOf: clusterAsOrganization(origin, locale, cluster),
  });
}

export function clusterData({ origin, locale }: Reading, cluster: Cluster): Data {
  const organization = clusterAsOrganization(origin, locale, cluster);
  return {
    '@type': 'CollectionPage',
    name: cluster.names[locale],
    url: organization.url,
    description: cluster.about[locale],
    about: { ...organization, location: placeData(cluster, locale) },
  };
}

/** The whole site, with the address at which it is searched. */
export function siteData({ origin, text }: Pick<View, 'origin' | 'text'>): Data {
  return {
    '@type': 'WebSite',
    name: text.site.name,
    url: `${origin}/`,
    description: text.home.lead,
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: `${origin}/search?q={search_term_string}` },
      'query-input': 'required name=search_term_string',
    },
  };
}

/** Nothing where a price is to be talked about. */
function priceData({ form, min, max, currency, per }: ListingView['price']): Data {
  if (form === 'negotiable') return {};
  const decimal = (minor: number | null) => minorToDecimal(minor ?? 0, currency);
  const amount = form === 'range' ? { minPrice: decimal(min), maxPrice: decimal(max) } : { price: decimal(min) };
  return {
    ...(amount.price !== undefined && { price: amount.price }),
    priceCurrency: currency,
    priceSpecification: compact({ '@type': 'UnitPriceSpecification', ...amount, priceCurrency: currency, unitCode: per }),
  };
}

const quantityData = ({ amount, unit }: Quantity, name: 'value' | 'minValue'): Data => ({
  '@type': 'QuantitativeValue',
  [name]: thousandthsToDecimal(amount),
  unitCode: unit,
});

const geoData = ({ lat, lng }: Cluster['place']): Data => ({ '@type': 'GeoCoordinates', latitude: lat, longitude: lng });

const placeData = (cluster: Cluster, locale: View['locale']): Data => ({
  '@type': 'Place',
  name: cluster.names[locale],
  geo: geoData(cluster.place),
  address: { '@type': 'PostalAddress', addressCountry: cluster.country },
});

const clusterAsOrganization = (origin: string, locale: View['locale'], cluster: Cluster): Data => ({
  '@type': 'Organization',
  name: cluster.names[locale],
  url: origin + pageOf({ cluster: cluster.slug }),
});

const isoTime = (moment: number | null): string | undefined => (moment === null ? undefined : new Date(moment).toISOString());

/** Without what was not said. */
const compact = (data: Data): Data =>
  Object.fromEntries(
    Object.entries(data).filter(
      ([, value]) => value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );
