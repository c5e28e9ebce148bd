/** Pools: what is bought together, opening one, joining it, leaving it, and calling it off. */
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { Id } from '../../schema/ids.ts';
import type { ListingView } from '../../schema/listing.ts';
import { Commitment, PoolAnswer, PoolCancellation, PoolDraft, PoolQuery } from '../../schema/pool.ts';
import { parseThousandths } from '../../schema/quantity.ts';
import type { Refusal } from '../../schema/refusal.ts';
import { PoolPage } from '../../web/pages/pool.tsx';
import { PoolOpeningPage, PoolsPage } from '../../web/pages/pools.tsx';
import { RefusalPage } from '../../web/pages/refusal.tsx';
import { SharePage } from '../../web/pages/share.tsx';
import type { Typed } from '../../web/view.ts';
import type { App } from '../context.ts';
import { refusedAnswer } from '../middleware/refusals.tsx';
import { personOf, signedIn } from '../middleware/signed-in.ts';
import { keyAgain, newKey, one, submit } from './form.tsx';
import { page, viewOf } from './page.tsx';
import { inPoolWords, poolFields, readPool } from './pool-form.ts';

export const pools = new Hono<App>();
// a form that was sent leads back to its page, also where signing in came between
pools.get('/pools/:id{[1-9][0-9]{0,14}}/commitment', backToPage);
pools.get('/pools/:id{[1-9][0-9]{0,14}}/answers', backToPage);
pools.get('/pools/:id{[1-9][0-9]{0,14}}/cancellation', backToPage);

pools.use('/pools/*', signedIn);

pools.get('/pools', async (c) => {
  const query = PoolQuery.catch({ page: 1 }).parse({ page: c.req.query('page') });
  const { value, refusal, you } = await c.var.market.member(personOf(c)).pools(query);
  if (refusal) return refusedAnswer(c, refusal, you);
  return page(c, <PoolsPage view={viewOf(c, you)} found={value} done={c.req.query('done')} />);
});

pools.get('/pools/new', async (c) => {
  const member = c.var.market.member(personOf(c));
  const { refusal, you } = await member.likelyKind();
  if (refusal) return refusedAnswer(c, refusal, you);
  const listing = await listingOf(c, c.req.query('listing'));
  const view = viewOf(c, you);
  const typed = poolFields(listing, c.var.cluster, view.now);
  return page(c, <PoolOpeningPage view={view} typed={typed} formKey={newKey()} offer={offerOf(listing)} />);
});

pools.post('/pools', (c) =>
  submit(c, {
    schema: PoolDraft,
    read: (typed) => readPool(typed, c.var.cluster),
    call: (draft, key) => c.var.market.member(personOf(c)).openPool(draft, key),
    to: ({ id }) => `/c/${c.var.cluster.slug}/pools/${id}?done=pool-opened`,
    inWords: (refusal, typed) => inPoolWords(refusal, typed, c.var.cluster),
    async again(typed, refused, you) {
      const offer = offerOf(await listingOf(c, one(typed, 'listing')));
      const said = inPoolWords(refused, typed, c.var.cluster);
      // an offer that went meanwhile has no tick any more: who else sells it is asked
      const placed = said.fields?.map((field) => (field.path === 'fromOffer' && !offer ? { ...field, path: 'supplierName' } : field));
      const refusal = placed ? { ...said, fields: placed } : said;
      return <PoolOpeningPage view={viewOf(c, you)} typed={typed} refusal={refusal} formKey={keyAgain(typed, refused)} offer={offer} />;
    },
  }),
);

pools.get('/pools/:id{[1-9][0-9]{0,14}}', async (c) => {
  const { value, refusal, you } = await c.var.market.member(personOf(c)).pool(idOf(c));
  if (refusal) return refusedAnswer(c, refusal, you);
  return page(c, <PoolPage view={viewOf(c, you)} pool={value} keyOf={newKey} done={c.req.query('done')} />);
});

