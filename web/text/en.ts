/** The words of the face in English: one file an area. */

import { account } from './en/account.ts';
import { manage } from './en/manage.ts';
import { market } from './en/market.ts';
import { media } from './en/media.ts';
import { offline } from './en/offline.ts';
import { phone } from './en/phone.ts';
import { reach } from './en/reach.ts';
import { sharing } from './en/sharing.ts';
import { site } from './en/site.ts';
import { trade } from './en/trade.ts';
import { words } from './en/words.ts';

export const en = { ...words, ...site, ...market, ...account, ...trade, ...manage, ...reach, ...sharing, media, offline, phone };
