/** Pages of the shared browser: opened as a phone would, watched for trouble, and signed in through the sign-in pages. */
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, describe, inject } from 'vitest';
import type { Locale } from '../../schema/ids.ts';
import { type Text, textOf } from '../../web/text/index.ts';

export const origin = inject('url');

/** Tests that need the browser; skipped where there is none. */
export const inBrowser = describe.skipIf(inject('endpoint') === '');

/** What the languages of phones say of themselves. */
const phoneLanguages: Record<Locale, string> = { ar: 'ar-EG', fr: 'fr-DZ', en: 'en-GB' };

interface Opening {
  /** Language of the phone. */
  lang?: Locale;
  /** Whether scripts run. */
  js?: boolean;
  /** CSS pixels. */
  width?: number;
  dark?: boolean;
  /** Whether the phone's own worker may begin; where it does, it asks for pages too. */
  worker?: boolean;
  /** Cookies of somebody who signed in before. */
  state?: State | undefined;
}

type State = Awaited<ReturnType<BrowserContext['storageState']>>;

let connected: Promise<Browser> | undefined;
afterAll(async () => {
  await (await connected)?.close();
});

/** A page of its own phone: no cookies but those of `state`. */
export async function newPage({ lang = 'ar', js = true, width = 360, dark = false, worker = true, state }: Opening = {}): Promise<Page> {
  connected ??= chromium.connect(inject('endpoint'));
  const context = await (await connected).newContext({
    baseURL: origin,
    locale: phoneLanguages[lang],
    javaScriptEnabled: js,
    serviceWorkers: worker ? 'allow' : 'block',
    viewport: { width, height: 740 },
    isMobile: width < 600,
    hasTouch: width < 600,
    colorScheme: dark ? 'dark' : 'light',
    // what is measured must not be halfway through a transition
    reducedMotion: 'reduce',
    ...(state && { storageState: state }),
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  watch(page);
  return page;
}

const troubles = new WeakMap<Page, { said: { text: string; url: string }[]; answered: Set<string> }>();

function watch(page: Page): void {
  const trouble = { said: [] as { text: string; url: string }[], answered: new Set<string>() };
  troubles.set(page, trouble);
  page.on('pageerror', (error) => trouble.said.push({ text: `script: ${error.message}`, url: page.url() }));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      trouble.said.push({ text: `console: ${message.text()}`, url: message.location().url });
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url()))
      trouble.said.push({ text: `asked another host: ${request.url()}`, url: page.url() });
  });
  page.on('response', (response) => {
    if (response.request().isNavigationRequest() || response.request().resourceType() === 'fetch') trouble.answered.add(response.url());
  });
}

/** What went wrong since the last look: script errors, refused content, requests elsewhere. A page that says no is no trouble. */
export function troublesOf(page: Page): string[] {
  const trouble = troubles.get(page);
  const said = trouble?.said.splice(0) ?? [];
  return said
    .filter(
      ({ text, url }) => !(/Failed to load resource: the server responded with a status of 4\d\d/.test(text) && trouble?.answered.has(url)),
    )
    .map(({ text }) => text);
}

/** The words of the language in which a page is written. */
export async function textOn(page: Page): Promise<Text> {
  return textOf((await page.locator('html').getAttribute('lang')) as Locale);
}

/** A field by its label, whether or not the label says that it is optional. */
export function field(page: Page, text: Text, label: string): Locator {
  const optional = text.form.optional;
  return page.getByLabel(
    new RegExp(`^${[label, `(?:\\s*${escaped(optional)})?`].map((part, i) => (i ? part : escaped(part))).join('')}\\s*$`),
  );
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Signs in on the sign-in page that is open: number, code, and a name where none is known yet. Leads to where the page promised. */
export async function signIn(page: Page, phone: string, name: string, written = phone): Promise<void> {
  const text = await textOn(page);
  const { signIn: ask, code, me } = text.account;
  await field(page, text, ask.phone).fill(written);
  await page.getByRole('button', { name: ask.send }).click();
  await page.getByRole('heading', { level: 1, name: code.title }).waitFor();
  await field(page, text, code.label).fill(await lastCode(page, phone));
  await page.getByRole('button', { name: code.enter, exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  if (new URL(page.url()).pathname !== '/me') return;
  await field(page, text, me.name).fill(name);
  await page.getByRole('button', { name: me.go }).click();
  await page.waitForURL((url) => url.pathname !== '/me');
}

/** The newest code in the development outbox for a phone. */
async function lastCode(page: Page, phone: string): Promise<string> {
  const messages = (await (await page.request.get('/api/v1/outbox')).json()) as { to: string; text: string }[];
  const code = /\d{6}/.exec(messages.find(({ to, text }) => to === phone && /\b\d{6}\b/.test(text))?.text ?? '')?.[0];
  if (!code) throw new Error(`The outbox has no code for ${phone}`);
  return code;
}

/** Writes through the JSON API as the person whose cookies the page has; for what a test needs but is not about. */
export async function write<T>(page: Page, method: 'POST' | 'PUT' | 'PATCH', path: string, data: unknown): Promise<T> {
  const headers = { origin, 'idempotency-key': crypto.randomUUID() };
  const response = await page.request.fetch(`/api/v1${path}`, { method, data, headers });
  if (response.status() === 429) {
    // a code was sent to this phone a moment ago, by the seed
    await new Promise((resolve) => setTimeout(resolve, Number(response.headers()['retry-after']) * 1000));
    return write(page, method, path, data);
  }
  const body = await response.text();
  if (!response.ok()) throw new Error(`${method} ${path} → ${response.status()} ${body}`);
  return (body ? JSON.parse(body) : null) as T;
}

export async function read<T>(page: Page, path: string): Promise<T> {
  const response = await page.request.get(`/api/v1${path}`);
  if (!response.ok()) throw new Error(`GET ${path} → ${response.status()} ${await response.text()}`);
  return (await response.json()) as T;
}

/** Signs a phone in without pages; the cookies can be given to any number of pages. */
export async function signedIn(phone: string, name?: string): Promise<State> {
  const page = await newPage();
  await write(page, 'POST', '/session/codes', { phone });
  await write(page, 'POST', '/session', { phone, code: await lastCode(page, phone) });
  if (name) await write(page, 'PATCH', '/me', { name, locale: null });
  const state = await page.context().storageState();
  await page.context().close();
  return state;
}
