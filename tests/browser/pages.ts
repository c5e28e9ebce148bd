/** Every page of the HTML face, and how to get to see it: as whom, at which address, and what is done there first. */
import type { Page } from 'playwright-core';
import { robbiki } from '../../seed/clusters/robbiki.ts';
import type { Text } from '../../web/text/index.ts';
import { configured, type Env } from '../../worker/env.ts';
import { watchToken } from '../../worker/market/watches/links.ts';
import { confirmationLink, stopLink } from '../../worker/reaching/email-links.ts';
import { field, newPage, origin, read, signedIn, write } from './browser.ts';

export type Who = 'visitor' | 'newcomer' | 'buyer' | 'member' | 'writer' | 'manager';

export interface Sight {
  name: string;
  /** Pattern of the route that answers its address, without the conditions of parameters. */
  route: string;
  as: Who;
  at: string | (() => Promise<string>);
  /** What is done at the address to see the page, where opening it is not enough. */
  after?: (page: Page, text: Text) => Promise<void>;
  /** 200 when absent. */
  status?: number;
}

export const market = '/c/robbiki';
const cluster = '/clusters/robbiki';
const firmOf = (key: string) => robbiki.firms.find((firm) => firm.key === key)?.people[0];

/** Made once, by whoever asks first. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Somebody's cookies. The newcomer has signed in and given no name yet; the buyer has asked one question, and waits for one thing. */
export const stateOf = {
  visitor: async () => undefined,
  newcomer: once(() => signedIn('+201061118812')),
  buyer: once(async () => {
    const state = await signedIn('+201061118811', 'ليلى فهمي');
    const page = await newPage({ state });
    const { id } = await write<{ id: number }>(page, 'POST', `${cluster}/listings/${await listing()}/inquiries`, {
      message: 'محتاجة عينة قبل الطلبية.',
      quantity: null,
    });
    asked = id;
    await write(page, 'POST', `${cluster}/watches`, { q: 'وايت بلو', direction: 'offer', kind: 'input' });
    await page.context().close();
    return state;
  }),
  member: once(() => signedIn(firmOf('shoes')?.phone ?? '')),
  /** The member with another phone, on which things wait. */
  writer: () => stateOf.member(),
  manager: once(() => signedIn(robbiki.opening.manager.phone)),
};

let asked = 0;

/** Asks the API as somebody. */
export async function ask<T>(who: Who, question: (page: Page) => Promise<T>): Promise<T> {
  const page = await newPage({ state: await stateOf[who]() });
  const answer = await question(page);
  await page.context().close();
  return answer;
}

interface Ids {
  id: number;
}

const listing = once(async () => {
  const { hits } = await ask('visitor', (page) => read<{ hits: Ids[] }>(page, `${cluster}/search?q=${encodeURIComponent('وايت بلو')}`));
  return hits[0]?.id;
});
const firm = once(async () => (await ask('visitor', (page) => read<{ firms: Ids[] }>(page, `${cluster}/firms`))).firms[0]?.id);
export const own = once(async () => {
  const mine = await ask('member', (page) => read<(Ids & { state: string; visibility: string })[]>(page, `${cluster}/listings`));
  return mine.find(({ state, visibility }) => state === 'published' && visibility === 'public')?.id;
});
const inbox = once(() => ask('member', (page) => read<{ received: (Ids & { state: string })[] }>(page, `${cluster}/inbox`)));
const received = async (wanted: string) => `${market}/i/${(await inbox()).received.find(({ state }) => state === wanted)?.id}`;
const waiting = once(async () => (await ask('manager', (page) => read<{ waiting: Ids[] }>(page, `${cluster}/queue`))).waiting[0]?.id);
const person = once(async () => (await ask('manager', (page) => read<{ person: string }[]>(page, `${cluster}/members`)))[1]?.person);
const words = once(async () => {
  await ask('manager', (page) => write(page, 'POST', `${cluster}/words`, { words: 'فورمة، لاست، forme' }));
  return `${market}/manage/words`;
});
const invitation = once(async () => {
  const made = await ask('manager', (page) => write<{ token: string }>(page, 'POST', `${cluster}/invitations`, { note: 'ورشة أبو خالد' }));
  return `${market}/join/${made.token}`;
});

