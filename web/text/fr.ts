/** The words of the face in French: one file an area. */
import { words } from './fr/words.ts';
import { site } from './fr/site.ts';
import { market } from './fr/market.ts';
import { account } from './fr/account.ts';
import { trade } from './fr/trade.ts';
import { manage } from './fr/manage.ts';

export const fr = { ...words, ...site, ...market, ...account, ...trade, ...manage };
