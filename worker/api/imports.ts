/** Importing: firms and listings out of records, many at once, each item judged by itself. */
import { createRoute, z } from '@hono/zod-openapi';
import { ExternalRef, Id } from '../../schema/ids.ts';
import { FirmImport, ImportCounts, type Imported, ImportRef, importOutcomes, ListingImport, mostImported } from '../../schema/import.ts';
import { ListingState } from '../../schema/listing.ts';
import { invalid, type Refusal } from '../../schema/refusal.ts';
import { textOf } from '../../web/text/index.ts';
import type { AppContext } from '../context.ts';
import { countOutcomes } from '../domain/importing.ts';
import { errorsOf } from '../middleware/refusals.tsx';
import { personOf } from '../middleware/signed-in.ts';
import { answer, callers, gives, InCluster, json, PerhapsKeyed, Problem, room } from './operation.ts';

/** A list of items, bare or with what holds for all of them. An item is described by its contract and read later, so that a bad one does not refuse the others. */
const batchOf = (contract: string) =>
  z.preprocess(
    (sent) => (Array.isArray(sent) ? { items: sent } : sent),
    z.strictObject({
      items: z
        .array(z.unknown().meta({ $ref: `#/components/schemas/${contract}` }))
        .min(1)
        .max(mostImported),
      publish: z.boolean().default(false),
    }),
  );
export const FirmBatch = batchOf('FirmImport');
export const ListingBatch = batchOf('ListingImport');

/** `position` counts from 0; `problem` is there when the item was refused, with pointers into the item. */
export const ImportResult = z.strictObject({
  position: z.int(),
  externalRef: ExternalRef.nullable(),
  outcome: z.enum(importOutcomes),
  id: Id.optional(),
  state: ListingState.optional(),
  problem: Problem.pick({ code: true, errors: true }).optional(),
});
export const ImportReport = z.strictObject({ results: z.array(ImportResult), counts: ImportCounts });

const alike = `A batch is \`{ "items": […] }\` or the bare list, of 1 to ${mostImported} items in at most 4 MiB. Each item is judged by itself: the good ones are stored although others are refused, and \`results\` says what became of each, by its position from 0. What is sent again under the same \`externalRef\` updates the row that it made, and changes nothing when it says the same; so sending a batch again is harmless, and its \`Idempotency-Key\` may be left out.`;

export const imports = room();

imports.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/firms/batch',
    operationId: 'importFirms',
    tags: ['Firms'],
    summary: 'Import firms, up to 500 at once',
    description: `${alike} Firms are in the market at once, with or without \`publish\`, and not trusted; nobody acts for a new one until an invitation into it is accepted.`,
    ...callers('manage', 'json'),
    request: { params: InCluster, headers: PerhapsKeyed, body: json(FirmBatch) },
    responses: gives(ImportReport),
  }),
  async (c) => {
    const read = c.req.valid('json').items.map(readerOf(FirmImport));
    const good = read.flatMap(({ item }) => item ?? []);
    return answer(c, reported(c, read, await c.var.market.manager(personOf(c)).importFirms(good, keyOf(c.req.valid('header')))));
  },
);

imports.openapi(
  createRoute({
    method: 'post',
    path: '/clusters/{cluster}/listings/batch',
    operationId: 'importListings',
    tags: ['Listings'],
    summary: 'Import listings of imported firms, up to 500 at once',
    description: `${alike}

\`firmRef\` is the \`externalRef\` of a firm of this cluster that is not suspended; a listing stays with its firm. A price that is left out is negotiable in the cluster’s currency, and a visibility \`public\`. With \`publish\`, of the item or else of the batch, a listing is published at once, and a published one stays so when it changes; without, it waits for a decision, and so does a published one that changes. A pause or a return stands until the listing changes, and a pause also then. What has ended (fulfilled, withdrawn or removed) is refused as \`wrong-state\`.`,
    ...callers('manage', 'json'),
    request: { params: InCluster, headers: PerhapsKeyed, body: json(ListingBatch) },
    responses: gives(ImportReport),
  }),
  async (c) => {
    const { items, publish } = c.req.valid('json');
    const read = items.map(readerOf(ListingImport));
    const good = read.flatMap(({ item }) => (item ? { ...item, publish: item.publish ?? publish } : []));
    return answer(c, reported(c, read, await c.var.market.manager(personOf(c)).importListings(good, keyOf(c.req.valid('header')))));
  },
);

const keyOf = (header: z.infer<typeof PerhapsKeyed>) => header['idempotency-key'] ?? null;

/** An item that fits its contract, or why not, with what it is called where that can be read. */
type Read<T> = { item: T; refused?: undefined } | { item?: undefined; refused: Extract<Reported, { outcome: 'refused' }> };
type Reported = Imported | { externalRef: string | null; outcome: 'refused'; refusal: Refusal };

function readerOf<T>(contract: z.ZodType<T>) {
  return (raw: unknown): Read<T> => {
    const { data, error } = contract.safeParse(raw, { reportInput: true });
    if (!error) return { item: data };
    const named = ImportRef.safeParse((raw as { externalRef?: unknown } | null)?.externalRef);
    return { refused: { externalRef: named.data ?? null, outcome: 'refused', refusal: invalid(error) } };
  };
}

/** The answer of the market, which was given the good items only, as results by position. */
function reported(c: AppContext, read: Read<unknown>[], done: { value?: Imported[]; refusal?: Refusal }) {
  if (done.refusal) return { refusal: done.refusal };
  const imported = (done.value ?? []).values();
  const results = read.map(({ refused }, position) => resultOf(c, position, refused ?? (imported.next().value as Imported)));
  return { value: { results, counts: countOutcomes(results) } };
}

function resultOf(c: AppContext, position: number, { refusal, ...rest }: Reported): z.infer<typeof ImportResult> {
  if (!refusal) return { position, ...rest };
  const { code, fields } = refusal;
  return { position, ...rest, problem: { code, ...(fields && { errors: errorsOf(textOf(c.var.locale), fields) }) } };
}
