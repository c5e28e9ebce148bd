/** The words of the face in French: one file an area. */

import { account } from './fr/account.ts';
import { chains } from './fr/chains.ts';
import { circles } from './fr/circles.ts';
import { coalitions } from './fr/coalitions.ts';
import { manage } from './fr/manage.ts';
import { market } from './fr/market.ts';
import { matching } from './fr/matching.ts';
import { media } from './fr/media.ts';
import { offline } from './fr/offline.ts';
import { phone } from './fr/phone.ts';
import { pools } from './fr/pools.ts';
import { reach } from './fr/reach.ts';
import { reasons } from './fr/reasons.ts';
import { sharing } from './fr/sharing.ts';
import { site } from './fr/site.ts';
import { trade } from './fr/trade.ts';
import { words } from './fr/words.ts';

export const fr = {
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
