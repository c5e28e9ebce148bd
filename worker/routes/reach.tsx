/** How one is told outside of the app, and the links of e-mails that work without signing in. */
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { EmailAddress, QuietHours, Subject, subjects } from '../../schema/reach.ts';
import type { Refusal } from '../../schema/refusal.ts';
import { EmailLinkPage } from '../../web/pages/email-link.tsx';
import { NoticesPage } from '../../web/pages/notices.tsx';
import type { Typed } from '../../web/view.ts';
import type { App } from '../context.ts';
import { confirmEmail, readReach, removeEmail } from '../directory/reach.ts';
import { configured } from '../env.ts';
import { clientAddress } from '../middleware/account.ts';
import { refusedAnswer } from '../middleware/refusals.tsx';
import { personOf, signedIn } from '../middleware/signed-in.ts';
import { sendsEmail } from '../outside/email.ts';
import { chooseReach } from '../reaching/choosing.ts';
import { type Errand, readLink } from '../reaching/email-links.ts';
import { isOneClick, keyAgain, many, newKey, one, submit } from './form.tsx';
import { page, viewOf } from './page.tsx';

export const reach = new Hono<App>();
reach.use('/me/notices/*', signedIn);

reach.get('/me/notices', async (c) => page(c, await noticesNode(c)));

reach.post('/me/notices', (c) =>
  submit(c, {
    schema: z.strictObject({ told: z.array(Subject), texts: z.boolean(), quiet: z.boolean(), ...QuietHours.shape }),
    read: (typed) => ({
      told: many(typed, 'told'),
      texts: one(typed, 'texts') === 'yes',
      quiet: one(typed, 'quiet') === 'yes',
      from: minutesOf(typed, 'from'),
      until: minutesOf(typed, 'until'),
    }),
    call: async ({ told, texts, quiet, from, until }) => {
      const { email } = await readReach(c.env, personOf(c).id);
      const muted = subjects.filter((subject) => !told.includes(subject));
      return chooseReach(c.env, personOf(c).id, { muted, texts, email, quiet: quiet ? { from, until } : null }, askingOf(c));
    },
    to: () => '/me/notices?done=saved',
    again: (typed, refusal) => noticesNode(c, { choices: { typed, refusal } }),
  }),
);

reach.get('/me/notices/email', (c) => c.redirect('/me/notices', 303));
reach.post('/me/notices/email', (c) =>
  submit(c, {
    schema: z.strictObject({ email: EmailAddress.nullable() }),
    read: (typed) => ({ email: one(typed, 'remove') === 'yes' ? null : one(typed, 'email') }),
    call: async ({ email }) => {
      const { muted, texts, quiet } = await readReach(c.env, personOf(c).id);
      return chooseReach(c.env, personOf(c).id, { muted, texts, quiet, email }, { ...askingOf(c), again: true });
    },
    to: () => '/me/notices#mail',
    again: (typed, refusal) => noticesNode(c, { mail: { typed, refusal } }),
  }),
);

reach.get('/email/:token/confirmation', (c) => linkPage(c, 'confirmation'));
reach.post('/email/:token/confirmation', (c) =>
  submit(c, {
    schema: Nothing,
    read: () => ({}),
    call: () => onLink(c, 'confirmation', ({ person, email }) => confirmEmail(c.env, person, email, Date.now())),
    to: () => c.redirect(c.req.path, 303),
  }),
);

reach.get('/email/:token/removal', (c) => linkPage(c, 'removal'));
reach.post('/email/:token/removal', (c) =>
  submit(c, {
    schema: Nothing,
    read: () => ({}),
    oneClick: true,
    call: () => onLink(c, 'removal', ({ person, email }) => removeEmail(c.env, person, email)),
    to: (_, typed) => (isOneClick(typed) ? c.body(null) : c.redirect(c.req.path, 303)),
  }),
);

const Nothing = z.strictObject({});

const askingOf = (c: Context<App>) => ({ address: clientAddress(c), locale: c.var.locale, now: Date.now() });

const minutesOf = (typed: Typed, name: string) => Number(one(typed, name) || Number.NaN);

/** What a form of the page was sent with, and why it was refused. */
interface Again {
  typed: Typed;
  refusal: Refusal;
}

async function noticesNode(c: Context<App>, again: { choices?: Again; mail?: Again } = {}) {
  const view = viewOf(c);
  const mine = await readReach(c.env, personOf(c).id);
  const { vapid, sms, devOutbox } = configured(c.env);
  const keyOf = (form?: Again) => (form ? keyAgain(form.typed, form.refusal) : newKey());
  return (
    <NoticesPage
      view={view}
      mine={mine}
      choices={again.choices}
      mail={again.mail}
      keys={{ choices: keyOf(again.choices), mail: keyOf(again.mail), removal: newKey() }}
      pushKey={vapid?.publicKey ?? null}
      mails={sendsEmail(c.env)}
      texts={sms !== null || devOutbox}
      done={c.req.query('done')}
    />
  );
}

/** security: nothing happens before the button is pressed, since mail programs open links by themselves. */
async function linkPage(c: Context<App>, errand: Errand) {
  const link = await readLink(c.env, errand, c.req.param('token') ?? '');
  if (!link) return refusedAnswer(c, { code: 'not-found' });
  const confirmed = link.email !== null && (await readReach(c.env, link.person)).emailConfirmed;
  return page(
    c,
    <EmailLinkPage
      view={viewOf(c)}
      errand={errand}
      token={c.req.param('token') ?? ''}
      email={link.email}
      confirmed={confirmed}
      formKey={newKey()}
    />,
  );
}

/** Does what a link of ours is for; where its address is no longer the person's, there is nothing left to do. */
async function onLink(c: Context<App>, errand: Errand, act: (link: { person: string; email: string }) => Promise<unknown>) {
  const link = await readLink(c.env, errand, c.req.param('token') ?? '');
  if (!link) return { refusal: { code: 'not-found' as const } };
  if (link.email !== null) await act({ person: link.person, email: link.email });
  return { value: null };
}
