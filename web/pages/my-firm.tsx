/** One's own firm: its listings, what needs attention first, and its people. */
import type { MyFirm } from '../../schema/firm.ts';
import type { ListingCard, ListingState } from '../../schema/listing.ts';
import { Layout } from '../layout.tsx';
import { Done } from '../parts/done.tsx';
import { ErrorSummary, type Filled, Key, TextField } from '../parts/form.tsx';
import { Icon } from '../parts/icons.tsx';
import { InvitationLink } from '../parts/invitation-link.tsx';
import { ListingCardItem } from '../parts/listing-card.tsx';
import type { View } from '../view.ts';

/** States under one heading, in the order in which they matter to their firm. */
const groups: [name: 'attention' | 'waiting' | 'published' | 'paused' | 'expired' | 'ended', states: ListingState[]][] = [
  ['attention', ['returned', 'draft']],
  ['waiting', ['waiting']],
  ['published', ['published']],
  ['paused', ['paused']],
  ['expired', ['expired']],
  ['ended', ['fulfilled', 'withdrawn', 'removed']],
];

interface MyFirmProps {
  view: View;
  mine: MyFirm;
  listings: ListingCard[];
  filled: Filled;
  formKey: string;
  done?: string | undefined;
}

export function MyFirmPage({ view, mine, listings, filled, formKey, done }: MyFirmProps) {
  const { text, cluster } = view;
  const words = text.trade.firm;
  const market = `/c/${cluster?.slug}`;
  const { firm } = mine;
  return (
    <Layout view={view} title={firm.name} tab="firm" wide>
      <Done view={view} word={done} />
      <p class="over">{words.title}</p>
      <h1>
        <bdi>{firm.name}</bdi>
      </h1>
      <p class="by">
        <span>{text.roles[firm.role]}</span>
        {firm.trusted ? (
          <span class="state">
            <Icon name="check" /> {words.trusted}
          </span>
        ) : null}
      </p>
      {firm.about === '' ? <p class="note">{words.missing}</p> : null}
      <p class="buttons">
        <a class="button" href={`${market}/l/new`}>
          <Icon name="post" /> {words.post}
        </a>
        <a class="button quiet" href={`${market}/firm/edit`}>
          <Icon name="edit" /> {words.edit}
        </a>
        <a class="button quiet" href={`${market}/f/${firm.id}`}>
          {words.look}
        </a>
      </p>
      <section aria-labelledby="listings">
        <h2 id="listings">{words.listings}</h2>
        {listings.length === 0 ? <p>{words.none}</p> : null}
        {groups.map(([name, states]) => (
          <Group view={view} name={name} listings={listings.filter((listing) => states.includes(listing.state))} />
        ))}
      </section>
      <section aria-labelledby="people">
        <h2 id="people">{words.people}</h2>
        <ul class="rows">
          {mine.people.map((person) => (
            <li>
              <p>
                <bdi>{person.name}</bdi>{' '}
                <bdi dir="ltr" class="phone">
                  {person.phone}
                </bdi>
              </p>
              <p class="by">
                {person.manager ? <span class="state">{words.manager}</span> : null}
                {person.state === 'suspended' ? <span class="state">{words.suspended}</span> : null}
                <span>{words.since(view.format.day(person.joinedAt))}</span>
              </p>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="invite">
        <h2 id="invite">{words.invite}</h2>
        <p class="hint">{words.inviteHint}</p>
        <form class="narrow" method="post" action={`${market}/firm/colleagues`}>
          <ErrorSummary filled={filled} fields={{ note: { name: 'note', label: words.inviteNote } }} />
          <Key value={formKey} />
          <TextField filled={filled} name="note" label={words.inviteNote} maxlength={120} />
          <p class="buttons">
            <button type="submit" class="button quiet">
              {words.inviteMake}
            </button>
          </p>
        </form>
      </section>
    </Layout>
  );
}

function Group({ view, name, listings }: { view: View; name: (typeof groups)[number][0]; listings: ListingCard[] }) {
  if (listings.length === 0) return null;
  const title = (
    <>
      {view.text.trade.firm.groups[name]} <small>{view.format.number(listings.length)}</small>
    </>
  );
  const cards = (
    <ul class="cards">
      {listings.map((card) => (
        <ListingCardItem view={view} card={card} />
      ))}
    </ul>
  );
  // what is over is there for who looks for it
  if (name === 'ended')
    return (
      <details>
        <summary>{title}</summary>
        {cards}
      </details>
    );
  return (
    <>
      <h3>{title}</h3>
      {cards}
    </>
  );
}

/** The invitation of a colleague, shown once. */
export function ColleaguePage({ view, token, expiresAt }: { view: View; token: string; expiresAt: number }) {
  const text = view.text.trade.colleague;
  return (
    <Layout view={view} title={text.title} tab="firm">
      <h1>{text.title}</h1>
      <InvitationLink view={view} token={token} into={view.you?.firm?.name ?? ''} expiresAt={expiresAt} />
      <p class="buttons">
        <a class="button quiet" href={`/c/${view.cluster?.slug}/firm`}>
          {text.back}
        </a>
      </p>
    </Layout>
  );
}
