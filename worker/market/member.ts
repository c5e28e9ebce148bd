/** What a member may do: trade for a firm. */
import type { Agreement } from '../../schema/agreement.ts';
import type {
  ChainDraft,
  ChainEdit,
  ChainInvitation,
  ChainJoin,
  ChainNoteDraft,
  ChainsFound,
  ChainView,
  NoteAct,
  NoteState,
} from '../../schema/chain.ts';
import type { BarterTerms, CircleAnswer, CircleAnswered, Circles, CircleView } from '../../schema/circle.ts';
import type {
  CoalitionAnswer,
  CoalitionCard,
  CoalitionDecision,
  CoalitionDraft,
  CoalitionEnding,
  CoalitionMoved,
  CoalitionProposals,
  CoalitionQuote,
  CoalitionReplacement,
  CoalitionView,
} from '../../schema/coalition.ts';
import type { FirmEdit, MyFirm } from '../../schema/firm.ts';
import type { InquiryAnswer, InquiryState } from '../../schema/inquiry.ts';
import type { Kind, ListingCard, ListingDraft, ListingEdit, ListingMoved, ListingState, OwnerAct } from '../../schema/listing.ts';
import type { Dismissal, Matches, MyMatches } from '../../schema/matching.ts';
import type { InvitationMade } from '../../schema/moderation.ts';
import type { PoolAnswer, PoolCancellation, PoolDraft, PoolQuery, PoolState, PoolsFound, PoolView } from '../../schema/pool.ts';
import { type Answer, no, type Outcome } from '../../schema/refusal.ts';
import type { Together } from '../../schema/together.ts';
import { likelyKind } from '../domain/likely-kind.ts';
import { agreementsWith } from './agreements.ts';
import { Buyer } from './buyer.ts';
import { type Acting, askForGap, closeChain, editChain, openChain } from './chains/chains.ts';
import { inviteToChain, joinChain, leaveChain } from './chains/members.ts';
import { answerNote, writeNote } from './chains/notes.ts';
import { findChain, listChains } from './chains/views.ts';
import { answerCircle, setTerms } from './circles/circles.ts';
import { findCircle, listCircles } from './circles/views.ts';
import {
  answerCoalition,
  decideCoalition,
  endCoalition,
  inviteCoalition,
  leaveCoalition,
  quoteCoalition,
  replaceInCoalition,
} from './coalitions/coalitions.ts';
import { findProposals } from './coalitions/proposals.ts';
import { findCoalition, listCoalitions } from './coalitions/views.ts';
import { countListed, editFirm } from './firms.ts';
import { answer } from './inquiries.ts';
import { invitationToken, inviteColleague } from './invitations.ts';
import { type Author, draft, edit, lastKind, listOwn, move } from './listings.ts';
import { dismiss, listMatches, listMyMatches } from './matches/matches.ts';
import { listMembers } from './members.ts';
import { send } from './outbox.ts';
import { answerPool, cancelPool, commit, openPool, withdrawCommitment } from './pools/pools.ts';
import { listPools, viewPool } from './pools/views.ts';
import type { Role } from './standing.ts';
import { countTogether } from './together.ts';
import type { FirmRow } from './views.ts';
import { firmView } from './views.ts';

export class Member extends Buyer {
  myListings(): Outcome<ListingCard[]> {
    return this.answer({ value: listOwn(this.db, this.firmRow.id) });
  }

  /** With what the form of a new listing begins. */
  likelyKind(): Outcome<Kind> {
    return this.answer({ value: likelyKind(this.firmRow.role, lastKind(this.db, this.firmRow.id)) });
  }

  draft(listing: ListingDraft, key: string): Outcome<ListingMoved> {
    return this.onceCounted(key, ['draft', listing], () => draft(this.db, this.author, listing, this.now));
  }

  edit(id: number, listing: ListingEdit, key: string): Outcome<ListingMoved> {
    return this.onceCounted(key, ['edit', id, listing], () => edit(this.db, this.author, id, listing, this.now));
  }

  /** Submits, pauses, resumes, fulfils, renews or withdraws a listing. */
  move(id: number, act: OwnerAct, key: string): Outcome<ListingMoved> {
    return this.onceCounted(key, ['move', id, act], () => move(this.db, this.author, id, act, this.now));
  }

  /** What fits a listing of one's own firm; a manager looks at any. */
  matches(id: number): Outcome<Matches> {
    const value = listMatches(this.db, { firm: this.firmRow.id, manager: this.reader.sight === 'manager' }, id, this.now);
    return this.answer(value ? { value } : no('not-found'));
  }

  /** All that fits one's own listings. */
  myMatches(): Outcome<MyMatches> {
    return this.answer({ value: listMyMatches(this.db, this.firmRow, this.now) });
  }

  /** Does not want `other` for its own listing `id`: it does not come back, and nobody else learns of it. */
  dismissMatch(id: number, other: number, { reason }: Dismissal, key: string): Outcome<{ id: number }> {
    return this.once(key, ['dismissMatch', id, other, reason], () => dismiss(this.db, this.firmRow.id, id, other, reason));
  }

