/** Chains as rows: opened, changed, closed; and the need that a gap becomes. */
import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { ChainDraft, ChainEdit, StageDraft } from '../../../schema/chain.ts';
import type { ListingState } from '../../../schema/listing.ts';
import type { Currency } from '../../../schema/money.ts';
import { type Answer, no } from '../../../schema/refusal.ts';
import { chain, chainInvitation, chainMember, chainNote, chainStage } from '../../../schema/tables/chains.ts';
import { firm, listing } from '../../../schema/tables/market.ts';
import { needOf } from '../../domain/chain/gap.ts';
import { type ChainAct, type ChainActor, chainLife, mayAskAgain } from '../../domain/chain/life.ts';
import { planStages } from '../../domain/chain/stages.ts';
import { step } from '../../domain/life.ts';
import { type Author, draft as draftListing } from '../listings.ts';
import type { Db } from '../store.ts';
import type { FirmRow } from '../views.ts';
import { keptOf, stageCoverage } from './coverage.ts';
import { tellOfChain } from './notices.ts';

export type ChainRow = typeof chain.$inferSelect;
export type StageRow = typeof chainStage.$inferSelect;

/** The one who acts: a person for a firm, who may look after the cluster too. */
export interface Acting {
  person: string;
  firm: FirmRow;
  manager: boolean;
}

/** Chains that one firm keeps open. */
const mostOpen = 20;

export function openChain(db: Db, by: Acting, { stages, ...product }: ChainDraft, now: number): Answer<{ id: number }> {
  const open = and(eq(chain.firmId, by.firm.id), eq(chain.state, 'open'));
  if ((db.select({ n: count }).from(chain).where(open).get()?.n ?? 0) >= mostOpen) return no('too-many');
  const { id } = db
    .insert(chain)
    .values({ ...productColumns(product), firmId: by.firm.id, state: 'open', revision: 1, createdAt: now, closedAt: null })
    .returning({ id: chain.id })
    .get();
  stages.forEach((stage, i) => {
    db.insert(chainStage)
      .values({ ...stageColumns(stage), chainId: id, place: i + 1, needId: null })
      .run();
  });
  return { value: { id } };
}

export function editChain(
  db: Db,
  by: Acting,
  id: number,
  { stages, revision, ...product }: ChainEdit,
  now: number,
): Answer<{ id: number; revision: number }> {
  const found = chainFor(db, by, id, 'edit');
  if (found.refusal) return found;
  const row = found.value;
  if (row.revision !== revision) return no('stale');
  const agreed = agreedStages(db, id);
  const before = stagesOf(db, id);
  const plan = planStages(
    before.map((stage) => ({ id: stage.id, agreed: agreed.has(stage.id) })),
    stages,
  );
  if (plan.refusal) return plan;
  const { kept, added, removed } = plan.value;
  removeStages(db, by, row, removed, now);
  const renamed = kept.filter((stage) => before.some((one) => one.id === stage.id && one.name !== stage.name));
  endNotesOf(
    db,
    by,
    row,
    renamed.map((stage) => stage.id),
    now,
  );
  for (const stage of kept)
    db.update(chainStage)
      .set({ ...stageColumns(stage), place: stage.place })
      .where(eq(chainStage.id, stage.id))
      .run();
  for (const stage of added)
    db.insert(chainStage)
      .values({ ...stageColumns(stage), chainId: id, place: stage.place, needId: null })
      .run();
  const after = { ...productColumns(product), revision: revision + 1 };
  db.update(chain).set(after).where(eq(chain.id, id)).run();
  return { value: { id, revision: after.revision } };
}

/** What was agreed stays, and how far each stage was covered that day; what still waits for an answer is over, and the firms are told. */
export function closeChain(db: Db, by: Acting, id: number, now: number): Answer<{ id: number }> {
  const found = chainFor(db, by, id, 'close');
  if (found.refusal) return found;
  for (const stage of stagesOf(db, id))
    db.update(chainStage)
      .set({ kept: keptOf(stageCoverage(db, found.value, stage, now)) })
      .where(eq(chainStage.id, stage.id))
      .run();
  db.update(chain).set({ state: 'closed', closedAt: now }).where(eq(chain.id, id)).run();
  db.delete(chainInvitation).where(eq(chainInvitation.chainId, id)).run();
  endNotes(db, eq(chainNote.chainId, id), now);
  tellChanged(db, by, found.value, [found.value.firmId, ...firmsIn(db, id)], now);
  return { value: { id } };
}

