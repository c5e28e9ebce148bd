/** One order that several firms fill: what to do next, who is in and how far they are, the joint quote, and what came of it. */
import type { CoalitionMember, CoalitionView } from '../../schema/coalition.ts';
import { minorToDecimal } from '../../schema/money.ts';
import type { Refusal } from '../../schema/refusal.ts';
import { Layout } from '../layout.tsx';
import { AgreementRows } from '../parts/agreement-rows.tsx';
import { Done } from '../parts/done.tsx';
import { type Filled, Key, TextArea, TextField } from '../parts/form.tsx';
import { OrderBar, type Piece, Place, placesOf } from '../parts/order-bar.tsx';
import { Reasons, Why } from '../parts/reasons.tsx';
import { Refused } from '../parts/refused.tsx';
import type { Typed, View } from '../view.ts';
import { Offers, ProposedFirms, shareWords } from './coalitions.tsx';

export type CoalitionForm = 'answers' | 'withdrawal' | 'replacements' | 'quote' | 'decision' | 'ending';

interface Props {
  view: View;
  coalition: CoalitionView;
  /** The form that was refused, with what was typed in it. */
  form?: CoalitionForm;
  typed?: Typed;
  refusal?: Refusal;
  keyOf: (form: CoalitionForm) => string;
  done?: string | undefined;
}

export function CoalitionPage({ view, coalition, form, typed = {}, refusal, keyOf, done }: Props) {
  const { text, format, cluster, you } = view;
  const words = text.coalitions;
  const { id, listing, state, owner, steps, acts, quote, members } = coalition;
  const base = `/c/${cluster?.slug}`;
  const own = members.find(({ firm }) => firm.id === you?.firm?.id);
  const filled = (one: CoalitionForm, begun: Typed = {}): Filled => ({
    view,
    typed: one === form ? typed : begun,
    ...(one === form && { refusal }),
  });
  const frame = { view, coalition, base: `${base}/coalitions/${id}`, keyOf, filled };
  const labels = {
    amount: words.answer.amount(format.currency(coalition.currency)),
    words: words.answer.words,
    deliverBy: words.quote.deliverBy,
  };
  return (
    <Layout view={view} title={listing.title} tab={null} together>
      <Done view={view} word={done} />
      <p class="over">
        <a href={`${base}/coalitions`}>{words.title}</a>
      </p>
      <h1>
        <bdi>{listing.title}</bdi>
      </h1>
      <Refused filled={{ view, typed, refusal }} labels={labels} />
      <p class="by">
        <span class="state">{words.states[state]}</span>
        <a href={`${base}/f/${owner.id}`}>
          <bdi>{owner.name}</bdi>
        </a>
        {coalition.side === 'owner' ? (
          <a href={`${base}/l/${listing.id}`}>
            {text.listing.number} {listing.id}
          </a>
        ) : null}
      </p>
      <p class="figures">
        {listing.quantity ? <b>{format.quantity(listing.quantity)}</b> : null}
        {listing.until ? <span>{words.find.until(format.day(listing.until))}</span> : null}
      </p>
      <p class="note">{nextWords(view, coalition, own)}</p>
      {coalition.words ? (
        <p class="words" dir="auto">
          {coalition.words}
        </p>
      ) : null}
      {coalition.open.length > 0 ? <Reasons view={view} reasons={[]} lacks={coalition.open} /> : null}
      {acts.includes('answer') && own ? <AnswerForm {...frame} own={own} /> : null}
      {quote || acts.includes('quote') ? <Quote {...frame} /> : null}
      {acts.includes('replace') ? <Replacements {...frame} /> : null}
      <Members view={view} coalition={coalition} base={base} />
      {coalition.agreements.length > 0 ? (
        <section aria-labelledby="agreements">
          <h2 id="agreements">{words.agreements}</h2>
          <AgreementRows view={view} agreements={coalition.agreements} />
        </section>
      ) : null}
      {steps.length > 1 || coalition.reasons.length > 0 ? <Why view={view} reasons={coalition.reasons} lacks={coalition.lacks} /> : null}
      {acts.includes('withdraw') ? (
        <Words {...frame} form="withdrawal" title={words.answer.leave} sure={words.answer.leaveSure} send={words.answer.leave} />
      ) : null}
      {acts.includes('end') ? (
        <Words {...frame} form="ending" title={words.ending.title} sure={words.ending.sure} send={words.ending.send} />
      ) : null}
      <p class="ways">
        <a class="button quiet" href={`${base}/coalitions`}>
          {words.all}
        </a>
      </p>
    </Layout>
  );
}

