/** One inquiry: who asks whom about what, and what either side can do now. */
import type { InquiryView, Party } from '../../schema/inquiry.ts';
import { Layout } from '../layout.tsx';
import { BeTold } from '../parts/be-told.tsx';
import { Done } from '../parts/done.tsx';
import { type Filled, Key, TextArea } from '../parts/form.tsx';
import { Icon } from '../parts/icons.tsx';
import { OutboxWords } from '../parts/outbox-words.tsx';
import { Refused } from '../parts/refused.tsx';
import { Dictate, VoicePlayer } from '../parts/voice.tsx';
import type { View } from '../view.ts';

interface InquiryProps {
  view: View;
  inquiry: InquiryView;
  filled: Filled;
  formKey: string;
  done?: string | undefined;
}

export function InquiryPage({ view, inquiry, filled, formKey, done }: InquiryProps) {
  const { text, format, cluster } = view;
  const words = text.trade.inquiry;
  const { side, listing, state, quantity } = inquiry;
  const other = side === 'owner' ? inquiry.asker : inquiry.owner;
  return (
    <Layout view={view} title={listing.title} tab="inbox">
      <Done view={view} word={done} />
      {done === 'sent' ? <BeTold view={view} /> : null}
      <p class="over">{words.titles[side]}</p>
      <h1>
        <a href={`/c/${cluster?.slug}/l/${listing.id}`} dir="auto">
          {listing.title}
        </a>
      </h1>
      <p class="by">
        <span class={`state state-${state}`}>{text.inquiryStates[state]}</span>
        <time datetime={new Date(inquiry.createdAt).toISOString()}>{format.time(inquiry.createdAt)}</time>
      </p>
      {state === 'accepted' ? <Contacts view={view} party={other} /> : null}
      <section class="panel" aria-labelledby="message-title">
        <h2 id="message-title">{words.message}</h2>
        <p class="by">
          {words.from}: {side === 'asker' ? words.you : <PartyName view={view} party={inquiry.asker} />}
        </p>
        <p class="by">
          {words.to}: {side === 'owner' ? words.you : <PartyName view={view} party={inquiry.owner} />}
        </p>
        {inquiry.voice ? <VoicePlayer view={view} voice={inquiry.voice} /> : null}
        {inquiry.message ? (
          <p class="words" dir="auto">
            {inquiry.message}
          </p>
        ) : null}
        {quantity ? (
          <p class="figures">
            {words.quantity}: <b>{format.quantity(quantity)}</b>
          </p>
        ) : null}
      </section>
      {inquiry.answer ? (
        <section class="panel" aria-labelledby="answer-title">
          <h2 id="answer-title">{words.answer}</h2>
          <p class="words" dir="auto">
            {inquiry.answer}
          </p>
          {inquiry.answeredAt === null ? null : (
            <p class="by">
              <time datetime={new Date(inquiry.answeredAt).toISOString()}>{format.time(inquiry.answeredAt)}</time>
            </p>
          )}
        </section>
      ) : null}
      {state === 'open' ? (
        side === 'owner' ? (
          <AnswerForm view={view} id={inquiry.id} title={listing.title} filled={filled} formKey={formKey} />
        ) : (
          <WithdrawForm view={view} id={inquiry.id} formKey={formKey} />
        )
      ) : (
        <Refused filled={filled} labels={{}} />
      )}
    </Layout>
  );
}

/** The answer alone, with what was typed: for somebody whose session ended, and who may not see the inquiry until signed in again. */
export function AnswerPage({ view, id, filled, formKey }: { view: View; id: number; filled: Filled; formKey: string }) {
  const { answerTitle } = view.text.trade.inquiry;
  return (
    <Layout view={view} title={answerTitle} tab="inbox">
      <h1>{answerTitle}</h1>
      <AnswerForm view={view} id={id} filled={filled} formKey={formKey} bare />
    </Layout>
  );
}

