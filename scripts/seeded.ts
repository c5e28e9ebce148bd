/** The built program, served with one demonstration cluster, and somebody who has a firm in a market of his own: for what measures pages. */
import { damiettaFurniture } from '../seed/clusters/damietta-furniture.ts';
import { operator, seed } from '../seed/index.ts';
import { Client } from './client.ts';
import { bundle, serve } from './serve.ts';

export interface Seeded {
  url: URL;
  /** Where the seeded market is, and where the member's own is. */
  market: string;
  own: string;
  /** The member's cookies. */
  cookie: string;
  /** Where the Worker was bundled. */
  from: string;
  stop(): Promise<void>;
}

/** The seed uses up the operator's codes for a while. */
const secondOperator = '+201000000002';

export async function serveSeeded(out: string): Promise<Seeded> {
  const from = bundle(out);
  const { url, stop } = await serve({ from, vars: { OPERATORS: `${operator.phone},${secondOperator}` } });
  try {
    await seed(url.href, undefined, ['robbiki']);
    // nobody else was sent a code a moment ago
    const { opening } = damiettaFurniture;
    const operating = await Client.signIn(url.href, secondOperator, 'Second operator');
    await operating.post('/clusters', opening);
    const { cookie } = await Client.signIn(url.href, opening.manager.phone, opening.manager.name);
    return { url, market: '/c/robbiki', own: `/c/${opening.cluster.slug}`, cookie, from, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
