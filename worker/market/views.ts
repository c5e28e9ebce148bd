/** Rows turned into what a reader gets. */
import type { FirmCard, FirmView } from '../../schema/firm.ts';
import type { ListingCard, ListingView } from '../../schema/listing.ts';
import type { Quantity, Unit } from '../../schema/quantity.ts';
import type * as tables from '../../schema/tables/market.ts';

export type FirmRow = typeof tables.firm.$inferSelect;
export type ListingRow = typeof tables.listing.$inferSelect;
export type InquiryRow = typeof tables.inquiry.$inferSelect;
export type MemberRow = typeof tables.member.$inferSelect;

export function quantityOf(amount: number | null, unit: Unit | null): Quantity | null {
  return amount === null || unit === null ? null : { amount, unit };
}

type CardRow = Pick<
  ListingRow,
  | 'id'
  | 'externalRef'
  | 'direction'
  | 'kind'
  | 'role'
  | 'title'
  | 'state'
  | 'quantityAmount'
  | 'quantityUnit'
  | 'priceForm'
  | 'priceMin'
  | 'priceMax'
  | 'currency'
  | 'per'
  | 'barter'
  | 'visibility'
  | 'standing'
  | 'publishedAt'
  | 'updatedAt'
  | 'photos'
>;

export function cardOf(
  row: CardRow,
  firm: Pick<FirmRow, 'id' | 'externalRef' | 'name' | 'trusted'>,
  distance: number | null = null,
): ListingCard {
  return {
    id: row.id,
    externalRef: row.externalRef,
    direction: row.direction,
    kind: row.kind,
    title: row.title,
    state: row.state,
    quantity: quantityOf(row.quantityAmount, row.quantityUnit),
    price: {
      form: row.priceForm,
      min: row.priceForm === 'free' ? null : row.priceMin,
      max: row.priceMax,
      currency: row.currency,
      per: row.per,
      barter: row.barter,
    },
    visibility: row.visibility,
    standing: row.standing,
    firm: { id: firm.id, externalRef: firm.externalRef, name: firm.name, role: row.role, trusted: firm.trusted },
    publishedAt: row.publishedAt,
    updatedAt: row.updatedAt,
    distance,
    photo: row.photos[0] ?? null,
  };
}

export function listingView(
  row: ListingRow,
  firm: Pick<FirmRow, 'id' | 'externalRef' | 'name' | 'trusted'>,
  more: Pick<ListingView, 'asked' | 'owner'>,
): ListingView {
  return {
    ...cardOf(row, firm),
    text: row.text,
    minimumOrder: quantityOf(row.minimumAmount, row.minimumUnit),
    capacityPerMonth: quantityOf(row.capacityAmount, row.capacityUnit),
    process: row.process,
    availableFrom: row.availableFrom,
    availableUntil: row.availableUntil,
    deliveryDays: row.deliveryDays,
    languages: row.languages,
    expiresAt: row.expiresAt,
    photos: row.photos,
    voice: row.voice,
    ...more,
  };
}

export function firmCard(row: FirmRow, listings: number): FirmCard {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    about: row.about,
    address: row.address,
    trusted: row.trusted,
    state: row.state,
    listings,
  };
}

export function firmView(row: FirmRow, listings: number, contacts: FirmView['contacts']): FirmView {
  return {
    ...firmCard(row, listings),
    machines: row.machines,
    certificates: row.certificates,
    size: row.size as FirmView['size'],
    place: row.lat === null || row.lng === null ? null : { lat: row.lat, lng: row.lng },
    languages: row.languages,
    contacts,
    since: row.createdAt,
  };
}
