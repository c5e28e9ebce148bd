/** What Cloudflare runs: the Worker and its Durable Objects. */
import { app } from './app.tsx';
import type { Env } from './env.ts';

export { Catalogue } from './catalogue/catalogue.ts';
export { Market } from './market/market.ts';
export default { fetch: app.fetch } satisfies ExportedHandler<Env>;
