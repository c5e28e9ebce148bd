/** The shape of the demonstration data: what a cluster, its firms, their listings and inquiries look like before they are sent through the public routes. */
import type { z } from 'zod';
import type { ClusterOpening } from '../schema/cluster.ts';
import type { FirmDraft } from '../schema/firm.ts';
import type { InquiryDraft } from '../schema/inquiry.ts';
import type { ListingDraft, ReturnReason } from '../schema/listing.ts';
import type { WatchDraft } from '../schema/watch.ts';

export interface SeedPerson {
  name: string;
  /** E.164, invented. */
  phone: string;
}

type Written = z.input<typeof ListingDraft>;

/** A file of seed/media, and what is to be seen on it. */
export interface SeedPhoto {
  file: string;
  alt: string;
}

export interface SeedListing extends Omit<Written, 'price' | 'submit' | 'availableFrom' | 'availableUntil' | 'photos' | 'voice'> {
  photos?: SeedPhoto[];
  /** A file of seed/media. */
  voice?: string;
  /** The currency is the cluster's unless it says another. */
  price: Omit<Written['price'], 'currency'> & { currency?: Written['price']['currency'] };
  /** Days from the day of seeding. */
  availableFromIn?: number;
  availableUntilIn?: number;
  /** Where its life stands after seeding; `published` when absent. */
  state?: 'draft' | 'waiting' | 'returned' | 'published' | 'paused' | 'fulfilled';
  /** With `returned`. */
  returned?: { reason: ReturnReason; words: string };
}

export interface SeedFirm {
  /** Short name for references inside the file. */
  key: string;
  people: [SeedPerson, ...SeedPerson[]];
  /** The managers trust it: its listings publish at once. */
  trusted?: boolean;
  firm: z.input<typeof FirmDraft>;
  listings: SeedListing[];
}

export interface SeedInquiry {
  /** `firm key / title of its listing`. */
  about: { firm: string; title: string };
  /** A firm's key, or a buyer from outside the cluster (public listings only). */
  from: string | SeedPerson;
  inquiry: z.input<typeof InquiryDraft>;
  /** A file of seed/media. */
  voice?: string;
  answer?: { accept: boolean; words: string };
}

export interface SeedCluster {
  opening: z.input<typeof ClusterOpening>;
  /** What the office of the cluster manager says of itself (it is a firm too). */
  office: Omit<z.input<typeof FirmDraft>, 'name'>;
  trustedPublishAtOnce: boolean;
  firms: SeedFirm[];
  inquiries: SeedInquiry[];
  /** Words that mean the same here, each group separated by commas. */
  words?: string[];
  /** What a firm's first member wants to be told about; made before the listings are posted. */
  watches?: ({ by: string } & z.input<typeof WatchDraft>)[];
  /** What visitors looked for in vain. */
  searches?: string[];
}
