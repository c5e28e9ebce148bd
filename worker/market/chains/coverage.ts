/** What the cluster has for a stage of a chain: offers that fit, and firms that joined. */
import { eq } from 'drizzle-orm';
import type { Covered, StageKept } from '../../../schema/chain.ts';
import type { Quantity } from '../../../schema/quantity.ts';
import { chainMember } from '../../../schema/tables/chains.ts';
import { firm, listing } from '../../../schema/tables/market.ts';
import { coverageOf, neededFor, pledged, type Source, standingOut } from '../../domain/chain/coverage.ts';
import type { Db } from '../store.ts';
import { type FirmRow, type ListingRow, quantityOf } from '../views.ts';
import type { ChainRow, StageRow } from './chains.ts';
import { type Fitting, fitsFor } from './fits.ts';

export interface MemberFound {
  member: typeof chainMember.$inferSelect;
  firm: FirmRow;
  /** The offer that it joined with, while that is one and in the market. security: else it is its firm's own, figures and all. */
  listing: ListingRow | null;
  /** Its firm is in the market, and so is its offer where it joined with one. */
  counts: boolean;
  /** What it puts in: its word, but no more than its offer says. */
  perMonth: Quantity | null;
}

export interface StageFound {
  needed: Quantity | null;
  members: MemberFound[];
  /** The best first; those of firms that joined are among them. */
  fits: Fitting[];
  /** With everyone in the cluster, and with those alone who joined. */
  covered: Covered;
  joined: Covered;
  /** Firms that have something for it. */
  firms: number;
}

/** In a chain that is closed nobody is looked for any more: it stays as it was on its last day. */
export function stageCoverage(db: Db, chain: ChainRow, stage: StageRow, now: number): StageFound {
  const own = { kind: stage.kind, perMonth: quantityOf(stage.perMonthAmount, stage.perMonthUnit) };
  const needed = neededFor(own, quantityOf(chain.perMonthAmount, chain.perMonthUnit));
  const members = membersOf(db, stage.id);
  const wanted = { direction: 'need', kind: stage.kind, title: stage.name, quantity: needed } as const;
  if (chain.state === 'closed' && stage.kept) return asKept(stage.kept, needed, members);
  const found = chain.state === 'open' ? fitsFor(db, wanted, now) : [];
  const fits = standingOut(found.map((one) => ({ ...one, score: one.fit.score })));
  const counting = members.filter(({ counts }) => counts);
  const joined = counting.map(sourceOf);
  const brought = new Set(members.map(({ member }) => member.listingId));
  const offered = fits
    .filter(({ row }) => !brought.has(row.id))
    .map(({ row }): Source => ({ firm: row.firmId, perMonth: monthlyOf(row), joined: false }));
  const firms = new Set([...counting, ...fits].map(({ firm }) => firm.id)).size;
  return { needed, members, fits, covered: coverageOf(needed, [...joined, ...offered]), joined: coverageOf(needed, joined), firms };
}

/** What a stage is to be remembered by when its chain is closed. */
export function keptOf({ covered, joined, firms, members }: StageFound): StageKept {
  return { covered, joined, firms, members: members.map(({ member, perMonth }) => ({ id: member.id, perMonth })) };
}

function asKept({ covered, joined, firms, members: before }: StageKept, needed: Quantity | null, members: MemberFound[]): StageFound {
  const asThen = members.map((one) => {
    const then = before.find(({ id }) => id === one.member.id);
    return then ? { ...one, perMonth: then.perMonth } : one;
  });
  return { needed, members: asThen, fits: [], covered, joined, firms };
}

/** What an offer has for a month: its capacity, or else how much of it there is. */
export function monthlyOf(row: ListingRow): Quantity | null {
  return quantityOf(row.capacityAmount, row.capacityUnit) ?? quantityOf(row.quantityAmount, row.quantityUnit);
}

function membersOf(db: Db, stageId: number): MemberFound[] {
  return db
    .select()
    .from(chainMember)
    .innerJoin(firm, eq(firm.id, chainMember.firmId))
    .leftJoin(listing, eq(listing.id, chainMember.listingId))
    .where(eq(chainMember.stageId, stageId))
    .orderBy(chainMember.id)
    .all()
    .map(({ chain_member: member, firm, listing: brought }) => {
      const listing = brought?.listed && brought.direction === 'offer' ? brought : null;
      return {
        member,
        firm,
        listing,
        counts: firm.state === 'active' && (brought === null || listing !== null),
        perMonth: pledged(quantityOf(member.perMonthAmount, member.perMonthUnit), listing && monthlyOf(listing)),
      };
    });
}

const sourceOf = ({ member, perMonth }: MemberFound): Source => ({ firm: member.firmId, perMonth, joined: true });
