/** Listings of three clusters as the catalogue holds them, and the analysis that the program uses. */
import type { CatalogueEntry, HitCluster } from '../../schema/search.ts';
import { type Analysis, documentFor, type ListingDocument } from '../../worker/catalogue/meilisearch-index.ts';
import { documentOf } from '../../worker/search/document.ts';
import { readQuery } from '../../worker/search/query.ts';

export const analysis: Analysis = { documentOf, readQuery, version: 'of the tests' };

const named = (en: string) => ({ ar: en, fr: en, en });
export const robbiki: HitCluster = { slug: 'robbiki', names: named('Robbiki'), country: 'EG', sector: 'leather' };
export const damietta: HitCluster = { slug: 'damietta', names: named('Damietta'), country: 'EG', sector: 'furniture' };
export const hebron: HitCluster = { slug: 'hebron-shoes', names: named('Hebron'), country: 'PS', sector: 'footwear' };

type Card = NonNullable<CatalogueEntry['shown']>['card'];

export function entryOf(
  listing: number,
  title: string,
  about: Partial<Card> & { text?: string; role?: Card['firm']['role'] } = {},
): CatalogueEntry {
  const { text = '', role = 'supplier', ...card } = about;
  const at = Date.UTC(2026, 0, 1) + listing * 3_600_000;
  return {
    listing,
    version: 1,
    shown: {
      text,
      process: '',
      card: {
        id: listing,
        externalRef: null,
        direction: 'offer',
        kind: 'input',
        title,
        state: 'published',
        quantity: null,
        price: { form: 'negotiable', min: null, max: null, currency: 'EGP', per: null, barter: false },
        visibility: 'public',
        standing: false,
        firm: { id: 7, externalRef: null, name: 'مدبغة النيل', role, trusted: true },
        publishedAt: at,
        updatedAt: at,
        distance: null,
        photo: null,
        ...card,
      },
    },
  };
}

export const offers: [HitCluster, CatalogueEntry][] = [
  [robbiki, entryOf(1, 'جلد بقري طبيعي أسود', { text: 'سمك 1.2 مم، فرز أول', role: 'tannery' })],
  [robbiki, entryOf(2, 'Cuir de vache noir', { text: 'Épaisseur 1,4 mm', role: 'tannery' })],
  [robbiki, entryOf(3, 'Sheep leather for linings', { direction: 'need', role: 'manufacturer' })],
  [damietta, entryOf(1, 'خشب زان روماني', { text: 'ألواح 50 مم' })],
  [damietta, entryOf(2, 'Upholstery training', { kind: 'knowledge', role: 'training-centre' })],
  [hebron, entryOf(1, 'نعل مطاط مقاس 42', { role: 'workshop' })],
  [
    hebron,
    entryOf(2, 'Stitching workshop with free capacity', { kind: 'subcontracting', role: 'workshop', text: 'Leather goods, 300 pairs' }),
  ],
];

export const documentsOf = (listings: [HitCluster, CatalogueEntry][], by: Analysis = analysis): ListingDocument[] =>
  listings.flatMap(([cluster, entry]) => documentFor(entry, cluster, by) ?? []);
