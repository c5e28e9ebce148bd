/** Development only: the messages that would have gone to phones and mailboxes. */
import { Layout } from '../layout.tsx';
import { Icon } from '../parts/icons.tsx';
import type { View } from '../view.ts';

interface Message {
  id: number;
  at: number;
  to: string;
  text: string;
  channel: 'sms' | 'email';
}

export function OutboxPage({ view, messages }: { view: View; messages: Message[] }) {
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
              <Icon name={message.channel === 'sms' ? 'phone' : 'email'} />{' '}
              <bdi dir="ltr" class="phone">
                {message.to}
              </bdi>
            </p>
            <p class="words" dir="auto">
              <Linked text={message.text} />
            </p>
            <p class="by">
              <time datetime={new Date(message.at).toISOString()}>{view.format.time(message.at)}</time>
            </p>
          </li>
        ))}
      </ul>
    </Layout>
  );
}

/** The links of a message can be followed, as they can on a phone. */
function Linked({ text }: { text: string }) {
  return <>{text.split(/(https?:\/\/\S+)/).map((part, i) => (i % 2 === 1 ? <a href={part}>{part}</a> : part))}</>;
}
