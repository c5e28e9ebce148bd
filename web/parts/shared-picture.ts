/** What the picture of a shared link shows, and its address, which changes with what is shown. */
import type { Cluster } from '../../schema/cluster.ts';
import type { FirmView } from '../../schema/firm.ts';
import type { Direction, ListingView } from '../../schema/listing.ts';
import { pageOf } from '../../schema/short-link.ts';
import type { View } from '../view.ts';

/** In whose words the picture speaks. */
type Speaking = Pick<View, 'locale' | 'text' | 'format'>;

export interface SharedPicture {
  card: {
    locale: View['locale'];
    tag: string;
    direction: Direction | null;
    title: string;
    figures: string[];
    by: string;
    where: string;
    site: string;
  };
  /** The photo that is drawn into it, by its number. */
  photo: number | null;
  /** Path without the version. */
  at: string;
  /** Names what is shown: another one, another picture. */
  version: string;
}

/** Raised when pictures are to look different; those that were drawn before are drawn anew. */
const look = 1;

export function listingPicture(speaking: Speaking, cluster: Cluster, listing: ListingView): SharedPicture {
  const { text, format, locale } = speaking;
  const { id, direction, kind, title, price, quantity, firm, photos } = listing;
  return picture(speaking, pageOf({ cluster: cluster.slug, listing: id }), photos[0]?.id ?? null, {
    tag: `${text.directions[direction]} · ${text.kinds[kind]}`,
    direction,
    title,
    figures: [format.price(price), ...(quantity ? [format.quantity(quantity)] : [])],
    by: firm.name,
    where: cluster.names[locale],
  });
}

export function firmPicture(speaking: Speaking, cluster: Cluster, firm: FirmView): SharedPicture {
  const { text, locale } = speaking;
  return picture(speaking, pageOf({ cluster: cluster.slug, firm: firm.id }), null, {
    tag: text.roles[firm.role],
    direction: null,
    title: firm.name,
    // how many listings it has is left out: each new one would be a new picture
    figures: [],
    by: firm.address,
    where: cluster.names[locale],
  });
}

export function clusterPicture(speaking: Speaking, cluster: Cluster): SharedPicture {
  const { text, format, locale } = speaking;
  return picture(speaking, pageOf({ cluster: cluster.slug }), null, {
    tag: text.sectors[cluster.sector],
    direction: null,
    title: cluster.names[locale],
    figures: [],
    by: '',
    where: format.country(cluster.country),
  });
}

/** Path of the picture with its version. */
export const addressOf = ({ at, version }: SharedPicture): string => `${at}?v=${version}`;

type Shown = Omit<SharedPicture['card'], 'locale' | 'site'>;

function picture({ locale, text }: Speaking, page: string, photo: number | null, shown: Shown): SharedPicture {
  const card = { locale, ...shown, site: text.site.name };
  return { card, photo, at: `${page}/card/${locale}.jpg`, version: fingerprint(JSON.stringify([look, photo, card])) };
}

/** Two FNV-1a sums of 32 bits from different beginnings: tells versions of one thing apart, and guards nothing. */
function fingerprint(text: string): string {
  return [0x811c9dc5, 0x9e3779b9]
    .map((start) => {
      let sum = start;
      for (let i = 0; i < text.length; i += 1) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
      return (sum >>> 0).toString(36);
    })
    .join('');
}
