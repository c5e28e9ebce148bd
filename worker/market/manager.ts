/** What a manager may do: admit, moderate, and look after the whole. */
import type { MarketSettings } from '../../schema/cluster.ts';
import type { Colleague } from '../../schema/firm.ts';
import type { ListingState } from '../../schema/listing.ts';
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
import type { Outcome } from '../../schema/refusal.ts';
import { log, readLog } from './decisions.ts';
import { decideFirm } from './firms.ts';
import { invite, listInvitations, revoke } from './invitations.ts';
import { countWaiting, decide, listWaiting } from './listings.ts';
import { Member } from './member.ts';
import { decideMember, listMembers } from './members.ts';
import { countStuck } from './outbox.ts';
import type { Role } from './standing.ts';

export class Manager extends Member {
  protected override get role(): Role {
    return 'manager';
  }

  /** Listings that wait, the oldest first, fifty at a time. */
  queue(): Outcome<Queue> {
    return this.answer({ value: { waiting: listWaiting(this.db, 50), total: countWaiting(this.db) } });
  }

  decide(id: number, decision: Decision, key: string): Outcome<{ id: number; state: ListingState }> {
    return this.onceCounted(key, ['decide', id, decision], () => decide(this.db, this.person, id, decision, this.now));
  }

  decideFirm(id: number, decision: FirmDecision, key: string): Outcome<{ id: number }> {
    return this.onceCounted(key, ['decideFirm', id, decision], () => decideFirm(this.db, this.person, id, decision, this.now));
  }

  decideMember(person: string, decision: MemberDecision, key: string): Outcome<{ person: string }> {
    return this.once(key, ['decideMember', person, decision], () => decideMember(this.db, this.person, person, decision, this.now));
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
