/** One stage of a chain: who is in it, who else offers it and why, and the forms to join it and to write down what is agreed. */
import type { ChainView, StageMember, StageOffer, StageView } from '../../schema/chain.ts';
import type { ListingCard } from '../../schema/listing.ts';
import { Layout } from '../layout.tsx';
import { Done } from '../parts/done.tsx';
import { type Filled, Key, Select, TextField } from '../parts/form.tsx';
import { Icon } from '../parts/icons.tsx';
import { Why } from '../parts/reasons.tsx';
import { Refused } from '../parts/refused.tsx';
import { UnitSelect } from '../parts/unit-select.tsx';
import type { View } from '../view.ts';
import { Gap, StageFigures, StateOf } from './chain.tsx';

/** The form that was refused, if any. */
export type StageForm = 'join' | 'note';

interface Props {
  view: View;
  chain: ChainView;
  stage: StageView;
  /** Offers of the reader's firm that are in the market. */
  own: ListingCard[];
  /** Of the form that was sent, the fields are as typed. */
  filled: (form: StageForm) => Filled;
  keyOf: (form: string) => string;
  done?: string | undefined;
}

export function ChainStagePage({ view, chain, stage, own, filled, keyOf, done }: Props) {
  const { text, format, cluster, you } = view;
  const words = text.chains;
  const here = `/c/${cluster?.slug}/chains/${chain.id}`;
  const open = chain.state === 'open';
  const mine = stage.members.find(({ firm }) => firm.id === you?.firm?.id);
  const others = stage.members.filter(({ firm }) => firm.id !== you?.firm?.id);
  const partners = chain.mine === 'opener' ? others.map(({ firm }) => firm) : mine ? [chain.firm] : [];
  return (
    <Layout view={view} title={stage.name} tab={null} together>
      <Done view={view} word={done} />
      <p class="over">
        {words.stage.of}{' '}
        <a href={here}>
          <bdi>{chain.title}</bdi>
        </a>
      </p>
      <h1 dir="auto">{stage.name}</h1>
      <Refused filled={filled('join')} labels={joinLabels(view)} />
      <Refused filled={filled('note')} labels={noteLabels(view)} />
      <p class="by">
        <span class={`tag k-${stage.kind}`}>
          <Icon name={stage.kind} />
          {text.kinds[stage.kind]}
        </span>
        {open ? <StateOf view={view} stage={stage} /> : null}
        {stage.needed ? <span>{words.wanted(format.quantity(stage.needed))}</span> : null}
        {open && stage.missing ? <span>{words.missing(format.quantity(stage.missing))}</span> : null}
      </p>
      {open ? <StageFigures view={view} stage={stage} /> : null}
      {stage.invited ? <p class="state good">{words.invited}</p> : null}
      <Gap view={view} chain={chain} stage={stage} here={here} newKey={() => keyOf('gap')} explained />
      <section aria-labelledby="members-title">
        <h2 id="members-title">{words.stage.members}</h2>
        {stage.members.length ? (
          <ul class="rows">
            {stage.members.map((member) => (
              <MemberRow view={view} chain={chain} member={member} own={member === mine} here={here} keyOf={keyOf} />
            ))}
          </ul>
        ) : (
          <p class="empty">{words.nobody}</p>
        )}
      </section>
      {open ? (
        <JoinForm filled={filled('join')} stage={stage} own={own} here={here} formKey={keyOf('join')} changes={Boolean(mine)} />
      ) : null}
      {open && partners.length ? (
        <NoteForm filled={filled('note')} stage={stage} partners={partners} here={here} formKey={keyOf('note')} />
      ) : null}
      {open ? (
        <section aria-labelledby="offers-title">
          <h2 id="offers-title">{words.stage.offers}</h2>
          {stage.offers.length ? (
            <ul class="rows">
              {stage.offers.map((offer) => (
                <OfferRow view={view} chain={chain} stage={stage} offer={offer} here={here} keyOf={keyOf} />
              ))}
            </ul>
          ) : (
            <p class="empty">{words.stage.noOffers}</p>
          )}
        </section>
      ) : null}
      <p>
        <a class="all" href={here}>
          {words.stage.back}
        </a>
      </p>
    </Layout>
  );
}

interface RowProps {
  view: View;
  chain: ChainView;
  stage: StageView;
  here: string;
  keyOf: (form: string) => string;
}

