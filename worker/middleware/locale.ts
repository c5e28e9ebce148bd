/** In which language: the person's choice (a cookie), else the browser's, else Arabic. */
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { parseAccept } from 'hono/utils/accept';
import { Locale, locales } from '../../schema/ids.ts';
import type { App } from '../context.ts';

export const locale = createMiddleware<App>(async (c, next) => {
  const chosen = c.req.header('cookie') ? Locale.safeParse(getCookie(c, 'lang')).data : undefined;
  c.set('locale', chosen ?? preferred(c.req.header('accept-language')));
  await next();
});

export function remember(c: Context<App>, chosen: Locale): void {
  setCookie(c, 'lang', chosen, { path: '/', maxAge: 31_536_000, sameSite: 'Lax', secure: new URL(c.req.url).protocol === 'https:' });
}

function preferred(accept: string | undefined): Locale {
  if (!accept) return 'ar';
  const wanted = parseAccept(accept).map(({ type }) => type.slice(0, 2).toLowerCase());
  return wanted.find((tag): tag is Locale => (locales as readonly string[]).includes(tag)) ?? 'ar';
}
