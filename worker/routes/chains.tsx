/** Chains: describing a product as stages, joining them, asking for what is missing, and what is agreed. */
import { type Context, Hono } from 'hono';
import type { JSX } from 'hono/jsx/jsx-runtime';
import { z } from 'zod';
import { ChainDraft, ChainEdit, ChainGap, ChainInvitation, ChainJoin, ChainNoteDraft, ChainQuery, NoteAnswer } from '../../schema/chain.ts';
import { thousandthsToDecimal } from '../../schema/quantity.ts';
import type { FieldRefusal, Refusal, You } from '../../schema/refusal.ts';
import { ChainPage } from '../../web/pages/chain.tsx';
import { ChainFormPage } from '../../web/pages/chain-form.tsx';
import { ChainStagePage, type StageForm } from '../../web/pages/chain-stage.tsx';
import { ChainBeginPage, ChainsPage } from '../../web/pages/chains.tsx';
import { RefusalPage } from '../../web/pages/refusal.tsx';
import type { Typed } from '../../web/view.ts';
import type { App } from '../context.ts';
import { templatesFor } from '../domain/chain/templates.ts';
import { refusedAnswer } from '../middleware/refusals.tsx';
import { personOf, signedIn, signInFirst } from '../middleware/signed-in.ts';
import { chainFields, chainRefusal, places, quantityRefusal, readChain, readChainEdit, templateFields } from './chain-form.ts';
import { keyAgain, newKey, one, submit } from './form.tsx';
import { readQuantity } from './listing-form.ts';
import { page, viewOf } from './page.tsx';

export const chains = new Hono<App>();
const addressOf = (c: Context<App>, id: number | string = c.req.param('id') ?? '') => `/c/${c.var.cluster.slug}/chains/${id}`;
const idOf = (c: Context<App>) => Number(c.req.param('id'));
const stageOf = (c: Context<App>) => Number(c.req.param('stage'));
const stageAddress = (c: Context<App>) => `${addressOf(c)}/stages/${stageOf(c)}`;

chains.get('/chains', signedIn, async (c) => {
  // a page that does not exist is left out: there is nothing to correct in this list
  const { page: number } = ChainQuery.safeParse({ page: c.req.query('page') }).data ?? { page: 1 };
  const { value, refusal, you } = await c.var.market.member(personOf(c)).chains(number);
  if (refusal) return refusedAnswer(c, refusal, you);
  return page(c, <ChainsPage view={viewOf(c, you)} found={value} done={c.req.query('done')} />);
});

chains.get('/chains/new', signedIn, async (c) => {
  const { refusal, you } = await c.var.market.member(personOf(c)).likelyKind();
  if (refusal) return refusedAnswer(c, refusal, you);
  const view = viewOf(c, you);
  const templates = templatesFor(c.var.cluster.sector);
  const slug = c.req.query('template');
  const template = templates.find((known) => known.slug === slug);
  if (!template && slug !== 'none') return page(c, <ChainBeginPage view={view} templates={templates} />);
  const typed = template ? templateFields(template, view.locale) : places();
  return page(c, <ChainFormPage view={view} filled={{ view, typed }} formKey={newKey()} />);
});

chains.post('/chains', (c) =>
  submit(c, {
    schema: ChainDraft,
    read: readChain,
    call: async (draft, key) => (c.var.person ? c.var.market.member(c.var.person).openChain(draft, key) : signInFirst),
    to: ({ id }) => `${addressOf(c, id)}?done=saved`,
    inWords: chainRefusal,
    again: (typed, refused, you) => {
      const view = viewOf(c, you);
      return (
        <ChainFormPage view={view} filled={{ view, typed, refusal: chainRefusal(refused, typed) }} formKey={keyAgain(typed, refused)} />
      );
    },
  }),
);

chains.get('/chains/:id{[1-9][0-9]{0,14}}', signedIn, async (c) => {
  const { value, refusal, you } = await c.var.market.member(personOf(c)).chain(idOf(c));
  if (refusal) return refusedAnswer(c, refusal, you);
  return page(c, <ChainPage view={viewOf(c, you)} chain={value} newKey={newKey} done={c.req.query('done')} />);
});

