/** What a phone shows of itself: the list of what waits on it. */
import { Hono } from 'hono';
import { WaitingPage } from '../../web/pages/waiting.tsx';
import type { App } from '../context.ts';
import { page, viewOf } from './page.tsx';

export const phone = new Hono<App>();

// nobody has to be signed in: what waits may wait for just that
phone.get('/waiting', (c) => page(c, <WaitingPage view={viewOf(c)} />));
