/** What a manager may do: admit, moderate, and look after the whole. */
import type { CirclesProposed } from '../../schema/circle.ts';
import type { MarketSettings } from '../../schema/cluster.ts';
import type { Colleague } from '../../schema/firm.ts';
import type { FirmImport, Imported, ListingImport } from '../../schema/import.ts';
import type { ListingMoved } from '../../schema/listing.ts';
import type {
  Decision,
  FirmDecision,
  InvitationDraft,
  InvitationEntry,
  InvitationMade,
  LogPage,
  MemberDecision,
  Queue,
} from '../../schema/moderation.ts';
import type { Answer, Outcome } from '../../schema/refusal.ts';
import type { ClusterWords, OwnTermsDraft } from '../../schema/search.ts';
import { proposePossible } from './circles/search.ts';
import { log, readLog } from './decisions.ts';
import { decideFirm } from './firms.ts';
import { importFirms, importListings } from './imports.ts';
import { invite, listInvitations, revoke } from './invitations.ts';
import { countWaiting, decide, listWaiting } from './listings.ts';
import { Member } from './member.ts';
import { decideMember, listMembers } from './members.ts';
import { countStuck } from './outbox.ts';
import type { Role } from './standing.ts';
import { addTerms, forgetMissed, listMissed, listTerms, removeTerms } from './vocabulary.ts';

export class Manager extends Member {
  protected override get role(): Role {
    return 'manager';
  }

  /** Listings that wait, the oldest first, fifty at a time. */
  queue(): Outcome<Queue> {
    return this.answer({ value: { waiting: listWaiting(this.db, 50, this.now), total: countWaiting(this.db) } });
  }

  decide(id: number, decision: Decision, key: string): Outcome<ListingMoved> {
    return this.onceCounted(key, ['decide', id, decision], () => decide(this.db, this.person, id, decision, this.now));
  }

  decideFirm(id: number, decision: FirmDecision, key: string): Outcome<{ id: number }> {
    return this.onceCounted(key, ['decideFirm', id, decision], () => decideFirm(this.db, this.person, id, decision, this.now));
  }

  decideMember(person: string, decision: MemberDecision, key: string): Outcome<{ person: string }> {
    return this.once(key, ['decideMember', person, decision], () => decideMember(this.db, this.person, person, decision, this.now));
  }

  /** Proposes the exchanges that are possible now, without waiting for the alarm. */
  proposeCircles(key: string): Outcome<CirclesProposed> {
    return this.once(key, ['proposeCircles'], () => proposePossible(this.db, this.market.cluster.currency, this.now));
  }

  members(): Outcome<Colleague[]> {
    return this.answer({ value: listMembers(this.db) });
  }

  invite(draft: InvitationDraft, key: string): Outcome<InvitationMade> {
    return this.withToken(key, (token) => this.once(key, ['invite', draft], () => invite(this.db, this.person, draft, token, this.now)));
  }

  invitations(): Outcome<InvitationEntry[]> {
    return this.answer({ value: listInvitations(this.db, this.now) });
  }

  revokeInvitation(id: number, key: string): Outcome<{ id: number }> {
    return this.once(key, ['revokeInvitation', id], () => revoke(this.db, this.person, id, this.now));
  }

  /** Firms out of records, each in a transaction of its own: a bad one does not keep the others out. Without a key it is harmless too. */
  importFirms(items: FirmImport[], key: string | null): Outcome<Imported[]> {
    return this.once(key, ['importFirms', items], () => importFirms(this.market.store, this.person, items, this.now));
  }

  /** The same for listings of such firms. */
  importListings(items: ListingImport[], key: string | null): Outcome<Imported[]> {
    const { store, cluster } = this.market;
    return this.once(key, ['importListings', items], () => importListings(store, this.person, items, cluster.currency, this.now));
  }

  /** The cluster's own words, and those that were searched for and not found. */
  words(): Outcome<ClusterWords> {
    return this.answer({ value: { own: listTerms(this.db), missed: listMissed(this.db, 50), underWay: this.market.indexing } });
  }

  /** Says that words mean the same here; listings are looked through anew in the background. */
  addTerms(draft: OwnTermsDraft, key: string): Outcome<{ id: number }> {
    return this.onceReindexed(key, ['addTerms', draft], () => addTerms(this.db, this.person, draft, this.now));
  }

  removeTerms(id: number, key: string): Outcome<{ id: number }> {
    return this.onceReindexed(key, ['removeTerms', id], () => removeTerms(this.db, this.person, id, this.now));
  }

  /** Takes a word off the list of those that found nothing. */
  dismissMissed(word: string, key: string): Outcome<{ word: string }> {
    return this.once(key, ['dismissMissed', word], () => {
      forgetMissed(this.db, word);
      return { value: { word } };
    });
  }

  private onceReindexed<T>(key: string, what: unknown[], work: () => Answer<T>): Outcome<T> {
    return this.once<T>(key, what, () => {
      const outcome = work();
      if (!outcome.refusal) this.market.begin('reindexFrom');
      return outcome;
    });
  }

  log(before: number | null): Outcome<LogPage> {
    return this.answer({ value: readLog(this.db, before) });
  }

  /** The settings, and how many effects did not get out (0 when all is well). */
  settings(): Outcome<MarketSettings & { stuck: number }> {
    return this.answer({ value: { ...this.market.settings, stuck: countStuck(this.db) } });
  }

  editSettings(settings: MarketSettings, key: string): Outcome<MarketSettings> {
    return this.once(key, ['editSettings', settings], () => {
      this.market.set(settings);
      log(this.db, this.person, { act: 'settings', subject: JSON.stringify(settings) }, this.now);
      return { value: settings };
    });
  }
}
