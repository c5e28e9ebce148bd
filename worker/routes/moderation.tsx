/** The managers' pages: what waits, decisions, firms, members, the log, and settings. */
import { Hono } from 'hono';
import type { JSX } from 'hono/jsx/jsx-runtime';
import { z } from 'zod';
import { MarketSettings } from '../../schema/cluster.ts';
import { type Colleague, FirmQuery } from '../../schema/firm.ts';
import { Id } from '../../schema/ids.ts';
import { Decision, FirmDecision, MemberDecision } from '../../schema/moderation.ts';
import type { Refusal } from '../../schema/refusal.ts';
import { DecidePage } from '../../web/pages/manage/decide.tsx';
import { ManagedFirmPage, ManagedFirmsPage } from '../../web/pages/manage/firms.tsx';
import { DecisionLogPage } from '../../web/pages/manage/log.tsx';
import { PeoplePage, PersonPage } from '../../web/pages/manage/people.tsx';
import { QueuePage } from '../../web/pages/manage/queue.tsx';
import { SettingsPage } from '../../web/pages/manage/settings.tsx';
import { RefusalPage } from '../../web/pages/refusal.tsx';
import type { Typed } from '../../web/view.ts';
import type { App } from '../context.ts';
import { refusedAnswer } from '../middleware/refusals.tsx';
import { personOf, signedIn } from '../middleware/signed-in.ts';
import { fold } from '../search/fold.ts';
import { cut } from '../search/pieces.ts';
import { keyAgain, newKey, one, submit } from './form.tsx';
import { page, viewOf } from './page.tsx';

/** A removal cannot be undone: its form has a box that says so, and it must be ticked. */
const SureDecision = z.strictObject({ decision: Decision, sure: z.boolean() }).superRefine(({ decision, sure }, ctx) => {
  if (decision.act === 'remove' && !sure) ctx.addIssue({ code: 'custom', message: 'required', path: ['sure'] });
});

export const moderation = new Hono<App>();
moderation.use('/manage/*', signedIn);

moderation.get('/manage', async (c) => {
  const { value, refusal, you } = await c.var.market.manager(personOf(c)).queue();
  if (refusal) return refusedAnswer(c, refusal, you);
  return page(c, <QueuePage view={viewOf(c, you)} queue={value} newKey={newKey} />);
});

moderation.get('/manage/listings/:id{[1-9][0-9]{0,14}}', async (c) => {
  const { value, refusal, you } = await c.var.market.manager(personOf(c)).listing(Number(c.req.param('id')));
  if (refusal) return refusedAnswer(c, refusal, you);
  return page(c, <DecidePage view={viewOf(c, you)} listing={value} keyOf={newKey} />);
});

moderation.post('/manage/listings/:id{[1-9][0-9]{0,14}}', (c) => {
  const id = Number(c.req.param('id'));
  return submit(c, {
    schema: SureDecision,
    read: readDecision,
    call: ({ decision }, key) => c.var.market.manager(personOf(c)).decide(id, decision, key),
    to: () => `/c/${c.var.cluster.slug}/manage?done=decided`,
    async again(typed, refused) {
      const { value, refusal, you } = await c.var.market.manager(personOf(c)).listing(id);
      if (refusal) return <RefusalPage view={viewOf(c, you)} refusal={refusal} />;
      return (
        <DecidePage view={viewOf(c, you)} listing={value} typed={typed} refusal={asTyped(typed, refused)} keyOf={keys(typed, refused)} />
      );
    },
  });
});

moderation.get('/manage/firms', async (c) => {
  const { q, role, page: number } = c.req.query();
  const read = FirmQuery.safeParse({ q, role: role || undefined, page: number || undefined });
  const query = read.success ? read.data : FirmQuery.parse({});
  const { value, refusal, you } = await c.var.market.manager(personOf(c)).firms(query);
  if (refusal) return refusedAnswer(c, refusal, you);
  return page(c, <ManagedFirmsPage view={viewOf(c, you)} query={query} found={value} />);
});

moderation.get('/manage/firms/:id{[1-9][0-9]{0,14}}', async (c) => {
  const { value, refusal, you } = await c.var.market.manager(personOf(c)).firm(Number(c.req.param('id')));
  if (refusal) return refusedAnswer(c, refusal, you);
  return page(c, <ManagedFirmPage view={viewOf(c, you)} firm={value} keyOf={newKey} />);
});

moderation.post('/manage/firms/:id{[1-9][0-9]{0,14}}', (c) => {
  const id = Number(c.req.param('id'));
  return submit(c, {
    schema: FirmDecision,
    read: (typed) => ({ act: one(typed, 'act'), words: one(typed, 'words') }),
    call: (decision, key) => c.var.market.manager(personOf(c)).decideFirm(id, decision, key),
    to: () => `/c/${c.var.cluster.slug}/manage/firms/${id}?done=saved`,
    async again(typed, refused) {
      const { value, refusal, you } = await c.var.market.manager(personOf(c)).firm(id);
      if (refusal) return <RefusalPage view={viewOf(c, you)} refusal={refusal} />;
      return <ManagedFirmPage view={viewOf(c, you)} firm={value} keyOf={keys(typed, refused)} again={{ typed, refusal: refused }} />;
    },
  });
});

