/** What a member may do: trade for a firm. */
import type { FirmEdit, MyFirm } from '../../schema/firm.ts';
import type { InquiryAnswer, InquiryState } from '../../schema/inquiry.ts';
import type { Kind, ListingCard, ListingDraft, ListingEdit, ListingState, OwnerAct } from '../../schema/listing.ts';
import type { InvitationMade } from '../../schema/moderation.ts';
import type { Answer, Outcome } from '../../schema/refusal.ts';
import { likelyKind } from '../domain/likely-kind.ts';
import { Buyer } from './buyer.ts';
import { countListed, editFirm } from './firms.ts';
import { answer } from './inquiries.ts';
import { invitationToken, inviteColleague } from './invitations.ts';
import { type Author, draft, edit, lastKind, listOwn, move } from './listings.ts';
import { listMembers } from './members.ts';
import { send } from './outbox.ts';
import type { Role } from './standing.ts';
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

  draft(listing: ListingDraft, key: string): Outcome<{ id: number; state: ListingState }> {
    return this.onceCounted(key, ['draft', listing], () => draft(this.db, this.author, listing, this.now));
  }

  edit(id: number, listing: ListingEdit, key: string): Outcome<{ id: number; state: ListingState }> {
    return this.onceCounted(key, ['edit', id, listing], () => edit(this.db, this.author, id, listing, this.now));
  }

  /** Submits, pauses, resumes, fulfils, renews or withdraws a listing. */
  move(id: number, act: OwnerAct, key: string): Outcome<{ id: number; state: ListingState }> {
    return this.onceCounted(key, ['move', id, act], () => move(this.db, this.author, id, act, this.now));
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

  private get author(): Author {
    return { id: this.person.id, name: this.person.name, firm: this.firmRow, trusted: this.trusted };
  }
}
