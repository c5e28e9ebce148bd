/** Invitations: making one, its link shown once, and those made before. */
import type { InvitationEntry, InvitationMade } from '../../../schema/moderation.ts';
import type { Refusal } from '../../../schema/refusal.ts';
import { ErrorSummary, type Filled, Key, Select, TextField } from '../../parts/form.tsx';
import { InvitationLink } from '../../parts/invitation-link.tsx';
import type { Typed, View } from '../../view.ts';
import { JustDone, ManageFrame, managePath } from './frame.tsx';

const daysOffered = [1, 3, 7, 14, 30, 60];

interface Props {
  view: View;
  invitations: InvitationEntry[];
  /** Firms to choose from, by name. */
  firms: { id: number; name: string }[];
  typed?: Typed;
  refusal?: Refusal;
  keyOf: (form: string) => string;
}

export function InvitationsPage({ view, invitations, firms, typed = {}, refusal, keyOf }: Props) {
  const { format } = view;
  const text = view.text.manage.invitations;
  const filled: Filled = { view, typed: { firm: 'new', uses: '1', days: '14', ...typed }, refusal };
  return (
    <ManageFrame view={view} title={text.title} part="invitations">
      <JustDone view={view} />
      <ErrorSummary
        filled={filled}
        fields={{
          note: { name: 'note', label: text.note },
          firm: { name: 'firm', label: text.firm },
          uses: { name: 'uses', label: text.uses },
          days: { name: 'days', label: text.days },
        }}
      />
      <h1>{text.title}</h1>
      <section class="act" aria-labelledby="make">
        <h2 id="make">{text.makeHeading}</h2>
        <form method="post" action={managePath(view, 'invitations')}>
          <Key value={keyOf('make')} />
          <TextField filled={filled} name="note" label={text.note} hint={text.noteHint} maxlength={120} />
          <Select
            filled={filled}
            name="firm"
            label={text.firm}
            required
            choices={[{ value: 'new', label: text.newFirm }, ...firms.map(({ id, name }) => ({ value: String(id), label: name }))]}
          />
          <TextField
            filled={filled}
            name="uses"
            label={text.uses}
            hint={text.usesHint}
            required
            inputmode="numeric"
            dir="ltr"
            maxlength={4}
          />
          <Select
            filled={filled}
            name="days"
            label={text.days}
            required
            choices={daysOffered.map((n) => ({ value: String(n), label: text.daysOf(n, format.number(n)) }))}
          />
          <button type="submit" class="button">
            {text.make}
          </button>
        </form>
      </section>
      <section aria-labelledby="made">
        <h2 id="made">{text.listHeading}</h2>
        {invitations.length === 0 ? <p>{text.none}</p> : null}
        <ul class="rows">
          {invitations.map((invitation) => (
            <Invitation view={view} invitation={invitation} keyOf={keyOf} />
          ))}
        </ul>
      </section>
    </ManageFrame>
  );
}

function Invitation({ view, invitation, keyOf }: { view: View; invitation: InvitationEntry; keyOf: Props['keyOf'] }) {
  const { format } = view;
  const text = view.text.manage.invitations;
  const { id, note, firm, usesLeft, expiresAt, createdAt, state } = invitation;
  const open = state === 'open';
  const facts = [
    firm ? text.into(firm.name) : text.intoNew,
    open ? text.usesLeft(usesLeft, format.number(usesLeft)) : null,
    open ? text.until(format.day(expiresAt)) : state === 'expired' ? text.expired(format.day(expiresAt)) : null,
    text.made(format.ago(createdAt, view.now)),
  ];
  return (
    <li>
      <strong dir="auto">{note || text.unnamed}</strong> <span class={open ? 'state good' : 'state'}>{text.states[state]}</span>
      <p>{facts.filter(Boolean).join(' · ')}</p>
      {open ? (
        <form method="post" action={`${managePath(view, 'invitations')}/${id}/revocation`}>
          <Key value={keyOf(`revoke-${id}`)} />
          <button type="submit" class="button quiet" aria-label={text.revokeNamed(note || text.unnamed)}>
            {text.revoke}
          </button>
        </form>
      ) : null}
    </li>
  );
}

/** Answered directly to the form: the token is nowhere else, and the same form sent twice shows the same link. */
export function InvitationMadePage({ view, made, into }: { view: View; made: InvitationMade; into: string | null }) {
  const text = view.text.manage.invitations;
  return (
    <ManageFrame view={view} title={text.madeTitle} part="invitations" below>
      <h1>{text.madeTitle}</h1>
      <InvitationLink view={view} token={made.token} into={into} expiresAt={made.expiresAt} />
      <p>
        <a class="button quiet" href={managePath(view, 'invitations')}>
          {text.another}
        </a>
      </p>
    </ManageFrame>
  );
}
