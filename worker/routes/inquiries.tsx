/** Asking about a listing, answering, withdrawing, and the inbox. */
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { InquiryAnswer, InquiryDraft } from '../../schema/inquiry.ts';
import { foldDigits } from '../../schema/money.ts';
import { type Person, PersonName } from '../../schema/person.ts';
import { type Answer, no, type Refusal, type You } from '../../schema/refusal.ts';
import { AskPage } from '../../web/pages/ask.tsx';
import { InboxPage } from '../../web/pages/inbox.tsx';
import { AnswerPage, InquiryPage } from '../../web/pages/inquiry.tsx';
import { RefusalPage } from '../../web/pages/refusal.tsx';
import type { Typed } from '../../web/view.ts';
import type { App } from '../context.ts';
import { giveName } from '../middleware/account.ts';
import { refusedAnswer } from '../middleware/refusals.tsx';
import { personOf, signedIn, signInFirst } from '../middleware/signed-in.ts';
import { keyAgain, newKey, one, submit } from './form.tsx';
import { readQuantity } from './listing-form.ts';
import { page, viewOf } from './page.tsx';

export const inquiries = new Hono<App>();

/** Who has no name yet gives it with the question. */
const AskForm = InquiryDraft.safeExtend({ name: PersonName.optional() });

inquiries.get('/l/:id{[1-9][0-9]{0,14}}/inquiries', signedIn, async (c) => {
  const person = personOf(c);
  const { value, refusal, you } = await c.var.market.buyer(person).listing(Number(c.req.param('id')));
  if (refusal) return refusedAnswer(c, refusal, you);
  const view = viewOf(c, you);
  const typed = { quantityUnit: value.quantity?.unit ?? value.price.per ?? '' };
  return page(
    c,
    <AskPage view={view} filled={{ view, typed }} formKey={newKey()} id={value.id} listing={value} askName={person.name === ''} />,
  );
});

inquiries.post('/l/:id{[1-9][0-9]{0,14}}/inquiries', (c) =>
  submit(c, {
    schema: AskForm,
    read: (typed) => ({
      message: one(typed, 'message'),
      quantity: readQuantity(typed, 'quantityAmount', 'quantityUnit'),
      ...(one(typed, 'voice') && { voice: Number(one(typed, 'voice')) }),
      ...(typed.name !== undefined && { name: one(typed, 'name') }),
    }),
    call: async ({ name, ...draft }, key) => {
      const asker = await named(c, name);
      return asker.refusal ? asker : c.var.market.buyer(asker.value).ask(Number(c.req.param('id')), draft, key);
    },
    to: ({ id }) => `/c/${c.var.cluster.slug}/i/${id}?done=sent`,
    inWords: askRefusal,
    again: (typed, refusal, you) => askAgain(c, Number(c.req.param('id')), typed, refusal, you),
  }),
);

inquiries.get('/i/:id{[1-9][0-9]{0,14}}', signedIn, async (c) => {
  const { value, refusal, you } = await c.var.market.buyer(personOf(c)).inquiry(Number(c.req.param('id')));
  if (refusal) return refusedAnswer(c, refusal, you);
  const view = viewOf(c, you);
  return page(c, <InquiryPage view={view} inquiry={value} filled={{ view, typed: {} }} formKey={newKey()} done={c.req.query('done')} />);
});

inquiries.get('/i/:id{[1-9][0-9]{0,14}}/answer', (c) => c.redirect(`/c/${c.var.cluster.slug}/i/${c.req.param('id')}`, 303));
inquiries.post('/i/:id{[1-9][0-9]{0,14}}/answer', (c) =>
  submit(c, {
    schema: InquiryAnswer,
    read: (typed) => ({ accept: { yes: true, no: false }[one(typed, 'accept')], words: one(typed, 'words') }),
    call: async (answer, key) =>
      c.var.person ? c.var.market.member(c.var.person).answerInquiry(Number(c.req.param('id')), answer, key) : signInFirst,
    to: ({ id, state }) => `/c/${c.var.cluster.slug}/i/${id}?done=${state}`,
    again: (typed, refusal, you) => inquiryAgain(c, Number(c.req.param('id')), typed, refusal, you),
  }),
);

inquiries.post('/i/:id{[1-9][0-9]{0,14}}/withdrawal', signedIn, (c) =>
  submit(c, {
    schema: z.strictObject({}),
    read: () => ({}),
    call: (_, key) => c.var.market.buyer(personOf(c)).withdrawInquiry(Number(c.req.param('id')), key),
    to: ({ id }) => `/c/${c.var.cluster.slug}/i/${id}?done=withdrawn`,
  }),
);

inquiries.get('/inbox', signedIn, async (c) => {
  const { value, refusal, you } = await c.var.market.buyer(personOf(c)).inbox();
  if (refusal) return refusedAnswer(c, refusal, you);
  return page(c, <InboxPage view={viewOf(c, you)} inbox={value} formKey={newKey()} done={c.req.query('done')} />);
});

inquiries.get('/inbox/read', (c) => c.redirect(`/c/${c.var.cluster.slug}/inbox`, 303));
inquiries.post('/inbox/read', signedIn, (c) =>
  submit(c, {
    schema: z.strictObject({ upTo: z.number().int().min(1) }),
    read: (typed) => ({ upTo: Number(foldDigits(one(typed, 'upTo'))) }),
    call: ({ upTo }, key) => c.var.market.buyer(personOf(c)).readNotices(upTo, key),
    to: () => `/c/${c.var.cluster.slug}/inbox?done=read`,
  }),
);

/** The one who asks, with a name: whoever has none yet gives it with the question, and keeps it. */
async function named(c: Context<App>, name: string | undefined): Promise<Answer<Person>> {
  const person = c.var.person;
  if (!person) return signInFirst;
  if (person.name !== '') return { value: person };
  if (name === undefined) return no('invalid', [{ path: 'name', code: 'required' }]);
  return giveName(c, person, name);
}

async function askAgain(c: Context<App>, id: number, typed: Typed, refusal: Refusal, you: You | null) {
  const read = await c.var.market.visitor(c.var.person).listing(id);
  const view = viewOf(c, you ?? read.you);
  const filled = { view, typed, refusal: askRefusal(refusal) };
  const askName = c.var.person?.name === '' || typed.name !== undefined;
  return <AskPage view={view} filled={filled} formKey={keyAgain(typed, refusal)} id={id} listing={read.value ?? null} askName={askName} />;
}

/** Paths of the contract as the form's fields, and bounds as people type them. */
function askRefusal(refusal: Refusal): Refusal {
  const fields = refusal.fields?.map((field) => {
    if (field.path === 'quantity.amount')
      return { ...field, path: 'quantityAmount', ...(field.limit !== undefined && { limit: field.limit / 1000 }) };
    return field.path === 'quantity.unit' ? { ...field, path: 'quantityUnit' } : field;
  });
  return fields ? { ...refusal, fields } : refusal;
}

async function inquiryAgain(c: Context<App>, id: number, typed: Typed, refusal: Refusal, you: You | null) {
  const read = c.var.person ? await c.var.market.buyer(c.var.person).inquiry(id) : { ...signInFirst, you: null };
  const view = viewOf(c, you ?? read.you);
  if (refusal.code === 'sign-in-first')
    return <AnswerPage view={view} id={id} filled={{ view, typed, refusal }} formKey={keyAgain(typed, refusal)} />;
  if (!read.value) return <RefusalPage view={view} refusal={refusal} />;
  return <InquiryPage view={view} inquiry={read.value} filled={{ view, typed, refusal }} formKey={keyAgain(typed, refusal)} />;
}
