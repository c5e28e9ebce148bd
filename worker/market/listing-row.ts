/** What was written of a listing, as its row. */
import type { z } from 'zod';
import type { ListingDraft } from '../../schema/listing.ts';
import { comparable } from '../../schema/quantity.ts';
import { acceptsBarter } from '../domain/one-line/barter.ts';
import type { ChosenFiles } from './attachments.ts';
import type { FirmRow, ListingRow } from './views.ts';

/** Photos and voice note are chosen apart: they must be the firm's own. */
export type Written = Omit<z.output<typeof ListingDraft>, 'submit' | keyof ChosenFiles>;

export type NewListing = Omit<ListingRow, 'id'>;

/** A listing that has begun, and nothing more. */
export function blankListing(by: { id: string; firm: FirmRow }, written: Written, externalRef: string | null, now: number): NewListing {
  return {
    ...columns(written),
    firmId: by.firm.id,
    by: by.id,
    role: by.firm.role,
    state: 'draft',
    listed: false,
    expiresAt: null,
    publishedAt: null,
    returnReason: null,
    returnWords: '',
    revision: 1,
    createdAt: now,
    updatedAt: now,
    externalRef,
    photos: [],
    voice: null,
  };
}

/** The written part of a listing as its columns. */
export function columns(written: Written) {
  const size = written.quantity && comparable(written.quantity);
  return {
    direction: written.direction,
    kind: written.kind,
    title: written.title,
    text: written.text,
    quantityAmount: written.quantity?.amount ?? null,
    quantityUnit: written.quantity?.unit ?? null,
    quantityBase: size?.amount ?? null,
    quantityDimension: size?.dimension ?? null,
    priceForm: written.price.form,
    // nothing to pay is a price of nothing, which is below any that is asked
    priceMin: written.price.form === 'free' ? 0 : written.price.min,
    priceMax: written.price.max,
    currency: written.price.currency,
    per: written.price.per,
    barter: acceptsBarter(written),
    minimumAmount: written.minimumOrder?.amount ?? null,
    minimumUnit: written.minimumOrder?.unit ?? null,
    capacityAmount: written.capacityPerMonth?.amount ?? null,
    capacityUnit: written.capacityPerMonth?.unit ?? null,
    process: written.process,
    availableFrom: written.availableFrom,
    availableUntil: written.availableUntil,
    deliveryDays: written.deliveryDays,
    languages: written.languages,
    visibility: written.visibility,
    standing: written.standing,
    term: written.term,
  };
}
