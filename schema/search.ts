/** Finding listings: the query as it stands in an address, and what comes back. */
import { z } from 'zod';
import { Sector } from './cluster.ts';
import { Role } from './firm.ts';
import { ClusterSlug, Id, Names, words } from './ids.ts';
import { Direction, Kind, ListingCard } from './listing.ts';
import { Minor } from './money.ts';
import { Unit } from './quantity.ts';
import { Moment } from './time.ts';

const number = z.coerce.number();

/** A condition of a form's field: left empty, it is not asked. */
const asked = <T extends z.ZodType>(type: T) =>
  z.preprocess((raw) => (typeof raw === 'string' && raw.trim() === '' ? undefined : raw), type.optional());

/** `near` is "lat,lng"; prices are minor units of the cluster's currency; quantities thousandths of `unit`. */
export const SearchQuery = z
  .strictObject({
    q: words(0, 200).default(''),
    direction: Direction.optional(),
    kind: Kind.optional(),
    role: Role.optional(),
    /** Only listings of this firm. */
    firm: asked(number.pipe(Id)),
    priceMin: asked(number.pipe(Minor)),
    priceMax: asked(number.pipe(Minor)),
    /** Only prices per this unit. */
    per: Unit.optional(),
    quantityMin: asked(number.int().min(1).max(1e12)),
    quantityMax: asked(number.int().min(1).max(1e12)),
    unit: Unit.optional(),
    near: z
      .string()
      .regex(/^-?\d{1,2}(\.\d{1,20})?,-?\d{1,3}(\.\d{1,20})?$/, 'unreadable')
      .transform((text, ctx) => {
        const [lat = 0, lng = 0] = text.split(',').map(Number);
        if (Math.abs(lat) <= 90 && Math.abs(lng) <= 180) return { lat, lng };
        ctx.addIssue({ code: 'custom', message: 'unreadable' });
        return z.NEVER;
      })
      .optional(),
    /** Kilometres around `near`. */
    within: asked(number.min(0.1).max(5000)),
    sort: z.enum(['best', 'newest', 'nearest']).optional(),
    /** `1`: the words as they stand, nothing corrected or completed. */
    exact: asked(z.literal('1')),
    page: number.int().min(1).max(500).default(1),
    limit: number.int().min(1).max(50).default(20),
  })
  .superRefine((query, ctx) => {
    const say = (path: string, code: string) => ctx.addIssue({ code: 'custom', message: code, path: [path] });
    if (query.priceMin !== undefined && query.priceMax !== undefined && query.priceMin > query.priceMax) say('priceMax', 'wrong-order');
    if (query.quantityMin !== undefined && query.quantityMax !== undefined && query.quantityMin > query.quantityMax)
      say('quantityMax', 'wrong-order');
    if ((query.quantityMin !== undefined || query.quantityMax !== undefined) && query.unit === undefined) say('unit', 'required');
    if ((query.within !== undefined || query.sort === 'nearest') && query.near === undefined) say('near', 'required');
  });
export type SearchQuery = z.infer<typeof SearchQuery>;

/** How many listings fit for each choice of a facet, all other conditions kept. */
export const Facets = z.strictObject({
  direction: z.partialRecord(Direction, z.number().int()),
  kind: z.partialRecord(Kind, z.number().int()),
  role: z.partialRecord(Role, z.number().int()),
});
export type Facets = z.infer<typeof Facets>;

/** Where words of a query stand in a text: pairs of UTF-16 offsets, in order, not overlapping. */
export const Marks = z.array(z.tuple([z.number().int(), z.number().int()]));
export type Marks = z.infer<typeof Marks>;

/** A piece of a listing's text around the words that were found, where the title does not show all of them. */
export const Snippet = z.strictObject({ text: z.string(), marks: Marks });
export type Snippet = z.infer<typeof Snippet>;

/** A listing that was found; `marks` are those of its title. */
export const Hit = z.strictObject({ ...ListingCard.shape, marks: Marks, snippet: Snippet.nullable() });
export type Hit = z.infer<typeof Hit>;

