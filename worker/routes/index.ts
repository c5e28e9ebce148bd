/** The HTML face: its rooms, in the order in which addresses are tried. */
import { Hono } from 'hono';
import type { App } from '../context.ts';
import { market } from '../middleware/market.ts';
import { account } from './account.tsx';
import { addresses, inClusterAddresses } from './addresses.ts';
import { browse } from './browse.tsx';
import { catalogue } from './catalogue.tsx';
import { clusters } from './clusters.tsx';
import { files } from './files.tsx';
import { firm } from './firm.tsx';
import { inquiries } from './inquiries.tsx';
import { installed } from './installed.tsx';
import { invitations } from './invitations.tsx';
import { listings } from './listings.tsx';
import { moderation } from './moderation.tsx';
import { phone } from './phone.tsx';
import { reach } from './reach.tsx';
import { sharing } from './sharing.tsx';
import { watches } from './watches.tsx';
import { words } from './words.tsx';

/** Everything under one cluster's address. */
const inCluster = new Hono<App>();
inCluster.use(market);
inCluster.route('/', moderation);
inCluster.route('/', words);
inCluster.route('/', invitations);
inCluster.route('/', listings);
inCluster.route('/', inquiries);
inCluster.route('/', watches);
inCluster.route('/', files);
inCluster.route('/', sharing);
inCluster.route('/', inClusterAddresses);
inCluster.route('/', firm);
inCluster.route('/', browse);

export const pages = new Hono<App>();
pages.route('/', clusters);
pages.route('/', catalogue);
pages.route('/', account);
pages.route('/', reach);
pages.route('/', installed);
pages.route('/', phone);
pages.route('/', addresses);
pages.route('/c/:cluster', inCluster);