/** What the reader can do now, or whom the order waits for. */
function nextWords(
  { text }: View,
  { state, side, acts, open, replacements, part, quoteBy }: CoalitionView,
  own: CoalitionMember | undefined,
): string {
  const next = text.coalitions.next;
  if (state === 'agreed' || state === 'refused' || state === 'ended') return next[state];
  if (side === 'manager') return next.read;
  if (side === 'owner') {
    if (state === 'complete') return quoteBy === null ? next.jointLate : next.joint;
    if (state === 'quoted') return next.decide;
    return replacements.length > 0 ? next.replace : open.length > 0 ? next.stuck : next.wait;
  }
  if (acts.includes('answer')) return next.answer;
  if (part !== 'accepted') return next.out;
  if (state === 'complete') return own?.lead ? next.quote : acts.includes('quote') ? next.quoteLate : next.quoting;
  return state === 'quoted' ? next.deciding : next.others;
}

interface FormProps {
  view: View;
  coalition: CoalitionView;
  base: string;
  keyOf: (form: CoalitionForm) => string;
  filled: (form: CoalitionForm, begun?: Typed) => Filled;
}

function AnswerForm({ view, coalition, base, keyOf, filled, own }: FormProps & { own: CoalitionMember }) {
  const { text, format } = view;
  const words = text.coalitions;
  const { currency } = coalition;
  const begun = { amount: own.estimate === null ? '' : minorToDecimal(own.estimate, currency) };
  const fields = filled('answers', begun);
  const declining = fields.typed.accept === 'no';
  return (
    <section class="panel" aria-labelledby="share">
      <h2 id="share">{words.share.title}</h2>
      <Parts view={view} member={own} steps={coalition.steps.length} />
      <form method="post" action={`${base}/answers`} novalidate>
        <Key value={keyOf('answers')} />
        <TextField
          filled={declining ? { view, typed: begun } : fields}
          name="amount"
          label={words.answer.amount(format.currency(currency))}
          hint={words.answer.amountHint}
          inputmode="decimal"
          dir="ltr"
          bare
        />
        <TextArea filled={fields} name="words" label={words.answer.words} rows={2} maxlength={1000} />
        <p class="buttons">
          <button type="submit" class="button" name="accept" value="yes">
            {words.answer.accept}
          </button>
          <button type="submit" class="button quiet" name="accept" value="no">
            {words.answer.decline}
          </button>
        </p>
      </form>
    </section>
  );
}

/** The joint quote as it is, or the form of the one who writes it; and the owner's decision. */
function Quote({ view, coalition, base, keyOf, filled }: FormProps) {
  const { text, format } = view;
  const words = text.coalitions;
  const { quote, acts, sum, currency } = coalition;
  const total = quote?.total ?? sum ?? 0;
  return (
    <section class="panel" aria-labelledby="quote">
      <h2 id="quote">{words.quote.title}</h2>
      <p class="figures">
        <b>{format.money(total, currency)}</b>
        {quote ? (
          <span>
            {words.quote.deliverBy} {format.day(quote.deliverBy)}
          </span>
        ) : null}
      </p>
      {quote?.words ? (
        <p class="words" dir="auto">
          {quote.words}
        </p>
      ) : null}
      {acts.includes('quote') ? (
        <form method="post" action={`${base}/quote`} novalidate>
          <Key value={keyOf('quote')} />
          <p class="hint">{words.quote.hint}</p>
          <TextField filled={filled('quote')} name="deliverBy" label={words.quote.deliverBy} type="date" dir="ltr" required />
          <TextArea filled={filled('quote')} name="words" label={words.quote.words} rows={3} maxlength={1000} />
          <button type="submit" class="button">
            {words.quote.send}
          </button>
        </form>
      ) : null}
      {acts.includes('decide') ? (
        <form method="post" action={`${base}/decision`}>
          <Key value={keyOf('decision')} />
          <p class="hint">{words.decision.acceptHint}</p>
          <TextArea filled={filled('decision')} name="words" label={words.answer.words} rows={2} maxlength={1000} />
          <p class="buttons">
            <button type="submit" class="button" name="accept" value="yes">
              {words.decision.accept}
            </button>
            <button type="submit" class="button quiet" name="accept" value="no">
              {words.decision.refuse}
            </button>
          </p>
        </form>
      ) : null}
    </section>
  );
}

