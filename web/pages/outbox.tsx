/** Development only: the text messages that would have gone to phones. */
import { Layout } from '../layout.tsx';
import type { View } from '../view.ts';

export function OutboxPage({ view, messages }: { view: View; messages: { id: number; at: number; to: string; text: string }[] }) {
  const text = view.text.account.outbox;
  return (
    <Layout view={view} title={text.title} tab={null}>
      <h1>{text.title}</h1>
      <p class="lead">{text.lead}</p>
      {messages.length === 0 ? <p>{text.none}</p> : null}
      <ul class="rows">
        {messages.map((message) => (
          <li>
            <p>
              <bdi dir="ltr" class="phone">
                {message.to}
              </bdi>
            </p>
            <p dir="auto">{message.text}</p>
            <p class="by">
              <time datetime={new Date(message.at).toISOString()}>{view.format.time(message.at)}</time>
            </p>
          </li>
        ))}
      </ul>
    </Layout>
  );
}
