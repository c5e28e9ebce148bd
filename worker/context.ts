/** What every handler finds on its context. */
import type { Context } from 'hono';
import type { Cluster } from '../schema/cluster.ts';
import type { Locale } from '../schema/ids.ts';
import type { Env } from './env.ts';
import type { RemoteMarket } from './middleware/market.ts';
import type { SessionVariables } from './middleware/session.ts';

export interface App {
  Bindings: Env;
  Variables: SessionVariables & {
    locale: Locale;
    /** Under /c/:cluster and /api/v1/clusters/:cluster only. */
    cluster: Cluster;
    market: RemoteMarket;
  };
}
export type AppContext = Context<App>;