pools.get('/pools/:id{[1-9][0-9]{0,14}}/share', async (c) => {
  const { cluster } = c.var;
  const { value, refusal, you } = await c.var.market.member(personOf(c)).pool(idOf(c));
  if (refusal) return refusedAnswer(c, refusal, you);
  const view = viewOf(c, you);
  const what = { cluster: cluster.slug, pool: value.id };
  return page(c, <SharePage view={view} cluster={cluster} subject={{ what, of: 'pool', title: value.title, by: value.opener.name }} />);
});

pools.post('/pools/:id{[1-9][0-9]{0,14}}/commitment', (c) =>
  submit(c, {
    schema: z.discriminatedUnion('act', [
      z.strictObject({ act: z.literal('commit'), ...Commitment.shape }),
      z.strictObject({ act: z.literal('withdraw') }),
    ]),
    read(typed) {
      const amount = one(typed, 'amount').trim();
      const act = one(typed, 'act');
      // nothing at all is taken back too
      if (act === 'withdraw' || (act === 'commit' && parseThousandths(amount) === 0)) return { act: 'withdraw' };
      return { act, amount: amount === '' ? null : (parseThousandths(amount) ?? amount) };
    },
    async call(given, key) {
      const member = c.var.market.member(personOf(c));
      return given.act === 'commit' ? member.commit(idOf(c), given.amount, key) : member.withdrawCommitment(idOf(c), key);
    },
    to: ({ id, amount }) => `/c/${c.var.cluster.slug}/pools/${id}?done=${amount > 0 ? 'pool-committed' : 'pool-left'}`,
    inWords: (refusal, typed) => inPoolWords(refusal, typed, c.var.cluster),
    again: (typed, refusal) => poolAgain(c, 'commitment', typed, refusal),
  }),
);

pools.post('/pools/:id{[1-9][0-9]{0,14}}/answers', (c) =>
  submit(c, {
    schema: PoolAnswer,
    read: (typed) => ({ accept: { yes: true, no: false }[one(typed, 'accept')] }),
    call: (given, key) => c.var.market.member(personOf(c)).answerPool(idOf(c), given, key),
    to: ({ id, confirmed }) => `/c/${c.var.cluster.slug}/pools/${id}?done=${confirmed ? 'pool-confirmed' : 'pool-refused'}`,
    again: (typed, refusal) => poolAgain(c, 'answers', typed, refusal),
  }),
);

pools.post('/pools/:id{[1-9][0-9]{0,14}}/cancellation', (c) =>
  submit(c, {
    schema: PoolCancellation,
    read: (typed) => ({ words: one(typed, 'words') }),
    call: (given, key) => c.var.market.member(personOf(c)).cancelPool(idOf(c), given, key),
    to: ({ id }) => `/c/${c.var.cluster.slug}/pools/${id}?done=pool-cancelled`,
    again: (typed, refusal) => poolAgain(c, 'cancellation', typed, refusal),
  }),
);

const idOf = (c: Context<App>) => Number(c.req.param('id'));

function backToPage(c: Context<App>) {
  return c.redirect(`/c/${c.var.cluster.slug}/pools/${idOf(c)}`, 303);
}

/** The pool as it now is, with what was typed; who may not see it reads why. */
async function poolAgain(c: Context<App>, form: 'commitment' | 'answers' | 'cancellation', typed: Typed, refused: Refusal) {
  const { value, refusal, you } = await c.var.market.member(personOf(c)).pool(idOf(c));
  if (refusal) return <RefusalPage view={viewOf(c, you)} refusal={refused} />;
  const keyOf = (one: string) => (one === form ? keyAgain(typed, refused) : newKey());
  return <PoolPage view={viewOf(c, you)} pool={value} typed={typed} refusal={inPoolWords(refused, typed, c.var.cluster)} keyOf={keyOf} />;
}

/** The offer or need of things to buy that a pool begins with; what is none is left out. */
async function listingOf(c: Context<App>, id: string | undefined): Promise<ListingView | null> {
  const listing = Id.safeParse(Number(id || Number.NaN));
  if (!listing.success) return null;
  const { value } = await c.var.market.member(personOf(c)).listing(listing.data);
  return value?.kind === 'input' && value.state === 'published' ? value : null;
}

function offerOf(listing: ListingView | null) {
  return listing?.direction === 'offer' ? { id: listing.id, title: listing.title, firm: listing.firm.name } : null;
}
