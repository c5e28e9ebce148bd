/** What sign-in and naming need of a request and its answer, in both faces. */
import type { Context } from 'hono';
import type { Person } from '../../schema/person.ts';
import type { Answer } from '../../schema/refusal.ts';
import type { App } from '../context.ts';
import { editProfile } from '../directory/people.ts';
import { readSession } from '../directory/sign-in.ts';

/** The client's network address, by which codes are limited; on a development machine there is only one. */
export function clientAddress(c: Context<App>): string {
  return c.req.header('cf-connecting-ip') ?? '127.0.0.1';
}

export function setCookies(c: Context<App>, lines: string[]): void {
  for (const line of lines) c.header('set-cookie', line, { append: true });
}

/** Gives a person a name, in the directory and in the session's cookie. */
export async function giveName(c: Context<App>, person: Person, name: string): Promise<Answer<Person>> {
  const { refusal } = await editProfile(c.env, person.id, { name, locale: c.var.locale });
  if (refusal) return { refusal };
  setCookies(c, (await readSession(c.env, c.req.header('cookie') ?? '', true)).cookies);
  return { value: { ...person, name } };
}
