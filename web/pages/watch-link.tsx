/** Where a link of an e-mail about a watch leads: which one it is, one button that ends it, and nobody needs to sign in. */
import type { Refusal } from '../../schema/refusal.ts';
import type { Watched } from '../../schema/watch.ts';
import { Layout } from '../layout.tsx';
import { ErrorSummary, Key } from '../parts/form.tsx';
import { watchWords } from '../parts/watch-words.ts';
import type { View } from '../view.ts';

interface Props {
  view: View;
  /** Null for a link that is none of ours. */
  token: string | null;
  /** Null where the watch has ended. */
  watch: Watched | null;
  formKey: string;
  refusal?: Refusal;
}

export function WatchLinkPage({ view, token, watch, formKey, refusal }: Props) {
  const { text, format, cluster } = view;
  const words = text.watches.end;
  const market = `/c/${cluster?.slug}`;
  const mine = (
    <p>
      <a class="all" href={`${market}/watches`}>
        {text.watches.title}
      </a>
    </p>
  );
  if (!watch || token === null) {
    const [title, lead] = token === null ? [words.bad, words.badLead] : [words.done, words.doneLead];
    return (
      <Layout view={view} title={title} tab={null}>
        <h1>{title}</h1>
        <p class="lead">{lead}</p>
        {mine}
      </Layout>
    );
  }
  return (
    <Layout view={view} title={words.title} tab={null}>
      <ErrorSummary filled={{ view, typed: {}, refusal }} fields={{}} />
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <p>
        <b>
          <bdi>{cluster ? watchWords(text, format, cluster.currency, watch) : watch.q}</bdi>
        </b>
      </p>
      <form method="post" action={`${market}/unwatch/${token}`}>
        <Key value={formKey} />
        <p class="buttons">
          <button type="submit" class="button">
            {words.button}
          </button>
        </p>
      </form>
      {mine}
    </Layout>
  );
}
