/** The words of the face in Arabic, the source: one file an area. */
import { words } from './ar/words.ts';
import { site } from './ar/site.ts';
import { market } from './ar/market.ts';
import { account } from './ar/account.ts';
import { trade } from './ar/trade.ts';
import { manage } from './ar/manage.ts';

export const ar = { ...words, ...site, ...market, ...account, ...trade, ...manage };
