/** The words of the face in French: one file an area. */

import { account } from './fr/account.ts';
import { manage } from './fr/manage.ts';
import { market } from './fr/market.ts';
import { media } from './fr/media.ts';
import { offline } from './fr/offline.ts';
import { phone } from './fr/phone.ts';
import { reach } from './fr/reach.ts';
import { sharing } from './fr/sharing.ts';
import { site } from './fr/site.ts';
import { trade } from './fr/trade.ts';
import { words } from './fr/words.ts';

export const fr = { ...words, ...site, ...market, ...account, ...trade, ...manage, ...reach, ...sharing, media, offline, phone };