chains.get('/chains/:id{[1-9][0-9]{0,14}}/edit', signedIn, async (c) => {
  const { value, refusal, you } = await c.var.market.member(personOf(c)).chain(idOf(c));
  if (refusal) return refusedAnswer(c, refusal, you);
  if (value.mine !== 'opener') return refusedAnswer(c, { code: 'not-found' }, you);
  if (!value.acts.includes('edit')) return refusedAnswer(c, { code: 'wrong-state' }, you);
  const view = viewOf(c, you);
  const agreed = value.stages.filter((stage) => stage.agreed).map(({ id }) => id);
  return page(
    c,
    <ChainFormPage view={view} filled={{ view, typed: chainFields(value) }} formKey={newKey()} id={value.id} agreed={agreed} />,
  );
});

chains.post('/chains/:id{[1-9][0-9]{0,14}}', (c) =>
  submit(c, {
    schema: ChainEdit,
    read: readChainEdit,
    call: async (edit, key) => (c.var.person ? c.var.market.member(c.var.person).editChain(idOf(c), edit, key) : signInFirst),
    to: () => `${addressOf(c)}?done=saved`,
    inWords: chainRefusal,
    again: (typed, refused, you) => editAgain(c, typed, refused, you),
  }),
);

chains.post('/chains/:id{[1-9][0-9]{0,14}}/closure', signedIn, (c) =>
  submit(c, {
    schema: z.strictObject({}),
    read: () => ({}),
    call: (_, key) => c.var.market.member(personOf(c)).closeChain(idOf(c), key),
    to: () => `${addressOf(c)}?done=saved`,
  }),
);

chains.get('/chains/:id{[1-9][0-9]{0,14}}/stages/:stage{[1-9][0-9]{0,14}}', signedIn, async (c) => {
  const shown = await stagePage(c);
  return shown.refusal ? refusedAnswer(c, shown.refusal, shown.you) : page(c, shown.node);
});

chains.get('/chains/:id{[1-9][0-9]{0,14}}/stages/:stage{[1-9][0-9]{0,14}}/joins', (c) => c.redirect(stageAddress(c), 303));
chains.post('/chains/:id{[1-9][0-9]{0,14}}/stages/:stage{[1-9][0-9]{0,14}}/joins', (c) =>
  submit(c, {
    schema: ChainJoin,
    read: (typed) => ({
      stage: stageOf(c),
      listing: one(typed, 'listing') === '' ? null : Number(one(typed, 'listing')),
      perMonth: readQuantity(typed, 'joinAmount', 'joinUnit'),
      words: one(typed, 'joinWords'),
    }),
    call: async (join, key) => {
      if (!c.var.person) return signInFirst;
      return c.var.market.member(c.var.person).joinChain(idOf(c), join, key);
    },
    to: () => `${stageAddress(c)}?done=saved`,
    inWords: (refused) => sayFields(refused, 'join'),
    again: (typed, refused) => stageAgain(c, 'join', typed, refused),
  }),
);

chains.post('/chains/:id{[1-9][0-9]{0,14}}/joins/:join{[1-9][0-9]{0,14}}/removal', signedIn, (c) =>
  submit(c, {
    schema: z.strictObject({}),
    read: () => ({}),
    call: (_, key) => c.var.market.member(personOf(c)).leaveChain(idOf(c), Number(c.req.param('join')), key),
    to: () => `${addressOf(c)}?done=saved`,
  }),
);

chains.post('/chains/:id{[1-9][0-9]{0,14}}/stages/:stage{[1-9][0-9]{0,14}}/invitations', signedIn, (c) =>
  submit(c, {
    schema: ChainInvitation,
    read: (typed) => ({ stage: stageOf(c), firm: Number(one(typed, 'firm')) }),
    call: (invitation, key) => c.var.market.member(personOf(c)).inviteToChain(idOf(c), invitation, key),
    to: () => `${stageAddress(c)}?done=saved`,
  }),
);

chains.post('/chains/:id{[1-9][0-9]{0,14}}/stages/:stage{[1-9][0-9]{0,14}}/needs', signedIn, (c) =>
  submit(c, {
    schema: ChainGap,
    read: () => ({ stage: stageOf(c) }),
    call: ({ stage }, key) => c.var.market.member(personOf(c)).askForGap(idOf(c), stage, key),
    to: ({ state }) => `${addressOf(c)}?done=${state === 'published' ? 'published' : 'posted'}`,
  }),
);

