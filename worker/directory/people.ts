/** People as the directory knows them, and where they belong. */
import { asc, eq, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import type { Membership, Person, Profile, ProfileEdit } from '../../schema/person.ts';
import { type Answer, no } from '../../schema/refusal.ts';
import { membership, person } from '../../schema/tables/directory.ts';
import { type Env, isOperator } from '../env.ts';
import { inventedEmail } from './auth.ts';

/** What a person may see of himself or herself; null when there is no such person. */
export async function profile(env: Env, personId: string): Promise<Profile | null> {
  const db = drizzle(env.DIRECTORY);
  const [[found], memberships] = await db.batch([
    db.select().from(person).where(eq(person.id, personId)).limit(1),
    db
      .select({ cluster: membership.cluster, role: membership.role, firm: membership.firm })
      .from(membership)
      .where(eq(membership.person, personId))
      .orderBy(asc(membership.cluster)),
  ]);
  if (!found) return null;
  const phone = found.phoneNumber ?? '';
  return { id: found.id, phone, name: found.name, locale: found.locale, operator: isOperator(env, phone), memberships };
}

/** Changes name and language. The cookie of the session still says the old name: set the cookies of `readSession(…, true)` with the answer. */
export async function editProfile(env: Env, personId: string, edit: ProfileEdit): Promise<Answer<Profile>> {
  await drizzle(env.DIRECTORY)
    .update(person)
    .set({ name: edit.name, locale: edit.locale, updatedAt: new Date() })
    .where(eq(person.id, personId));
  const value = await profile(env, personId);
  return value ? { value } : no('not-found');
}

/**
 * The person with this phone, created when there is none, so that a manager can be named before ever signing in: the first sign-in lands here.
 * A name that the person chose stays.
 */
export async function personForPhone(env: Env, phone: string, name: string): Promise<Person> {
  const now = new Date();
  const [found] = await drizzle(env.DIRECTORY)
    .insert(person)
    .values({ id: crypto.randomUUID(), name, email: inventedEmail(phone), phoneNumber: phone, createdAt: now, updatedAt: now })
    .onConflictDoUpdate({
      target: person.phoneNumber,
      set: { name: sql`CASE WHEN ${person.name} = '' THEN excluded.name ELSE ${person.name} END` },
    })
    .returning();
  if (!found) throw new Error('An upsert returned no row.');
  return { id: found.id, phone, name: found.name };
}

/** Keeps that a person belongs to a cluster; saying it twice changes nothing. */
export async function setMembership(env: Env, belongs: Membership & { person: string }): Promise<void> {
  const { role, firm } = belongs;
  await drizzle(env.DIRECTORY)
    .insert(membership)
    .values({ person: belongs.person, cluster: belongs.cluster, role, firm })
    .onConflictDoUpdate({ target: [membership.person, membership.cluster], set: { role, firm } });
}
