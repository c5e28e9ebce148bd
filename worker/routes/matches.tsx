/** Matches: what fits one's listings, what one does not want, and what was agreed with others. */
import { Hono } from 'hono';
import { Dismissal } from '../../schema/matching.ts';
import { AgreementsPage } from '../../web/pages/agreements.tsx';
import { MatchesPage, MyMatchesPage } from '../../web/pages/matches.tsx';
import { TogetherPage } from '../../web/pages/together.tsx';
import type { App } from '../context.ts';
import { refusedAnswer } from '../middleware/refusals.tsx';
import { personOf, signedIn } from '../middleware/signed-in.ts';
import { newKey, one, submit } from './form.tsx';
import { page, viewOf } from './page.tsx';

export const matches = new Hono<App>();

matches.get('/together', signedIn, async (c) => {
  const { value, refusal, you } = await c.var.market.member(personOf(c)).together();
  if (refusal) return refusedAnswer(c, refusal, you);
  return page(c, <TogetherPage view={viewOf(c, you)} together={value} />);
});

matches.get('/matches', signedIn, async (c) => {
  const { value, refusal, you } = await c.var.market.member(personOf(c)).myMatches();
  if (refusal) return refusedAnswer(c, refusal, you);
  return page(c, <MyMatchesPage view={viewOf(c, you)} mine={value} />);
});

matches.get('/l/:id{[1-9][0-9]{0,14}}/matches', signedIn, async (c) => {
  const { value, refusal, you } = await c.var.market.member(personOf(c)).matches(Number(c.req.param('id')));
  if (refusal) return refusedAnswer(c, refusal, you);
  return page(c, <MatchesPage view={viewOf(c, you)} found={value} formKey={newKey()} done={c.req.query('done')} />);
});

matches.post('/l/:id{[1-9][0-9]{0,14}}/matches/:other{[1-9][0-9]{0,14}}/dismissal', signedIn, (c) =>
  submit(c, {
    schema: Dismissal,
    read: (typed) => ({ reason: one(typed, 'reason') }),
    call: (dismissal, key) =>
      c.var.market.member(personOf(c)).dismissMatch(Number(c.req.param('id')), Number(c.req.param('other')), dismissal, key),
    to: () => `/c/${c.var.cluster.slug}/l/${c.req.param('id')}/matches?done=unwanted`,
  }),
);

matches.get('/agreements', signedIn, async (c) => {
  const { value, refusal, you } = await c.var.market.member(personOf(c)).agreements();
  if (refusal) return refusedAnswer(c, refusal, you);
  return page(c, <AgreementsPage view={viewOf(c, you)} agreements={value} />);
});