/** An exchange that waits for the member's firm. */
const circle = once(async () => {
  const { circles } = await ask('member', (page) => read<{ circles: Ids[] }>(page, `${cluster}/circles`));
  return `${market}/circles/${circles[0]?.id}`;
});

/** An order of which the member's firm is asked to take a share. */
const coalition = once(async () => {
  const [first] = await ask('member', (page) => read<Ids[]>(page, `${cluster}/coalitions`));
  return `${market}/coalitions/${first?.id}`;
});
/** A need of the member's firm. */
const ownNeed = once(async () => {
  const mine = await ask('member', (page) => read<(Ids & { state: string; direction: string })[]>(page, `${cluster}/listings`));
  return mine.find(({ state, direction }) => state === 'published' && direction === 'need')?.id;
});

/** A pool that is to be bought from the member's firm. */
const sold = once(async () => {
  const all = await pools();
  for (const { id } of all) {
    const { acts } = await ask('member', (page) => read<{ acts: string[] }>(page, `${cluster}/pools/${id}`));
    if (acts.includes('confirm')) return `${market}/pools/${id}`;
  }
  throw new Error('no pool asks the member whether it sells');
});

/** A pool that the member's firm is in, or is not in. */
const pool = (mine: boolean) => async (): Promise<string> => `${market}/pools/${(await pools()).find((one) => one.mine > 0 === mine)?.id}`;
const pools = once(
  async () => (await ask('member', (page) => read<{ pools: (Ids & { mine: number })[] }>(page, `${cluster}/pools`))).pools,
);

/** The chain that the member's firm describes, and one of its stages. */
const chain = once(async () => {
  const { chains } = await ask('member', (page) => read<{ chains: (Ids & { mine: string | null })[] }>(page, `${cluster}/chains`));
  return `chains/${chains.find(({ mine }) => mine === 'opener')?.id}`;
});
const stage = (name: string) => async (): Promise<string> => {
  const found = await ask('member', async (page) => read<{ stages: (Ids & { name: string })[] }>(page, `${cluster}/${await chain()}`));
  return `${market}/${await chain()}/stages/${found.stages.find((one) => one.name === name)?.id}`;
};

/** The buyer has an address that waits to be confirmed; answers an address that is made for it. */
async function waits(link: (env: Env, person: string, email: string) => string): Promise<string> {
  const { id, email } = await mailbox();
  // the environment of development, with which the program under test signs
  return new URL(link({ STAGE: 'development', DEV_OUTBOX: 'on' } as Env, id, email), origin).href.replace(/^.*?\/\/[^/]+/, '');
}
const mailbox = once(() =>
  ask('buyer', async (page) => {
    const email = 'leila@ourfirm.eg';
    await write(page, 'PUT', '/me/reach', { muted: [], texts: true, email, quiet: null });
    return { email, id: (await read<{ id: string }>(page, '/me')).id };
  }),
);

/** The address by which an e-mail ends a watch of the member’s firm. */
const watchLink = once(async () => {
  const [one] = await ask('member', (page) => read<Ids[]>(page, `${cluster}/watches`));
  // the secret of development, with which the program under test signs
  const { authSecret } = configured({ STAGE: 'development', DEV_OUTBOX: 'on' } as Env);
  return `${market}/unwatch/${watchToken(authSecret, 'robbiki', one?.id ?? 0, Date.now())}`;
});

/** Sends a form as it stands, whatever the browser would say against it. */
async function press(page: Page, button: string): Promise<void> {
  await page.locator('form').evaluateAll((forms) => {
    for (const form of forms as HTMLFormElement[]) form.noValidate = true;
  });
  await page.getByRole('button', { name: button, exact: true }).first().click();
}

async function refused(page: Page, button: string): Promise<void> {
  await press(page, button);
  await page.getByRole('alert').waitFor();
}

