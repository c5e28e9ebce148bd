/** Watches: what somebody wants to be told about when it appears. */
import { Hono } from 'hono';
import { z } from 'zod';
import { WatchDraft } from '../../schema/search.ts';
import { RefusalPage } from '../../web/pages/refusal.tsx';
import { WatchesPage } from '../../web/pages/watches.tsx';
import type { App } from '../context.ts';
import { refusedAnswer } from '../middleware/refusals.tsx';
import { personOf, signedIn } from '../middleware/signed-in.ts';
import { keyAgain, newKey, one, submit } from './form.tsx';
import { localPath } from './local-path.ts';
import { page, viewOf } from './page.tsx';

export const watches = new Hono<App>();
watches.use('/watches/*', signedIn);

watches.get('/watches', async (c) => {
  const { value, refusal, you } = await c.var.market.buyer(personOf(c)).watches();
  if (refusal) return refusedAnswer(c, refusal, you);
  return page(c, <WatchesPage view={viewOf(c, you)} watches={value} keyOf={newKey} done={c.req.query('done')} />);
});

watches.post('/watches', (c) =>
  submit(c, {
    schema: z.strictObject({ ...WatchDraft.shape, next: z.string() }),
    read: (typed) => ({
      q: one(typed, 'q'),
      direction: one(typed, 'direction') || null,
      kind: one(typed, 'kind') || null,
      next: localPath(one(typed, 'next')),
    }),
    call: async ({ next, ...draft }, key) => {
      const { refusal, you } = await c.var.market.buyer(personOf(c)).watch(draft, key);
      return refusal ? { refusal, you: you ?? null } : { value: next };
    },
    // back to the search that it is about
    to: (next) => doneAt(next === '/' ? `/c/${c.var.cluster.slug}/watches` : next),
    async again(typed, refused) {
      const { value, refusal, you } = await c.var.market.buyer(personOf(c)).watches();
      if (refusal) return <RefusalPage view={viewOf(c, you)} refusal={refusal} />;
      const keyOf = (form: string) => (form === 'add' ? keyAgain(typed, refused) : newKey());
      return <WatchesPage view={viewOf(c, you)} watches={value} typed={typed} refusal={refused} keyOf={keyOf} />;
    },
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

function doneAt(path: string): string {
  const at = new URL(path, 'http://here.invalid');
  at.searchParams.set('done', 'watched');
  return at.pathname + at.search;
}