/** A person and the firm that he or she acts for; whoever has none is from outside the cluster. */
export function PartyName({ view, party }: { view: View; party: Party }) {
  const { firm, name } = party;
  if (!firm)
    return (
      <span>
        <bdi>{name}</bdi> <small>({view.text.trade.inquiry.outside})</small>
      </span>
    );
  const link = (
    <a href={`/c/${view.cluster?.slug}/f/${firm.id}`}>
      <bdi>{firm.name}</bdi>
    </a>
  );
  return name ? (
    <span>
      <bdi>{name}</bdi> · {link}
    </span>
  ) : (
    link
  );
}

/** security: the market hands contacts out only with an accepted inquiry. */
function Contacts({ view, party }: { view: View; party: Party }) {
  const { text } = view;
  const words = text.trade.inquiry;
  return (
    <section class="note" aria-labelledby="contacts">
      <h2 id="contacts">{words.contacts}</h2>
      <p class="hint">{words.contactsHint}</p>
      <p>
        <PartyName view={view} party={party} />
      </p>
      <ul class="contacts">
        {party.contacts.map(({ kind, value }) => (
          <li>
            {kind === 'phone' ? (
              <>
                <a class="button" href={`tel:${value}`}>
                  <Icon name="phone" /> {words.call} <bdi dir="ltr">{value}</bdi>
                </a>
                <a class="button quiet" href={whatsapp(value)} rel="noreferrer">
                  <Icon name="whatsapp" /> {words.whatsapp}
                </a>
              </>
            ) : kind === 'whatsapp' ? (
              <a class="button quiet" href={whatsapp(value)} rel="noreferrer">
                <Icon name="whatsapp" /> {words.whatsapp} <bdi dir="ltr">{value}</bdi>
              </a>
            ) : (
              <a class="button quiet" href={kind === 'email' ? `mailto:${value}` : value} rel="noreferrer nofollow">
                <Icon name={kind} /> <bdi dir="ltr">{value}</bdi>
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const whatsapp = (phone: string) => `https://wa.me/${phone.replace(/\D/g, '')}`;

interface AnswerProps {
  view: View;
  id: number;
  /** What was asked about, where it may be known. */
  title?: string;
  filled: Filled;
  formKey: string;
  bare?: boolean;
}

function AnswerForm({ view, id, title, filled, formKey, bare }: AnswerProps) {
  const text = view.text.trade.inquiry;
  return (
    <section aria-label={text.answerTitle}>
      {bare ? null : <h2>{text.answerTitle}</h2>}
      <Refused filled={filled} labels={{ words: text.words }} />
      <form
        method="post"
        action={`/c/${view.cluster?.slug}/i/${id}/answer`}
        novalidate
        data-outbox="answer"
        data-title={title ?? text.answerTitle}
      >
        <Key value={formKey} />
        <OutboxWords view={view} />
        <TextArea filled={filled} name="words" label={text.words} hint={text.wordsHint} rows={3} maxlength={1000} />
        <Dictate view={view} into="words" />
        <p class="hint">{text.acceptHint}</p>
        <p class="buttons">
          <button type="submit" class="button" name="accept" value="yes">
            {text.accept}
          </button>
          <button type="submit" class="button quiet" name="accept" value="no">
            {text.decline}
          </button>
        </p>
      </form>
    </section>
  );
}

function WithdrawForm({ view, id, formKey }: { view: View; id: number; formKey: string }) {
  const text = view.text.trade.inquiry;
  return (
    <form method="post" action={`/c/${view.cluster?.slug}/i/${id}/withdrawal`}>
      <Key value={formKey} />
      <p>{text.waiting}</p>
      <p class="hint" id="withdraw-hint">
        {text.withdrawHint}
      </p>
      <p class="buttons">
        <button type="submit" class="button quiet" aria-describedby="withdraw-hint">
          {text.withdraw}
        </button>
      </p>
    </form>
  );
}
