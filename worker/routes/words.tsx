/** The managers' page of the cluster's words. */
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Refusal } from '../../schema/refusal.ts';
import { OwnTermsDraft } from '../../schema/search.ts';
import { WordsPage } from '../../web/pages/manage/words.tsx';
import { RefusalPage } from '../../web/pages/refusal.tsx';
import type { Typed } from '../../web/view.ts';
import type { App } from '../context.ts';
import { refusedAnswer } from '../middleware/refusals.tsx';
import { personOf, signedIn } from '../middleware/signed-in.ts';
import { keyAgain, newKey, one, submit } from './form.tsx';
import { page, viewOf } from './page.tsx';

const Missed = z.strictObject({ word: z.string().min(1).max(60) });

export const words = new Hono<App>();
words.use('/manage/words/*', signedIn);

words.get('/manage/words', async (c) => {
  const { value, refusal, you } = await c.var.market.manager(personOf(c)).words();
  if (refusal) return refusedAnswer(c, refusal, you);
  // a word that found nothing, to be given a meaning
  const word = (c.req.query('word') ?? '').slice(0, 60);
  const typed = { words: word && `${word}${c.var.locale === 'ar' ? '، ' : ', '}` };
  return page(c, <WordsPage view={viewOf(c, you)} words={value} typed={typed} keyOf={newKey} />);
});

words.post('/manage/words', (c) =>
  submit(c, {
    schema: OwnTermsDraft,
    read: (typed) => ({ words: one(typed, 'words') }),
    call: (draft, key) => c.var.market.manager(personOf(c)).addTerms(draft, key),
    to: () => `/c/${c.var.cluster.slug}/manage/words?done=words-added`,
    again: (typed, refusal) => wordsAgain(c, 'add', typed, refusal),
  }),
);

words.post('/manage/words/:id{[1-9][0-9]{0,14}}/removal', (c) =>
  submit(c, {
    schema: z.strictObject({}),
    read: () => ({}),
    call: (_, key) => c.var.market.manager(personOf(c)).removeTerms(Number(c.req.param('id')), key),
    to: () => `/c/${c.var.cluster.slug}/manage/words?done=words-removed`,
  }),
);

words.post('/manage/words/missed/dismissals', (c) =>
  submit(c, {
    schema: Missed,
    read: (typed) => ({ word: one(typed, 'word') }),
    call: ({ word }, key) => c.var.market.manager(personOf(c)).dismissMissed(word, key),
    to: () => `/c/${c.var.cluster.slug}/manage/words?done=dismissed`,
    again: (typed, refusal) => wordsAgain(c, `dismiss-${one(typed, 'word')}`, typed, refusal),
  }),
);

/** The page with what was typed in one of its forms, which keeps its key. */
async function wordsAgain(c: Context<App>, form: string, typed: Typed, refused: Refusal) {
  const { value, refusal, you } = await c.var.market.manager(personOf(c)).words();
  if (refusal) return <RefusalPage view={viewOf(c, you)} refusal={refusal} />;
  const keyOf = (other: string) => (other === form ? keyAgain(typed, refused) : newKey());
  return <WordsPage view={viewOf(c, you)} words={value} typed={typed} refusal={refused} keyOf={keyOf} />;
}
