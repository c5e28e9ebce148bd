/** The need that a gap becomes, as if the opener had posted it. */

import type { Kind } from '../../../schema/listing.ts';
import { ListingDraft, type Visibility } from '../../../schema/listing.ts';
import type { Currency } from '../../../schema/money.ts';
import type { Quantity } from '../../../schema/quantity.ts';

interface Gap {
  product: string;
  stage: { name: string; kind: Kind };
  /** What is missing in a month, or all that is needed. */
  quantity: Quantity | null;
  currency: Currency;
}

/** Seen by everyone: whoever is in the cluster was looked for already. */
const visibility: Visibility = 'public';
const longestTitle = 120;
const shortestTitle = 3;

export function needOf({ product, stage, quantity, currency }: Gap): ListingDraft {
  const title = stage.name.length < shortestTitle ? `${stage.name} – ${product}`.slice(0, longestTitle) : stage.name;
  return ListingDraft.parse({
    direction: 'need',
    kind: stage.kind,
    title,
    text: product,
    quantity,
    price: { form: 'negotiable', currency, per: quantity?.unit ?? null },
    visibility,
  });
}