  /** How much waits among the ways of working together. */
  together(): Outcome<Together> {
    return this.answer({ value: countTogether(this.db, this.firmRow.id) });
  }

  agreements(): Outcome<Agreement[]> {
    return this.answer({ value: agreementsWith(this.db, this.firmRow.id) });
  }

  pools(query: PoolQuery): Outcome<PoolsFound> {
    return this.answer({ value: listPools(this.db, this.reader, query, this.now) });
  }

  pool(id: number): Outcome<PoolView> {
    const value = viewPool(this.db, this.reader, id, this.now);
    return this.answer(value ? { value } : no('not-found'));
  }

  /** Begins to buy something together. */
  openPool(pool: PoolDraft, key: string): Outcome<{ id: number }> {
    return this.once(key, ['openPool', pool], () => openPool(this.db, this.author, pool, this.now));
  }

  /** Takes so much of it, or so much instead of what it took before. */
  commit(id: number, amount: number, key: string): Outcome<{ id: number; amount: number }> {
    return this.once(key, ['commit', id, amount], () => commit(this.db, this.author, id, amount, this.now));
  }

  withdrawCommitment(id: number, key: string): Outcome<{ id: number; amount: number }> {
    return this.once(key, ['withdrawCommitment', id], () => withdrawCommitment(this.db, this.author, id, this.now));
  }

  /** Says, as the supplier of a pool, whether one sells at its prices. */
  answerPool(id: number, given: PoolAnswer, key: string): Outcome<{ id: number; confirmed: boolean }> {
    return this.once(key, ['answerPool', id, given], () => answerPool(this.db, this.author, id, given, this.now));
  }

  /** Calls off a pool of one's own firm; a manager any. */
  cancelPool(id: number, given: PoolCancellation, key: string): Outcome<{ id: number; state: PoolState }> {
    return this.once(key, ['cancelPool', id, given], () => cancelPool(this.db, this.author, this.reader.sight, id, given, this.now));
  }

  /** Products that firms make together, the open ones first. */
  chains(page: number): Outcome<ChainsFound> {
    return this.answer({ value: listChains(this.db, this.firmRow.id, page) });
  }

  chain(id: number): Outcome<ChainView> {
    const value = findChain(this.db, this.acting, id, this.now);
    return this.answer(value ? { value } : no('not-found'));
  }

  openChain(chain: ChainDraft, key: string): Outcome<{ id: number }> {
    return this.once(key, ['openChain', chain], () => openChain(this.db, this.acting, chain, this.now));
  }

  editChain(id: number, chain: ChainEdit, key: string): Outcome<{ id: number; revision: number }> {
    return this.once(key, ['editChain', id, chain], () => editChain(this.db, this.acting, id, chain, this.now));
  }

  closeChain(id: number, key: string): Outcome<{ id: number }> {
    return this.once(key, ['closeChain', id], () => closeChain(this.db, this.acting, id, this.now));
  }

  /** Joins a stage, or changes with what. */
  joinChain(id: number, join: ChainJoin, key: string): Outcome<{ id: number }> {
    return this.once(key, ['joinChain', id, join], () => joinChain(this.db, this.acting, id, join, this.now));
  }

  /** Leaves a stage; the opener shows a firm out of one. */
  leaveChain(id: number, member: number, key: string): Outcome<{ id: number }> {
    return this.once(key, ['leaveChain', id, member], () => leaveChain(this.db, this.acting, id, member, this.now));
  }

  inviteToChain(id: number, invitation: ChainInvitation, key: string): Outcome<ChainInvitation> {
    return this.once(key, ['inviteToChain', id, invitation], () => inviteToChain(this.db, this.acting, id, invitation, this.now));
  }

  /** Posts the need of a stage that is not covered. */
  askForGap(id: number, stage: number, key: string): Outcome<{ id: number; state: ListingState }> {
    const { currency } = this.market.cluster;
    return this.onceCounted(key, ['askForGap', id, stage], () =>
      askForGap(this.db, { ...this.acting, author: this.author, currency }, id, stage, this.now),
    );
  }

  /** Writes down what is agreed, for the other side to confirm. */
  writeNote(id: number, note: ChainNoteDraft, key: string): Outcome<{ id: number }> {
    return this.once(key, ['writeNote', id, note], () => writeNote(this.db, this.acting, id, note, this.now));
  }

  answerNote(id: number, note: number, act: NoteAct, key: string): Outcome<{ id: number; state: NoteState }> {
    return this.once(key, ['answerNote', id, note, act], () => answerNote(this.db, this.acting, id, note, act, this.now));
  }

  answerInquiry(id: number, given: InquiryAnswer, key: string): Outcome<{ id: number; state: InquiryState }> {
    return this.once(key, ['answerInquiry', id, given], () => answer(this.db, this.person, this.firmRow.id, id, given, this.now));
  }

  myFirm(): Outcome<MyFirm> {
    const row = this.firmRow;
    const listings = countListed(this.db, row.id, true);
    return this.answer({
      value: { firm: firmView(row, listings, row.contacts), revision: row.revision, people: listMembers(this.db, row.id) },
    });
  }

