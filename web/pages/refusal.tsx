/** A "no" as a page: a plain sentence, and what to do next. */
import type { Refusal, RefusalCode } from '../../schema/refusal.ts';
import { Layout } from '../layout.tsx';
import { Icon } from '../parts/icons.tsx';
import type { View } from '../view.ts';

export function RefusalPage({ view, refusal }: { view: View; refusal: Refusal }) {
  const { text, cluster, person } = view;
  const { code, retryAfter } = refusal;
  const advice: Partial<Record<RefusalCode, string>> = text.refused.advice;
  const minutes = Math.ceil((retryAfter ?? 0) / 60);
  const signIn = !person && (code === 'sign-in-first' || code === 'not-a-member' || code === 'not-a-manager' || code === 'not-found');
  return (
    <Layout view={view} title={text.refused.title} tab={null}>
      <section class="refused">
        <Icon name="warn" />
        <h1>{text.refusals[code]}</h1>
        <p>{minutes > 0 ? text.refused.wait(minutes, view.format.number(minutes)) : (advice[code] ?? text.refused.otherwise)}</p>
        <p class="ways">
          {signIn ? (
            <a class="button" href={`/sign-in?next=${encodeURIComponent(view.path)}`}>
              {text.refused.signIn}
            </a>
          ) : null}
          {cluster ? (
            <a class={signIn ? 'button quiet' : 'button'} href={`/c/${cluster.slug}`}>
              {text.refused.back}
            </a>
          ) : (
            <a class={signIn ? 'button quiet' : 'button'} href="/">
              {text.refused.home}
            </a>
          )}
        </p>
      </section>
    </Layout>
  );
}
