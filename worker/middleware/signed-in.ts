/** Pages for signed-in people: who is not goes to the sign-in page and comes back. */
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Person } from '../../schema/person.ts';
import { no, type Refusal } from '../../schema/refusal.ts';
import type { App } from '../context.ts';
import { refusedAnswer } from './refusals.tsx';

export const signedIn = createMiddleware<App>(async (c, next) => {
  if (c.get('person')) return next();
  if (c.req.method !== 'GET') return refusedAnswer(c, { code: 'sign-in-first' });
  const url = new URL(c.req.url);
  return c.redirect(`/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`, 303);
});

/** The signed-in person, behind `signedIn`. */
export function personOf(c: Context<App>): Person {
  const person = c.get('person');
  if (!person) throw new Error('a handler behind signedIn has no person');
  return person;
}

/** For forms that are shown again with what was typed, rather than refused with a page of their own. */
export const signInFirst: { refusal: Refusal; value?: undefined } = no('sign-in-first');
