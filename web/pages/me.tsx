/** One's own account: name, language, clusters, and the way out. */
import type { Names } from '../../schema/ids.ts';
import { locales } from '../../schema/ids.ts';
import type { Profile } from '../../schema/person.ts';
import { Layout } from '../layout.tsx';
import { Done } from '../parts/done.tsx';
import { type Filled, Key, Select, TextField } from '../parts/form.tsx';
import { Refused } from '../parts/refused.tsx';
import type { View } from '../view.ts';

interface MeProps {
  view: View;
  filled: Filled;
  profile: Profile;
  /** Names of the clusters of the memberships, by address. */
  clusters: ReadonlyMap<string, Names>;
  keys: { edit: string; signOut: string; everywhere: string };
  /** Where to go after saving; null to stay here. */
  next: string | null;
  done?: string | undefined;
}

export function MePage(props: MeProps) {
  const { view, profile, keys, done } = props;
  const text = view.text.account.me;
  // who has just come in for the first time is asked for a name and nothing else
  if (profile.name === '') return <WelcomePage {...props} />;
  return (
    <Layout view={view} title={text.title} tab={null}>
      <Done view={view} word={done} />
      <h1>
        <bdi>{profile.name}</bdi>
      </h1>
      <p class="lead">
        {text.phone}:{' '}
        <bdi dir="ltr" class="phone">
          {profile.phone}
        </bdi>
      </p>
      <Clusters {...props} />
      <section aria-labelledby="details">
        <h2 id="details">{text.details}</h2>
        <DetailsForm {...props} button={view.text.form.save} />
      </section>
      <section aria-labelledby="notices">
        <h2 id="notices">
          <a href="/me/notices">{view.text.reach.title}</a>
        </h2>
        <p class="hint">{view.text.reach.hint}</p>
      </section>
      <section aria-labelledby="tokens">
        <h2 id="tokens">
          <a href="/me/tokens">{text.tokens}</a>
        </h2>
        <p class="hint">{text.tokensHint}</p>
      </section>
      <section aria-labelledby="leaving">
        <h2 id="leaving">{text.leaving}</h2>
        <Unsent view={view} />
        <form method="post" action="/sign-out">
          <Key value={keys.signOut} />
          <p class="buttons">
            <button type="submit" class="button quiet">
              {text.signOut}
            </button>
          </p>
        </form>
        <form method="post" action="/me/sessions">
          <Key value={keys.everywhere} />
          <p class="buttons">
            <button type="submit" class="button quiet" aria-describedby="everywhere-hint">
              {text.everywhere}
            </button>
          </p>
          <p class="hint" id="everywhere-hint">
            {text.everywhereHint}
          </p>
        </form>
      </section>
    </Layout>
  );
}

/** Shown before somebody leaves a phone on which something still waits. */
function Unsent({ view }: { view: View }) {
  const { offline } = view.text;
  return (
    <div class="note" role="alert" data-unsent hidden>
      <p>
        <strong>
          {offline.unsent} <span data-count></span>.
        </strong>{' '}
        {offline.unsentHint}
      </p>
      <p class="buttons">
        <a class="button" href="/waiting">
          {offline.sendFirst}
        </a>
        <button type="button" class="button quiet" data-leave>
          {offline.leaveAnyway}
        </button>
      </p>
    </div>
  );
}

function WelcomePage(props: MeProps) {
  const { view } = props;
  const text = view.text.account.me;
  return (
    <Layout view={view} title={text.welcome} tab={null}>
      <h1>{text.welcome}</h1>
      <p class="lead">{text.welcomeLead}</p>
      <DetailsForm {...props} button={text.go} />
    </Layout>
  );
}

function DetailsForm({ view, filled, keys, next, button }: MeProps & { button: string }) {
  const text = view.text.account.me;
  return (
    <form method="post" action="/me" novalidate>
      <Refused filled={filled} labels={{ name: text.name, locale: text.language }} />
      <Key value={keys.edit} />
      {next === null ? null : <input type="hidden" name="next" value={next} />}
      <TextField filled={filled} name="name" label={text.name} hint={text.nameHint} autocomplete="name" maxlength={80} required />
      <Select
        filled={filled}
        name="locale"
        label={text.language}
        required
        empty={text.languageAny}
        choices={locales.map((value) => ({ value, label: view.text.languageNames[value] }))}
      />
      <p class="buttons">
        <button type="submit" class="button">
          {button}
        </button>
      </p>
    </form>
  );
}

function Clusters({ view, profile, clusters }: MeProps) {
  const text = view.text.account.me;
  return (
    <section aria-labelledby="clusters">
      <h2 id="clusters">{text.clusters}</h2>
      {profile.memberships.length === 0 ? (
        <p>{text.noClusters}</p>
      ) : (
        <ul class="rows">
          {profile.memberships.map(({ cluster, role, firm }) => (
            <li>
              <a href={`/c/${cluster}`}>{clusters.get(cluster)?.[view.locale] ?? cluster}</a>
              <p class="by">
                <bdi>{firm}</bdi>
                <span class="state">{text.roles[role]}</span>
              </p>
            </li>
          ))}
        </ul>
      )}
      {profile.operator ? <p>{text.operator}</p> : null}
      <p>
        <a href="/">{text.allClusters}</a>
      </p>
    </section>
  );
}