  editFirm(firm: FirmEdit, key: string): Outcome<{ id: number; revision: number }> {
    return this.once(key, ['editFirm', firm], () => editFirm(this.db, this.person, this.firmRow, firm, this.now));
  }

  /** Invites one colleague into one's own firm. */
  inviteColleague(note: string, key: string): Outcome<InvitationMade> {
    return this.withToken(key, (token) =>
      this.once(key, ['inviteColleague', note], () => inviteColleague(this.db, this.person, this.firmRow, note, token, this.now)),
    );
  }

  /** Who could fill a need together; for its own firm and for managers. */
  coalitionsFor(listing: number, split: boolean): Outcome<CoalitionProposals> {
    return this.answer(findProposals(this.db, this.reader, listing, split, this.now));
  }

  inviteCoalition(listing: number, draft: CoalitionDraft, key: string): Outcome<CoalitionMoved> {
    return this.once(key, ['inviteCoalition', listing, draft], () => inviteCoalition(this.db, this.acting, listing, draft, this.now));
  }

  coalitions(): Outcome<CoalitionCard[]> {
    return this.answer({ value: listCoalitions(this.db, this.reader) });
  }

  coalition(id: number): Outcome<CoalitionView> {
    return this.answer(findCoalition(this.db, this.reader, id, this.now));
  }

  answerCoalition(id: number, given: CoalitionAnswer, key: string): Outcome<CoalitionMoved> {
    return this.once(key, ['answerCoalition', id, given], () => answerCoalition(this.db, this.acting, id, given, this.now));
  }

  leaveCoalition(id: number, ending: CoalitionEnding, key: string): Outcome<CoalitionMoved> {
    return this.once(key, ['leaveCoalition', id, ending], () => leaveCoalition(this.db, this.acting, id, ending, this.now));
  }

  replaceInCoalition(id: number, chosen: CoalitionReplacement, key: string): Outcome<CoalitionMoved> {
    return this.once(key, ['replaceInCoalition', id, chosen], () => replaceInCoalition(this.db, this.acting, id, chosen, this.now));
  }

  quoteCoalition(id: number, quote: CoalitionQuote, key: string): Outcome<CoalitionMoved> {
    return this.once(key, ['quoteCoalition', id, quote], () => quoteCoalition(this.db, this.acting, id, quote, this.now));
  }

  decideCoalition(id: number, decision: CoalitionDecision, key: string): Outcome<CoalitionMoved> {
    return this.once(key, ['decideCoalition', id, decision], () => decideCoalition(this.db, this.acting, id, decision, this.now));
  }

  endCoalition(id: number, ending: CoalitionEnding, key: string): Outcome<CoalitionMoved> {
    return this.once(key, ['endCoalition', id, ending], () => endCoalition(this.db, this.acting, id, ending, this.now));
  }

  protected override get role(): Role {
    return 'member';
  }

  protected get firmRow(): FirmRow {
    if (!this.standing.firm) throw new Error("a member's capability was given to somebody without a firm");
    return this.standing.firm;
  }

  protected withToken(key: string, make: (token: string) => Outcome<{ id: number; expiresAt: number }>): Outcome<InvitationMade> {
    const token = invitationToken(this.market.secret, this.market.cluster.slug, this.person.id, key);
    const made = make(token);
    return made.refusal ? made : { value: { ...made.value, token }, you: made.you };
  }

  /** A write that can change how many listings there are. */
  protected onceCounted<T>(key: string, what: unknown[], work: () => Answer<T>): Outcome<T> {
    return this.once<T>(key, what, () => {
      const outcome = work();
      if (!outcome.refusal) send(this.db, { topic: 'figures', subject: '', payload: null }, this.now);
      return outcome;
    });
  }

  /** Exchanges without cash that one's firm is in; a manager sees all, and what is possible now. */
  circles(): Outcome<Circles> {
    return this.answer({ value: listCircles(this.db, this.circling, this.market.cluster.currency, this.now) });
  }

  circle(id: number): Outcome<CircleView> {
    const value = findCircle(this.db, this.circling, id, this.market.cluster.currency);
    return this.answer(value ? { value } : no('not-found'));
  }

  answerCircle(id: number, given: CircleAnswer, key: string): Outcome<CircleAnswered> {
    const by = { person: this.person.id, firm: this.firmRow.id };
    const { currency } = this.market.cluster;
    return this.once(key, ['answerCircle', id, given], () => answerCircle(this.db, by, id, given, currency, this.now));
  }

  /** How much cash one's firm would add to an exchange, and take with one. */
  setBarterTerms(terms: BarterTerms, key: string): Outcome<BarterTerms> {
    return this.once(key, ['setBarterTerms', terms], () => setTerms(this.db, this.firmRow.id, terms, this.now));
  }

  private get circling() {
    return { firm: this.firmRow.id, manager: this.reader.sight === 'manager' };
  }

  private get acting(): Acting {
    return { person: this.person.id, firm: this.firmRow, manager: this.reader.sight === 'manager' };
  }

  private get author(): Author {
    return { id: this.person.id, name: this.person.name, firm: this.firmRow, trusted: this.trusted };
  }
}