const inMarket = '/c/:cluster';
/** Stands for addresses that no route answers. */
export const nowhere = '*';

export const sights: Sight[] = [
  // anyone
  { name: 'all clusters', route: '/', as: 'visitor', at: '/' },
  { name: 'signing in', route: '/sign-in', as: 'visitor', at: `/sign-in?next=${market}` },
  {
    name: 'signing in, refused',
    route: '/sign-in',
    as: 'visitor',
    at: '/sign-in',
    after: (page, text) => refused(page, text.account.signIn.send),
  },
  { name: 'the code', route: '/sign-in/code', as: 'visitor', at: '/sign-in/code?phone=%2B201061118813&next=/' },
  {
    name: 'the code, refused',
    route: '/sign-in/code',
    as: 'visitor',
    at: '/sign-in/code?phone=%2B201061118813&next=/',
    after: async (page, text) => {
      await field(page, text, text.account.code.label).fill('12');
      await refused(page, text.account.code.enter);
    },
  },
  { name: 'test messages', route: '/outbox', as: 'visitor', at: '/outbox' },
  { name: 'documentation of the API', route: '/api', as: 'visitor', at: '/api' },
  { name: 'no network', route: '/offline', as: 'visitor', at: '/offline' },
  { name: 'nothing at this address', route: nowhere, as: 'visitor', at: '/nowhere', status: 404 },
  { name: 'front of a market', route: inMarket, as: 'visitor', at: market },
  { name: 'search', route: `${inMarket}/search`, as: 'visitor', at: `${market}/search` },
  {
    name: 'search with all conditions',
    route: `${inMarket}/search`,
    as: 'visitor',
    at: `${market}/search?q=${encodeURIComponent('جلد')}&kind=input&priceMin=1&per=FTK&quantityMin=1&unit=FTK&near=cluster&within=5&sort=nearest`,
  },
  { name: 'search that finds nothing', route: `${inMarket}/search`, as: 'visitor', at: `${market}/search?q=bjvkqd` },
  {
    name: 'search with every word, and near to it',
    route: `${inMarket}/search`,
    as: 'visitor',
    at: `${market}/search?q=${encodeURIComponent('جلد بقري اسود للجزم')}`,
  },
  { name: 'search in other words', route: `${inMarket}/search`, as: 'visitor', at: `${market}/search?q=leathr` },
  { name: 'search as it was written', route: `${inMarket}/search`, as: 'visitor', at: `${market}/search?q=leathr&exact=1` },
  { name: 'all clusters searched', route: '/search', as: 'visitor', at: '/search' },
  { name: 'all clusters searched for something', route: '/search', as: 'visitor', at: `/search?q=${encodeURIComponent('جلد')}&country=EG` },
  { name: 'all clusters searched, nothing found', route: '/search', as: 'visitor', at: '/search?q=bjvkqd' },
  { name: 'all clusters searched with a bad condition', route: '/search', as: 'visitor', at: '/search?country=egypt', status: 422 },
  { name: 'search past its last page', route: `${inMarket}/search`, as: 'visitor', at: `${market}/search?page=99` },
  { name: 'search with a bad condition', route: `${inMarket}/search`, as: 'visitor', at: `${market}/search?priceMin=cheap`, status: 422 },
  { name: 'a listing', route: `${inMarket}/l/:id`, as: 'visitor', at: async () => `${market}/l/${await listing()}` },
  { name: 'no such listing', route: `${inMarket}/l/:id`, as: 'visitor', at: `${market}/l/999999`, status: 404 },
  { name: 'firms', route: `${inMarket}/firms`, as: 'visitor', at: `${market}/firms` },
  { name: 'firms, none found', route: `${inMarket}/firms`, as: 'visitor', at: `${market}/firms?q=bjvkqd` },
  { name: 'a firm', route: `${inMarket}/f/:id`, as: 'visitor', at: async () => `${market}/f/${await firm()}` },
  { name: 'sharing a market', route: `${inMarket}/share`, as: 'visitor', at: `${market}/share` },
  { name: 'sharing a listing', route: `${inMarket}/l/:id/share`, as: 'visitor', at: async () => `${market}/l/${await listing()}/share` },
  { name: 'sharing a firm', route: `${inMarket}/f/:id/share`, as: 'visitor', at: async () => `${market}/f/${await firm()}/share` },
  { name: 'a poster', route: `${inMarket}/f/:id/poster`, as: 'visitor', at: async () => `${market}/f/${await firm()}/poster` },
  { name: 'posting, for a visitor', route: `${inMarket}/l/new`, as: 'visitor', at: `${market}/l/new` },
  { name: 'my firm, for a visitor', route: `${inMarket}/firm`, as: 'visitor', at: `${market}/firm` },
  { name: 'an unknown invitation', route: `${inMarket}/join/:token`, as: 'visitor', at: `${market}/join/unknown`, status: 404 },
  { name: 'an invitation', route: `${inMarket}/join/:token`, as: 'visitor', at: invitation },

  // signed in, without a name
  { name: 'the welcome', route: '/me', as: 'newcomer', at: `/me?next=${market}` },
  { name: 'the welcome, refused', route: '/me', as: 'newcomer', at: '/me', after: (page, text) => refused(page, text.account.me.go) },
  {
    name: 'asking, with a name to give',
    route: `${inMarket}/l/:id/inquiries`,
    as: 'newcomer',
    at: async () => `${market}/l/${await listing()}/inquiries`,
  },
  { name: 'joining', route: `${inMarket}/join/:token`, as: 'newcomer', at: invitation },
  {
    name: 'joining, refused',
    route: `${inMarket}/join/:token`,
    as: 'newcomer',
    at: invitation,
    after: (page, text) => refused(page, text.join.join),
  },

  // signed in, without a firm
  { name: 'my account', route: '/me', as: 'buyer', at: '/me' },
  { name: 'how to be told', route: '/me/notices', as: 'newcomer', at: '/me/notices?done=saved' },
  {
    name: 'how to be told, refused',
    route: '/me/notices',
    as: 'newcomer',
    at: '/me/notices',
    after: (page, text) => refused(page, text.reach.mail.save),
  },
  { name: 'how to be told, an address that waits', route: '/me/notices', as: 'buyer', at: () => waits(() => '/me/notices') },
  { name: 'an address to confirm', route: '/email/:token/confirmation', as: 'visitor', at: () => waits(confirmationLink) },
  { name: 'e-mails to end', route: '/email/:token/removal', as: 'visitor', at: () => waits(stopLink) },
  { name: 'keys for software', route: '/me/tokens', as: 'buyer', at: '/me/tokens' },
  {
    name: 'keys for software, refused',
    route: '/me/tokens',
    as: 'buyer',
    at: '/me/tokens',
    after: (page, text) => refused(page, text.account.tokens.make),
  },
  { name: 'front of a market, for a buyer', route: inMarket, as: 'buyer', at: market },
  { name: 'a listing that was asked about', route: `${inMarket}/l/:id`, as: 'buyer', at: async () => `${market}/l/${await listing()}` },
  { name: 'a listing to ask about', route: `${inMarket}/l/:id`, as: 'buyer', at: async () => `${market}/l/${await own()}` },
  { name: 'what firms do together', route: `${inMarket}/together`, as: 'member', at: `${market}/together` },
  { name: 'what fits one’s listings', route: `${inMarket}/matches`, as: 'member', at: `${market}/matches` },
  { name: 'what fits a listing', route: `${inMarket}/l/:id/matches`, as: 'member', at: async () => `${market}/l/${await own()}/matches` },
  { name: 'agreements', route: `${inMarket}/agreements`, as: 'member', at: `${market}/agreements` },
  { name: 'asking', route: `${inMarket}/l/:id/inquiries`, as: 'buyer', at: async () => `${market}/l/${await own()}/inquiries` },
  {
    name: 'asking, refused',
    route: `${inMarket}/l/:id/inquiries`,
    as: 'buyer',
    at: async () => `${market}/l/${await own()}/inquiries`,
    after: (page, text) => refused(page, text.trade.ask.send),
  },
  { name: 'an inquiry that was sent', route: `${inMarket}/i/:id`, as: 'buyer', at: async () => `${market}/i/${asked}` },
  { name: 'search that finds nothing, for a buyer', route: `${inMarket}/search`, as: 'buyer', at: `${market}/search?q=bjvkqd` },
  {
    name: 'a search that is waited for',
    route: `${inMarket}/search`,
    as: 'buyer',
    at: `${market}/search?q=${encodeURIComponent('وايت بلو')}&done=watched`,
  },
  { name: 'what one waits for', route: `${inMarket}/watches`, as: 'buyer', at: `${market}/watches?done=unwatched` },
  {
    name: 'what one waits for, refused',
    route: `${inMarket}/watches`,
    as: 'buyer',
    at: `${market}/watches`,
    after: (page, text) => refused(page, text.watches.add),
  },
  {
    name: 'what a firm waits for, with what was found',
    route: `${inMarket}/watches`,
    as: 'member',
    at: `${market}/watches?done=watch-changed`,
  },
  { name: 'a watch to end', route: `${inMarket}/unwatch/:token`, as: 'visitor', at: () => watchLink() },
  { name: 'a link that ends nothing', route: `${inMarket}/unwatch/:token`, as: 'visitor', at: `${market}/unwatch/x`, status: 404 },
  { name: 'inbox of a buyer', route: `${inMarket}/inbox`, as: 'buyer', at: `${market}/inbox` },
  { name: 'posting, for a buyer', route: `${inMarket}/l/new`, as: 'buyer', at: `${market}/l/new` },
  { name: 'not for a buyer', route: `${inMarket}/manage`, as: 'buyer', at: `${market}/manage`, status: 403 },

  // a firm
  { name: 'what is made together', route: `${inMarket}/chains`, as: 'member', at: `${market}/chains` },
  { name: 'a product to begin with', route: `${inMarket}/chains/new`, as: 'member', at: `${market}/chains/new` },
  {
    name: 'a new chain, refused',
    route: `${inMarket}/chains/new`,
    as: 'member',
    at: `${market}/chains/new?template=leather-bag`,
    after: async (page, text) => {
      await page.fill('[name="title"]', '');
      await refused(page, text.chains.form.save);
    },
  },
  { name: 'a chain', route: `${inMarket}/chains/:id`, as: 'member', at: async () => `${market}/${await chain()}?done=saved` },
  { name: 'a chain to change', route: `${inMarket}/chains/:id/edit`, as: 'member', at: async () => `${market}/${await chain()}/edit` },
  { name: 'a stage with a firm in it', route: `${inMarket}/chains/:id/stages/:stage`, as: 'member', at: stage('نعل TPR رجالي') },
  { name: 'a stage with offers', route: `${inMarket}/chains/:id/stages/:stage`, as: 'member', at: stage('بطانة جلد ماعز') },
  { name: 'exchanges without cash', route: `${inMarket}/circles`, as: 'member', at: `${market}/circles` },
  { name: 'exchanges that are possible', route: `${inMarket}/circles`, as: 'manager', at: `${market}/circles` },
  { name: 'an exchange to be answered', route: `${inMarket}/circles/:id`, as: 'member', at: circle },
  { name: 'orders filled together', route: `${inMarket}/coalitions`, as: 'member', at: `${market}/coalitions` },
  { name: 'a share of an order', route: `${inMarket}/coalitions/:id`, as: 'member', at: coalition },
  { name: 'an order filled together, for a manager', route: `${inMarket}/coalitions/:id`, as: 'manager', at: coalition },
  {
    name: 'a share without a price, refused',
    route: `${inMarket}/coalitions/:id`,
    as: 'member',
    at: coalition,
    after: async (page, text) => {
      await page.fill('[name="amount"]', '');
      await refused(page, text.coalitions.answer.accept);
    },
  },
  {
    name: 'who fills a need together',
    route: `${inMarket}/l/:id/coalitions`,
    as: 'member',
    at: async () => `${market}/l/${await ownNeed()}/coalitions`,
  },
  { name: 'what is bought together', route: `${inMarket}/pools`, as: 'member', at: `${market}/pools` },
  { name: 'a pool that one is in', route: `${inMarket}/pools/:id`, as: 'member', at: pool(true) },
  { name: 'a pool that one may join', route: `${inMarket}/pools/:id`, as: 'member', at: pool(false) },
  { name: 'a pool that is to be bought from one', route: `${inMarket}/pools/:id`, as: 'member', at: sold },
  {
    name: 'joining a pool, refused',
    route: `${inMarket}/pools/:id`,
    as: 'member',
    at: pool(false),
    after: (page, text) => refused(page, text.pools.take.send),
  },
  { name: 'sharing a pool', route: `${inMarket}/pools/:id/share`, as: 'member', at: async () => `${await pool(true)()}/share` },
  {
    name: 'opening a pool, from an offer',
    route: `${inMarket}/pools/new`,
    as: 'member',
    at: async () => `${market}/pools/new?listing=${await listing()}`,
  },
  {
    name: 'opening a pool, refused',
    route: `${inMarket}/pools/new`,
    as: 'member',
    at: `${market}/pools/new`,
    after: (page, text) => refused(page, text.pools.opening.send),
  },
  { name: 'my account, with a cluster', route: '/me', as: 'member', at: '/me' },
  {
    name: 'a key just made',
    route: '/me/tokens',
    as: 'member',
    at: '/me/tokens',
    after: async (page, text) => {
      await field(page, text, text.account.tokens.name).fill('برنامج المخزن');
      await press(page, text.account.tokens.make);
      await page.getByRole('heading', { name: text.account.tokens.made }).waitFor();
    },
  },
  { name: 'front of a market, for a member', route: inMarket, as: 'member', at: market },
  { name: 'search, for a member', route: `${inMarket}/search`, as: 'member', at: `${market}/search?near=firm` },
  {
    name: 'posting, a line was read',
    route: `${inMarket}/l/new`,
    as: 'member',
    at: `${market}/l/new?line=${encodeURIComponent('عندي ٥٠٠ قدم جلد بقري طبيعي ١.٢ مم ب ٩٠ جنيه القدم')}`,
  },
  { name: 'posting', route: `${inMarket}/l/new`, as: 'member', at: `${market}/l/new?direction=offer` },
  {
    name: 'posting, refused',
    route: `${inMarket}/l/new`,
    as: 'member',
    at: `${market}/l/new`,
    after: (page, text) => refused(page, text.trade.post.publish),
  },
  { name: "one's own listing", route: `${inMarket}/l/:id`, as: 'member', at: async () => `${market}/l/${await own()}?done=published` },
  {
    name: 'a listing that cannot be shared',
    route: `${inMarket}/l/:id/share`,
    as: 'manager',
    at: async () => `${market}/l/${await waiting()}/share`,
  },
  { name: 'editing a listing', route: `${inMarket}/l/:id/edit`, as: 'member', at: async () => `${market}/l/${await own()}/edit` },
  {
    name: 'editing a listing, refused',
    route: `${inMarket}/l/:id/edit`,
    as: 'member',
    at: async () => `${market}/l/${await own()}/edit`,
    after: async (page, text) => {
      await field(page, text, text.trade.post.what).fill('');
      await refused(page, text.trade.edit.save);
    },
  },
  { name: 'my firm', route: `${inMarket}/firm`, as: 'member', at: `${market}/firm?done=joined` },
  {
    name: 'a colleague invited',
    route: `${inMarket}/firm`,
    as: 'member',
    at: `${market}/firm`,
    after: async (page, text) => {
      await press(page, text.trade.firm.inviteMake);
      await page.getByRole('heading', { level: 1, name: text.trade.colleague.title }).waitFor();
    },
  },
  { name: 'editing my firm', route: `${inMarket}/firm/edit`, as: 'member', at: `${market}/firm/edit` },
  {
    name: 'editing my firm, refused',
    route: `${inMarket}/firm/edit`,
    as: 'member',
    at: `${market}/firm/edit`,
    after: async (page, text) => {
      await field(page, text, text.trade.firmEdit.name).fill('');
      await refused(page, text.form.save);
    },
  },
  { name: 'inbox', route: `${inMarket}/inbox`, as: 'member', at: `${market}/inbox` },
  { name: 'an inquiry to answer', route: `${inMarket}/i/:id`, as: 'member', at: () => received('open') },
  { name: 'an accepted inquiry', route: `${inMarket}/i/:id`, as: 'member', at: () => received('accepted') },
  { name: 'an invitation, for a member', route: `${inMarket}/join/:token`, as: 'member', at: invitation },
  { name: 'not for a member', route: `${inMarket}/manage`, as: 'member', at: `${market}/manage`, status: 403 },
  { name: 'what waits on the phone', route: '/waiting', as: 'member', at: '/waiting' },

  // the manager
  { name: 'what waits', route: `${inMarket}/manage`, as: 'manager', at: `${market}/manage?done=decided` },
  {
    name: 'a decision',
    route: `${inMarket}/manage/listings/:id`,
    as: 'manager',
    at: async () => `${market}/manage/listings/${await waiting()}`,
  },
  {
    name: 'a decision, refused',
    route: `${inMarket}/manage/listings/:id`,
    as: 'manager',
    at: async () => `${market}/manage/listings/${await waiting()}`,
    after: (page, text) => refused(page, text.manage.decide.remove),
  },
  { name: 'a listing, for the manager', route: `${inMarket}/l/:id`, as: 'manager', at: async () => `${market}/l/${await waiting()}` },
  { name: 'a firm, for the manager', route: `${inMarket}/f/:id`, as: 'manager', at: async () => `${market}/f/${await firm()}` },
  { name: 'managing firms', route: `${inMarket}/manage/firms`, as: 'manager', at: `${market}/manage/firms` },
  {
    name: 'managing a firm',
    route: `${inMarket}/manage/firms/:id`,
    as: 'manager',
    at: async () => `${market}/manage/firms/${await firm()}`,
  },
  { name: 'managing people', route: `${inMarket}/manage/people`, as: 'manager', at: `${market}/manage/people` },
  {
    name: 'managing a person',
    route: `${inMarket}/manage/people/:person`,
    as: 'manager',
    at: async () => `${market}/manage/people/${await person()}`,
  },
  { name: 'invitations', route: `${inMarket}/manage/invitations`, as: 'manager', at: `${market}/manage/invitations` },
  {
    name: 'an invitation just made',
    route: `${inMarket}/manage/invitations`,
    as: 'manager',
    at: `${market}/manage/invitations`,
    after: async (page, text) => {
      await press(page, text.manage.invitations.make);
      await page.getByRole('heading', { level: 1, name: text.manage.invitations.madeTitle }).waitFor();
    },
  },
  {
    name: 'invitations, refused',
    route: `${inMarket}/manage/invitations`,
    as: 'manager',
    at: `${market}/manage/invitations`,
    after: async (page, text) => {
      await field(page, text, text.manage.invitations.uses).fill('0');
      await refused(page, text.manage.invitations.make);
    },
  },
  { name: 'the words', route: `${inMarket}/manage/words`, as: 'manager', at: async () => `${await words()}?done=words-added` },
  {
    name: 'the words, refused',
    route: `${inMarket}/manage/words`,
    as: 'manager',
    at: async () => `${await words()}?word=babouche`,
    after: (page, text) => refused(page, text.manage.words.add),
  },
  { name: 'the log', route: `${inMarket}/manage/log`, as: 'manager', at: `${market}/manage/log` },
  { name: 'settings', route: `${inMarket}/manage/settings`, as: 'manager', at: `${market}/manage/settings?done=saved` },
];