function MemberRow({ view, chain, member, own, here, keyOf }: Omit<RowProps, 'stage'> & { member: StageMember; own: boolean }) {
  const { text, format, cluster, you } = view;
  const words = text.chains.stage;
  const market = `/c/${cluster?.slug}`;
  const may = chain.state === 'open' && (own || chain.mine === 'opener' || you?.role === 'manager');
  return (
    <li class="row">
      <div>
        <a href={`${market}/f/${member.firm.id}`}>
          <bdi>{member.firm.name}</bdi>
        </a>
        <p class="by">
          {member.listing ? (
            <a href={`${market}/l/${member.listing.id}`} dir="auto">
              {member.listing.title}
            </a>
          ) : (
            <span>{member.counts ? words.word : words.gone}</span>
          )}
          {member.perMonth ? <b>{words.perMonth(format.quantity(member.perMonth))}</b> : null}
        </p>
        {member.words ? <p dir="auto">{member.words}</p> : null}
      </div>
      {may ? (
        <form method="post" action={`${here}/joins/${member.id}/removal`}>
          <Key value={keyOf(`leave-${member.id}`)} />
          <button
            type="submit"
            class="button quiet"
            aria-label={own ? undefined : `${words.remove}${text.phone.form.colon}${member.firm.name}`}
          >
            {own ? words.leave : words.remove}
          </button>
        </form>
      ) : null}
    </li>
  );
}

function OfferRow({ view, chain, stage, offer, here, keyOf }: RowProps & { offer: StageOffer }) {
  const { text, format, cluster, you } = view;
  const words = text.chains.stage;
  const market = `/c/${cluster?.slug}`;
  return (
    <li class="row">
      <div>
        <a href={`${market}/l/${offer.listing.id}`} dir="auto">
          {offer.listing.title}
        </a>
        <p class="by">
          <a href={`${market}/f/${offer.firm.id}`}>
            <bdi>{offer.firm.name}</bdi>
          </a>
          {offer.perMonth ? <b>{words.perMonth(format.quantity(offer.perMonth))}</b> : null}
        </p>
        <Why view={view} reasons={offer.reasons} lacks={offer.lacks} />
      </div>
      {chain.mine !== 'opener' || offer.firm.id === you?.firm?.id ? null : offer.invited ? (
        <span class="state good">{words.invited}</span>
      ) : (
        <form method="post" action={`${here}/stages/${stage.id}/invitations`}>
          <Key value={keyOf(`invite-${offer.listing.id}`)} />
          <input type="hidden" name="firm" value={offer.firm.id} />
          <button type="submit" class="button quiet" aria-label={`${words.invite}${text.phone.form.colon}${offer.firm.name}`}>
            {words.invite}
          </button>
        </form>
      )}
    </li>
  );
}

function joinLabels({ text }: View): Record<string, string> {
  const words = text.chains.stage;
  return { listing: words.with, joinAmount: words.amount, joinUnit: words.unit, joinWords: words.words };
}

function JoinForm(props: { filled: Filled; stage: StageView; own: ListingCard[]; here: string; formKey: string; changes: boolean }) {
  const { filled, stage, own, here, formKey, changes } = props;
  const words = filled.view.text.chains.stage;
  return (
    <section class="panel" aria-labelledby="join-title">
      <h2 id="join-title">{changes ? words.change : words.join}</h2>
      <form method="post" action={`${here}/stages/${stage.id}/joins`} novalidate>
        <Key value={formKey} />
        <Select
          filled={filled}
          name="listing"
          label={words.with}
          empty={words.byWord}
          choices={own.map(({ id, title }) => ({ value: String(id), label: title }))}
          bare
        />
        <div class="pair">
          <TextField filled={filled} name="joinAmount" label={words.amount} hint={words.amountHint} inputmode="decimal" dir="ltr" />
          <UnitSelect filled={filled} name="joinUnit" label={words.unit} />
        </div>
        <TextField filled={filled} name="joinWords" label={words.words} maxlength={200} />
        <button type="submit" class="button">
          {changes ? words.save : words.send}
        </button>
      </form>
    </section>
  );
}

function noteLabels({ text }: View): Record<string, string> {
  const words = text.chains.agreements;
  return { firm: words.with, noteAmount: words.quantity, noteUnit: words.unit, noteWords: words.words };
}

function NoteForm(props: { filled: Filled; stage: StageView; partners: ChainView['firm'][]; here: string; formKey: string }) {
  const { filled, stage, partners, here, formKey } = props;
  const words = filled.view.text.chains.agreements;
  return (
    <section class="panel" aria-labelledby="note-title">
      <h2 id="note-title">{words.write}</h2>
      <p class="hint">{words.writeHint}</p>
      <form method="post" action={`${here}/stages/${stage.id}/notes`} novalidate>
        <Key value={formKey} />
        <Select
          filled={filled}
          name="firm"
          label={words.with}
          choices={partners.map(({ id, name }) => ({ value: String(id), label: name }))}
          required
        />
        <div class="pair">
          <TextField filled={filled} name="noteAmount" label={words.quantity} inputmode="decimal" dir="ltr" />
          <UnitSelect filled={filled} name="noteUnit" label={words.unit} />
        </div>
        <TextField filled={filled} name="noteWords" label={words.words} hint={words.wordsHint} maxlength={100} />
        <button type="submit" class="button">
          {words.send}
        </button>
      </form>
    </section>
  );
}
