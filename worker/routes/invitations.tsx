/** Invitations: managers make and revoke them, and the invited person joins with one. */
import { Hono } from 'hono';
import type { JSX } from 'hono/jsx/jsx-runtime';
import { z } from 'zod';
import { FirmDraft } from '../../schema/firm.ts';
import { Id } from '../../schema/ids.ts';
import { InvitationDraft, type InvitationEntry } from '../../schema/moderation.ts';
import { foldDigits } from '../../schema/money.ts';
import { PersonName } from '../../schema/person.ts';
import { type Outcome, type Refusal, refusalStatus } from '../../schema/refusal.ts';
import { JoinEndedPage, JoinPage, MemberAlreadyPage } from '../../web/pages/join.tsx';
import { InvitationMadePage, InvitationsPage } from '../../web/pages/manage/invitations.tsx';
import { RefusalPage } from '../../web/pages/refusal.tsx';
import type { Typed } from '../../web/view.ts';
import type { App, AppContext } from '../context.ts';
import { giveName } from '../middleware/account.ts';
import { refusedAnswer } from '../middleware/refusals.tsx';
import { personOf, signedIn } from '../middleware/signed-in.ts';
import { readFirm } from './firm-form.ts';
import { keyAgain, newKey, one, submit } from './form.tsx';
import { page, viewOf } from './page.tsx';

/** Pages of firms offered in the form; four of 24 and a bit are the first hundred. */
const firmPages = [1, 2, 3, 4, 5];

export const invitations = new Hono<App>();
invitations.use('/manage/invitations/*', signedIn);

invitations.get('/manage/invitations', async (c) => {
  const firm = Id.safeParse(Number(c.req.query('firm'))).data;
  const { value, refusal, you } = await listed(c, firm ?? null);
  if (refusal) return refusedAnswer(c, refusal, you);
  return page(c, <InvitationsPage view={viewOf(c, you)} {...value} typed={firm ? { firm: String(firm) } : {}} keyOf={newKey} />);
});

invitations.post('/manage/invitations', (c) =>
  submit(c, {
    schema: InvitationDraft,
    read: readInvitation,
    async call(draft, key) {
      const manager = c.var.market.manager(personOf(c));
      const [made, into] = await Promise.all([manager.invite(draft, key), draft.firm === null ? null : manager.firm(draft.firm)]);
      return made.refusal ? made : { value: { made: made.value, you: made.you, into: into?.value?.name ?? null } };
    },
    to: ({ made, you, into }) => page(c, <InvitationMadePage view={viewOf(c, you)} made={made} into={into} />),
    again: (typed, refused) => listAgain(c, typed, refused, 'make'),
  }),
);

invitations.post('/manage/invitations/:id{[1-9][0-9]{0,14}}/revocation', (c) => {
  const id = Number(c.req.param('id'));
  return submit(c, {
    schema: z.null(),
    read: () => null,
    call: (_, key) => c.var.market.manager(personOf(c)).revokeInvitation(id, key),
    to: () => `/c/${c.var.cluster.slug}/manage/invitations?done=revoked`,
    again: (typed, refused) => listAgain(c, typed, refused, `revoke-${id}`),
  });
});

/** `yourName` is asked for where a person has none yet; `firm` where the invitation is for a new one. */
const Joining = z.strictObject({ yourName: PersonName.nullable(), firm: FirmDraft.nullable() });

invitations.get('/join/:token{[A-Za-z0-9_-]{1,64}}', async (c) => {
  const { node, status } = await joinPage(c, c.req.param('token'));
  return page(c, node, status);
});

