/** What the opener of a chain and a firm of a stage write down: one writes it, the other confirms it, and it is an agreement. */
import { and, desc, eq, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { ChainNote, ChainNoteDraft, NoteAct, NoteState } from '../../../schema/chain.ts';
import { type Answer, no } from '../../../schema/refusal.ts';
import { chainMember, chainNote, chainStage } from '../../../schema/tables/chains.ts';
import { firm } from '../../../schema/tables/market.ts';
import { noteLife } from '../../domain/chain/life.ts';
import { actsOf, step } from '../../domain/life.ts';
import { keepAgreement } from '../agreements.ts';
import type { Db } from '../store.ts';
import { quantityOf } from '../views.ts';
import { type Acting, chainFor, isActive, stageIn } from './chains.ts';
import { tellOfChain } from './notices.ts';

/** Notes of one chain that wait for an answer: more is a flood. */
const mostOpen = 100;

export function writeNote(db: Db, by: Acting, id: number, draft: ChainNoteDraft, now: number): Answer<{ id: number }> {
  const found = chainFor(db, by, id, 'write');
  if (found.refusal) return found;
  const opener = found.value.firmId;
  const stage = stageIn(db, id, draft.stage);
  if (!stage) return no('not-found');
  const giver = by.firm.id === opener ? draft.firm : by.firm.id;
  const sides = draft.firm !== by.firm.id && (by.firm.id === opener || draft.firm === opener);
  // who is in no stage of it has nothing to agree on here
  if (by.firm.id !== opener && !isIn(db, stage.id, by.firm.id)) return no('not-found');
  if (!sides || !isIn(db, stage.id, giver) || !isActive(db, draft.firm)) return no('invalid', [{ path: 'firm', code: 'not-a-choice' }]);
  const open = and(eq(chainNote.chainId, id), eq(chainNote.state, 'open'));
  if ((db.select({ n: sql<number>`count(*)` }).from(chainNote).where(open).get()?.n ?? 0) >= mostOpen) return no('too-many');
  const made = db
    .insert(chainNote)
    .values({
      chainId: id,
      stageId: stage.id,
      byId: by.firm.id,
      toId: draft.firm,
      giverId: giver,
      quantityAmount: draft.quantity?.amount ?? null,
      quantityUnit: draft.quantity?.unit ?? null,
      words: draft.words,
      state: 'open',
      at: now,
      answeredAt: null,
    })
    .returning({ id: chainNote.id })
    .get();
  const words = titleOf(stage.name, draft.words);
  tellOfChain(db, draft.firm, { kind: 'chain-written', chain: found.value, words, by: by.person }, now);
  return { value: made };
}

export function answerNote(
  db: Db,
  by: Acting,
  id: number,
  noteId: number,
  act: NoteAct,
  now: number,
): Answer<{ id: number; state: NoteState }> {
  const found = chainFor(db, by, id, 'write');
  if (found.refusal) return found;
  const note = db
    .select()
    .from(chainNote)
    .where(and(eq(chainNote.id, noteId), eq(chainNote.chainId, id)))
    .get();
  // security: a note is for its two firms; for all others it is not there
  if (!note || (note.byId !== by.firm.id && note.toId !== by.firm.id)) return no('not-found');
  const state = step(noteLife, note.state, act, hatOf(note, by.firm.id));
  const other = note.byId === by.firm.id ? note.toId : note.byId;
  if (!state || (act === 'confirm' && !isActive(db, other))) return no('wrong-state');
  db.update(chainNote).set({ state, answeredAt: now }).where(eq(chainNote.id, noteId)).run();
  if (act === 'confirm') {
    const title = titleOf(stageIn(db, id, note.stageId)?.name ?? '', note.words);
    const quantity = quantityOf(note.quantityAmount, note.quantityUnit);
    const taker = found.value.firmId;
    keepAgreement(db, { of: 'chain', venture: id, taker, giver: note.giverId, title, quantity, amount: null, currency: null }, now);
  }
  if (act !== 'withdraw') {
    const kind = act === 'confirm' ? 'chain-agreed' : 'chain-declined';
    tellOfChain(db, other, { kind, chain: found.value, words: note.words, by: by.person }, now);
  }
  return { value: { id: noteId, state } };
}

/** Notes that wait, as one of their two firms sees them, the newest first. */
export function openNotes(db: Db, id: number, firmId: number): ChainNote[] {
  return db
    .select({ note: chainNote, stage: { id: chainStage.id, name: chainStage.name }, by: named(writer), to: named(other) })
    .from(chainNote)
    .innerJoin(chainStage, eq(chainStage.id, chainNote.stageId))
    .innerJoin(writer, eq(writer.id, chainNote.byId))
    .innerJoin(other, eq(other.id, chainNote.toId))
    .where(and(eq(chainNote.chainId, id), eq(chainNote.state, 'open'), or(eq(chainNote.byId, firmId), eq(chainNote.toId, firmId))))
    .orderBy(desc(chainNote.id))
    .all()
    .map(({ note, ...names }) => ({
      id: note.id,
      ...names,
      quantity: quantityOf(note.quantityAmount, note.quantityUnit),
      words: note.words,
      at: note.at,
      acts: actsOf(noteLife, note.state, hatOf(note, firmId)),
    }));
}

const writer = alias(firm, 'writer');
const other = alias(firm, 'other');
const named = (table: typeof writer | typeof other) => ({ id: table.id, name: table.name });

const hatOf = (note: { byId: number }, firmId: number) => (note.byId === firmId ? 'writer' : 'other');

const titleOf = (stage: string, words: string) => (words ? `${stage} – ${words}` : stage);

function isIn(db: Db, stageId: number, firmId: number): boolean {
  const there = and(eq(chainMember.stageId, stageId), eq(chainMember.firmId, firmId));
  return Boolean(db.select({ id: chainMember.id }).from(chainMember).where(there).get());
}
