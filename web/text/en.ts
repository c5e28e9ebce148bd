/** The words of the face in English: one file an area. */

import { account } from './en/account.ts';
import { manage } from './en/manage.ts';
import { market } from './en/market.ts';
import { site } from './en/site.ts';
import { trade } from './en/trade.ts';
import { words } from './en/words.ts';

export const en = { ...words, ...site, ...market, ...account, ...trade, ...manage };
