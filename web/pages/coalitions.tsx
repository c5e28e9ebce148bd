/** Orders that several firms fill: the list of them, and for one need the proposals of who could. */
import type { CoalitionCard, CoalitionProposal, CoalitionProposals } from '../../schema/coalition.ts';
import type { Quantity } from '../../schema/quantity.ts';
import type { Refusal } from '../../schema/refusal.ts';
import { Layout } from '../layout.tsx';
import { Done } from '../parts/done.tsx';
import { Key } from '../parts/form.tsx';
import { OrderBar, type Piece, Place, placesOf } from '../parts/order-bar.tsx';
import { Reasons, Why } from '../parts/reasons.tsx';
import { Refused } from '../parts/refused.tsx';
import type { Typed, View } from '../view.ts';

export function CoalitionsPage({ view, coalitions }: { view: View; coalitions: CoalitionCard[] }) {
  const { text, format, cluster, now } = view;
  const words = text.coalitions;
  const base = `/c/${cluster?.slug}`;
  return (
    <Layout view={view} title={words.title} tab={null} together>
      <p class="over">
        <a href={`${base}/together`}>{text.matching.together.title}</a>
      </p>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      {coalitions.length ? (
        <ul class="rows">
          {coalitions.map(({ id, state, side, listing, owner, firms, accepted, part, at }) => (
            <li>
              <p>
                <a href={`${base}/coalitions/${id}`} dir="auto">
                  <b>{listing.title}</b>
                </a>
              </p>
              <p class="by">
                <span class="state">{words.states[state]}</span>
                <span>{side === 'manager' ? <bdi>{owner.name}</bdi> : words.sides[side]}</span>
                {part && side === 'member' ? <span>{words.parts[part]}</span> : null}
                {state === 'inviting' ? <span>{words.accepted(format.number(accepted), format.number(firms))}</span> : null}
                <span>{format.ago(at, now)}</span>
              </p>
            </li>
          ))}
        </ul>
      ) : (
        <div class="empty">
          <p>{words.none}</p>
          <p>
            <a class="button" href={`${base}/firm`}>
              {words.myNeeds}
            </a>
          </p>
        </div>
      )}
    </Layout>
  );
}

interface Props {
  view: View;
  found: CoalitionProposals;
  keyOf: (form: string) => string;
  typed?: Typed;
  refusal?: Refusal;
  done?: string | undefined;
}

/** `/l/12/coalitions`: for the owner of a need, who could fill it together. */
export function CoalitionProposalsPage({ view, found, keyOf, typed = {}, refusal, done }: Props) {
  const { text, format, cluster } = view;
  const words = text.coalitions.find;
  const { listing, steps, proposals, alone, lacks, split, mine, underWay } = found;
  const base = `/c/${cluster?.slug}`;
  return (
    <Layout view={view} title={`${words.title} – ${listing.title}`} tab={null} together>
      <Done view={view} word={done} />
      <h1>{words.title}</h1>
      <p class="lead">
        <a href={`${base}/l/${listing.id}`} dir="auto">
          {listing.title}
        </a>
      </p>
      <Refused filled={{ view, typed, refusal }} labels={{}} />
      <p class="figures">
        {listing.quantity ? <b>{format.quantity(listing.quantity)}</b> : null}
        {listing.until ? <span>{words.until(format.day(listing.until))}</span> : null}
        {steps.length > 1 ? <span dir="auto">{steps.join(' + ')}</span> : null}
      </p>
      {underWay === null ? null : (
        <p class="note">
          {words.underWay} <a href={`${base}/coalitions/${underWay}`}>{words.look}</a>
        </p>
      )}
      {alone.length > 0 && !split ? (
        <section class="panel">
          <h2>{words.alone}</h2>
          <ul class="rows">
            {alone.slice(0, 5).map(({ id, name }) => (
              <li>
                <a href={`${base}/f/${id}`}>
                  <bdi>{name}</bdi>
                </a>
              </li>
            ))}
          </ul>
          <p class="ways">
            <a class="button" href={`${base}/l/${listing.id}/matches`}>
              {words.matches}
            </a>
            <a class="button quiet" href={`${base}/l/${listing.id}/coalitions?split=yes`}>
              {words.split}
            </a>
          </p>
        </section>
      ) : null}
      {lacks.length > 0 ? (
        <section class="panel">
          <h2>{words.none}</h2>
          <Reasons view={view} reasons={[]} lacks={lacks} />
          <p class="hint">{words.noneHint}</p>
          <p class="ways">
            <a class="button quiet" href={`${base}/l/${listing.id}/matches`}>
              {words.matches}
            </a>
          </p>
        </section>
      ) : null}
      {split && proposals.length === 0 && lacks.length === 0 ? <p class="note">{words.nobody}</p> : null}
      {proposals.map((proposal, i) => {
        const firms = placesOf(piecesOf(view, proposal)).length;
        return (
          <section class="panel" aria-labelledby={`proposal-${i}`}>
            <h2 id={`proposal-${i}`}>
              {i > 0 ? `${words.other}${text.phone.form.colon}` : ''}
              {words.proposal(firms, format.number(firms))}
            </h2>
            <ProposedFirms view={view} id={`p${i}`} steps={steps} proposal={proposal} />
            {proposal.exact || i > 0 ? null : <p class="hint">{words.inexact}</p>}
            {mine && underWay === null ? (
              <form method="post" action={`${base}/l/${listing.id}/coalitions`}>
                <Key value={keyOf(`${i}`)} />
                <Offers proposal={proposal} />
                {split ? <input type="hidden" name="split" value="yes" /> : null}
                <button type="submit" class={i === 0 ? 'button' : 'button quiet'}>
                  {words.invite(firms)}
                </button>
                {i === 0 ? <p class="hint">{words.inviteHint}</p> : null}
              </form>
            ) : null}
          </section>
        );
      })}
    </Layout>
  );
}

