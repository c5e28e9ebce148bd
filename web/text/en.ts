/** The words of the face in English: one file an area. */
import { words } from './en/words.ts';
import { site } from './en/site.ts';
import { market } from './en/market.ts';
import { account } from './en/account.ts';
import { trade } from './en/trade.ts';
import { manage } from './en/manage.ts';

export const en = { ...words, ...site, ...market, ...account, ...trade, ...manage };
