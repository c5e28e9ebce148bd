/** Finding listings: the query as it stands in an address, and what comes back. */
import { z } from 'zod';
import { Role } from './firm.ts';
import { Id, words } from './ids.ts';
import { Direction, Kind, ListingCard } from './listing.ts';
import { Minor } from './money.ts';
import { Unit } from './quantity.ts';

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

export const Found = z.strictObject({
  hits: z.array(ListingCard),
  total: z.number().int(),
  page: z.number().int(),
  pages: z.number().int(),
  facets: Facets,
});
export type Found = z.infer<typeof Found>;

/** The front page of a market. */
export const MarketFront = z.strictObject({
  offers: z.array(ListingCard),
  needs: z.array(ListingCard),
  facets: Facets,
  firms: z.number().int(),
});
export type MarketFront = z.infer<typeof MarketFront>;