/** The offers of a proposal as fields: what is sent is what was shown. */
export function Offers({ proposal }: { proposal: CoalitionProposal }) {
  const listings = new Set(proposal.members.map(({ listing }) => listing.id));
  return (
    <>
      {[...listings].map((id) => (
        <input type="hidden" name="listing" value={String(id)} />
      ))}
    </>
  );
}

/** Who does how much, as strips and as a list, and why. */
export function ProposedFirms({ view, id, steps, proposal }: { view: View; id: string; steps: string[]; proposal: CoalitionProposal }) {
  const { cluster } = view;
  const base = `/c/${cluster?.slug}`;
  const pieces = piecesOf(view, proposal);
  const named = steps.length > 1;
  const places = placesOf(pieces);
  // one firm for one piece of work is not divided
  const divided = named || places.length > 1;
  return (
    <>
      {divided ? <OrderBar view={view} id={id} steps={steps} pieces={pieces} /> : null}
      <ol class="rows members">
        {places.map((firm, place) => {
          const own = proposal.members.filter((one) => one.firm.id === firm);
          return (
            <li>
              <p>
                {divided ? <Place view={view} place={place} /> : null}{' '}
                <a href={`${base}/f/${firm}`}>
                  <bdi>{own[0]?.firm.name}</bdi>
                </a>
              </p>
              {own.map(({ listing, step, share }, i) => (
                <p class="by">
                  {named ? <b dir="auto">{step}</b> : null}
                  <span>{shareWords(view, share)}</span>
                  {listing.id === own[i - 1]?.listing.id ? null : (
                    <a href={`${base}/l/${listing.id}`} dir="auto">
                      {listing.title}
                    </a>
                  )}
                </p>
              ))}
            </li>
          );
        })}
      </ol>
      <Why view={view} reasons={proposal.reasons} lacks={proposal.lacks} />
    </>
  );
}

export function shareWords({ text, format }: View, { quantity, fraction }: { quantity: Quantity | null; fraction: number }): string {
  if (quantity) return `${format.quantity(quantity)} (${format.percent(fraction)})`;
  return fraction === 1 ? text.coalitions.share.whole : format.percent(fraction);
}

const piecesOf = (view: View, { members }: CoalitionProposal): Piece[] =>
  members.map(({ firm, step, share }) => ({
    firm: firm.id,
    name: firm.name,
    step,
    fraction: share.fraction,
    share: shareWords(view, share),
  }));
