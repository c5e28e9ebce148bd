/** Where a link of an e-mail leads: one question, one button, and nobody needs to sign in. */
import { Layout } from '../layout.tsx';
import { Key } from '../parts/form.tsx';
import type { View } from '../view.ts';

interface Props {
  view: View;
  errand: 'confirmation' | 'removal';
  token: string;
  /** Null where the address is no longer the person's. */
  email: string | null;
  confirmed: boolean;
  formKey: string;
}

export function EmailLinkPage({ view, errand, token, email, confirmed, formKey }: Props) {
  const { confirm, removal } = view.text.reach;
  const words = errand === 'confirmation' ? confirm : removal;
  if (email === null) {
    const [title, lead] = errand === 'confirmation' ? [confirm.over, confirm.overLead] : [removal.done, removal.doneLead];
    return <Told view={view} title={title} lead={lead} />;
  }
  if (errand === 'confirmation' && confirmed) return <Told view={view} title={confirm.done} lead={confirm.doneLead} email={email} />;
  return (
    <Layout view={view} title={words.title} tab={null}>
      <h1>{words.title}</h1>
      <p class="lead">
        {words.lead} <Address email={email} />
      </p>
      <form method="post" action={`/email/${token}/${errand}`}>
        <Key value={formKey} />
        <p class="buttons">
          <button type="submit" class="button">
            {words.button}
          </button>
        </p>
      </form>
    </Layout>
  );
}

function Told({ view, title, lead, email }: { view: View; title: string; lead: string; email?: string }) {
  return (
    <Layout view={view} title={title} tab={null}>
      <h1>{title}</h1>
      <p class="lead">
        {lead} {email ? <Address email={email} /> : null}
      </p>
      <p>
        <a class="all" href="/me/notices">
          {view.text.reach.title}
        </a>
      </p>
    </Layout>
  );
}

export function Address({ email }: { email: string }) {
  return <bdi dir="ltr">{email}</bdi>;
}
