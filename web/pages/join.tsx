/** What the holder of an invitation sees: who invites and into what, then one form to join; or why the link no longer works. */
import { type contactKinds, contactVisibilities, roles } from '../../schema/firm.ts';
import type { InvitationView } from '../../schema/moderation.ts';
import type { Refusal, You } from '../../schema/refusal.ts';
import { Layout } from '../layout.tsx';
import { ErrorSummary, type Filled, Key, Select, TextArea, TextField } from '../parts/form.tsx';
import type { Typed, View } from '../view.ts';

interface Props {
  view: View;
  token: string;
  invitation: InvitationView;
  typed: Typed;
  /** Its paths are names of this page's fields. */
  refusal?: Refusal | undefined;
  keyValue: string;
}

export function JoinPage({ view, token, invitation, typed, refusal, keyValue }: Props) {
  const text = view.text.join;
  const title = text.title(clusterName(view));
  const { firm } = invitation;
  return (
    <Layout view={view} title={title} tab={null}>
      <Summary view={view} typed={typed} refusal={refusal} />
      <h1>{title}</h1>
      <p class="lead">
        {invitation.by ? text.by(invitation.by) : text.byUnnamed} {firm ? text.intoFirm(firm.name) : text.intoNew}.
      </p>
      {invitation.note ? (
        <p>
          {text.note}: <q dir="auto">{invitation.note}</q>
        </p>
      ) : null}
      <p>{text.what}</p>
      <p class="hint">{text.until(view.format.day(invitation.expiresAt))}</p>
      {view.person ? (
        <JoinForm view={view} token={token} invitation={invitation} typed={typed} refusal={refusal} keyValue={keyValue} />
      ) : (
        <SignInFirst view={view} token={token} />
      )}
    </Layout>
  );
}

const clusterName = ({ cluster, locale }: View) => cluster?.names[locale] ?? '';
const market = ({ cluster }: View) => `/c/${cluster?.slug}`;

function SignInFirst({ view, token }: { view: View; token: string }) {
  const text = view.text.join;
  return (
    <>
      <p>
        <a class="button" href={`/sign-in?next=${encodeURIComponent(`${market(view)}/join/${token}`)}`}>
          {text.signIn}
        </a>
      </p>
      <p class="hint">{text.signInHint}</p>
      <p>
        <a class="all" href={market(view)}>
          {text.look}
        </a>
      </p>
    </>
  );
}

/** Where the first contact's fields stand; more contacts can be written later, on the firm's page. */
const contact = { kind: 'contacts.0.kind', value: 'contacts.0.value', visibility: 'contacts.0.visibility' };
const firstKinds = ['whatsapp', 'phone'] as const satisfies (typeof contactKinds)[number][];

function Summary({ view, typed, refusal }: Filled) {
  const text = view.text.join;
  return (
    <ErrorSummary
      filled={{ view, typed, refusal }}
      fields={{
        yourName: { name: 'yourName', label: text.yourName },
        name: { name: 'name', label: text.firmName },
        role: { name: 'role', label: text.role },
        about: { name: 'about', label: text.about },
        address: { name: 'address', label: text.address },
        contacts: { name: contact.value, label: text.contact },
      }}
    />
  );
}

function JoinForm({ view, token, invitation, typed, refusal, keyValue }: Props) {
  const text = view.text.join;
  const firm = invitation.firm;
  const first: Typed = { [contact.kind]: 'whatsapp', [contact.value]: view.person?.phone, [contact.visibility]: 'cluster' };
  const filled: Filled = { view, typed: { ...first, ...typed }, refusal };
  return (
    <form method="post" action={`${market(view)}/join/${token}`}>
      <Key value={keyValue} />
      <p class="hint">
        {text.signedInAs} <bdi dir="ltr">{view.person?.phone}</bdi>
      </p>
      {view.person?.name === '' ? (
        <TextField
          filled={filled}
          name="yourName"
          label={text.yourName}
          hint={text.yourNameHint}
          required
          autocomplete="name"
          maxlength={80}
        />
      ) : null}
      {firm ? null : <FirmOfOnesOwn filled={filled} />}
      <button type="submit" class="button">
        {firm ? text.joinAs(firm.name) : text.join}
      </button>
    </form>
  );
}

/** The few fields without which a firm cannot be found or called. */
function FirmOfOnesOwn({ filled }: { filled: Filled }) {
  const { view } = filled;
  const text = view.text.join;
  return (
    <fieldset>
      <legend>{text.firmHeading}</legend>
      <p class="hint">{text.firmHint}</p>
      <TextField filled={filled} name="name" label={text.firmName} required autocomplete="organization" maxlength={120} />
      <Select
        filled={filled}
        name="role"
        label={text.role}
        required
        empty={view.text.form.choose}
        choices={roles.map((role) => ({ value: role, label: view.text.roles[role] }))}
      />
      <TextArea filled={filled} name="about" label={text.about} hint={text.aboutHint} rows={3} maxlength={2000} />
      <TextField filled={filled} name="address" label={text.address} hint={text.addressHint} maxlength={160} />
      <TextField
        filled={filled}
        name={contact.value}
        label={text.contact}
        type="tel"
        inputmode="tel"
        autocomplete="tel"
        dir="ltr"
        maxlength={40}
      />
      <Select
        filled={filled}
        name={contact.kind}
        label={text.contactKind}
        required
        choices={firstKinds.map((kind) => ({ value: kind, label: view.text.contactKinds[kind] }))}
      />
      <Select
        filled={filled}
        name={contact.visibility}
        label={text.contactVisibility}
        required
        choices={contactVisibilities.map((visibility) => ({ value: visibility, label: view.text.contactVisibilities[visibility] }))}
      />
    </fieldset>
  );
}

export function MemberAlreadyPage({ view, you }: { view: View; you: You }) {
  const text = view.text.join;
  const suspended = you.role === 'suspended';
  return (
    <Layout view={view} title={suspended ? text.suspendedTitle : text.memberTitle} tab={null}>
      <h1>{suspended ? text.suspendedTitle : text.memberTitle}</h1>
      <p>{suspended ? text.suspendedText : text.memberText(you.firm?.name ?? '')}</p>
      <ToMarket view={view} />
    </Layout>
  );
}

export function JoinEndedPage({ view, refusal }: { view: View; refusal: Refusal }) {
  const text = view.text.join;
  const [title, words] = refusal.code === 'not-found' ? [text.unknownTitle, text.unknownText] : [text.spentTitle, text.spentText];
  return (
    <Layout view={view} title={title} tab={null}>
      <h1>{title}</h1>
      <p>{words}</p>
      <ToMarket view={view} />
    </Layout>
  );
}

function ToMarket({ view }: { view: View }) {
  return (
    <p>
      <a class="button" href={market(view)}>
        {view.text.join.toMarket}
      </a>
    </p>
  );
}
