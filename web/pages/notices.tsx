/** How one is told outside of the app: on this phone, by e-mail, of what, and at which hours. */
import { type ReachView, subjects, usualQuiet } from '../../schema/reach.ts';
import type { Refusal } from '../../schema/refusal.ts';
import { Layout } from '../layout.tsx';
import { Done } from '../parts/done.tsx';
import { Choices, type Filled, Key, Select, TextField, Tick } from '../parts/form.tsx';
import { Icon } from '../parts/icons.tsx';
import { Refused } from '../parts/refused.tsx';
import type { Typed, View } from '../view.ts';
import { Address } from './email-link.tsx';

/** What a form was sent with, and why it was refused. */
interface Again {
  typed: Typed;
  refusal: Refusal;
}

interface Props {
  view: View;
  mine: ReachView;
  choices: Again | undefined;
  mail: Again | undefined;
  keys: { choices: string; mail: string; removal: string };
  /** Public key under which browsers take our pushes; null where this site sends none. */
  pushKey: string | null;
  /** Whether this site sends e-mails, and text messages. */
  mails: boolean;
  texts: boolean;
  done: string | undefined;
}

export function NoticesPage(props: Props) {
  const { view, pushKey, mails, done } = props;
  const text = view.text.reach;
  return (
    <Layout view={view} title={text.title} tab={null}>
      <Done view={view} word={done} />
      <h1>{text.title}</h1>
      <p class="lead">{text.lead}</p>
      {pushKey === null ? null : <Phone {...props} pushKey={pushKey} />}
      <ChoicesForm {...props} />
      {mails ? <Mail {...props} /> : null}
      <p>
        <a class="all" href="/me">
          {view.text.account.me.title}
        </a>
      </p>
    </Layout>
  );
}

/** Only a script can ask a browser to take pushes: it shows the part that holds here. */
function Phone({ view, mine, pushKey }: Props & { pushKey: string }) {
  const { phone } = view.text.reach;
  return (
    <section aria-labelledby="phone" data-push={pushKey}>
      <h2 id="phone">{phone.title}</h2>
      <noscript>
        <p>{phone.without}</p>
      </noscript>
      <p class="buttons" data-push-when="ready" hidden>
        <button type="button" class="button" data-push-act="on">
          <Icon name="phone" /> {phone.tell}
        </button>
      </p>
      <div data-push-when="told" hidden>
        <p class="done" tabindex={-1}>
          {phone.told}
        </p>
        <p class="buttons">
          <button type="button" class="button quiet" data-push-act="off">
            {phone.stop}
          </button>
        </p>
      </div>
      <p data-push-when="denied" hidden>
        {phone.denied}
      </p>
      <p data-push-when="iphone" hidden>
        {phone.iphone}
      </p>
      <p data-push-when="cannot" hidden>
        {phone.cannot}
      </p>
      <p class="problem" role="alert" data-push-when="failed" hidden>
        {phone.failed}
      </p>
      {mine.phones > 0 ? <p class="hint">{phone.phones(mine.phones, view.format.number(mine.phones))}</p> : null}
    </section>
  );
}

function Mail({ view, mine, mail, keys }: Props) {
  const text = view.text.reach.mail;
  const filled: Filled = { view, typed: mail?.typed ?? { email: '' }, refusal: mail?.refusal };
  return (
    <section aria-labelledby="mail">
      <h2 id="mail">{text.title}</h2>
      {mine.email === null || mail ? (
        <form method="post" action="/me/notices/email" novalidate>
          <Refused filled={filled} labels={{ email: text.address }} />
          <Key value={keys.mail} />
          <TextField
            filled={filled}
            name="email"
            label={text.address}
            hint={text.lead}
            type="email"
            inputmode="email"
            autocomplete="email"
            dir="ltr"
            maxlength={254}
            required
          />
          <p class="buttons">
            <button type="submit" class="button quiet">
              {text.save}
            </button>
          </p>
        </form>
      ) : (
        <>
          <p class={mine.emailConfirmed ? 'done' : 'lead'}>
            {mine.emailConfirmed ? text.confirmed : text.waiting} <Address email={mine.email} />
          </p>
          {mine.emailConfirmed ? null : (
            <form method="post" action="/me/notices/email">
              <Key value={keys.mail} />
              <input type="hidden" name="email" value={mine.email} />
              <p>{text.waitingHint}</p>
              <p class="buttons">
                <button type="submit" class="button quiet">
                  {text.again}
                </button>
              </p>
            </form>
          )}
          <form method="post" action="/me/notices/email">
            <Key value={keys.removal} />
            <input type="hidden" name="remove" value="yes" />
            <p class="buttons">
              <button type="submit" class="button quiet">
                {text.remove}
              </button>
            </p>
          </form>
        </>
      )}
    </section>
  );
}

function ChoicesForm({ view, mine, choices, keys, texts }: Props) {
  const text = view.text.reach.choices;
  const quiet = mine.quiet ?? usualQuiet;
  const typed = choices?.typed ?? {
    told: subjects.filter((subject) => !mine.muted.includes(subject)),
    texts: mine.texts ? 'yes' : '',
    quiet: mine.quiet ? 'yes' : '',
    from: String(quiet.from),
    until: String(quiet.until),
  };
  const filled: Filled = { view, typed, refusal: choices?.refusal };
  return (
    <section aria-labelledby="choices">
      <h2 id="choices">{text.title}</h2>
      <form method="post" action="/me/notices" novalidate>
        <Refused filled={filled} labels={{ told: text.told, from: text.from, until: text.until }} />
        <Key value={keys.choices} />
        <Choices
          filled={filled}
          name="told"
          label={text.told}
          several
          choices={subjects.map((value) => ({ value, label: text.subjects[value] }))}
        />
        <Tick filled={filled} name="quiet" label={text.quiet} hint={text.quietHint} />
        <div class="pair">
          <Select filled={filled} name="from" label={text.from} bare choices={hours(view, quiet.from)} />
          <Select filled={filled} name="until" label={text.until} bare choices={hours(view, quiet.until)} />
        </div>
        {texts ? (
          <Tick filled={filled} name="texts" label={text.texts} hint={text.textsHint} />
        ) : (
          <input type="hidden" name="texts" value={mine.texts ? 'yes' : ''} />
        )}
        <p class="buttons">
          <button type="submit" class="button">
            {view.text.form.save}
          </button>
        </p>
      </form>
    </section>
  );
}

/** Whole hours, and the time that a program chose. */
function hours(view: View, chosen: number) {
  const minutes = new Set([...Array.from({ length: 24 }, (_, hour) => hour * 60), chosen]);
  return [...minutes].sort((a, b) => a - b).map((minute) => ({ value: String(minute), label: view.format.clock(minute) }));
}
