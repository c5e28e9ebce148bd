/** Personal access tokens: what a program may do in a person's name. Only a hash of a token is kept. */

import { and, desc, eq, gt, isNull, lt, or, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { toBase64url } from '../../schema/base64url.ts';
import type { Person, Scope, TokenDraft, TokenEntry } from '../../schema/person.ts';
import { type Answer, no } from '../../schema/refusal.ts';
import { person, token as tokens } from '../../schema/tables/directory.ts';
import { day, hour } from '../../schema/time.ts';
import { type Env, isOperator } from '../env.ts';

export interface TokenMade {
  entry: TokenEntry;
  /** Null when the same write was answered before: a token is shown once. Whoever lost it revokes it and makes another. */
  token: string | null;
}

const form = /^unq_[A-Za-z0-9_-]{43}$/;
/** Living tokens that one person may have. */
const most = 50;

/** Makes a token. Refuses with `not-an-operator` (scope), `key-reused` (same key, other draft) or `too-many` (living tokens). */
export async function createToken(env: Env, owner: Person, draft: TokenDraft, key: string, now: number): Promise<Answer<TokenMade>> {
  if (draft.scopes.includes('operate') && !isOperator(env, owner.phone)) return no('not-an-operator');
  const db = drizzle(env.DIRECTORY);
  const scopes = [...new Set(draft.scopes)];
  const [before] = await db
    .select()
    .from(tokens)
    .where(and(eq(tokens.person, owner.id), eq(tokens.key, key)))
    .limit(1);
  if (before) return again(before, draft, scopes);

  const secret = `unq_${randomText()}`;
  const living = await db.$count(tokens, and(eq(tokens.person, owner.id), alive(now)));
  if (living >= most) return no('too-many');
  const [, made] = await db.batch([
    db.delete(tokens).where(lt(tokens.expiresAt, now - 30 * day)),
    db
      .insert(tokens)
      .values({
        person: owner.id,
        name: draft.name,
        hash: await sha256(secret),
        scopes,
        days: draft.days,
        createdAt: now,
        expiresAt: now + draft.days * day,
        key,
      })
      .onConflictDoNothing()
      .returning(),
  ]);
  if (made[0]) return { value: { entry: entry(made[0]), token: secret } };
  // the same write arrived twice at once, and the other one was first
  const [first] = await db
    .select()
    .from(tokens)
    .where(and(eq(tokens.person, owner.id), eq(tokens.key, key)))
    .limit(1);
  if (!first) throw new Error('A token was neither made nor found.');
  return again(first, draft, scopes);
}

/** The living tokens of a person, the newest first. */
export async function listTokens(env: Env, personId: string, now: number): Promise<TokenEntry[]> {
  const rows = await drizzle(env.DIRECTORY)
    .select()
    .from(tokens)
    .where(and(eq(tokens.person, personId), alive(now)))
    .orderBy(desc(tokens.id));
  return rows.map(entry);
}

/** Ends a token at once; ending it twice changes nothing. Another person's token does not exist. */
export async function revokeToken(env: Env, personId: string, id: number, now: number): Promise<Answer<null>> {
  const ended = await drizzle(env.DIRECTORY)
    .update(tokens)
    .set({ revokedAt: sql`coalesce(${tokens.revokedAt}, ${now})` })
    .where(and(eq(tokens.id, id), eq(tokens.person, personId)))
    .returning({ id: tokens.id });
  return ended.length > 0 ? { value: null } : no('not-found');
}

/** Whose token this is and what it may do; null when it is none, has ended or was revoked. */
export async function personByToken(env: Env, text: string, now: number): Promise<{ person: Person; scopes: Scope[] } | null> {
  if (!form.test(text)) return null;
  const [found] = await byHash(env.DIRECTORY).all({ hash: await sha256(text), now });
  if (!found?.phone) return null;
  if (found.lastUsedAt === null || found.lastUsedAt <= now - hour)
    await drizzle(env.DIRECTORY)
      .update(tokens)
      .set({ lastUsedAt: now })
      .where(and(eq(tokens.id, found.id), or(isNull(tokens.lastUsedAt), lt(tokens.lastUsedAt, now))));
  return { person: { id: found.person, phone: found.phone, name: found.name }, scopes: found.scopes };
}

/** Put together once, since every request with a token asks it. */
function byHash(directory: D1Database): ReturnType<typeof tokenByHash> {
  let query = queries.get(directory);
  if (!query) {
    query = tokenByHash(directory);
    queries.set(directory, query);
  }
  return query;
}

const queries = new WeakMap<D1Database, ReturnType<typeof tokenByHash>>();

const tokenByHash = (directory: D1Database) =>
  drizzle(directory)
    .select({
      id: tokens.id,
      scopes: tokens.scopes,
      lastUsedAt: tokens.lastUsedAt,
      person: person.id,
      name: person.name,
      phone: person.phoneNumber,
    })
    .from(tokens)
    .innerJoin(person, eq(person.id, tokens.person))
    .where(and(eq(tokens.hash, sql.placeholder('hash')), isNull(tokens.revokedAt), gt(tokens.expiresAt, sql.placeholder('now'))))
    .prepare();

const alive = (now: number) => and(isNull(tokens.revokedAt), gt(tokens.expiresAt, now));

type Row = typeof tokens.$inferSelect;

function again(before: Row, draft: TokenDraft, scopes: Scope[]): Answer<TokenMade> {
  const same = before.name === draft.name && before.days === draft.days && before.scopes.join() === scopes.join();
  return same ? { value: { entry: entry(before), token: null } } : no('key-reused');
}

function entry({ id, name, scopes, createdAt, expiresAt, lastUsedAt }: Row): TokenEntry {
  return { id, name, scopes, createdAt, expiresAt, lastUsedAt };
}

/** 256 random bits in 43 characters. */
function randomText(): string {
  return toBase64url(crypto.getRandomValues(new Uint8Array(32)));
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