invitations.post('/join/:token{[A-Za-z0-9_-]{1,64}}', async (c) => {
  const token = c.req.param('token');
  const { person } = c.var;
  // whose session ended meanwhile signs in from this page and comes back to it
  if (!person) return page(c, (await joinPage(c, token, {}, { code: 'sign-in-first' })).node, 401);
  const nameless = person.name === '';
  return submit(c, {
    schema: Joining,
    read: (typed) => ({
      yourName: nameless ? named(typed, 'yourName') : null,
      firm: typed.name === undefined ? null : { ...readFirm(typed, c.var.cluster.country), name: named(typed, 'name') },
    }),
    async call({ yourName, firm }, key) {
      if (yourName !== null) await giveName(c, person, yourName);
      return c.var.market.buyer({ ...person, name: yourName ?? person.name }).join(token, firm, key);
    },
    to: () => `/c/${c.var.cluster.slug}/firm?done=joined`,
    again: async (typed, refused) => (await joinPage(c, token, typed, refused)).node,
  });
});

/** What the list page shows; `firm` is offered among the firms although it may not be among the first hundred. */
async function listed(
  c: AppContext,
  firm: number | null,
): Promise<Outcome<{ invitations: InvitationEntry[]; firms: { id: number; name: string }[] }>> {
  const manager = c.var.market.manager(personOf(c));
  const [made, chosen, ...found] = await Promise.all([
    manager.invitations(),
    firm === null ? null : manager.firm(firm),
    ...firmPages.map((number) => manager.firms({ q: '', page: number })),
  ]);
  if (made.refusal) return made;
  const firms = new Map(
    found
      .flatMap(({ value }) => value?.firms ?? [])
      .slice(0, 100)
      .map(({ id, name }) => [id, { id, name }]),
  );
  if (chosen?.value) firms.set(chosen.value.id, { id: chosen.value.id, name: chosen.value.name });
  return { value: { invitations: made.value, firms: [...firms.values()] }, you: made.you };
}

async function listAgain(c: AppContext, typed: Typed, refused: Refusal, form: string): Promise<JSX.Element> {
  const { value, refusal, you } = await listed(c, Id.safeParse(Number(one(typed, 'firm'))).data ?? null);
  if (refusal) return <RefusalPage view={viewOf(c, you)} refusal={refusal} />;
  const keyOf = (one: string) => (one === form ? keyAgain(typed, refused) : newKey());
  return <InvitationsPage view={viewOf(c, you)} {...value} typed={typed} refusal={refused} keyOf={keyOf} />;
}

function readInvitation(typed: Typed) {
  const whole = (name: string) => (one(typed, name).trim() === '' ? undefined : Number(foldDigits(one(typed, name))));
  const firm = one(typed, 'firm');
  return { note: one(typed, 'note'), firm: firm === '' || firm === 'new' ? null : Number(firm), uses: whole('uses'), days: whole('days') };
}

/** The page for the holder of a link: who he or she is, and whether the link still works, decide which one. */
async function joinPage(c: AppContext, token: string, typed: Typed = {}, refused?: Refusal) {
  // security: a link that lets people in must not be found by a search engine
  c.header('x-robots-tag', 'noindex');
  const { value, refusal, you } = await c.var.market.visitor(c.var.person).invitation(token);
  const view = viewOf(c, you);
  if (you && you.role !== 'buyer') return { node: <MemberAlreadyPage view={view} you={you} />, status: 200 as const };
  const ended = refused?.code === 'invitation-spent' || refused?.code === 'not-found' ? refused : refusal;
  if (ended || !value) {
    const why = ended ?? { code: 'not-found' as const };
    return { node: <JoinEndedPage view={view} refusal={why} />, status: refusalStatus[why.code] };
  }
  const key = refused ? keyAgain(typed, refused) : newKey();
  return {
    node: <JoinPage view={view} token={token} invitation={value} typed={typed} refusal={refused && inForm(refused)} keyValue={key} />,
    status: 200 as const,
  };
}

/** A name left blank is missing, rather than too short. */
const named = (typed: Typed, name: string) => one(typed, name).trim() || undefined;

/** Contract paths as the form's field names. */
function inForm(refusal: Refusal): Refusal {
  return refusal.fields
    ? { ...refusal, fields: refusal.fields.map((field) => ({ ...field, path: field.path.replace(/^firm\./, '') })) }
    : refusal;
}