moderation.get('/manage/people', async (c) => {
  const q = (c.req.query('q') ?? '').slice(0, 80);
  const { value, refusal, you } = await c.var.market.manager(personOf(c)).members();
  if (refusal) return refusedAnswer(c, refusal, you);
  return page(c, <PeoplePage view={viewOf(c, you)} q={q} people={withWords(value, q)} />);
});

moderation.get('/manage/people/:person{[A-Za-z0-9-]{1,64}}', async (c) => {
  const { value, refusal, you } = await c.var.market.manager(personOf(c)).members();
  if (refusal) return refusedAnswer(c, refusal, you);
  const person = value.find((one) => one.person === c.req.param('person'));
  if (!person) return refusedAnswer(c, { code: 'not-found' }, you);
  return page(c, <PersonPage view={viewOf(c, you)} person={person} keyOf={newKey} />);
});

moderation.post('/manage/people/:person{[A-Za-z0-9-]{1,64}}', (c) => {
  const id = c.req.param('person');
  const market = `/c/${c.var.cluster.slug}`;
  return submit(c, {
    schema: MemberDecision,
    read: (typed) => ({ act: one(typed, 'act'), words: one(typed, 'words') }),
    call: (decision, key) => c.var.market.manager(personOf(c)).decideMember(id, decision, key),
    // who ended his or her own management has no page here any more
    to: () => (id === personOf(c).id ? `${market}?done=saved` : `${market}/manage/people/${id}?done=saved`),
    async again(typed, refused): Promise<JSX.Element> {
      const { value, refusal, you } = await c.var.market.manager(personOf(c)).members();
      const person = value?.find((one) => one.person === id);
      if (!person) return <RefusalPage view={viewOf(c, you)} refusal={refusal ?? { code: 'not-found' }} />;
      return <PersonPage view={viewOf(c, you)} person={person} keyOf={keys(typed, refused)} again={{ typed, refusal: refused }} />;
    },
  });
});

moderation.get('/manage/log', async (c) => {
  const before = Id.safeParse(Number(c.req.query('before'))).data ?? null;
  const { value, refusal, you } = await c.var.market.manager(personOf(c)).log(before);
  if (refusal) return refusedAnswer(c, refusal, you);
  return page(c, <DecisionLogPage view={viewOf(c, you)} log={value} before={before} />);
});

moderation.get('/manage/settings', async (c) => {
  const { value, refusal, you } = await c.var.market.manager(personOf(c)).settings();
  if (refusal) return refusedAnswer(c, refusal, you);
  const typed = { trustedPublishAtOnce: value.trustedPublishAtOnce ? 'yes' : '' };
  return page(c, <SettingsPage view={viewOf(c, you)} typed={typed} stuck={value.stuck} keyValue={newKey()} />);
});

moderation.post('/manage/settings', (c) =>
  submit(c, {
    schema: MarketSettings,
    read: (typed) => ({ trustedPublishAtOnce: one(typed, 'trustedPublishAtOnce') === 'yes' }),
    call: (settings, key) => c.var.market.manager(personOf(c)).editSettings(settings, key),
    to: () => `/c/${c.var.cluster.slug}/manage/settings?done=saved`,
    async again(typed, refused) {
      const { value, refusal, you } = await c.var.market.manager(personOf(c)).settings();
      if (refusal) return <RefusalPage view={viewOf(c, you)} refusal={refusal} />;
      return <SettingsPage view={viewOf(c, you)} typed={typed} refusal={refused} stuck={value.stuck} keyValue={keyAgain(typed, refused)} />;
    },
  }),
);

/** The forms of returning and of removing stand on one page, so their fields have names of their own. */
function readDecision(typed: Typed) {
  const act = one(typed, 'act');
  const removing = act === 'remove';
  const reason = one(typed, removing ? 'removeReason' : 'reason') || null;
  const words = one(typed, removing ? 'removeWords' : 'words');
  return { decision: { act, reason, words, revision: Number(one(typed, 'revision')) }, sure: one(typed, 'sure') === 'yes' };
}

/** A refusal with the names that its fields have in the form that was sent. */
function asTyped(typed: Typed, refusal: Refusal): Refusal {
  const removing = one(typed, 'act') === 'remove';
  const names: Record<string, string> = {
    'decision.reason': removing ? 'removeReason' : 'reason',
    'decision.words': removing ? 'removeWords' : 'words',
  };
  return refusal.fields
    ? { ...refusal, fields: refusal.fields.map((field) => ({ ...field, path: names[field.path] ?? field.path })) }
    : refusal;
}

/** Keys for a page of several forms: the one that was sent keeps its key. */
const keys = (typed: Typed, refusal: Refusal) => (act: string) => (act === one(typed, 'act') ? keyAgain(typed, refusal) : newKey());

/** Those whose name, phone or firm has all the words. */
function withWords(people: Colleague[], q: string): Colleague[] {
  const wanted = cut(q).map(({ folded }) => folded);
  return wanted.length === 0
    ? people
    : people.filter(({ name, phone, firm }) => {
        const said = fold(`${name} ${phone} ${firm.name}`);
        return wanted.every((word) => said.includes(word));
      });
}
