/** The words of the face in Arabic, the source: one file an area. */

import { account } from './ar/account.ts';
import { manage } from './ar/manage.ts';
import { market } from './ar/market.ts';
import { site } from './ar/site.ts';
import { trade } from './ar/trade.ts';
import { words } from './ar/words.ts';

export const ar = { ...words, ...site, ...market, ...account, ...trade, ...manage };
