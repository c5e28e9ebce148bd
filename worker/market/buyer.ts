/** What a signed-in person may do in any market: ask about listings that he or she sees, and join with an invitation. */
import type { FileFacts, FileTaken } from '../../schema/attachment.ts';
import type { FirmDraft } from '../../schema/firm.ts';
import type { Inbox, InquiryDraft, InquiryState, InquiryView } from '../../schema/inquiry.ts';
import type { Person } from '../../schema/person.ts';
import { type Answer, no, type Outcome } from '../../schema/refusal.ts';
import type { Watch, WatchDraft, WatchEdit } from '../../schema/watch.ts';
import { isFlood, type Sender, takeFile } from './attachments.ts';
import { ask, findInquiry, listInquiries, withdraw } from './inquiries.ts';
import { join } from './invitations.ts';
import { refresh } from './members.ts';
import { listNotices, markRead } from './notices.ts';
import { type Role, refusalOf } from './standing.ts';
import { Visitor } from './visitor.ts';
import { addWatch, editWatch, listWatches, removeWatch } from './watches/watches.ts';

export class Buyer extends Visitor {
  ask(listing: number, draft: InquiryDraft, key: string): Outcome<{ id: number; state: InquiryState }> {
    return this.once(key, ['ask', listing, draft], () => ask(this.db, this.person, this.reader, listing, draft, this.now));
  }

  /** Makes room for a photo or a voice note whose bytes were found good. What was sent makes it the same: what was made of it may differ from time to time. */
  takeFile(facts: FileFacts, key: string): Outcome<FileTaken> {
    const name = crypto.randomUUID();
    return this.once(key, submissionOf(facts), () => takeFile(this.db, this.sender, facts, name, this.now));
  }

  /** Asked before a file is worked on: what was taken in under this key, null where nothing was, or why nothing more is. */
  expectFile(file: Pick<FileFacts, 'kind' | 'hash'>, key: string): Outcome<FileTaken | null> {
    const before = this.market.store.answered<FileTaken>(this.person.id, key, submissionOf(file));
    return this.answer<FileTaken | null>(before ?? (isFlood(this.db, this.sender, this.now) ? no('too-many') : { value: null }));
  }

  inquiry(id: number): Outcome<InquiryView> {
    const value = findInquiry(this.db, this.person.id, this.reader.firm, id);
    return this.answer(value ? { value } : no('not-found'));
  }

  withdrawInquiry(id: number, key: string): Outcome<{ id: number; state: InquiryState }> {
    return this.once(key, ['withdrawInquiry', id], () => withdraw(this.db, this.person.id, this.reader.firm, id, this.now));
  }

  inbox(): Outcome<Inbox> {
    const inquiries = listInquiries(this.db, this.person.id, this.reader.firm, 50);
    return this.answer({ value: { ...inquiries, notices: listNotices(this.db, this.person.id, this.reader.firm, 50) } });
  }

  /** Marks notices up to an id as read. */
  readNotices(upTo: number, key: string): Outcome<{ upTo: number }> {
    return this.once(key, ['readNotices', upTo], () => {
      markRead(this.db, this.person.id, this.reader.firm, upTo, this.now);
      return { value: { upTo } };
    });
  }

  /** Wants to be told when something new fits a search. */
  watch(draft: WatchDraft, key: string): Outcome<{ id: number }> {
    return this.once(key, ['watch', draft], () => addWatch(this.db, this.person.id, draft, this.market.cluster.timeZone, this.now));
  }

  /** How often it tells, and whether it does. */
  editWatch(id: number, edit: WatchEdit, key: string): Outcome<{ id: number }> {
    const { timeZone } = this.market.cluster;
    return this.once(key, ['editWatch', id, edit], () => editWatch(this.db, this.person.id, id, edit, timeZone, this.now));
  }

  unwatch(id: number, key: string): Outcome<{ id: number }> {
    return this.once(key, ['unwatch', id], () => removeWatch(this.db, this.person.id, id));
  }

  watches(): Outcome<Watch[]> {
    return this.answer({ value: listWatches(this.db, this.person.id) });
  }

  /** Joins the cluster with an invitation; `firm` is needed unless the invitation is for a firm. */
  join(token: string, firm: FirmDraft | null, key: string): Outcome<{ firm: number }> {
    return this.once(key, ['join', token, firm], () => join(this.db, this.person, token, firm, this.now));
  }

  protected get db() {
    return this.market.store.db;
  }

  protected get person(): Person {
    if (!this.standing.person) throw new Error('a capability of signed-in people was given to nobody');
    return this.standing.person;
  }

  protected get role(): Role {
    return 'buyer';
  }

  private get sender(): Sender {
    return { person: this.person.id, firm: this.reader.firm };
  }

  /**
   * One write: done once, in one transaction, and the alarm set for what it made due.
   * security: who asks is looked up again inside the transaction, because other requests ran since this capability was handed out.
   */
  protected once<T>(key: string | null, what: unknown[], work: () => Answer<T>): Outcome<T> {
    const outcome = this.market.store.once(this.person.id, key, what, this.now, () => {
      this.standing = this.market.standingOf(this.person);
      const refusal = refusalOf(this.role, this.standing);
      if (refusal) return no(refusal);
      if (this.standing.member) refresh(this.db, this.standing.member, this.person);
      return work();
    });
    this.standing = this.market.standingOf(this.person);
    this.market.schedule();
    return this.answer(outcome);
  }
}

const submissionOf = ({ kind, hash }: Pick<FileFacts, 'kind' | 'hash'>) => ['takeFile', kind, hash];