/** A search that finds something: the name of a concept, and how many listings have it. */
export const Suggestion = z.strictObject({ concept: z.string(), names: Names, listings: z.number().int() });
export type Suggestion = z.infer<typeof Suggestion>;

/** Words that mean the same in this cluster, separated by commas: "فورمة، قالب". */
export const OwnTermsDraft = z.strictObject({ words: words(3, 200) });
export type OwnTermsDraft = z.infer<typeof OwnTermsDraft>;
export const ClusterWords = z.strictObject({
  own: z.array(z.strictObject({ id: Id, words: z.string(), by: z.string(), at: Moment })),
  /** What was searched for and not found, the most often first. */
  missed: z.array(z.strictObject({ word: z.string(), times: z.number().int(), lastAt: Moment })),
  /** Whether listings are still being looked through for the new words. */
  underWay: z.boolean(),
});
export type ClusterWords = z.infer<typeof ClusterWords>;

/** The words that were searched for instead of those that were typed, because nobody here uses these. */
export const Rewritten = z.strictObject({ from: z.string(), to: z.string() });
export type Rewritten = z.infer<typeof Rewritten>;

const found = {
  total: z.number().int(),
  /** How many of them have every word of the query; the others have some. The best come first, those with every word before the others. */
  complete: z.number().int(),
  page: z.number().int(),
  pages: z.number().int(),
  rewritten: Rewritten.optional(),
  /** Where nothing was found: what is near to it. */
  suggestions: z.array(Suggestion).optional(),
};

export const Found = z.strictObject({ hits: z.array(Hit), facets: Facets, ...found });
export type Found = z.infer<typeof Found>;

/** Searching all clusters: words and choices, without the conditions that only one market can answer. */
export const CatalogueQuery = z.strictObject({
  q: words(0, 200).default(''),
  direction: asked(Direction),
  kind: asked(Kind),
  role: asked(Role),
  /** ISO 3166-1 alpha-2. */
  country: asked(z.string().regex(/^[A-Z]{2}$/, 'not-a-choice')),
  cluster: asked(ClusterSlug),
  sector: asked(Sector),
  sort: asked(z.enum(['best', 'newest'])),
  exact: asked(z.literal('1')),
  page: number.int().min(1).max(500).default(1),
  limit: number.int().min(1).max(50).default(20),
});
export type CatalogueQuery = z.infer<typeof CatalogueQuery>;

/** A cluster as the hits of a search over all clusters name it. */
export const HitCluster = z.strictObject({ slug: ClusterSlug, names: Names, country: z.string(), sector: Sector });
export type HitCluster = z.infer<typeof HitCluster>;

export const CatalogueHit = z.strictObject({ ...Hit.shape, cluster: HitCluster });
export type CatalogueHit = z.infer<typeof CatalogueHit>;

const counts = z.record(z.string(), z.number().int());
export const CatalogueFacets = z.strictObject({ ...Facets.shape, country: counts, cluster: counts, sector: counts });
export type CatalogueFacets = z.infer<typeof CatalogueFacets>;

export const CatalogueFound = z.strictObject({ hits: z.array(CatalogueHit), facets: CatalogueFacets, ...found });
export type CatalogueFound = z.infer<typeof CatalogueFound>;

/** A public listing as its market tells the catalogue; of two versions of the same listing the higher is the newer. */
export interface CatalogueEntry {
  listing: number;
  version: number;
  /** Null when the listing is not (or no longer) public. */
  shown: { card: ListingCard; text: string; process: string } | null;
}

/** The front page of a market. */
export const MarketFront = z.strictObject({
  offers: z.array(ListingCard),
  needs: z.array(ListingCard),
  facets: Facets,
  firms: z.number().int(),
});
export type MarketFront = z.infer<typeof MarketFront>;

/** What has a page that everyone may see. */
export interface PublicAddresses {
  firms: number[];
  listings: { id: number; updatedAt: number }[];
}
