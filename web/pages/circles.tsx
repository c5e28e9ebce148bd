/** Exchanges without cash: those of a firm, those that are possible now for a manager, and how much cash a firm allows beside. */
import type { Circles, CircleView } from '../../schema/circle.ts';
import { minorToDecimal } from '../../schema/money.ts';
import type { Refusal } from '../../schema/refusal.ts';
import { Layout } from '../layout.tsx';
import { exchangeText } from '../parts/circle-words.ts';
import { Done } from '../parts/done.tsx';
import { type Filled, Key, TextField } from '../parts/form.tsx';
import { Why } from '../parts/reasons.tsx';
import { Refused } from '../parts/refused.tsx';
import type { Typed, View } from '../view.ts';

interface Props {
  view: View;
  found: Circles;
  typed?: Typed;
  refusal?: Refusal;
  keyOf: (form: 'terms' | 'proposals') => string;
  done?: string | undefined;
}

export function CirclesPage({ view, found, typed, refusal, keyOf, done }: Props) {
  const { text, format, cluster, you } = view;
  const words = text.circles;
  const base = `/c/${cluster?.slug}/circles`;
  const { mostToPay, mostToTake } = found.terms;
  const money = (minor: number | null) => (minor === null || !cluster ? '' : minorToDecimal(minor, cluster.currency));
  const currency = cluster ? format.currency(cluster.currency) : '';
  const labels = { mostToPay: words.terms.pay(currency), mostToTake: words.terms.take(currency) };
  const filled: Filled = { view, typed: { mostToPay: money(mostToPay), mostToTake: money(mostToTake), ...typed }, refusal };
  const possible = found.circles.filter(({ state }) => state === 'possible');
  const others = found.circles.filter(({ state }) => state !== 'possible');
  return (
    <Layout view={view} title={words.title} tab={null} together>
      <Done view={view} word={done} />
      <p class="over">
        <a href={`/c/${cluster?.slug}/together`}>{text.matching.together.title}</a>
      </p>
      <h1>{words.title}</h1>
      <Refused filled={filled} labels={labels} />
      <p class="lead">{words.lead}</p>
      {others.length > 0 ? (
        <section aria-labelledby="own">
          <h2 class="unseen" id="own">
            {words.all}
          </h2>
          <List view={view} circles={others} base={base} />
        </section>
      ) : (
        <div class="empty">
          <p>{words.none}</p>
          <p>
            <a class="button" href={`/c/${cluster?.slug}/l/new`}>
              {text.matching.post}
            </a>
          </p>
        </div>
      )}
      {you?.role === 'manager' ? (
        <section aria-labelledby="possible">
          <h2 id="possible">{words.possible.title}</h2>
          <p class="hint">{possible.length > 0 ? words.possible.lead : words.possible.none}</p>
          <List view={view} circles={possible} base={base} />
          {possible.length > 0 ? (
            <form method="post" action={`${base}/proposals`}>
              <Key value={keyOf('proposals')} />
              <button type="submit" class="button">
                {words.possible.send}
              </button>
            </form>
          ) : null}
        </section>
      ) : null}
      <section class="panel" aria-labelledby="terms">
        <h2 id="terms">{words.terms.title}</h2>
        <p class="hint">{words.terms.lead}</p>
        <form method="post" action={`${base}/terms`} novalidate>
          <Key value={keyOf('terms')} />
          <div class="pair">
            <TextField filled={filled} name="mostToPay" label={labels.mostToPay} inputmode="decimal" dir="ltr" bare />
            <TextField filled={filled} name="mostToTake" label={labels.mostToTake} inputmode="decimal" dir="ltr" bare />
          </div>
          <button type="submit" class="button quiet">
            {words.terms.send}
          </button>
        </form>
      </section>
    </Layout>
  );
}

function List({ view, circles, base }: { view: View; circles: CircleView[]; base: string }) {
  const { text, format } = view;
  if (circles.length === 0) return null;
  return (
    <ul class="cards">
      {circles.map((circle) => {
        const n = circle.legs.length;
        const title = n > 0 ? text.circles.of(n, format.number(n)) : text.circles.title;
        return (
          <li class="card">
            <p class="by">
              <span class="state">{text.circles.states[circle.state]}</span>
              {circle.answerBy === null ? null : <span>{text.circles.until(format.time(circle.answerBy))}</span>}
            </p>
            <h3>{circle.id === null ? title : <a href={`${base}/${circle.id}`}>{title}</a>}</h3>
            <p>{exchangeText(view, circle)}</p>
            {circle.legs.length > 0 ? <Why view={view} reasons={circle.reasons} lacks={circle.lacks} /> : null}
          </li>
        );
      })}
    </ul>
  );
}
