/** Chains as their readers see them: the list, and one with its stages, firms and gaps. */
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Agreement } from '../../../schema/agreement.ts';
import type { ChainCard, ChainsFound, ChainView, StageOffer, StageView } from '../../../schema/chain.ts';
import type { Lack, Reason } from '../../../schema/reason.ts';
import { chain, chainInvitation, chainMember, chainStage } from '../../../schema/tables/chains.ts';
import { firm, listing } from '../../../schema/tables/market.ts';
import { flowOf } from '../../domain/chain/coverage.ts';
import { chainLife, mayAskAgain } from '../../domain/chain/life.ts';
import { actsOf } from '../../domain/life.ts';
import { seesListing } from '../../domain/sight.ts';
import { agreementsAmong, agreementsOf } from '../agreements.ts';
import type { Db } from '../store.ts';
import { quantityOf } from '../views.ts';
import { type Acting, agreedStages, type ChainRow, hatsOf, type StageRow, stagesOf } from './chains.ts';
import { type MemberFound, monthlyOf, type StageFound, stageCoverage } from './coverage.ts';
import { openNotes } from './notes.ts';

/** A member who reads: for a firm, and perhaps as a manager. */
type Reading = Pick<Acting, 'firm' | 'manager'>;

const pageSize = 20;

/** Open ones first, the newest first. */
export function listChains(db: Db, firmId: number, page: number): ChainsFound {
  const total = db.select({ n: sql<number>`count(*)` }).from(chain).get()?.n ?? 0;
  const rows = db
    .select({ chain, firm: { id: firm.id, name: firm.name } })
    .from(chain)
    .innerJoin(firm, eq(firm.id, chain.firmId))
    .orderBy(sql`${chain.state} = 'closed'`, desc(chain.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .all();
  const ids = rows.map((row) => row.chain.id);
  const stages = Map.groupBy(
    db.select().from(chainStage).where(inArray(chainStage.chainId, ids)).orderBy(chainStage.place).all(),
    ({ chainId }) => chainId,
  );
  const members = db.select().from(chainMember).where(inArray(chainMember.chainId, ids)).all();
  const invitations = and(eq(chainInvitation.firmId, firmId), inArray(chainInvitation.chainId, ids));
  const invited = new Set(
    db
      .select({ id: chainInvitation.chainId })
      .from(chainInvitation)
      .where(invitations)
      .all()
      .map(({ id }) => id),
  );
  const mineOf = (row: ChainRow): ChainCard['mine'] => {
    if (row.firmId === firmId) return 'opener';
    if (members.some((one) => one.chainId === row.id && one.firmId === firmId)) return 'member';
    return invited.has(row.id) ? 'invited' : null;
  };
  return {
    chains: rows.map((row) => ({
      id: row.chain.id,
      title: row.chain.title,
      state: row.chain.state,
      firm: row.firm,
      perMonth: quantityOf(row.chain.perMonthAmount, row.chain.perMonthUnit),
      stages: (stages.get(row.chain.id) ?? []).map(({ id, name, kind }) => ({
        name,
        kind,
        firms: members.filter(({ stageId }) => stageId === id).length,
      })),
      mine: mineOf(row.chain),
      createdAt: row.chain.createdAt,
    })),
    total,
    page,
    pages: Math.max(1, Math.ceil(total / pageSize)),
  };
}

export function findChain(db: Db, reader: Reading, id: number, now: number): ChainView | undefined {
  const found = db
    .select({ chain, firm: { id: firm.id, name: firm.name } })
    .from(chain)
    .innerJoin(firm, eq(firm.id, chain.firmId))
    .where(eq(chain.id, id))
    .get();
  if (!found) return undefined;
  const row = found.chain;
  const stages = stagesOf(db, id).map((stage) => ({ stage, ...stageCoverage(db, row, stage, now) }));
  const product = quantityOf(row.perMonthAmount, row.perMonthUnit);
  const link = (which: 'covered' | 'joined') => stages.map((one) => ({ id: one.stage.id, needed: one.needed, covered: one[which] }));
  const mine = row.firmId === reader.firm.id ? 'opener' : stages.some(({ members }) => isIn(members, reader.firm.id)) ? 'member' : null;
  const hats = hatsOf(row, reader);
  const acts = new Set(hats.flatMap((hat) => actsOf(chainLife, row.state, hat)));
  return {
    id,
    title: row.title,
    text: row.text,
    perMonth: product,
    state: row.state,
    firm: found.firm,
    createdAt: row.createdAt,
    closedAt: row.closedAt,
    revision: row.revision,
    stages: stageViews(db, reader, row, stages),
    flow: { cluster: flowOf(product, link('covered')), joined: flowOf(product, link('joined')) },
    ...whyOf(stages),
    mine,
    acts: (['edit', 'close'] as const).filter((act) => acts.has(act)),
    notes: openNotes(db, id, reader.firm.id),
    // security: what firms agreed on is for the firms of the chain, and for those who look after the cluster
    agreements:
      mine || reader.manager
        ? agreementsFor(
            db,
            reader,
            row,
            stages.flatMap(({ members }) => members),
          )
        : [],
  };
}

type Read = StageFound & { stage: StageRow };

function stageViews(db: Db, reader: Reading, row: ChainRow, stages: Read[]): StageView[] {
  const agreed = agreedStages(db, row.id);
  const invitations = db.select().from(chainInvitation).where(eq(chainInvitation.chainId, row.id)).all();
  const invitedTo = (stage: number, firmId: number) => invitations.some((one) => one.stageId === stage && one.firmId === firmId);
  const asked = stages.flatMap(({ stage }) => (stage.needId === null ? [] : [stage.needId]));
  const needs = new Map(
    db
      .select({ listing, state: firm.state })
      .from(listing)
      .innerJoin(firm, eq(firm.id, listing.firmId))
      .where(inArray(listing.id, asked))
      .all()
      .filter((need) => !mayAskAgain(need.listing.state))
      // security: a need that waits or was taken away is its own firm's, as everywhere
      .filter((need) => seesListing({ sight: reader.manager ? 'manager' : 'cluster', firm: reader.firm.id }, need.listing, need.state))
      .map((need) => [need.listing.id, { id: need.listing.id, title: need.listing.title, state: need.listing.state }]),
  );
  return stages.map(({ stage, needed, covered, members, fits }) => ({
    id: stage.id,
    name: stage.name,
    kind: stage.kind,
    perMonth: quantityOf(stage.perMonthAmount, stage.perMonthUnit),
    needed,
    ...covered,
    members: members.map(memberView),
    offers: fits
      .filter(({ firm }) => !isIn(members, firm.id))
      .map(
        ({ row: offer, firm, fit }): StageOffer => ({
          listing: { id: offer.id, externalRef: offer.externalRef, title: offer.title },
          firm: { id: firm.id, externalRef: firm.externalRef, name: firm.name, trusted: firm.trusted },
          score: fit.score,
          perMonth: monthlyOf(offer),
          // whom the opener invited is between these two
          invited: row.firmId === reader.firm.id && invitedTo(stage.id, firm.id),
          reasons: fit.reasons,
          lacks: fit.lacks,
        }),
      ),
    need: stage.needId === null ? null : (needs.get(stage.needId) ?? null),
    invited: invitedTo(stage.id, reader.firm.id),
    agreed: agreed.has(stage.id),
  }));
}

const memberView = ({ member, firm, listing, counts, perMonth }: MemberFound) => ({
  id: member.id,
  firm: { id: firm.id, name: firm.name },
  listing: listing && { id: listing.id, title: listing.title },
  perMonth,
  words: member.words,
  counts,
  at: member.at,
});

/** Why the chain holds together, and where it does not. */
function whyOf(stages: Read[]): { reasons: Reason[]; lacks: Lack[] } {
  const reasons: Reason[] = [];
  const lacks: Lack[] = [];
  for (const { stage, covered, firms } of stages) {
    if (covered.state === 'open') lacks.push({ code: 'stage-open', stage: stage.name });
    else if (covered.state === 'covered') reasons.push({ code: 'stage-covered', stage: stage.name, firms });
    else lacks.push({ code: 'stage-short', stage: stage.name, by: covered.missing });
  }
  return { reasons, lacks };
}

/** Of the chain itself, and of what its firms did together elsewhere since it began. */
function agreementsFor(db: Db, reader: Reading, row: ChainRow, members: MemberFound[]): Agreement[] {
  const firms = [row.firmId, ...members.map(({ firm }) => firm.id)];
  const among = agreementsAmong(db, [...new Set(firms)], row.createdAt, row.closedAt);
  // security: what is paid is for the two who agreed on it
  const own = ({ taker, giver }: Agreement) => taker.id === reader.firm.id || giver?.id === reader.firm.id;
  // security: who joins does not learn by it what others did elsewhere before
  const joined = Math.min(...members.filter(({ firm }) => firm.id === reader.firm.id).map(({ member }) => member.at));
  const since = row.firmId === reader.firm.id || reader.manager ? row.createdAt : joined;
  const shown = among.filter((one) => own(one) || one.at >= since);
  return [...agreementsOf(db, 'chain', row.id), ...shown].map((one) => (own(one) ? one : { ...one, amount: null, currency: null }));
}

const isIn = (members: MemberFound[], firmId: number) => members.some(({ firm }) => firm.id === firmId);
