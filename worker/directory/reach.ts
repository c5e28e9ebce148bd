/** How people can be reached: what they chose, the browsers that take pushes for them, and their e-mail addresses. */
import { and, desc, eq, inArray, ne, notInArray, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import type { Locale } from '../../schema/ids.ts';
import { type PushTarget, type QuietHours, type ReachEdit, type ReachView, type Subject, usualQuiet } from '../../schema/reach.ts';
import { type Answer, no } from '../../schema/refusal.ts';
import { person, pushSubscription, reach } from '../../schema/tables/directory.ts';
import { isPushService } from '../domain/reach.ts';
import { configured, type Env } from '../env.ts';

/** What it takes to tell somebody something. */
export interface Reachable {
  phone: string;
  locale: Locale | null;
  /** The newest first. */
  subscriptions: (PushTarget & { id: number })[];
  /** Confirmed, or null. */
  email: string | null;
  muted: Subject[];
  texts: boolean;
  quiet: QuietHours | null;
}

/** Browsers of one person; an older one than these is forgotten. */
const mostSubscriptions = 10;

/** Null when there is no such person. */
export async function reachOf(env: Env, who: string): Promise<Reachable | null> {
  const db = drizzle(env.DIRECTORY);
  const [[found], [chosen], subscriptions] = await db.batch([
    db.select({ phone: person.phoneNumber, locale: person.locale }).from(person).where(eq(person.id, who)),
    db.select().from(reach).where(eq(reach.person, who)),
    db.select().from(pushSubscription).where(eq(pushSubscription.person, who)).orderBy(desc(pushSubscription.id)),
  ]);
  if (!found?.phone) return null;
  const { muted, texts, email, emailConfirmed, quiet } = choicesOf(chosen);
  return {
    phone: found.phone,
    locale: found.locale,
    subscriptions: subscriptions.map(({ id, endpoint, p256dh, auth }) => ({ id, endpoint, keys: { p256dh, auth } })),
    email: emailConfirmed ? email : null,
    muted,
    texts,
    quiet,
  };
}

/** What a person chose, as he or she sees it. */
export async function readReach(env: Env, who: string): Promise<ReachView> {
  const db = drizzle(env.DIRECTORY);
  const [[chosen], [phones]] = await db.batch([
    db.select().from(reach).where(eq(reach.person, who)),
    db.select({ n: sql<number>`count(*)` }).from(pushSubscription).where(eq(pushSubscription.person, who)),
  ]);
  return { ...choicesOf(chosen), phones: phones?.n ?? 0 };
}

/** Keeps what a person chose. Another e-mail address than before is not confirmed. */
export async function writeReach(env: Env, who: string, { muted, texts, email, quiet }: ReachEdit): Promise<void> {
  const chosen = { muted, texts, email, quietFrom: quiet?.from ?? null, quietUntil: quiet?.until ?? null };
  await drizzle(env.DIRECTORY)
    .insert(reach)
    .values({ person: who, ...chosen, emailConfirmedAt: null })
    .onConflictDoUpdate({
      target: reach.person,
      set: { ...chosen, emailConfirmedAt: sql`CASE WHEN ${reach.email} IS excluded.email THEN ${reach.emailConfirmedAt} END` },
    });
}

/** Only the address, as it stands now, is confirmed; false when it is no longer the person's. */
export async function confirmEmail(env: Env, who: string, email: string, now: number): Promise<boolean> {
  const done = await drizzle(env.DIRECTORY)
    .update(reach)
    .set({ emailConfirmedAt: sql`coalesce(${reach.emailConfirmedAt}, ${now})` })
    .where(and(eq(reach.person, who), eq(reach.email, email)))
    .returning({ person: reach.person });
  return done.length > 0;
}

/** Nothing is told to the address any more, if it still is the person's. */
export async function removeEmail(env: Env, who: string, email: string): Promise<void> {
  await drizzle(env.DIRECTORY)
    .update(reach)
    .set({ email: null, emailConfirmedAt: null })
    .where(and(eq(reach.person, who), eq(reach.email, email)));
}

/** The browser is told from now on what this person is told; whose it was before no longer is. */
export async function subscribe(env: Env, who: string, { endpoint, keys }: PushTarget, now: number): Promise<Answer<null>> {
  const { vapid, stage } = configured(env);
  if (!vapid) return no('not-configured');
  // security: we send a request to this address whenever the person is told something
  if (stage === 'production' ? !isPushService(endpoint) : !URL.canParse(endpoint))
    return no('invalid', [{ path: 'endpoint', code: 'not-an-address' }]);
  const db = drizzle(env.DIRECTORY);
  const row = { person: who, p256dh: keys.p256dh, auth: keys.auth, createdAt: now };
  const newest = db
    .select({ id: pushSubscription.id })
    .from(pushSubscription)
    .where(eq(pushSubscription.person, who))
    .orderBy(desc(pushSubscription.id))
    .limit(mostSubscriptions);
  await db.batch([
    // made anew, so that the browser used last is the newest
    db.delete(pushSubscription).where(eq(pushSubscription.endpoint, endpoint)),
    db.insert(pushSubscription).values({ endpoint, ...row }),
    db.delete(pushSubscription).where(and(eq(pushSubscription.person, who), notInArray(pushSubscription.id, newest))),
  ]);
  return { value: null };
}

/** The browser is told nothing more; one that is somebody else's is left alone. */
export async function unsubscribe(env: Env, who: string, endpoint: string): Promise<void> {
  await drizzle(env.DIRECTORY)
    .delete(pushSubscription)
    .where(and(eq(pushSubscription.person, who), eq(pushSubscription.endpoint, endpoint)));
}

/** Forgets browsers that their push service no longer knows. */
export async function forgetSubscriptions(env: Env, ids: number[]): Promise<void> {
  await drizzle(env.DIRECTORY).delete(pushSubscription).where(inArray(pushSubscription.id, ids));
}

/** Whether somebody else wants to be told at this address. */
export async function isOthersEmail(env: Env, who: string, email: string): Promise<boolean> {
  const others = and(eq(reach.email, email), ne(reach.person, who));
  return (await drizzle(env.DIRECTORY).select({ person: reach.person }).from(reach).where(others).limit(1)).length > 0;
}

/** The address of a person that a link is about: the links name it by its print, not by itself. */
export async function emailOf(env: Env, who: string): Promise<string | null> {
  const [row] = await drizzle(env.DIRECTORY).select({ email: reach.email }).from(reach).where(eq(reach.person, who)).limit(1);
  return row?.email ?? null;
}

function choicesOf(row: typeof reach.$inferSelect | undefined): Omit<ReachView, 'phones'> {
  if (!row) return { muted: [], texts: true, email: null, emailConfirmed: false, quiet: usualQuiet };
  const { muted, texts, email, emailConfirmedAt, quietFrom, quietUntil } = row;
  const quiet = quietFrom === null || quietUntil === null ? null : { from: quietFrom, until: quietUntil };
  return { muted: muted as Subject[], texts, email, emailConfirmed: email !== null && emailConfirmedAt !== null, quiet };
}
