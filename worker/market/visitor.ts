/** What anyone may do in a market: look around. A reader who is a member sees the cluster's listings too. */
import { RpcTarget } from 'cloudflare:workers';
import type { FileShown } from '../../schema/attachment.ts';
import type { FirmQuery, FirmsFound, FirmView } from '../../schema/firm.ts';
import type { ListingView } from '../../schema/listing.ts';
import type { InvitationView } from '../../schema/moderation.ts';
import { type Answer, no, type Outcome, type You } from '../../schema/refusal.ts';
import type { Found, MarketFront, PublicAddresses, SearchQuery } from '../../schema/search.ts';
import type { LinkedWatch } from '../../schema/watch.ts';
import type { Reader } from '../domain/sight.ts';
import { publicAddresses } from './addresses.ts';
import { findFile } from './attachments.ts';
import { facetsOfAll, newest, search } from './finding.ts';
import { countFirms, findFirm, findFirms } from './firms.ts';
import { readInvitation } from './invitations.ts';
import { countWaiting, findListing } from './listings.ts';
import type { Market } from './market.ts';
import { countUnread } from './notices.ts';
import { isActive, refusalOf, type Standing, youOf } from './standing.ts';
import { suggestionsOf } from './vocabulary.ts';
import { readWatchToken } from './watches/links.ts';
import { endWatch, findWatch } from './watches/watches.ts';

export class Visitor extends RpcTarget {
  constructor(
    protected readonly market: Market,
    protected standing: Standing,
    protected readonly now: number,
  ) {
    super();
  }

  /** Only who asks and what waits, for a page that was refused before anything was asked. */
  frame(): Outcome<null> {
    return this.answer({ value: null });
  }

  /** The front page: newest offers and needs, and what there is of each kind. */
  front(): Outcome<MarketFront> {
    const { db, sql } = this.market.store;
    return this.answer({
      value: {
        offers: newest(sql, 'offer', this.everything, 6),
        needs: newest(sql, 'need', this.everything, 6),
        facets: facetsOfAll(sql, this.everything),
        firms: countFirms(db),
      },
    });
  }

  /** `typing`: the words are not finished, and nobody need know that they found nothing. */
  search(query: SearchQuery, typing = false): Outcome<Found> {
    const { missing, ...found } = search(this.market.store.db, query, this.everything, this.market.cluster.currency, this.now);
    if (query.page === 1 && !typing) this.market.miss(missing);
    // no dead end: who has no words yet, or found nothing, is shown what there is
    const suggest = query.page === 1 && (found.total === 0 || query.q === '');
    return this.answer({
      value: suggest ? { ...found, suggestions: suggestionsOf(this.market.store.db, this.everything, this.now) } : found,
    });
  }

  listing(id: number): Outcome<ListingView> {
    const reader = { ...this.reader, person: this.standing.person?.id ?? null, trusted: this.trusted };
    const value = findListing(this.market.store.db, reader, id, this.now);
    return this.answer(value ? { value } : no('not-found'));
  }

  /** A photo or a voice note that the reader may have. */
  file(id: number): Outcome<FileShown> {
    // who is suspended is here as a visitor, and has no files of his own
    const person = refusalOf('buyer', this.standing) ? null : (this.standing.person?.id ?? null);
    const value = findFile(this.market.store.db, { ...this.reader, person }, id);
    return this.answer(value ? { value } : no('not-found'));
  }

  firms(query: FirmQuery): Outcome<FirmsFound> {
    return this.answer({ value: findFirms(this.market.store.db, this.reader, query) });
  }

  firm(id: number): Outcome<FirmView> {
    const value = findFirm(this.market.store.db, this.reader, id);
    return this.answer(value ? { value } : no('not-found'));
  }

  /** The same for every reader: what strangers see. */
  openPages(): Outcome<PublicAddresses> {
    return this.answer({ value: publicAddresses(this.market.store.db) });
  }

  invitation(token: string): Outcome<InvitationView> {
    return this.answer(readInvitation(this.market.store.db, token, this.now));
  }

  /** The watch that a link of an e-mail is about, for whoever holds the link. */
  linkedWatch(token: string): Outcome<LinkedWatch> {
    const id = watchOf(this.market, token, this.now);
    return this.answer(id === null ? no('not-found') : { value: { watch: findWatch(this.market.store.db, id) } });
  }

  /** security: the only write without a person: the token is the right to it, and it takes back what one person asked for, no more. */
  endWatch(token: string): Outcome<LinkedWatch> {
    const id = watchOf(this.market, token, this.now);
    if (id === null) return this.answer<LinkedWatch>(no('not-found'));
    const { store } = this.market;
    return this.answer(
      store.transact<LinkedWatch>(() => {
        endWatch(store.db, id);
        return { value: { watch: null } };
      }),
    );
  }

  protected get everything(): boolean {
    return this.reader.sight !== 'public';
  }

  protected get reader(): Reader {
    const { member, firm } = this.standing;
    if (!member || !firm || !isActive(member, firm)) return { sight: 'public', firm: null };
    return { sight: member.manager ? 'manager' : 'cluster', firm: firm.id };
  }

  protected get trusted(): boolean {
    return Boolean(this.standing.firm?.trusted) && this.market.settings.trustedPublishAtOnce;
  }

  protected answer<T>(work: Answer<T>): Outcome<T> {
    return work.refusal ? { refusal: work.refusal, you: this.you() } : { value: work.value as T, you: this.you() };
  }

  private you(): You | null {
    const { person } = this.standing;
    if (!person) return null;
    const { db } = this.market.store;
    const { firm, sight } = this.reader;
    return youOf(this.standing, { unread: countUnread(db, person.id, firm), waiting: sight === 'manager' ? countWaiting(db) : 0 });
  }
}

const watchOf = ({ secret, cluster }: Market, token: string, now: number) => readWatchToken(secret, cluster.slug, token, now);
