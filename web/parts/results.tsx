/** What a search found: how many, the words that were searched instead, listings with every word, and those that come near. */
import type { Child } from 'hono/jsx';
import type { Found, Suggestion } from '../../schema/search.ts';
import type { Typed, View } from '../view.ts';
import { addressWith } from './address.ts';
import { listingCard, type ShownCard } from './listing-card.tsx';
import { apart } from './marked.ts';
import { Pager } from './pager.tsx';

export type FoundCards = Omit<Found, 'hits' | 'facets'> & { hits: ShownCard[] };

interface Props {
  view: View;
  typed: Typed;
  found: FoundCards;
  /** Address of the search, without conditions. */
  path: string;
  /** Said above all, after something was done here. */
  said?: Child;
  /** In place of listings, where there are none. */
  empty: Child;
  /** Ways on, below listings. */
  ways?: Child;
}

export function Results({ view, typed, found, path, said, empty, ways }: Props) {
  const { text } = view;
  const { total, hits, page, pages } = found;
  return (
    <section aria-labelledby="count">
      {said}
      <h2 id="count" tabindex={-1} data-said>
        {countOf(view, found, isBest(typed))}
      </h2>
      <Rewritten view={view} typed={typed} path={path} found={found} />
      {hits.length ? (
        <Listings view={view} found={found} best={isBest(typed)} />
      ) : total > 0 ? (
        <p class="empty">
          {text.search.noPage}{' '}
          <a href={addressWith(path, typed, {})} data-renew="search">
            {text.search.first}
          </a>
        </p>
      ) : (
        <div class="empty">{empty}</div>
      )}
      <Pager
        view={view}
        page={page}
        pages={pages}
        at={(to) => addressWith(path, typed, { page: to > 1 ? to : undefined })}
        renew="search"
      />
      {hits.length ? ways : null}
    </section>
  );
}

/** Where something is nearer or newer rather than fitting better, listings with every word do not stand before the others. */
const isBest = ({ sort, near }: Typed): boolean => (sort ?? (near ? 'nearest' : 'best')) === 'best';

function countOf({ text, format }: View, { total, complete }: FoundCards, best: boolean): string {
  if (total > 0 && complete === 0) return text.search.onlyNear(total, format.number(total));
  const shown = best ? complete : total;
  return text.market.found(shown, format.number(shown));
}

/** For whom "as written" is the way to what was really meant. */
function Rewritten({ view, typed, path, found }: Pick<Props, 'view' | 'typed' | 'path' | 'found'>) {
  const { rewritten } = found;
  if (!rewritten) return null;
  const { search } = view.text;
  return (
    <p class="rewritten">
      <b data-said>{search.rewritten(apart(rewritten.to))}</b>
      {' · '}
      <a class="all" href={addressWith(path, typed, { exact: '1' })} data-renew="search">
        {search.asWritten(apart(rewritten.from))}
      </a>
    </p>
  );
}

function Listings({ view, found, best }: { view: View; found: FoundCards; best: boolean }) {
  const { text, format } = view;
  const { hits, total, complete, page, pages } = found;
  const before = page < pages ? (page - 1) * hits.length : total - hits.length;
  // what has every word comes first; with no such listing the heading has said it already
  const whole = best && complete > 0 && complete < total ? Math.min(Math.max(complete - before, 0), hits.length) : hits.length;
  const cards = (some: ShownCard[]) => (some.length ? <ul class="cards">{some.map((card) => listingCard(view, card))}</ul> : null);
  return (
    <>
      {cards(hits.slice(0, whole))}
      {whole < hits.length ? (
        <h2 class="near">
          {text.search.nearby} <small>{format.number(total - complete)}</small>
        </h2>
      ) : null}
      {cards(hits.slice(whole))}
    </>
  );
}

/** Searches that find something, by name; `heading` says what they are. */
export function Suggestions({ view, path, heading, some }: { view: View; path: string; heading: string; some: Suggestion[] | undefined }) {
  const { locale, format } = view;
  if (!some?.length) return null;
  return (
    <nav class="suggested" aria-labelledby="suggested" data-renew="search">
      <h2 id="suggested">{heading}</h2>
      <ul class="chips">
        {some.map(({ names, listings }) => (
          <li>
            <a href={addressWith(path, {}, { q: names[locale] })}>
              {names[locale]}
              <small> {format.number(listings)}</small>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** What was searched for on this phone; filled by an island, and nothing without it. Nobody else is told. */
export function RecentSearches({ view }: { view: View }) {
  const { search } = view.text;
  return (
    <nav class="suggested" aria-labelledby="recent" data-recent data-renew="search" hx-morph-skip-children="" hidden>
      <h2 id="recent">{search.recent}</h2>
      <button type="button" class="link">
        {search.forget}
      </button>
      <ul class="chips"></ul>
    </nav>
  );
}
