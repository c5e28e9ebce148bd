/** The words of the face in English: one file an area. */

import { account } from './en/account.ts';
import { chains } from './en/chains.ts';
import { circles } from './en/circles.ts';
import { coalitions } from './en/coalitions.ts';
import { manage } from './en/manage.ts';
import { market } from './en/market.ts';
import { matching } from './en/matching.ts';
import { media } from './en/media.ts';
import { offline } from './en/offline.ts';
import { phone } from './en/phone.ts';
import { pools } from './en/pools.ts';
import { reach } from './en/reach.ts';
import { reasons } from './en/reasons.ts';
import { sharing } from './en/sharing.ts';
import { site } from './en/site.ts';
import { trade } from './en/trade.ts';
import { words } from './en/words.ts';

export const en = {
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
