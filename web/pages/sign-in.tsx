/** Signing in: the phone, then the code that was sent to it. */
import { phoneCountries } from '../../schema/person.ts';
import { Layout } from '../layout.tsx';
import { Done } from '../parts/done.tsx';
import { type Filled, Key, Select, TextField } from '../parts/form.tsx';
import { Refused } from '../parts/refused.tsx';
import type { View } from '../view.ts';

/** What both steps carry along. */
interface Carried {
  filled: Filled;
  /** The submission's key. */
  formKey: string;
  /** Where to go once signed in. */
  next: string;
}

const codeAddress = (phone: string, next: string) => `/sign-in/code?${new URLSearchParams({ phone, next })}`;

/** `phone` is set when a code was already on its way to it. */
export function SignInPage({
  view,
  filled,
  formKey,
  next,
  phone,
  done,
}: Carried & { view: View; phone: string | null; done?: string | undefined }) {
  const text = view.text.account.signIn;
  const countries = new Intl.DisplayNames(view.locale, { type: 'region' });
  return (
    <Layout view={view} title={text.title} tab={null}>
      <Done view={view} word={done} />
      <h1>{text.title}</h1>
      <Refused filled={filled} labels={{ phone: text.phone }} />
      {phone && filled.refusal?.code === 'too-many' ? (
        <p>
          <a class="button" href={codeAddress(phone, next)}>
            {text.haveCode}
          </a>
        </p>
      ) : (
        <p class="lead">{text.lead}</p>
      )}
      <form method="post" action="/sign-in" novalidate>
        <Key value={formKey} />
        <input type="hidden" name="next" value={next} />
        <Select
          filled={filled}
          name="country"
          label={text.country}
          required
          choices={phoneCountries.map((code) => ({ value: code, label: countries.of(code) ?? code }))}
        />
        <TextField
          filled={filled}
          name="phone"
          label={text.phone}
          hint={text.phoneHint}
          type="tel"
          inputmode="tel"
          autocomplete="tel"
          dir="ltr"
          required
        />
        <p class="buttons">
          <button type="submit" class="button">
            {text.send}
          </button>
        </p>
        <p class="hint">{text.private}</p>
      </form>
    </Layout>
  );
}

/** `phone` in E.164. `outbox`: whether messages are kept for the development page. */
export function CodePage({
  view,
  filled,
  formKey,
  resendKey,
  phone,
  next,
  outbox,
}: Carried & { view: View; resendKey: string; phone: string; outbox: boolean }) {
  const text = view.text.account.code;
  const wait = filled.refusal?.retryAfter;
  return (
    <Layout view={view} title={text.title} tab={null}>
      <h1>{text.title}</h1>
      <Refused filled={filled} labels={{ code: text.label }} />
      {wait ? <p>{text.wait(wait, view.format.number(wait))}</p> : null}
      <p class="lead">
        {text.sentTo(view.format.number(6))}{' '}
        <bdi dir="ltr" class="phone">
          {phone}
        </bdi>
      </p>
      <form method="post" action="/sign-in/code" novalidate>
        <Key value={formKey} />
        <input type="hidden" name="phone" value={phone} />
        <input type="hidden" name="next" value={next} />
        <TextField
          filled={filled}
          name="code"
          label={text.label}
          hint={text.hint}
          inputmode="numeric"
          autocomplete="one-time-code"
          dir="ltr"
          maxlength={12}
          required
        />
        <p class="buttons">
          <button type="submit" class="button">
            {text.enter}
          </button>
        </p>
      </form>
      <section aria-labelledby="again">
        <h2 id="again">{text.notArrived}</h2>
        <p class="hint">{text.resendHint}</p>
        <form method="post" action="/sign-in">
          <Key value={resendKey} />
          <input type="hidden" name="phone" value={phone} />
          <input type="hidden" name="next" value={next} />
          <input type="hidden" name="resend" value="yes" />
          <p class="buttons">
            <button type="submit" class="button quiet">
              {text.resend}
            </button>
            <a class="button quiet" href={`/sign-in?${new URLSearchParams({ next, phone })}`}>
              {text.change}
            </a>
          </p>
        </form>
        {outbox ? (
          <p>
            <a href="/outbox" target="_blank" rel="noopener">
              {text.outbox}
            </a>
          </p>
        ) : null}
      </section>
    </Layout>
  );
}
