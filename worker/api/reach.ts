/** How I am told outside of the app: what I chose, and the browsers that take pushes for me. */
import { createRoute } from '@hono/zod-openapi';
import { PushEnd, PushTarget, ReachEdit, ReachView } from '../../schema/reach.ts';
import { readReach, subscribe, unsubscribe } from '../directory/reach.ts';
import { clientAddress } from '../middleware/account.ts';
import { personOf } from '../middleware/signed-in.ts';
import { chooseReach } from '../reaching/choosing.ts';
import { answer, callers, ended, ends, gives, json, Keyed, room } from './operation.ts';

export const reach = room();

reach.openapi(
  createRoute({
    method: 'get',
    path: '/me/reach',
    operationId: 'readReach',
    tags: ['Me'],
    summary: 'How I am told outside of the app',
    description: 'Times are minutes of the day in the time zone of the cluster that has the news.',
    ...callers('read'),
    responses: gives(ReachView),
  }),
  async (c) => answer(c, { value: await readReach(c.env, personOf(c).id) }),
);

reach.openapi(
  createRoute({
    method: 'put',
    path: '/me/reach',
    operationId: 'chooseReach',
    tags: ['Me'],
    summary: 'Choose how I am told outside of the app',
    description: 'Another e-mail address than before is sent a link, and told nothing until somebody confirms there.',
    // security: a stolen token must not lead news to a mailbox of the thief's, where they would come after the token has ended
    ...callers('session', 'json'),
    request: { headers: Keyed, body: json(ReachEdit) },
    responses: gives(ReachView, 'As it is now'),
  }),
  async (c) => {
    const asking = { address: clientAddress(c), locale: c.var.locale, now: Date.now() };
    return answer(c, await chooseReach(c.env, personOf(c).id, c.req.valid('json'), asking));
  },
);

reach.openapi(
  createRoute({
    method: 'post',
    path: '/me/push-subscriptions',
    operationId: 'subscribe',
    tags: ['Me'],
    summary: 'Tell me on this browser',
    description: 'Takes what `PushSubscription.toJSON()` gives. A browser is told for one person: the last one who said so there.',
    // security: as above
    ...callers('session', 'json'),
    request: { headers: Keyed, body: json(PushTarget) },
    responses: ends('Told from now on'),
  }),
  async (c) => ended(c, await subscribe(c.env, personOf(c).id, c.req.valid('json'), Date.now())),
);

reach.openapi(
  createRoute({
    method: 'delete',
    path: '/me/push-subscriptions',
    operationId: 'unsubscribe',
    tags: ['Me'],
    summary: 'Tell me nothing more on a browser of mine',
    ...callers('write', 'json'),
    request: { headers: Keyed, body: json(PushEnd) },
    responses: ends('Told nothing more'),
  }),
  async (c) => {
    await unsubscribe(c.env, personOf(c).id, c.req.valid('json').endpoint);
    return ended(c, { value: null });
  },
);