chains.get('/chains/:id{[1-9][0-9]{0,14}}/stages/:stage{[1-9][0-9]{0,14}}/notes', (c) => c.redirect(stageAddress(c), 303));
chains.post('/chains/:id{[1-9][0-9]{0,14}}/stages/:stage{[1-9][0-9]{0,14}}/notes', (c) =>
  submit(c, {
    schema: ChainNoteDraft,
    read: (typed) => ({
      stage: stageOf(c),
      firm: Number(one(typed, 'firm')),
      quantity: readQuantity(typed, 'noteAmount', 'noteUnit'),
      words: one(typed, 'noteWords'),
    }),
    call: async (note, key) => {
      if (!c.var.person) return signInFirst;
      return c.var.market.member(c.var.person).writeNote(idOf(c), note, key);
    },
    to: () => `${addressOf(c)}?done=saved`,
    inWords: (refused) => sayFields(refused, 'note'),
    again: (typed, refused) => stageAgain(c, 'note', typed, refused),
  }),
);

chains.post('/chains/:id{[1-9][0-9]{0,14}}/notes/:note{[1-9][0-9]{0,14}}/answer', signedIn, (c) =>
  submit(c, {
    schema: NoteAnswer,
    read: (typed) => ({ act: one(typed, 'act') }),
    call: ({ act }, key) => c.var.market.member(personOf(c)).answerNote(idOf(c), Number(c.req.param('note')), act, key),
    to: () => `${addressOf(c)}?done=saved`,
  }),
);

/** The form with what was typed. What somebody else changed meanwhile is named, and sending again then replaces it knowingly. */
async function editAgain(c: Context<App>, typed: Typed, refused: Refusal, you: You | null) {
  const now = c.var.person ? (await c.var.market.member(c.var.person).chain(idOf(c))).value : undefined;
  const view = viewOf(c, you);
  const kept = refused.code === 'stale' && now ? { ...typed, revision: String(now.revision) } : typed;
  const agreed = now?.stages.filter((stage) => stage.agreed).map(({ id }) => id) ?? [];
  const filled = { view, typed: kept, refusal: chainRefusal(refused, typed) };
  return <ChainFormPage view={view} filled={filled} formKey={keyAgain(typed, refused)} id={idOf(c)} agreed={agreed} />;
}

type Sent = { form: StageForm; typed: Typed; refusal: Refusal };
type Shown = { refusal: Refusal; you: You | null; node?: undefined } | { node: JSX.Element; refusal?: undefined };

/** A stage with its forms; one of them as it was typed and refused, if any. */
async function stagePage(c: Context<App>, sent?: Sent): Promise<Shown> {
  const member = c.var.market.member(personOf(c));
  const [{ value: chain, refusal, you }, listings] = await Promise.all([member.chain(idOf(c)), member.myListings()]);
  if (refusal) return { refusal, you: you ?? null };
  const stage = chain.stages.find(({ id }) => id === stageOf(c));
  if (!stage) return { refusal: { code: 'not-found' }, you };
  const view = viewOf(c, you);
  const own = (listings.value ?? []).filter(({ direction, state }) => direction === 'offer' && state === 'published');
  const mine = stage.members.find(({ firm }) => firm.id === you?.firm?.id);
  const fresh: Typed = {
    listing: mine?.listing ? String(mine.listing.id) : '',
    joinAmount: mine?.perMonth ? thousandthsToDecimal(mine.perMonth.amount) : '',
    joinUnit: mine?.perMonth?.unit ?? stage.needed?.unit ?? '',
    joinWords: mine?.words ?? '',
    noteUnit: stage.needed?.unit ?? '',
  };
  const filled = (form: StageForm) => (sent?.form === form ? { view, typed: sent.typed, refusal: sent.refusal } : { view, typed: fresh });
  const keyOf = (form: string) => (sent?.form === form ? keyAgain(sent.typed, sent.refusal) : newKey());
  const done = c.req.query('done');
  return { node: <ChainStagePage view={view} chain={chain} stage={stage} own={own} filled={filled} keyOf={keyOf} done={done} /> };
}

async function stageAgain(c: Context<App>, form: StageForm, typed: Typed, refused: Refusal) {
  const refusal = sayFields(refused, form);
  if (!c.var.person) return <RefusalPage view={viewOf(c)} refusal={refusal} />;
  const shown = await stagePage(c, { form, typed, refusal });
  return shown.refusal ? <RefusalPage view={viewOf(c, shown.you)} refusal={refused} /> : shown.node;
}

/** A refusal of the contract in the names of the form's fields. */
function sayFields(refusal: Refusal, form: StageForm): Refusal {
  const say = (field: FieldRefusal): FieldRefusal => {
    if (/^(perMonth|quantity)(\.|$)/.test(field.path)) return quantityRefusal(field, `${form}Amount`, `${form}Unit`);
    return field.path === 'words' ? { ...field, path: `${form}Words` } : field;
  };
  return refusal.fields ? { ...refusal, fields: refusal.fields.map(say) } : refusal;
}