/** Posts the need of a stage that is not covered. Asked again it is the same need, until that is over. */
export function askForGap(
  db: Db,
  by: Acting & { author: Author; currency: Currency },
  id: number,
  stageId: number,
  now: number,
): Answer<{ id: number; state: ListingState }> {
  const found = chainFor(db, by, id, 'ask');
  if (found.refusal) return found;
  const stage = stageIn(db, id, stageId);
  if (!stage) return no('not-found');
  const before = stage.needId === null ? undefined : db.select().from(listing).where(eq(listing.id, stage.needId)).get();
  if (before && !mayAskAgain(before.state)) return { value: { id: before.id, state: before.state } };
  const { needed, covered } = stageCoverage(db, found.value, stage, now);
  if (covered.state === 'covered') return no('wrong-state');
  const quantity = covered.missing ?? needed;
  const posted = draftListing(db, by.author, needOf({ product: found.value.title, stage, quantity, currency: by.currency }), now);
  if (posted.refusal) return posted;
  const { id: needId, state } = posted.value;
  db.update(chainStage).set({ needId }).where(eq(chainStage.id, stageId)).run();
  return { value: { id: needId, state } };
}

/** The chain, where this firm may do this with it now. What is not one's own to do looks as if it were not there. */
export function chainFor(db: Db, by: Pick<Acting, 'firm' | 'manager'>, id: number, act: ChainAct): Answer<ChainRow> {
  const row = db.select().from(chain).where(eq(chain.id, id)).get();
  if (!row) return no('not-found');
  const hats = hatsOf(row, by);
  if (hats.some((hat) => step(chainLife, row.state, act, hat))) return { value: row };
  return no(hats.some((hat) => step(chainLife, 'open', act, hat)) ? 'wrong-state' : 'not-found');
}

export function hatsOf(row: Pick<ChainRow, 'firmId'>, { firm, manager }: { firm: Pick<FirmRow, 'id'>; manager: boolean }): ChainActor[] {
  return [row.firmId === firm.id ? 'opener' : 'member', ...(manager ? (['manager'] as const) : [])];
}

export function stagesOf(db: Db, id: number): StageRow[] {
  return db.select().from(chainStage).where(eq(chainStage.chainId, id)).orderBy(asc(chainStage.place)).all();
}

export function stageIn(db: Db, id: number, stageId: number): StageRow | undefined {
  return db
    .select()
    .from(chainStage)
    .where(and(eq(chainStage.id, stageId), eq(chainStage.chainId, id)))
    .get();
}

/** Stages on which something is agreed, or waits to be. */
export function agreedStages(db: Db, id: number): Set<number> {
  const lasting = and(eq(chainNote.chainId, id), inArray(chainNote.state, ['open', 'confirmed']));
  return new Set(
    db
      .select({ stage: chainNote.stageId })
      .from(chainNote)
      .where(lasting)
      .all()
      .map(({ stage }) => stage),
  );
}

function removeStages(db: Db, by: Acting, row: ChainRow, removed: number[], now: number): void {
  if (removed.length === 0) return;
  const there = inArray(chainMember.stageId, removed);
  const firms = db.selectDistinct({ firm: chainMember.firmId }).from(chainMember).where(there).all();
  db.delete(chainMember).where(there).run();
  db.delete(chainInvitation).where(inArray(chainInvitation.stageId, removed)).run();
  db.delete(chainNote).where(inArray(chainNote.stageId, removed)).run();
  db.delete(chainStage).where(inArray(chainStage.id, removed)).run();
  tellChanged(
    db,
    by,
    row,
    firms.map(({ firm }) => firm),
    now,
  );
}

/** What waits was written of a stage as it was called then: nobody is to confirm another one. */
function endNotesOf(db: Db, by: Acting, row: ChainRow, stages: number[], now: number): void {
  if (stages.length === 0) return;
  const there = inArray(chainNote.stageId, stages);
  const waiting = db
    .selectDistinct({ firm: chainNote.giverId })
    .from(chainNote)
    .where(and(there, eq(chainNote.state, 'open')))
    .all();
  endNotes(db, there, now);
  tellChanged(
    db,
    by,
    row,
    waiting.map(({ firm }) => firm),
    now,
  );
}

/** What waits for an answer is over. */
export function endNotes(db: Db, which: SQL | undefined, now: number): void {
  db.update(chainNote)
    .set({ state: 'withdrawn', answeredAt: now })
    .where(and(which, eq(chainNote.state, 'open')))
    .run();
}

function tellChanged(db: Db, by: Acting, row: ChainRow, firms: number[], now: number): void {
  for (const firm of new Set(firms))
    if (firm !== by.firm.id) tellOfChain(db, firm, { kind: 'chain-changed', chain: row, by: by.person }, now);
}

export function isActive(db: Db, id: number): boolean {
  return db.select({ state: firm.state }).from(firm).where(eq(firm.id, id)).get()?.state === 'active';
}

function firmsIn(db: Db, id: number): number[] {
  return db
    .selectDistinct({ firm: chainMember.firmId })
    .from(chainMember)
    .where(eq(chainMember.chainId, id))
    .all()
    .map(({ firm }) => firm);
}

const count = sql<number>`count(*)`;

function productColumns({ title, text, perMonth }: Omit<ChainDraft, 'stages'>) {
  return { title, text, perMonthAmount: perMonth?.amount ?? null, perMonthUnit: perMonth?.unit ?? null };
}

function stageColumns({ name, kind, perMonth }: StageDraft) {
  return { name, kind, perMonthAmount: perMonth?.amount ?? null, perMonthUnit: perMonth?.unit ?? null };
}
