/** Coalitions: who could fill a need together, asking them, their answers, the joint quote, and the decision. */
import { type Context, Hono } from 'hono';
import {
  CoalitionAnswer,
  CoalitionDecision,
  CoalitionDraft,
  CoalitionEnding,
  CoalitionQuote,
  CoalitionReplacement,
} from '../../schema/coalition.ts';
import { type Currency, currencies, foldDigits, parseMinor } from '../../schema/money.ts';
import type { Refusal } from '../../schema/refusal.ts';
import { dayStart } from '../../schema/time.ts';
import { type CoalitionForm, CoalitionPage } from '../../web/pages/coalition.tsx';
import { CoalitionProposalsPage, CoalitionsPage } from '../../web/pages/coalitions.tsx';
import { RefusalPage } from '../../web/pages/refusal.tsx';
import type { Typed } from '../../web/view.ts';
import type { App } from '../context.ts';
import { refusedAnswer } from '../middleware/refusals.tsx';
import { personOf, signedIn } from '../middleware/signed-in.ts';
import { keyAgain, many, newKey, one, submit } from './form.tsx';
import { page, viewOf } from './page.tsx';

export const coalitions = new Hono<App>();
// a form that was sent leads back to its page, also where signing in came between
coalitions.get('/coalitions/:id{[1-9][0-9]{0,14}}/answers', backToPage);
coalitions.get('/coalitions/:id{[1-9][0-9]{0,14}}/withdrawal', backToPage);
coalitions.get('/coalitions/:id{[1-9][0-9]{0,14}}/replacements', backToPage);
coalitions.get('/coalitions/:id{[1-9][0-9]{0,14}}/quote', backToPage);
coalitions.get('/coalitions/:id{[1-9][0-9]{0,14}}/decision', backToPage);
coalitions.get('/coalitions/:id{[1-9][0-9]{0,14}}/ending', backToPage);

coalitions.use('/coalitions/*', signedIn);
coalitions.use('/l/:id{[1-9][0-9]{0,14}}/coalitions', signedIn);

coalitions.get('/l/:id{[1-9][0-9]{0,14}}/coalitions', async (c) => {
  const { value, refusal, you } = await member(c).coalitionsFor(idOf(c), c.req.query('split') === 'yes');
  if (refusal) return refusedAnswer(c, refusal, you);
  return page(c, <CoalitionProposalsPage view={viewOf(c, you)} found={value} keyOf={newKey} done={c.req.query('done')} />);
});

coalitions.post('/l/:id{[1-9][0-9]{0,14}}/coalitions', (c) =>
  submit(c, {
    schema: CoalitionDraft,
    read: (typed) => ({ listings: many(typed, 'listing').map(Number), split: one(typed, 'split') === 'yes' }),
    call: (draft, key) => member(c).inviteCoalition(idOf(c), draft, key),
    to: ({ id }) => `/c/${c.var.cluster.slug}/coalitions/${id}?done=coalition-invited`,
    // what the market can now do stands there instead of what it could
    async again(typed, refused) {
      const { value, refusal, you } = await member(c).coalitionsFor(idOf(c), one(typed, 'split') === 'yes');
      if (refusal) return <RefusalPage view={viewOf(c, you)} refusal={refused} />;
      return <CoalitionProposalsPage view={viewOf(c, you)} found={value} keyOf={newKey} typed={typed} refusal={refused} />;
    },
  }),
);

coalitions.get('/coalitions', async (c) => {
  const { value, refusal, you } = await member(c).coalitions();
  if (refusal) return refusedAnswer(c, refusal, you);
  return page(c, <CoalitionsPage view={viewOf(c, you)} coalitions={value} />);
});

coalitions.get('/coalitions/:id{[1-9][0-9]{0,14}}', async (c) => {
  const { value, refusal, you } = await member(c).coalition(idOf(c));
  if (refusal) return refusedAnswer(c, refusal, you);
  return page(c, <CoalitionPage view={viewOf(c, you)} coalition={value} keyOf={newKey} done={c.req.query('done')} />);
});

coalitions.post('/coalitions/:id{[1-9][0-9]{0,14}}/answers', async (c) => {
  const currency = await currencyOf(c);
  return submit(c, {
    schema: CoalitionAnswer,
    read: (typed) => {
      const accept = chosen(typed);
      const amount = one(typed, 'amount').trim();
      return {
        accept,
        // what is declined has no price, whatever stands in its field
        amount: accept === false || amount === '' ? null : (parseMinor(amount, currency) ?? amount),
        words: one(typed, 'words'),
      };
    },
    call: async (given, key) => {
      const answered = await member(c).answerCoalition(idOf(c), given, key);
      return answered.refusal ? answered : { value: { ...answered.value, accept: given.accept } };
    },
    to: ({ id, accept }) => pageOf(c, id, accept ? 'coalition-accepted' : 'coalition-declined'),
    inWords: (refusal) => inForm(refusal, currency),
    again: (typed, refusal) => coalitionAgain(c, 'answers', typed, inForm(refusal, currency)),
  });
});

