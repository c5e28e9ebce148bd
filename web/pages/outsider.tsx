/** What a place of the bottom bar says to somebody it is not open to yet: why, and how it opens. */
import { Layout } from '../layout.tsx';
import type { View } from '../view.ts';

/** For a visitor (nobody signed in), a buyer (no firm here), or a suspended member. */
export function OutsiderPage({ view, place }: { view: View; place: 'post' | 'firm' }) {
  const text = view.text.trade.outsider;
  const market = `/c/${view.cluster?.slug}`;
  if (view.you?.role === 'suspended')
    return (
      <Layout view={view} title={text.suspended} tab={place}>
        <h1>{text.suspended}</h1>
        <p class="lead">{text.suspendedLead}</p>
        <p class="buttons">
          <a class="button" href={market}>
            {text.market}
          </a>
        </p>
      </Layout>
    );
  const { person } = view;
  return (
    <Layout view={view} title={text.titles[place]} tab={place}>
      <h1>{text.titles[place]}</h1>
      <p class="lead">{person ? text.buyer[place] : text.visitor[place]}</p>
      {person ? null : (
        <p class="buttons">
          <a class="button" href={`/sign-in?next=${encodeURIComponent(view.path)}`}>
            {text.signIn}
          </a>
        </p>
      )}
      <section class="note" aria-labelledby="join">
        <h2 id="join">{text.join}</h2>
        <ol>
          <li>{text.steps.ask}</li>
          <li>{text.steps.open}</li>
          <li>{text.steps.name}</li>
        </ol>
      </section>
      <p>{text.meanwhile}</p>
      <p class="buttons">
        <a class="button quiet" href={market}>
          {text.market}
        </a>
        <a class="button quiet" href={`${market}/firms`}>
          {text.firms}
        </a>
      </p>
    </Layout>
  );
}
