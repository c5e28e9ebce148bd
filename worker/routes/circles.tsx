/** Circles: exchanges without cash, the answers to them, and how much cash a firm allows beside. */
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { BarterTerms, CircleAnswer } from '../../schema/circle.ts';
import { currencies, parseMinor } from '../../schema/money.ts';
import type { Refusal } from '../../schema/refusal.ts';
import { CirclePage } from '../../web/pages/circle.tsx';
import { CirclesPage } from '../../web/pages/circles.tsx';
import { RefusalPage } from '../../web/pages/refusal.tsx';
import type { App } from '../context.ts';
import { refusedAnswer } from '../middleware/refusals.tsx';
import { personOf, signedIn } from '../middleware/signed-in.ts';
import { keyAgain, newKey, one, submit } from './form.tsx';
import { page, viewOf } from './page.tsx';

export const circles = new Hono<App>();
// a form that was sent leads back to its page, also where signing in came between
circles.get('/circles/proposals', (c) => c.redirect(`/c/${c.var.cluster.slug}/circles`, 303));
circles.get('/circles/terms', (c) => c.redirect(`/c/${c.var.cluster.slug}/circles`, 303));
circles.get('/circles/:id{[1-9][0-9]{0,14}}/answers', (c) => c.redirect(`/c/${c.var.cluster.slug}/circles/${c.req.param('id')}`, 303));

circles.use('/circles/*', signedIn);

circles.get('/circles', async (c) => {
  const { value, refusal, you } = await c.var.market.member(personOf(c)).circles();
  if (refusal) return refusedAnswer(c, refusal, you);
  return page(c, <CirclesPage view={viewOf(c, you)} found={value} keyOf={newKey} done={c.req.query('done')} />);
});

circles.post('/circles/proposals', (c) =>
  submit(c, {
    schema: z.strictObject({}),
    read: () => ({}),
    call: (_, key) => c.var.market.manager(personOf(c)).proposeCircles(key),
    to: ({ proposed }) => `/c/${c.var.cluster.slug}/circles?done=${proposed.length > 0 ? 'circles-proposed' : 'circles-none'}`,
  }),
);

circles.post('/circles/terms', (c) =>
  submit(c, {
    schema: BarterTerms,
    read(typed) {
      const { currency } = c.var.cluster;
      const money = (name: string) => {
        const written = one(typed, name).trim();
        return written === '' ? null : (parseMinor(written, currency) ?? written);
      };
      return { mostToPay: money('mostToPay'), mostToTake: money('mostToTake') };
    },
    call: (terms, key) => c.var.market.member(personOf(c)).setBarterTerms(terms, key),
    to: () => `/c/${c.var.cluster.slug}/circles?done=circle-terms`,
    async again(typed, refused) {
      const { value, refusal, you } = await c.var.market.member(personOf(c)).circles();
      const view = viewOf(c, you);
      if (refusal) return <RefusalPage view={view} refusal={refusal} />;
      const keyOf = (form: string) => (form === 'terms' ? keyAgain(typed, refused) : newKey());
      return <CirclesPage view={view} found={value} typed={typed} refusal={inMajor(c, refused)} keyOf={keyOf} />;
    },
  }),
);

circles.get('/circles/:id{[1-9][0-9]{0,14}}', async (c) => {
  const { value, refusal, you } = await c.var.market.member(personOf(c)).circle(Number(c.req.param('id')));
  if (refusal) return refusedAnswer(c, refusal, you);
  return page(c, <CirclePage view={viewOf(c, you)} circle={value} formKey={newKey()} done={c.req.query('done')} />);
});

circles.post('/circles/:id{[1-9][0-9]{0,14}}/answers', (c) =>
  submit(c, {
    schema: CircleAnswer,
    read: (typed) => ({ accept: { yes: true, no: false }[one(typed, 'accept')], words: one(typed, 'words') }),
    call: (given, key) => c.var.market.member(personOf(c)).answerCircle(Number(c.req.param('id')), given, key),
    to: ({ id, state, answer }) => `/c/${c.var.cluster.slug}/circles/${id}?done=circle-${state === 'agreed' ? state : answer}`,
    async again(typed, refused) {
      const { value, refusal, you } = await c.var.market.member(personOf(c)).circle(Number(c.req.param('id')));
      const view = viewOf(c, you);
      if (refusal) return <RefusalPage view={view} refusal={refusal} />;
      return <CirclePage view={view} circle={value} typed={typed} refusal={refused} formKey={keyAgain(typed, refused)} />;
    },
  }),
);

/** Bounds as people type them. */
function inMajor(c: Context<App>, refusal: Refusal): Refusal {
  const unit = 10 ** currencies[c.var.cluster.currency];
  const fields = refusal.fields?.map((field) => (field.limit === undefined ? field : { ...field, limit: field.limit / unit }));
  return fields ? { ...refusal, fields } : refusal;
}
