/** Every write of the HTML face goes through here: read, parse, one call, then a redirect, or the form again with what was typed. */
import type { Context } from 'hono';
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { z } from 'zod';
import { Key } from '../../schema/ids.ts';
import { invalid, type Refusal, refusalStatus, type You } from '../../schema/refusal.ts';
import type { Typed } from '../../web/view.ts';
import type { App } from '../context.ts';
import { fromOutbox, refusedAnswer } from '../middleware/refusals.tsx';
import { page, youHere } from './page.tsx';

interface Answered<T> {
  value?: T;
  refusal?: Refusal;
  you?: You | null;
}

interface Write<S extends z.ZodType, T> {
  /** The contract that the input must meet. */
  schema: S;
  /** What has to be done before the fields are read, such as taking in files; answers the fields that then stand in the form, also where it is refused. */
  before?: (typed: Typed, key: string) => Promise<Completed>;
  /** From form fields to the contract's shape; fields that are not named in the form are absent. */
  read: (typed: Typed) => unknown;
  /** The one call. `key` makes a second submission harmless. */
  call: (input: z.output<S>, key: string) => Promise<Answered<T>>;
  /** Also what a mailbox sends when its reader ends what comes (RFC 8058): one field and no key, so it must be harmless when sent again. */
  oneClick?: true;
  /** Where to go when it is done: an address. */
  to: (value: T, typed: Typed) => string | Response | Promise<Response>;
  /** The form again, with what was typed and why it was refused. Without it, a page that says why. */
  again?: (typed: Typed, refusal: Refusal, you: You | null) => JSX.Element | Promise<JSX.Element>;
  /** A refusal that names the form's own fields, for a phone that shows it at them. */
  inWords?: (refusal: Refusal, typed: Typed) => Refusal;
}

/** The fields of a form after what had to be done first. */
export interface Completed {
  typed: Typed;
  refusal?: Refusal | undefined;
}

export async function submit<S extends z.ZodType, T>(c: Context<App>, write: Write<S, T>): Promise<Response> {
  let typed = await readForm(c);
  if (!typed) return refusedAnswer(c, { code: 'broken-body' });
  // security: what one person wrote on a phone is not sent as the one who signed in there later
  const writer = c.req.header('x-person');
  if (writer !== undefined && writer !== c.var.person?.id) return refusedAnswer(c, { code: 'sign-in-first' });
  const refuse = async (refusal: Refusal, you: You | null = null) => {
    if (!write.again || fromOutbox(c) || !typed) return refusedAnswer(c, (typed && write.inWords?.(refusal, typed)) ?? refusal, you);
    if (refusal.retryAfter) c.header('retry-after', String(refusal.retryAfter));
    return page(c, await write.again(typed, refusal, you ?? (await youHere(c))), refusalStatus[refusal.code]);
  };
  const key = Key.safeParse(write.oneClick && isOneClick(typed) ? newKey() : typed.key);
  if (!key.success) return refuse({ code: 'key-missing' });
  if (write.before) {
    const completed = await write.before(typed, key.data);
    typed = completed.typed;
    if (completed.refusal) return refuse(completed.refusal);
  }
  // the input is reported with each issue, so that what is missing and what is no number are told apart
  const input = write.schema.safeParse(write.read(typed), { reportInput: true });
  if (!input.success) return refuse(invalid(input.error));
  const answer = await write.call(input.data, key.data);
  if (answer.refusal) return refuse(answer.refusal, answer.you ?? null);
  const next = await write.to(answer.value as T, typed);
  if (typeof next !== 'string') return next;
  return fromOutbox(c) ? c.json({ to: next }) : c.redirect(next, 303);
}

export const isOneClick = (typed: Typed): boolean => one(typed, 'List-Unsubscribe') === 'One-Click' && typed.key === undefined;

/** The fields of a form; null when the body is no form. A field sent several times is a list. Files are not fields. */
async function readForm(c: Context<App>): Promise<Typed | null> {
  const type = c.req.header('content-type') ?? '';
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) return null;
  try {
    const typed: Typed = {};
    for (const [name, value] of await c.req.formData()) {
      if (typeof value !== 'string') continue;
      const before = typed[name];
      typed[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
    }
    return typed;
  } catch {
    return null;
  }
}

/** The files of a form under one name; a field in which none was chosen comes as an empty one. */
export async function filesNamed(c: Context<App>, name: string): Promise<File[]> {
  const all = (await c.req.formData()).getAll(name) as (File | string)[];
  return all.filter((one): one is File => typeof one !== 'string' && one.size > 0);
}

/** One value of a field, '' when it is absent. */
export function one(typed: Typed, name: string): string {
  const value = typed[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

/** All values of a field. */
export function many(typed: Typed, name: string): string[] {
  const value = typed[name];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** A new key for a form about to be shown. */
export const newKey = (): string => crypto.randomUUID();

/** The key of a form shown again: the same one, so that sending it again is still the same submission; a new one when it was not usable. */
export function keyAgain(typed: Typed, refusal: Refusal): string {
  const key = Key.safeParse(typed.key);
  return key.success && refusal.code !== 'key-reused' ? key.data : newKey();
}