function Replacements({ view, coalition, base, keyOf }: FormProps) {
  const { text, format } = view;
  const words = text.coalitions.find;
  return (
    <>
      {coalition.replacements.map((proposal, i) => {
        const firms = new Set(proposal.members.map(({ firm }) => firm.id)).size;
        const steps = coalition.steps.filter((step) => proposal.members.some((one) => one.step === step));
        return (
          <section class="panel" aria-labelledby={`other-${i}`}>
            <h2 id={`other-${i}`}>{words.proposal(firms, format.number(firms))}</h2>
            <ProposedFirms view={view} id={`r${i}`} steps={steps} proposal={proposal} />
            <form method="post" action={`${base}/replacements`}>
              <Key value={`${keyOf('replacements')}-${i}`} />
              <Offers proposal={proposal} />
              <button type="submit" class={i === 0 ? 'button' : 'button quiet'}>
                {words.invite(firms)}
              </button>
            </form>
          </section>
        );
      })}
    </>
  );
}

function Members({ view, coalition, base }: { view: View; coalition: CoalitionView; base: string }) {
  const { text, format } = view;
  const words = text.coalitions;
  const { members, steps, currency, quote, state } = coalition;
  const counted = members.filter((one) => one.state !== 'replaced');
  const pieces = counted.flatMap(({ firm, parts, state }): Piece[] =>
    parts.map(({ step, share }) => ({
      firm: firm.id,
      name: firm.name,
      step,
      fraction: share.fraction,
      share: shareWords(view, share),
      state,
    })),
  );
  const places = placesOf(pieces);
  return (
    <section aria-labelledby="members">
      <h2 id="members">{words.members}</h2>
      {coalition.firms === counted.length ? <OrderBar view={view} id="order" steps={steps} pieces={pieces} /> : null}
      <ol class="rows members">
        {members.map((member) => (
          <li>
            <p>
              {member.state === 'replaced' ? null : <Place view={view} place={places.indexOf(member.firm.id)} />}{' '}
              <a href={`${base}/f/${member.firm.id}`}>
                <bdi>{member.firm.name}</bdi>
              </a>{' '}
              <span class="state">{words.parts[member.state]}</span>
            </p>
            <Parts view={view} member={member} steps={steps.length} />
            <p class="by">
              {member.lead && (state === 'complete' || quote) ? <span>{words.share.lead}</span> : null}
              {member.amount === null ? null : (
                <span>
                  {words.share.asks} <b>{format.money(member.amount, currency)}</b>
                </span>
              )}
              {member.amount === null && member.estimate !== null && coalition.side === 'owner' ? (
                <span>{words.share.estimate(format.money(member.estimate, currency))}</span>
              ) : null}
              {member.state === 'invited' ? <span>{words.share.until(format.day(member.answerBy))}</span> : null}
              {member.away ? <span>{words.share.away}</span> : null}
            </p>
            {member.words ? <p dir="auto">{member.words}</p> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Parts({ view, member, steps }: { view: View; member: CoalitionMember; steps: number }) {
  return (
    <>
      {member.parts.map(({ step, share, listing }, i) => (
        <p class="by">
          {steps > 1 ? <b dir="auto">{step}</b> : null}
          <span>{shareWords(view, share)}</span>
          {listing.id === member.parts[i - 1]?.listing.id ? null : (
            <a href={`/c/${view.cluster?.slug}/l/${listing.id}`} dir="auto">
              {listing.title}
            </a>
          )}
        </p>
      ))}
    </>
  );
}

/** What cannot be undone, behind a word of its own. */
function Words(props: FormProps & { form: 'withdrawal' | 'ending'; title: string; sure: string; send: string }) {
  const { view, base, keyOf, filled, form, title, sure, send } = props;
  const fields = filled(form);
  return (
    <details open={fields.refusal !== undefined}>
      <summary>{title}</summary>
      <form method="post" action={`${base}/${form}`}>
        <Key value={keyOf(form)} />
        <p>{sure}</p>
        <TextArea filled={fields} name="words" label={view.text.coalitions.answer.words} rows={2} maxlength={1000} />
        <button type="submit" class="button grave">
          {send}
        </button>
      </form>
    </details>
  );
}
