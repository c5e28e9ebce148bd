/** Watches: what somebody wants to be told about when it appears, how often, and the links of e-mails that end one. */
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Refusal } from '../../schema/refusal.ts';
import { conditionNames, rhythms, WatchDraft, type WatchEdit } from '../../schema/watch.ts';
import { RefusalPage } from '../../web/pages/refusal.tsx';
import { WatchLinkPage } from '../../web/pages/watch-link.tsx';
import { WatchesPage } from '../../web/pages/watches.tsx';
import type { Typed } from '../../web/view.ts';
import type { App } from '../context.ts';
import { refusedAnswer } from '../middleware/refusals.tsx';
import { personOf, signedIn } from '../middleware/signed-in.ts';
import { isOneClick, keyAgain, newKey, one, submit } from './form.tsx';
import { localPath } from './local-path.ts';
import { page, viewOf } from './page.tsx';
import { readSearch } from './search-form.ts';

export const watches = new Hono<App>();
watches.use('/watches/*', signedIn);

watches.get('/watches', async (c) => {
  const { value, refusal, you } = await c.var.market.buyer(personOf(c)).watches();
  if (refusal) return refusedAnswer(c, refusal, you);
  return page(c, <WatchesPage view={viewOf(c, you)} watches={value} keyOf={newKey} done={c.req.query('done')} />);
});

watches.post('/watches', (c) =>
  submit(c, {
    schema: WatchDraft.safeExtend({ next: z.string() }),
    before: async (typed) => ({ typed: await withPlace(c, typed) }),
    read: (typed) => readWatch(c, typed),
    call: async ({ next, ...draft }, key) => {
      const { refusal, you } = await c.var.market.buyer(personOf(c)).watch(draft, key);
      return refusal ? { refusal, you: you ?? null } : { value: next };
    },
    // back to the search that it is about
    to: (next) => doneAt(next === '/' ? `/c/${c.var.cluster.slug}/watches` : next),
    again: (typed, refused) => watchesAgain(c, typed, refused, 'add'),
  }),
);

watches.post('/watches/:id{[1-9][0-9]{0,14}}', (c) =>
  submit(c, {
    schema: z.strictObject({ when: z.enum([...rhythms, 'paused']) }),
    read: (typed) => ({ when: one(typed, 'when') }),
    call: ({ when }, key) => {
      const edit: WatchEdit = when === 'paused' ? { paused: true } : { rhythm: when, paused: false };
      return c.var.market.buyer(personOf(c)).editWatch(Number(c.req.param('id')), edit, key);
    },
    to: () => `/c/${c.var.cluster.slug}/watches?done=watch-changed#w${c.req.param('id')}`,
    again: (typed, refused) => watchesAgain(c, typed, refused, `edit-${c.req.param('id')}`),
  }),
);

watches.post('/watches/:id{[1-9][0-9]{0,14}}/removal', (c) =>
  submit(c, {
    schema: z.strictObject({}),
    read: () => ({}),
    call: (_, key) => c.var.market.buyer(personOf(c)).unwatch(Number(c.req.param('id')), key),
    to: () => `/c/${c.var.cluster.slug}/watches?done=unwatched`,
  }),
);

/** security: nothing happens before the button is pressed, since mail programs open links by themselves. */
watches.get('/unwatch/:token', async (c) => {
  const { value, refusal, you } = await c.var.market.visitor(c.var.person).linkedWatch(c.req.param('token'));
  if (refusal) return page(c, <WatchLinkPage view={viewOf(c, you)} token={null} watch={null} formKey="" />, 404);
  return page(c, <WatchLinkPage view={viewOf(c, you)} token={c.req.param('token')} watch={value.watch} formKey={newKey()} />);
});

watches.post('/unwatch/:token', (c) =>
  submit(c, {
    schema: z.strictObject({}),
    oneClick: true,
    read: () => ({}),
    call: () => c.var.market.visitor(c.var.person).endWatch(c.req.param('token')),
    // RFC 8058: a mailbox is not led anywhere
    to: (_, typed) => (isOneClick(typed) ? c.body(null) : c.redirect(c.req.path, 303)),
    async again(typed, refused) {
      if (refused.code === 'not-found') return <WatchLinkPage view={viewOf(c)} token={null} watch={null} formKey="" />;
      const { value, you } = await c.var.market.visitor(c.var.person).linkedWatch(c.req.param('token'));
      const formKey = keyAgain(typed, refused);
      return (
        <WatchLinkPage
          view={viewOf(c, you)}
          token={c.req.param('token')}
          watch={value?.watch ?? null}
          formKey={formKey}
          refusal={refused}
        />
      );
    },
  }),
);

/** "My workshop" stands in the address of a search, but a watch keeps the place itself. */
async function withPlace(c: Context<App>, typed: Typed): Promise<Typed> {
  if (typed.near !== 'firm') return typed;
  const own = await c.var.market.member(personOf(c)).myFirm();
  const { lat, lng } = own.value?.firm.place ?? c.var.cluster.place;
  return { ...typed, near: `${lat.toFixed(6)},${lng.toFixed(6)}` };
}

/** The fields of a search, as they stand in its address, into the shape of the contract. */
function readWatch(c: Context<App>, typed: Typed): Record<string, unknown> {
  const names = ['q', 'direction', 'kind', 'rhythm', ...conditionNames];
  const asked = Object.fromEntries(names.flatMap((name) => (one(typed, name) ? [[name, one(typed, name)]] : [])));
  const { sort: _, near, ...query } = readSearch(asked, c.var.cluster, null);
  return { ...query, ...(near !== undefined && { near: placeOf(String(near)) }), next: localPath(one(typed, 'next')) };
}

function placeOf(text: string): unknown {
  const [, lat, lng] = /^(-?[\d.]+),(-?[\d.]+)$/.exec(text) ?? [];
  return lng === undefined ? text : { lat: Number(lat), lng: Number(lng) };
}

async function watchesAgain(c: Context<App>, typed: Typed, refused: Refusal, form: string) {
  const { value, refusal, you } = await c.var.market.buyer(personOf(c)).watches();
  if (refusal) return <RefusalPage view={viewOf(c, you)} refusal={refusal} />;
  const keyOf = (name: string) => (name === form ? keyAgain(typed, refused) : newKey());
  return <WatchesPage view={viewOf(c, you)} watches={value} typed={typed} refusal={refused} form={form} keyOf={keyOf} />;
}

function doneAt(path: string): string {
  const at = new URL(path, 'http://here.invalid');
  at.searchParams.set('done', 'watched');
  return at.pathname + at.search;
}
