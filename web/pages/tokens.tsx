/** Keys for software: make one, see those that live, revoke. */
import { type Scope, scopes, type TokenEntry } from '../../schema/person.ts';
import { Layout } from '../layout.tsx';
import { Done } from '../parts/done.tsx';
import { Choices, type Filled, Key, Select, TextField } from '../parts/form.tsx';
import { Refused } from '../parts/refused.tsx';
import type { View } from '../view.ts';

/** Lives of a token that are offered, in days. */
const lives = [7, 30, 90, 365];

interface TokensProps {
  view: View;
  filled: Filled;
  formKey: string;
  /** A key for the revocation form of each token. */
  revocationKey: () => string;
  tokens: TokenEntry[];
  operator: boolean;
  /** The token just made; its text is null when it was shown before. */
  made?: { token: string | null };
  done?: string | undefined;
}

export function TokensPage({ view, filled, formKey, revocationKey, tokens, operator, made, done }: TokensProps) {
  const text = view.text.account.tokens;
  const labels = { name: text.name, scopes: text.scopes, days: text.days };
  const offered: readonly Scope[] = operator ? scopes : scopes.filter((scope) => scope !== 'operate');
  return (
    <Layout view={view} title={text.title} tab={null}>
      <Done view={view} word={done} />
      <h1>{text.title}</h1>
      {made ? (
        <section class="note" role="status" aria-labelledby="made">
          <h2 id="made">{text.made}</h2>
          {made.token === null ? (
            <p>{text.shownBefore}</p>
          ) : (
            <>
              <p>
                <code class="secret" dir="ltr">
                  {made.token}
                </code>
              </p>
              <p>{text.madeHint}</p>
            </>
          )}
        </section>
      ) : (
        <p class="lead">{text.lead}</p>
      )}
      <Refused filled={filled} labels={labels} />
      <section aria-labelledby="list">
        <h2 id="list">{text.list}</h2>
        {tokens.length === 0 ? <p>{text.none}</p> : null}
        <ul class="rows">
          {tokens.map((token) => (
            <li>
              <h3>
                <bdi>{token.name}</bdi>
              </h3>
              <ul class="hint">
                {token.scopes.map((scope) => (
                  <li>{text.scopeNames[scope]}</li>
                ))}
              </ul>
              <p class="by">
                <span>{text.until(view.format.day(token.expiresAt))}</span>
                <span>{token.lastUsedAt === null ? text.unused : text.used(view.format.ago(token.lastUsedAt, view.now))}</span>
              </p>
              <form method="post" action={`/me/tokens/${token.id}/revocation`}>
                <Key value={revocationKey()} />
                <p class="buttons">
                  <button type="submit" class="button quiet" aria-label={text.revokeNamed(token.name)}>
                    {text.revoke}
                  </button>
                </p>
              </form>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="new">
        <h2 id="new">{text.new}</h2>
        <form method="post" action="/me/tokens" novalidate>
          <Key value={formKey} />
          <TextField filled={filled} name="name" label={text.name} hint={text.nameHint} maxlength={60} required />
          <Choices
            filled={filled}
            name="scopes"
            label={text.scopes}
            several
            choices={offered.map((value) => ({ value, label: text.scopeNames[value] }))}
          />
          <Select
            filled={filled}
            name="days"
            label={text.days}
            required
            choices={lives.map((days) => ({ value: String(days), label: text.daysOf(days, view.format.number(days)) }))}
          />
          <p class="buttons">
            <button type="submit" class="button">
              {text.make}
            </button>
          </p>
        </form>
      </section>
      <p>
        <a href="/api">{text.docs}</a>
      </p>
    </Layout>
  );
}
