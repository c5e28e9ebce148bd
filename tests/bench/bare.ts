/** The least that a request costs which goes through a Worker to a Durable Object: one route, one empty call. */
import { DurableObject } from 'cloudflare:workers';
import { Hono } from 'hono';

interface Env {
  BARE: DurableObjectNamespace<Bare>;
}

export class Bare extends DurableObject<Env> {
  nothing(): null {
    return null;
  }
}

const app = new Hono<{ Bindings: Env }>();

app.get('/', async (c) => {
  await c.env.BARE.get(c.env.BARE.idFromName('bare')).nothing();
  return c.text('nothing');
});

// biome-ignore lint/style/noDefaultExport: workerd takes the default export as the Worker
export default app;
