/** One's own account: signing in and out, name and language, tokens; and the development outbox. */
import { type Context, Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { parseAccept } from 'hono/utils/accept';
import { z } from 'zod';
import { Locale } from '../../schema/ids.ts';
import { foldDigits } from '../../schema/money.ts';
import { Phone, PhoneCountry, ProfileEdit, TokenDraft, toE164 } from '../../schema/person.ts';
import type { Refusal } from '../../schema/refusal.ts';
import { MePage } from '../../web/pages/me.tsx';
import { OutboxPage } from '../../web/pages/outbox.tsx';
import { CodePage, SignInPage } from '../../web/pages/sign-in.tsx';
import { TokensPage } from '../../web/pages/tokens.tsx';
import type { Typed } from '../../web/view.ts';
import type { App } from '../context.ts';
import { findCluster, listClusters } from '../directory/clusters.ts';
import { editProfile, profile } from '../directory/people.ts';
import { readSession, sendCode, signOut, signOutEverywhere, verifyCode } from '../directory/sign-in.ts';
import { createToken, listTokens, revokeToken } from '../directory/tokens.ts';
import { configured, isOperator } from '../env.ts';
import { clientAddress, setCookies } from '../middleware/account.ts';
import { remember } from '../middleware/locale.ts';
import { refusedAnswer } from '../middleware/refusals.tsx';
import { personOf, signedIn } from '../middleware/signed-in.ts';
import { listMessages } from '../outside/kept.ts';
import { keyAgain, many, newKey, one, submit } from './form.tsx';
import { localPath } from './local-path.ts';
import { page, viewOf } from './page.tsx';

export const account = new Hono<App>();

const Nothing = z.strictObject({});

account.post('/language', (c) =>
  submit(c, {
    schema: z.strictObject({ lang: Locale, next: z.string() }),
    read: (typed) => ({ lang: one(typed, 'lang'), next: localPath(one(typed, 'next')) }),
    call: async (value) => ({ value }),
    to: ({ lang, next }) => {
      remember(c, lang);
      return next;
    },
  }),
);

account.get('/sign-in', async (c) => {
  const next = localPath(c.req.query('next') ?? '/');
  if (c.var.person) return c.redirect(next, 303);
  const typed = { country: await likelyCountry(c, next), phone: c.req.query('phone') ?? '' };
  return page(c, signInPage(c, typed, next));
});

account.post('/sign-in', (c) =>
  submit(c, {
    schema: z.strictObject({ phone: Phone, next: z.string() }),
    read: (typed) => ({ phone: phoneOf(typed) ?? one(typed, 'phone'), next: localPath(one(typed, 'next')) }),
    call: async ({ phone, next }) => {
      const { refusal } = await sendCode(c.env, { phone, address: clientAddress(c), locale: c.var.locale, now: Date.now() });
      return refusal ? { refusal } : { value: { phone, next } };
    },
    to: (sent) => `/sign-in/code?${new URLSearchParams(sent)}`,
    again: (typed, refusal) =>
      (one(typed, 'resend') === 'yes' && phoneOf(typed) ? codePage : signInPage)(c, typed, localPath(one(typed, 'next')), refusal),
  }),
);

account.get('/sign-in/code', async (c) => {
  const typed = { phone: (c.req.query('phone') ?? '').replace(/^ /, '+') };
  const next = localPath(c.req.query('next') ?? '/');
  if (c.var.person) return c.redirect(next, 303);
  if (!phoneOf(typed)) return c.redirect(`/sign-in?${new URLSearchParams({ next })}`, 303);
  return page(c, codePage(c, typed, next));
});

account.post('/sign-in/code', (c) =>
  submit(c, {
    schema: z.strictObject({ phone: Phone, code: z.string().min(1), next: z.string() }),
    read: (typed) => ({ phone: one(typed, 'phone'), code: one(typed, 'code').trim(), next: localPath(one(typed, 'next')) }),
    call: async ({ phone, code, next }) => {
      // a second tap on the button, after the first one has signed in
      if (c.var.person?.phone === phone) return { value: { person: c.var.person, cookies: [], next } };
      const answer = await verifyCode(c.env, { phone, code, address: clientAddress(c), now: Date.now() });
      return answer.refusal ? answer : { value: { ...answer.value, next } };
    },
    to: async ({ person, cookies, next }) => {
      setCookies(c, cookies);
      const chosen = getCookie(c, 'lang') ? null : (await profile(c.env, person.id))?.locale;
      if (chosen) remember(c, chosen);
      return c.redirect(person.name === '' ? `/me?${new URLSearchParams({ next })}` : next, 303);
    },
    again: (typed, refusal) => (phoneOf(typed) ? codePage : signInPage)(c, typed, localPath(one(typed, 'next')), refusal),
  }),
);

account.post('/sign-out', (c) =>
  submit(c, {
    schema: Nothing,
    read: () => ({}),
    call: async () => ({ value: await signOut(c.env, c.req.header('cookie') ?? '') }),
    to: (cookies) => left(c, cookies),
  }),
);

account.use('/me/*', signedIn);

account.get('/me', (c) => {
  const next = c.req.query('next');
  return mePage(c, null, next === undefined ? null : localPath(next));
});

account.post('/me', (c) =>
  submit(c, {
    schema: z.strictObject({ ...ProfileEdit.shape, next: z.string() }),
    read: (typed) => ({ name: one(typed, 'name'), locale: one(typed, 'locale') || null, next: backFrom(typed) ?? '/me?done=saved' }),
    call: async ({ next, ...edit }) => {
      const { refusal } = await editProfile(c.env, personOf(c).id, edit);
      return refusal ? { refusal } : { value: { next, locale: edit.locale } };
    },
    to: async ({ next, locale }) => {
      if (locale) remember(c, locale);
      setCookies(c, (await readSession(c.env, c.req.header('cookie') ?? '', true)).cookies);
      return c.redirect(next, 303);
    },
    again: (typed, refusal) => meNode(c, { typed, refusal }, backFrom(typed)),
  }),
);

account.get('/me/sessions', (c) => c.redirect('/me', 303));
account.post('/me/sessions', (c) =>
  submit(c, {
    schema: Nothing,
    read: () => ({}),
    call: async () => ({ value: await signOutEverywhere(c.env, c.req.header('cookie') ?? '') }),
    to: (cookies) => left(c, cookies),
  }),
);

account.get('/me/tokens', async (c) => page(c, await tokensNode(c, { typed: { scopes: 'read', days: '90' } })));

account.post('/me/tokens', (c) =>
  submit(c, {
    schema: TokenDraft,
    read: (typed) => ({
      name: one(typed, 'name'),
      scopes: many(typed, 'scopes'),
      days: Number(foldDigits(one(typed, 'days')) || Number.NaN),
    }),
    call: (draft, key) => createToken(c.env, personOf(c), draft, key, Date.now()),
    // the token is shown once: in this answer, and at no address
    to: async ({ token }) => page(c, await tokensNode(c, { typed: { scopes: 'read', days: '90' }, made: { token } })),
    again: (typed, refusal) => tokensNode(c, { typed, refusal, key: keyAgain(typed, refusal) }),
  }),
);

account.get('/me/tokens/:id{[1-9][0-9]{0,14}}/revocation', (c) => c.redirect('/me/tokens', 303));
account.post('/me/tokens/:id{[1-9][0-9]{0,14}}/revocation', (c) =>
  submit(c, {
    schema: Nothing,
    read: () => ({}),
    call: () => revokeToken(c.env, personOf(c).id, Number(c.req.param('id')), Date.now()),
    to: () => c.redirect('/me/tokens?done=revoked', 303),
  }),
);

account.get('/outbox', async (c) => {
  // security: sign-in codes are shown in development only
  if (!configured(c.env).devOutbox) return refusedAnswer(c, { code: 'not-found' });
  return page(c, <OutboxPage view={viewOf(c)} messages={await listMessages(c.env)} />);
});

/** security: a phone that is given away keeps nothing of the one who had it, also where no script runs. */
function left(c: Context<App>, cookies: string[]): string {
  setCookies(c, cookies);
  c.header('clear-site-data', '"cache", "storage"');
  return '/?done=signed-out';
}

function signInPage(c: Context<App>, typed: Typed, next: string, refusal?: Refusal) {
  const view = viewOf(c);
  const formKey = refusal ? keyAgain(typed, refusal) : newKey();
  return (
    <SignInPage
      view={view}
      filled={{ view, typed, refusal }}
      formKey={formKey}
      next={next}
      phone={phoneOf(typed)}
      done={c.req.query('done')}
    />
  );
}

function codePage(c: Context<App>, typed: Typed, next: string, refusal?: Refusal) {
  const view = viewOf(c);
  const { devOutbox } = configured(c.env);
  return (
    <CodePage
      view={view}
      filled={{ view, typed, refusal }}
      formKey={newKey()}
      resendKey={newKey()}
      phone={phoneOf(typed) ?? ''}
      next={next}
      outbox={devOutbox}
    />
  );
}

async function mePage(c: Context<App>, again: { typed: Typed; refusal: Refusal } | null, next: string | null) {
  return page(c, await meNode(c, again, next));
}

async function meNode(c: Context<App>, again: { typed: Typed; refusal: Refusal } | null, next: string | null) {
  const view = viewOf(c);
  const [mine, clusters] = await Promise.all([profile(c.env, personOf(c).id), listClusters(c.env)]);
  if (!mine) throw new Error('the person of a session is not in the directory');
  const typed = again?.typed ?? { name: mine.name, locale: mine.locale ?? '' };
  const keys = { edit: again ? keyAgain(again.typed, again.refusal) : newKey(), signOut: newKey(), everywhere: newKey() };
  const names = new Map(clusters.map((cluster) => [cluster.slug, cluster.names]));
  return (
    <MePage
      view={view}
      filled={{ view, typed, refusal: again?.refusal }}
      profile={mine}
      clusters={names}
      keys={keys}
      next={next}
      done={c.req.query('done')}
    />
  );
}

async function tokensNode(c: Context<App>, shown: { typed: Typed; refusal?: Refusal; key?: string; made?: { token: string | null } }) {
  const view = viewOf(c);
  const { typed, refusal, key = newKey(), made } = shown;
  const { id, phone } = personOf(c);
  const tokens = await listTokens(c.env, id, Date.now());
  const form = { filled: { view, typed, refusal }, formKey: key, revocationKey: newKey };
  return <TokensPage view={view} {...form} tokens={tokens} operator={isOperator(c.env, phone)} made={made} done={c.req.query('done')} />;
}

const backFrom = (typed: Typed): string | null => (one(typed, 'next') === '' ? null : localPath(one(typed, 'next')));

/** The phone of a form in E.164: as written in full, or as dialled in the chosen country. */
function phoneOf(typed: Typed): string | null {
  return toE164(one(typed, 'phone'), PhoneCountry.safeParse(one(typed, 'country')).data);
}

/** The country of the cluster that somebody comes from, of the network, or of the browser's language; else Egypt. */
async function likelyCountry(c: Context<App>, next: string): Promise<PhoneCountry> {
  const slug = /^\/c\/([a-z0-9-]+)/.exec(next)?.[1];
  const cluster = slug ? await findCluster(c.env, slug) : null;
  // English with a region is what phones are shipped with, and says little
  const tags = parseAccept(c.req.header('accept-language') ?? '').map(({ type }) => type);
  const regions = tags.filter((tag) => !/^en/i.test(tag)).map((tag) => /-([a-z]{2})$/i.exec(tag)?.[1]?.toUpperCase());
  const likely = [cluster?.country, c.req.header('cf-ipcountry'), ...regions].map((code) => PhoneCountry.safeParse(code).data);
  return likely.find((code) => code !== undefined) ?? 'EG';
}
