/** How operations are declared and answered: what they take, what they give, and how a "no" leaves. */
import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context, TypedResponse } from 'hono';
import type { JSONParsed } from 'hono/utils/types';
import { ClusterSlug, Key } from '../../schema/ids.ts';
import { fieldCodes, invalid, type Refusal, type RefusalCode, refusalStatus } from '../../schema/refusal.ts';
import type { App } from '../context.ts';
import { problem } from '../middleware/refusals.tsx';
import { type Brings, guard, type Who } from './guard.ts';

/** A room of the API. What does not fit its contract is refused here: an address that names nothing, a missing key, a wrong field. */
export const room = () =>
  new OpenAPIHono<App>({
    defaultHook: (result, c) => {
      if (result.success) return undefined;
      if (result.target === 'param') return problem(c, { code: 'not-found' });
      if (result.target === 'header') return problem(c, { code: 'key-missing' });
      return problem(c, invalid(withInput(result.error, (result as { data?: unknown }).data)));
    },
  });

/** The validator does not report inputs, without which a wrong value cannot be told from a missing one. */
function withInput(error: z.ZodError, data: unknown): z.ZodError {
  return new z.ZodError(error.issues.map((issue) => ({ ...issue, input: at(data, issue.path) }) as typeof issue));
}

function at(data: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined),
    data,
  );
}

/** Who may call an operation, as a guard and as the document says it. */
export function callers(who: Who, brings?: Brings) {
  const session = { session: [] as string[] };
  const token = (scope: string) => ({ token: [scope] });
  const security = who === 'session' ? [session] : who === 'anyone' ? (brings ? [] : [{}, token('read'), session]) : [token(who), session];
  // typed as absent: the guard changes nothing about what a handler finds on its context
  return { security, middleware: [guard(who, brings)] as unknown as undefined };
}

/** A row's number as it stands in an address. */
const RowId = z
  .string()
  .regex(/^[1-9]\d{0,14}$/)
  .transform(Number);

export const InCluster = z.object({ cluster: ClusterSlug });
export const OneOf = z.object({ cluster: ClusterSlug, id: RowId });
export const OneOfMine = z.object({ id: RowId });

/** Bare, or in the quotes of draft-ietf-httpapi-idempotency-key-header. */
const bare = (raw: unknown) => (typeof raw === 'string' ? raw.replace(/^"(.*)"$/, '$1') : raw);
export const Keyed = z.object({ 'idempotency-key': z.preprocess(bare, Key) });
/** For what is harmless by itself when it is sent again. */
export const PerhapsKeyed = z.object({ 'idempotency-key': z.preprocess(bare, Key.optional()) });

export const json = <S extends z.ZodType>(schema: S) => ({ required: true as const, content: { 'application/json': { schema } } });

/** RFC 9457. */
export const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(Object.keys(refusalStatus) as [RefusalCode, ...RefusalCode[]]),
  errors: z
    .array(z.strictObject({ pointer: z.string(), code: z.enum(fieldCodes), limit: z.number().optional(), detail: z.string() }))
    .optional(),
  retryAfter: z.int().optional(),
});

export const otherwise = { default: { description: 'Refused', content: { 'application/problem+json': { schema: Problem } } } };

export const gives = <S extends z.ZodType>(schema: S, description = 'As asked') => ({
  200: { description, content: { 'application/json': { schema } } },
  ...otherwise,
});
export const creates = <S extends z.ZodType>(schema: S, description = 'Created') => ({
  201: { description, content: { 'application/json': { schema } }, headers: { Location: { schema: { type: 'string' as const } } } },
  ...otherwise,
});
export const accepts = <S extends z.ZodType>(schema: S, description: string) => ({
  202: { description, content: { 'application/json': { schema } } },
  ...otherwise,
});
export const ends = (description = 'Done') => ({ 204: { description }, ...otherwise });

interface Answered {
  value?: unknown;
  refusal?: Refusal;
}
type ValueOf<A extends Answered> = Exclude<A['value'], undefined>;
type Json<A extends Answered, S extends 200 | 201 | 202> = TypedResponse<JSONParsed<ValueOf<A>>, S, 'json'>;

/** The value of a capability's answer, or the problem that it refused with. */
export function answer<A extends Answered>(c: Context<App>, answered: A): Json<A, 200> {
  return answered.refusal ? refuse(c, answered.refusal) : (c.json(answered.value as never, 200) as never);
}

/** The same for something new, with the address at which it stands from now on. */
export function created<A extends Answered>(c: Context<App>, answered: A, address: (value: ValueOf<A>) => string): Json<A, 201> {
  if (answered.refusal) return refuse(c, answered.refusal);
  c.header('location', `/api/v1${address(answered.value as ValueOf<A>)}`);
  return c.json(answered.value as never, 201) as never;
}

/** The same for what is under way. */
export function accepted<A extends Answered>(c: Context<App>, answered: A): Json<A, 202> {
  return answered.refusal ? refuse(c, answered.refusal) : (c.json(answered.value as never, 202) as never);
}

/** No more than that it is done. */
export function ended(c: Context<App>, answered: Answered) {
  return answered.refusal ? refuse(c, answered.refusal) : c.body(null, 204);
}

/** Refusals are no part of a handler's type: every operation declares them alike, as `default`. */
export function refuse(c: Context<App>, refusal: Refusal): never {
  if (refusal.retryAfter) c.header('retry-after', String(refusal.retryAfter));
  return problem(c, refusal) as never;
}
