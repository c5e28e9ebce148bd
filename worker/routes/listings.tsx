/** Posting a listing, editing it, and moving it through its life. */
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { words } from '../../schema/ids.ts';
import { Direction, Kind, ListingDraft, ListingEdit, type ListingState, OwnerAct } from '../../schema/listing.ts';
import type { Refusal, You } from '../../schema/refusal.ts';
import { OutsiderPage } from '../../web/pages/outsider.tsx';
import { EditPage, PostPage } from '../../web/pages/post.tsx';
import type { Typed } from '../../web/view.ts';
import type { App } from '../context.ts';
import { refusedAnswer } from '../middleware/refusals.tsx';
import { personOf, signedIn, signInFirst } from '../middleware/signed-in.ts';
import { keyAgain, newKey, one, submit } from './form.tsx';
import { fieldsOfLine } from './line-form.ts';
import { completed } from './listing-completion.ts';
import { inFormWords, listingFields, readListing, readListingEdit } from './listing-form.ts';
import { page, viewOf } from './page.tsx';

export const listings = new Hono<App>();

/** Characters of a line, which travels in the address. */
const mostOfLine = 500;

/** What a new form is filled with. */
const fresh: Typed = { priceForm: 'fixed', per: 'unit', visibility: 'public', term: '60' };

listings.get('/l/new', async (c) => {
  if (!c.var.person) return page(c, <OutsiderPage view={viewOf(c)} place="post" />);
  const { value: kind, refusal, you } = await c.var.market.member(c.var.person).likelyKind();
  if (refusal) return page(c, <OutsiderPage view={viewOf(c, you)} place="post" />, refusal.code === 'suspended' ? 403 : 200);
  const view = viewOf(c, you);
  const text = words(0, mostOfLine).safeParse(c.req.query('line') ?? '').data ?? '';
  const line = text ? fieldsOfLine(text, c.var.cluster, view.now) : null;
  const typed = { ...fresh, kind, ...preset(c), ...line?.typed };
  return page(c, <PostPage view={view} filled={{ view, typed }} formKey={newKey()} line={{ text, read: line?.read ?? null }} />);
});

listings.get('/l', (c) => c.redirect(`/c/${c.var.cluster.slug}/l/new`, 303));
listings.post('/l', (c) =>
  submit(c, {
    schema: ListingDraft,
    before: (typed, key) => completed(c, typed, key, Date.now()),
    read: (typed) => readListing(typed, c.var.cluster),
    call: async (draft, key) => (c.var.person ? c.var.market.member(c.var.person).draft(draft, key) : signInFirst),
    to: ({ id, state }) => `/c/${c.var.cluster.slug}/l/${id}?done=${doneWord(state)}`,
    inWords: (refusal, typed) => inFormWords(refusal, typed, c.var.cluster),
    again: (typed, refusal, you) => {
      const view = viewOf(c, you);
      return (
        <PostPage
          view={view}
          filled={{ view, typed, refusal: inFormWords(refusal, typed, c.var.cluster) }}
          formKey={keyAgain(typed, refusal)}
        />
      );
    },
  }),
);

listings.get('/l/:id{[1-9][0-9]{0,14}}/edit', signedIn, async (c) => {
  const { value, refusal, you } = await c.var.market.member(personOf(c)).listing(Number(c.req.param('id')));
  if (refusal) return refusedAnswer(c, refusal, you);
  if (value.firm.id !== you?.firm?.id) return refusedAnswer(c, { code: 'not-found' }, you);
  if (!value.owner?.acts.includes('edit')) return refusedAnswer(c, { code: 'wrong-state' }, you);
  const view = viewOf(c, you);
  const typed = listingFields(value, c.var.cluster);
  return page(
    c,
    <EditPage view={view} filled={{ view, typed }} formKey={newKey()} id={value.id} state={value.state} returned={value.owner.returned} />,
  );
});

listings.post('/l/:id{[1-9][0-9]{0,14}}', (c) =>
  submit(c, {
    schema: ListingEdit,
    before: (typed, key) => completed(c, typed, key, Date.now()),
    read: (typed) => readListingEdit(typed, c.var.cluster),
    call: async (edit, key) => (c.var.person ? c.var.market.member(c.var.person).edit(Number(c.req.param('id')), edit, key) : signInFirst),
    to: ({ id, state }) => `/c/${c.var.cluster.slug}/l/${id}?done=${state === 'paused' ? 'saved' : doneWord(state)}`,
    inWords: (refusal, typed) => inFormWords(refusal, typed, c.var.cluster),
    again: (typed, refusal, you) => editAgain(c, Number(c.req.param('id')), typed, refusal, you),
  }),
);

listings.get('/l/:id{[1-9][0-9]{0,14}}/moves', (c) => c.redirect(`/c/${c.var.cluster.slug}/l/${c.req.param('id')}`, 303));
listings.post('/l/:id{[1-9][0-9]{0,14}}/moves', signedIn, (c) =>
  submit(c, {
    schema: z.strictObject({ act: OwnerAct }),
    read: (typed) => ({ act: one(typed, 'act') }),
    call: async ({ act }, key) => {
      const moved = await c.var.market.member(personOf(c)).move(Number(c.req.param('id')), act, key);
      return moved.refusal ? moved : { value: { ...moved.value, act } };
    },
    to: ({ id, state, act }) => `/c/${c.var.cluster.slug}/l/${id}?done=${movedWord(act, state)}`,
  }),
);

/** The edit form with what was typed. What somebody else changed meanwhile is named, and sending again then replaces it knowingly. */
async function editAgain(c: Context<App>, id: number, typed: Typed, refusal: Refusal, you: You | null) {
  const now = c.var.person ? (await c.var.market.member(c.var.person).listing(id)).value : undefined;
  const view = viewOf(c, you);
  const stale = refusal.code === 'stale' && now?.owner;
  const again = stale ? { ...typed, revision: String(now.owner?.revision) } : typed;
  const filled = { view, typed: again, refusal: inFormWords(refusal, typed, c.var.cluster) };
  return (
    <EditPage
      view={view}
      filled={filled}
      formKey={keyAgain(typed, refusal)}
      id={id}
      state={now?.state ?? 'published'}
      returned={now?.owner?.returned ?? null}
    />
  );
}

/** What an address may fill in beforehand; what is no choice is left out. */
function preset(c: Context<App>): Typed {
  const direction = Direction.safeParse(c.req.query('direction')).data;
  const kind = Kind.safeParse(c.req.query('kind')).data;
  const title = c.req.query('title')?.slice(0, 120);
  return { ...(direction && { direction }), ...(kind && { kind }), ...(title && { title }) };
}

function doneWord(state: ListingState): string {
  return state === 'published' ? 'published' : state === 'waiting' ? 'posted' : state === 'draft' ? 'drafted' : 'saved';
}

function movedWord(act: OwnerAct, state: ListingState): string {
  if (act === 'submit') return state === 'published' ? 'published' : 'submitted';
  return { pause: 'paused', resume: 'resumed', fulfil: 'fulfilled', renew: 'renewed', withdraw: 'withdrawn' }[act];
}
