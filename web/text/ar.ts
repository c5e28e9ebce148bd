/** The words of the face in Arabic, the source: one file an area. */

import { account } from './ar/account.ts';
import { chains } from './ar/chains.ts';
import { circles } from './ar/circles.ts';
import { coalitions } from './ar/coalitions.ts';
import { manage } from './ar/manage.ts';
import { market } from './ar/market.ts';
import { matching } from './ar/matching.ts';
import { media } from './ar/media.ts';
import { offline } from './ar/offline.ts';
import { phone } from './ar/phone.ts';
import { pools } from './ar/pools.ts';
import { reach } from './ar/reach.ts';
import { reasons } from './ar/reasons.ts';
import { sharing } from './ar/sharing.ts';
import { site } from './ar/site.ts';
import { trade } from './ar/trade.ts';
import { words } from './ar/words.ts';

export const ar = {
  ...words,
  ...site,
  ...market,
  ...account,
  ...trade,
  ...manage,
  ...reach,
  ...sharing,
  media,
  offline,
  phone,
  reasons,
  matching,
  pools,
  coalitions,
  circles,
  chains,
};
