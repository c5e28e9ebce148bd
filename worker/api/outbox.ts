/** Development only: the messages that would have gone to phones and mailboxes. */
import { createRoute, z } from '@hono/zod-openapi';
import { Moment } from '../../schema/time.ts';
import { configured } from '../env.ts';
import { listMessages } from '../outside/kept.ts';
import { answer, callers, gives, refuse, room } from './operation.ts';

export const Message = z.strictObject({ to: z.string(), text: z.string(), at: Moment, channel: z.enum(['sms', 'email']) });

export const outbox = room();

outbox.openapi(
  createRoute({
    method: 'get',
    path: '/outbox',
    operationId: 'listMessages',
    tags: ['Development'],
    summary: 'Messages that were not sent, the newest first',
    description: 'In development and tests. In production there is no such address.',
    ...callers('anyone'),
    responses: gives(z.array(Message)),
  }),
  async (c) => {
    const { devOutbox, stage } = configured(c.env);
    // security: sign-in codes; settings already refuse an outbox in production, and this does not rely on it
    if (!devOutbox || stage === 'production') return refuse(c, { code: 'not-found' });
    return answer(c, { value: (await listMessages(c.env)).map(({ to, text, at, channel }) => ({ to, text, at, channel })) });
  },
);
