/** One's own firm: what it has in the market, its details, and inviting a colleague. */
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { FirmEdit, type MyFirm } from '../../schema/firm.ts';
import { words } from '../../schema/ids.ts';
import type { ListingCard } from '../../schema/listing.ts';
import type { Outcome, Refusal, You } from '../../schema/refusal.ts';
import { FirmEditPage } from '../../web/pages/firm-form.tsx';
import { ColleaguePage, MyFirmPage } from '../../web/pages/my-firm.tsx';
import { OutsiderPage } from '../../web/pages/outsider.tsx';
import type { Typed } from '../../web/view.ts';
import type { App } from '../context.ts';
import { refusedAnswer } from '../middleware/refusals.tsx';
import { personOf, signedIn, signInFirst } from '../middleware/signed-in.ts';
import { firmFields, firmRefusal, readFirmEdit } from './firm-form.ts';
import { keyAgain, newKey, one, submit } from './form.tsx';
import { page, viewOf } from './page.tsx';

export const firm = new Hono<App>();

firm.get('/firm', async (c) => {
  const own = await ownFirm(c);
  return page(c, ownFirmNode(c, own, {}), own.refusal?.code === 'suspended' ? 403 : 200);
});

firm.get('/firm/edit', signedIn, async (c) => {
  const { value, refusal, you } = await c.var.market.member(personOf(c)).myFirm();
  if (refusal) return refusedAnswer(c, refusal, you);
  const view = viewOf(c, you);
  return page(c, <FirmEditPage view={view} filled={{ view, typed: firmFields(value.firm, value.revision) }} formKey={newKey()} />);
});

firm.post('/firm', (c) =>
  submit(c, {
    schema: FirmEdit,
    read: (typed) => readFirmEdit(typed, c.var.cluster.country),
    call: async (edit, key) => (c.var.person ? c.var.market.member(c.var.person).editFirm(edit, key) : signInFirst),
    to: () => `/c/${c.var.cluster.slug}/firm?done=saved`,
    again: (typed, refusal, you) => editAgain(c, typed, refusal, you),
  }),
);

firm.get('/firm/colleagues', (c) => c.redirect(`/c/${c.var.cluster.slug}/firm`, 303));
firm.post('/firm/colleagues', signedIn, (c) =>
  submit(c, {
    schema: z.strictObject({ note: words(0, 120) }),
    read: (typed) => ({ note: one(typed, 'note') }),
    call: async ({ note }, key) => {
      const made = await c.var.market.member(personOf(c)).inviteColleague(note, key);
      return made.refusal ? made : { value: { ...made.value, you: made.you } };
    },
    // the link is shown once: in this answer, and at no address
    to: ({ token, expiresAt, you }) => page(c, <ColleaguePage view={viewOf(c, you)} token={token} expiresAt={expiresAt} />),
    again: async (typed, refusal) => ownFirmNode(c, await ownFirm(c), typed, refusal),
  }),
);

/** The firm of the one who asks, with its listings. */
async function ownFirm(c: Context<App>): Promise<Outcome<{ mine: MyFirm; listings: ListingCard[] }>> {
  if (!c.var.person) return { ...signInFirst, you: null };
  const member = c.var.market.member(c.var.person);
  const [mine, listings] = await Promise.all([member.myFirm(), member.myListings()]);
  if (mine.refusal) return mine;
  return listings.refusal ? listings : { value: { mine: mine.value, listings: listings.value }, you: mine.you };
}

/** The page of one's own firm; whoever has none is told how to get one. */
function ownFirmNode(c: Context<App>, own: Awaited<ReturnType<typeof ownFirm>>, typed: Typed, refusal?: Refusal) {
  const view = viewOf(c, own.you ?? null);
  if (!own.value) return <OutsiderPage view={view} place="firm" />;
  const formKey = refusal ? keyAgain(typed, refusal) : newKey();
  return <MyFirmPage view={view} {...own.value} filled={{ view, typed, refusal }} formKey={formKey} done={c.req.query('done')} />;
}

/** The form with what was typed. What a colleague changed meanwhile is named, and sending again then replaces it knowingly. */
async function editAgain(c: Context<App>, typed: Typed, refusal: Refusal, you: You | null) {
  const read = c.var.person ? await c.var.market.member(c.var.person).myFirm() : { ...signInFirst, you: null };
  const view = viewOf(c, you ?? read.you);
  const again = refusal.code === 'stale' && read.value ? { ...typed, revision: String(read.value.revision) } : typed;
  return (
    <FirmEditPage view={view} filled={{ view, typed: again, refusal: firmRefusal(refusal, typed) }} formKey={keyAgain(typed, refusal)} />
  );
}
