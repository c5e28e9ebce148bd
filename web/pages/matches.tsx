/** What fits one's listings: with reasons, with what is missing, and a way to say that one does not want it. */
import type { ListingCard, Match } from '../../schema/listing.ts';
import { dismissReasons, type Matches, type MyMatches } from '../../schema/matching.ts';
import { Layout } from '../layout.tsx';
import { Done } from '../parts/done.tsx';
import { Key } from '../parts/form.tsx';
import { ListingCardItem } from '../parts/listing-card.tsx';
import { Reasons } from '../parts/reasons.tsx';
import type { View } from '../view.ts';

export function MatchesPage({ view, found, formKey, done }: { view: View; found: Matches; formKey: string; done: string | undefined }) {
  const { text, you, cluster } = view;
  const words = text.matching;
  const { listing, matches } = found;
  const market = `/c/${cluster?.slug}`;
  const mine = you?.firm?.id === listing.firm.id;
  return (
    <Layout view={view} title={`${words.fits[listing.direction]} – ${listing.title}`} tab={null} together>
      <Done view={view} word={done} />
      <p class="over">
        <a href={`${market}/matches`}>{words.title}</a>
      </p>
      <h1>{words.fits[listing.direction]}</h1>
      <p class="lead">
        <a href={`${market}/l/${listing.id}`} dir="auto">
          {listing.title}
        </a>
      </p>
      {matches.length === 0 ? (
        <Nothing view={view} listing={listing} />
      ) : (
        <>
          <p class="hint">{words.lead}</p>
          <h2 class="unseen">{words.all}</h2>
        </>
      )}
      <ol class="cards matches">
        {matches.map((match) => (
          <MatchItem view={view} match={match}>
            {mine ? (
              <details>
                <summary>{words.dismiss}</summary>
                <form method="post" action={`${market}/l/${listing.id}/matches/${match.listing.id}/dismissal`}>
                  <Key value={`${formKey}-${match.listing.id}`} />
                  <p class="hint">{words.dismissHint}</p>
                  <p class="buttons">
                    {dismissReasons.map((reason) => (
                      <button type="submit" class="button quiet" name="reason" value={reason}>
                        {words.dismissReasons[reason]}
                      </button>
                    ))}
                  </p>
                </form>
              </details>
            ) : null}
          </MatchItem>
        ))}
      </ol>
    </Layout>
  );
}

/** A card with what speaks for it, and with what one may do. */
export function MatchItem({ view, match, children }: { view: View; match: Match; children?: unknown }) {
  return (
    <li class="match">
      <ul>
        <ListingCardItem view={view} card={match.listing} />
      </ul>
      <Reasons view={view} reasons={match.reasons} lacks={match.lacks} />
      {children as never}
    </li>
  );
}

function Nothing({ view, listing }: { view: View; listing: ListingCard }) {
  const words = view.text.matching;
  return (
    <>
      <p class="empty">{listing.state === 'published' ? words.none : words.notInMarket}</p>
      <p>
        <a
          class="button quiet"
          href={`/c/${view.cluster?.slug}/search?direction=${listing.direction === 'need' ? 'offer' : 'need'}&kind=${listing.kind}`}
        >
          {words.look}
        </a>
      </p>
    </>
  );
}

export function MyMatchesPage({ view, mine }: { view: View; mine: MyMatches }) {
  const { text, format, cluster } = view;
  const words = text.matching;
  const market = `/c/${cluster?.slug}`;
  return (
    <Layout view={view} title={words.title} tab={null} together>
      <p class="over">
        <a href={`${market}/together`}>{words.together.title}</a>
      </p>
      <h1>{words.title}</h1>
      <p class="lead">{words.mineLead}</p>
      {mine.length === 0 ? (
        <>
          <p class="empty">{words.noneOfMine}</p>
          <p>
            <a class="button" href={`${market}/l/new`}>
              {words.post}
            </a>
          </p>
        </>
      ) : null}
      {mine.map(({ listing, matches, more }) => (
        <section aria-labelledby={`of-${listing.id}`}>
          <h2 id={`of-${listing.id}`}>
            <a href={`${market}/l/${listing.id}/matches`} dir="auto">
              {listing.title}
            </a>
          </h2>
          <ol class="rows matches">
            {matches.map((match) => (
              <MatchItem view={view} match={match} />
            ))}
          </ol>
          {more > 0 ? (
            <p>
              <a class="all" href={`${market}/l/${listing.id}/matches`}>
                {words.more(more, format.number(more))}
              </a>
            </p>
          ) : null}
        </section>
      ))}
    </Layout>
  );
}