coalitions.post('/coalitions/:id{[1-9][0-9]{0,14}}/withdrawal', (c) =>
  submit(c, {
    schema: CoalitionEnding,
    read: (typed) => ({ words: one(typed, 'words') }),
    call: (ending, key) => member(c).leaveCoalition(idOf(c), ending, key),
    to: ({ id }) => pageOf(c, id, 'coalition-left'),
    again: (typed, refusal) => coalitionAgain(c, 'withdrawal', typed, refusal),
  }),
);

coalitions.post('/coalitions/:id{[1-9][0-9]{0,14}}/replacements', (c) =>
  submit(c, {
    schema: CoalitionReplacement,
    read: (typed) => ({ listings: many(typed, 'listing').map(Number) }),
    call: (replacement, key) => member(c).replaceInCoalition(idOf(c), replacement, key),
    to: ({ id }) => pageOf(c, id, 'coalition-replaced'),
    again: (typed, refusal) => coalitionAgain(c, 'replacements', typed, refusal),
  }),
);

coalitions.post('/coalitions/:id{[1-9][0-9]{0,14}}/quote', (c) =>
  submit(c, {
    schema: CoalitionQuote,
    read: (typed) => ({
      deliverBy: dayStart(foldDigits(one(typed, 'deliverBy')).trim(), c.var.cluster.timeZone) ?? one(typed, 'deliverBy'),
      words: one(typed, 'words'),
    }),
    call: (quote, key) => member(c).quoteCoalition(idOf(c), quote, key),
    to: ({ id }) => pageOf(c, id, 'coalition-quoted'),
    inWords: inQuoteForm,
    again: (typed, refusal) => coalitionAgain(c, 'quote', typed, inQuoteForm(refusal)),
  }),
);

coalitions.post('/coalitions/:id{[1-9][0-9]{0,14}}/decision', (c) =>
  submit(c, {
    schema: CoalitionDecision,
    read: (typed) => ({ accept: chosen(typed), words: one(typed, 'words') }),
    call: (decision, key) => member(c).decideCoalition(idOf(c), decision, key),
    to: ({ id, state }) => pageOf(c, id, state === 'agreed' ? 'coalition-agreed' : 'coalition-refused'),
    again: (typed, refusal) => coalitionAgain(c, 'decision', typed, refusal),
  }),
);

coalitions.post('/coalitions/:id{[1-9][0-9]{0,14}}/ending', (c) =>
  submit(c, {
    schema: CoalitionEnding,
    read: (typed) => ({ words: one(typed, 'words') }),
    call: (ending, key) => member(c).endCoalition(idOf(c), ending, key),
    to: ({ id }) => pageOf(c, id, 'coalition-ended'),
    again: (typed, refusal) => coalitionAgain(c, 'ending', typed, refusal),
  }),
);

const idOf = (c: Context<App>) => Number(c.req.param('id'));
const member = (c: Context<App>) => c.var.market.member(personOf(c));
const pageOf = (c: Context<App>, id: number, done: string) => `/c/${c.var.cluster.slug}/coalitions/${id}?done=${done}`;

function backToPage(c: Context<App>) {
  return c.redirect(`/c/${c.var.cluster.slug}/coalitions/${idOf(c)}`, 303);
}

/** The button that was pressed: undefined where none was. */
const chosen = (typed: Typed): boolean | undefined => ({ yes: true, no: false })[one(typed, 'accept')];

/** Prices are in the currency of the need, which is known by its coalition. */
async function currencyOf(c: Context<App>): Promise<Currency> {
  const { value } = await member(c).coalition(idOf(c));
  return value?.currency ?? c.var.cluster.currency;
}

/** Bounds as people type them. */
function inForm(refusal: Refusal, currency: Currency): Refusal {
  const fields = refusal.fields?.map((field) =>
    field.path === 'amount' && field.limit !== undefined ? { ...field, limit: field.limit / 10 ** currencies[currency] } : field,
  );
  return fields ? { ...refusal, fields } : refusal;
}

function inQuoteForm(refusal: Refusal): Refusal {
  const fields = refusal.fields?.map((field) => {
    if (field.path !== 'deliverBy' || field.code === 'required' || field.code === 'in-the-past' || field.code === 'too-far') return field;
    return { path: field.path, code: 'not-a-date' as const };
  });
  return fields ? { ...refusal, fields } : refusal;
}

/** The coalition as it now is, with what was typed; who may not see it reads why. */
async function coalitionAgain(c: Context<App>, form: CoalitionForm, typed: Typed, refused: Refusal) {
  const { value, refusal, you } = await member(c).coalition(idOf(c));
  if (refusal) return <RefusalPage view={viewOf(c, you)} refusal={refused} />;
  const keyOf = (one: CoalitionForm) => (one === form ? keyAgain(typed, refused) : newKey());
  return <CoalitionPage view={viewOf(c, you)} coalition={value} form={form} typed={typed} refusal={refused} keyOf={keyOf} />;
}
