/** The phone's own worker: what it keeps for when there is no network, what it sends by itself, and who it answers. */
import { clientsClaim } from 'workbox-core/clientsClaim.js';
import { matchPrecache } from 'workbox-precaching/matchPrecache.js';
import { precacheAndRoute } from 'workbox-precaching/precacheAndRoute.js';
import { registerRoute } from 'workbox-routing/registerRoute.js';
import { setCatchHandler } from 'workbox-routing/setCatchHandler.js';
import { NetworkOnly } from 'workbox-strategies/NetworkOnly.js';
import { browserPorts, sendUnseen } from '../islands/outbox/sender.ts';
import { openStore } from '../islands/outbox/store.ts';
import { asksForPage, isFile, isKept, isProgram } from './addresses.ts';
import { keepAhead } from './ahead.ts';
import { Files } from './files.ts';
import { Pages } from './pages.ts';
import { fetchProgram, program, sweepProgram } from './program.ts';
import { bindPush, type PushScope } from './push.ts';
import { forget, reader } from './reader.ts';
import type { Fetching, WorkerScope } from './scope.ts';

declare const self: WorkerScope;
/** Written by the build: style and scripts, which are named by their content, and what has a revision. */
declare const __KEPT__: { url: string; revision: string | null }[];

const files = __KEPT__.filter(({ revision }) => revision === null).map(({ url }) => url);

self.addEventListener('install', (event) => event.waitUntil(Promise.all([fetchProgram(files), self.skipWaiting()])));
clientsClaim();
self.addEventListener('activate', (event) =>
  event.waitUntil(Promise.all([self.registration.navigationPreload?.enable(), sweepProgram(files)])),
);

// whoever signs in or out may not be the one who read before
const changesReader = /^\/(sign-in\/code|sign-out|me\/sessions|api\/v1\/sessions?)$/;
self.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  if (method !== 'GET' && changesReader.test(new URL(url).pathname)) event.waitUntil(forget());
});

precacheAndRoute(
  __KEPT__.filter(({ revision }) => revision !== null),
  { cleanURLs: false, directoryIndex: '' },
);
const pages = new Pages(tellWhoAsked);
const ours = (is: (url: URL) => boolean) => (asked: { url: URL; sameOrigin: boolean }) => asked.sameOrigin && is(asked.url);
registerRoute(ours(isProgram), program);
registerRoute(ours(isFile), new Files());
registerRoute(({ url, request, sameOrigin }) => sameOrigin && isKept(url) && asksForPage(request), pages);
registerRoute(({ request }) => request.mode === 'navigate', new NetworkOnly());
setCatchHandler(async ({ request }) => (request.mode === 'navigate' ? offlinePage() : Response.error()));

async function offlinePage(): Promise<Response> {
  const language = (await reader())?.language ?? '';
  const found = (await matchPrecache(`/offline?lang=${language}`)) ?? (await matchPrecache('/offline?lang=ar'));
  return found ? new Response(found.body, { status: 503, headers: found.headers }) : Response.error();
}

function tellWhoAsked(event: unknown, keptAt: number): void {
  const { clientId } = event as Fetching;
  void self.clients.get(clientId).then((page) => page?.postMessage({ keptAt }));
}

self.addEventListener('message', (event) => {
  const { forget: asked, ahead } = Object(event.data) as { forget?: true; ahead?: string };
  if (asked) event.waitUntil(forget().then(() => event.ports[0]?.postMessage('forgotten')));
  if (ahead) event.waitUntil(keepAhead(pages, event, ahead));
});

bindPush(self as unknown as PushScope);

// the network is back, and perhaps no page is open any more
self.addEventListener('sync', (event) => {
  if (event.tag === 'outbox') event.waitUntil(sendWaiting());
});

async function sendWaiting(): Promise<void> {
  const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  await sendUnseen(
    browserPorts(openStore(), () => {}, true),
    open.length > 0,
  );
}
