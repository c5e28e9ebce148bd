/** What goes wrong with real phones: the network breaks in the middle of each step, pages are closed, thumbs are impatient. Nothing is lost, nothing doubled. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { ar } from '../../web/text/ar.ts';
import { bad, type Fate, type Network } from './bad-network.ts';
import { inBrowser, newPage, troublesOf, write } from './browser.ts';
import { photo } from './phone.ts';
import {
  arrives,
  giveRoom,
  left,
  onBadNetwork,
  opened,
  partWith,
  press,
  pressed,
  ready,
  refusesToKeep,
  soon,
  stateIs,
  syncOf,
  waits,
} from './phone-on-network.ts';
import { cluster, draft, type Kind, kinds, listing, openPeople, type People, postedAs, type Task, tasks, writeListing } from './written.ts';

const { media, phone } = ar;
const seed = Number(process.env.FAULTS_SEED ?? 20261122);

/** What happens besides: the form is pressed and nothing else; pressed twice; its page is read again, or closed, while it is sent; there is no network, or no session; or the phone's own worker sends it while no page is open. */
const turns = ['nothing', 'twice', 'reload', 'closed', 'offline', 'signed-out', 'worker'] as const;

interface Story {
  words: string;
  kind: Kind;
  turn: (typeof turns)[number];
  fates: Network['fates'];
}

/** Each kind meets each turn; what becomes of what is sent is drawn by lot. */
function storiesOf(seed: number): Story[] {
  const random = randomOf(seed);
  const draw = (most: number): Fate[] => Array.from({ length: 1 + Math.floor(random() * most) }, () => pick(random, bad));
  return turns.flatMap((turn, n) =>
    kinds
      .filter((_, k) => (k + n) % 2 === 0)
      .map(
        (kind): Story => ({
          words: `${kind} ${turn} ${seed}`,
          kind,
          turn,
          // the worker is told often enough that its own pauses would be noticed
          fates: { file: draw(4), form: [...draw(2), ...(turn === 'worker' ? (['lost'] as const) : [])] },
        }),
      ),
  );
}

let people: People;
const asPeople = () =>
  beforeAll(async () => {
    people ??= await openPeople();
  });

inBrowser('on a network that breaks and a phone that is put away', () => {
  asPeople();

  test.each(storiesOf(seed))(`$kind, $turn: $fates.file, $fates.form (seed ${seed})`, async ({ words, kind, turn, fates }) => {
    const task = await tasks[kind](people, words);
    await onBadNetwork(async (network) => {
      const page = await opened(network, task);
      Object.assign(network.fates, fates);
      await task.fill(page);
      const last = await happens[turn](page, task, network);
      await arrives(last, network);
      expect(await task.found()).toEqual(task.wanted);
      expect(troublesOf(page).filter((one) => one.startsWith('script:'))).toEqual([]);
      return last;
    });
  });
});

inBrowser('a form', () => {
  asPeople();

  test('that is pressed again after its photos came through by themselves is the same thing', async () => {
    const task = await tasks.post(people, 'pressed again');
    await onBadNetwork(async (network) => {
      const page = await opened(network, task, { worker: false });
      network.fates.file = ['lost', 'lost'];
      await task.fill(page);
      await page.locator('.thumb').last().getByText(media.photos.waits).waitFor();
      // the market gets all of it and its answer is lost; without a worker of the phone's own one stays on the page
      network.fates.form = ['unanswered', 'lost', 'lost'];
      const release = network.hold('form');
      await task.send(page).click();
      await soon(() => network.came.form).toBe(1);
      await page.context().setOffline(true);
      release();
      await page.getByText(phone.form.kept).waitFor();
      await page.context().setOffline(false);
      await page.locator('.thumb').last().getByText(media.photos.sent).waitFor();
      await task.send(page).click();
      await page.waitForURL('**/waiting');
      await arrives(page, network);
      expect(await task.found()).toEqual(task.wanted);
      return page;
    });
  });

  test('whose page is read again while it is sent stands there with its photos, and is the same thing', async () => {
    const task = await tasks.post(people, 'read again');
    await onBadNetwork(async (network) => {
      const page = await opened(network, task);
      await task.fill(page);
      network.fates.file = ['lost', 'lost', 'lost'];
      const release = await pressed(page, task, network);
      await page.reload();
      await ready(page, task);
      await page.locator('.thumb').nth(1).waitFor();
      expect(await page.locator('#title').inputValue()).toBe('read again');
      release();
      await press(page, task);
      await arrives(page, network);
      expect(await task.found()).toEqual(task.wanted);
      return page;
    });
  });

  test('that is left right after the last letter is there again', async () => {
    const task = await tasks.ask(people, 'left in a hurry');
    await onBadNetwork(async (network) => {
      const page = await opened(network, task);
      await task.fill(page);
      await page.goto(`${network.origin}/waiting`);
      await page.goto(network.origin + task.at);
      await page.getByText(phone.form.draft).waitFor();
      expect(await page.locator('#message').inputValue()).toBe('left in a hurry');
      return page;
    });
  });

  test('is sent on by the phone’s own worker when its page is closed in the middle', async () => {
    const task = await tasks.post(people, 'closed for good');
    await onBadNetwork(async (network) => {
      const page = await opened(network, task);
      await task.fill(page);
      const sync = await syncOf(page, network);
      const release = await pressed(page, task, network);
      await sync();
      // it waits for the page to be done
      const pending = () => page.evaluate(async () => (await navigator.locks.query()).pending?.length);
      await soon(pending).toBeGreaterThan(0);
      await page.close();
      release();
      await soon(task.found).toEqual(task.wanted);
      return sync.page;
    });
  });

  test('that somebody else changed meanwhile is shown beside it, photos and all, and is saved once', async () => {
    const task = await tasks.edit(people, 'mine of both');
    await onBadNetwork(async (network) => {
      const page = await opened(network, task, { worker: false });
      await task.fill(page);
      network.fates.form = ['lost'];
      await task.send(page).click();
      await page.waitForURL('**/waiting');
      await rewrite(task, 'theirs of both');
      await stateIs(page, phone.states.conflict);

      // the part of the page that shows both is gone with its version: what was written here stays where it is
      let asked = 0;
      await page.route(`**/${partWith('keepThere')}`, (route) => {
        asked += 1;
        return route.abort();
      });
      await waits(page).getByRole('link', { name: phone.both }).click();
      await soon(() => asked).toBe(2);
      await ready(page, task);
      expect(await page.locator('#title').inputValue()).toBe('theirs of both');
      expect(await left(page)).toBe(1);
      await page.unroute(`**/${partWith('keepThere')}`);

      await page.goto(`${network.origin}/waiting`);
      await waits(page).getByRole('link', { name: phone.both }).click();
      await page.locator('.both').getByText('theirs of both').waitFor();
      expect(await page.locator('#title').inputValue()).toBe('mine of both');
      expect(await page.locator('.thumb').count()).toBe(2);
      await task.send(page).click();
      await page.waitForURL(/\?done=/);
      await arrives(page, network);
      const { revision, ...wanted } = task.wanted as { revision: number };
      expect(await task.found()).toEqual({ ...wanted, revision: revision + 1 });
      return page;
    });
  });
});

inBrowser('a phone without room', () => {
  asPeople();

  test('says so, leaves on the page what was typed, and sends it from there', async () => {
    const task = await tasks.post(people, 'no room at all');
    await onBadNetwork(async (network) => {
      const page = await opened(network, task, { worker: false, room: 1 });
      await task.fill(page);
      network.fates.form = ['lost'];
      await task.send(page).click();
      await page.getByText(phone.form.failed).waitFor();
      expect(await refusesToKeep(page)).toBe('QuotaExceededError');
      expect(await page.locator('#title').inputValue()).toBe('no room at all');
      expect(await page.locator('.thumb').count()).toBe(2);
      const release = network.hold('form');
      await task.send(page).click();
      await page.getByText(phone.form.full).waitFor();
      release();
      await page.waitForURL(/\?done=/);
      expect(await task.found()).toEqual(task.wanted);
      return page;
    });
  });

  test('for all of it says so too, and nothing of it is kept by half', async () => {
    const task = await tasks.ask(people, 'room for little');
    await onBadNetwork(async (network) => {
      const page = await opened(network, task, { worker: false, room: 6_000 });
      await page.locator('#message').fill(`room for little ${'كلام كثير '.repeat(180)}`.trim());
      network.fates.form = ['lost'];
      await task.send(page).click();
      await page.getByText(phone.form.failed).waitFor();
      expect(await left(page)).toBe(0);
      await task.send(page).click();
      await page.waitForURL(/\?done=/);
      return page;
    });
  });

  test('that has room again sends what may have arrived once, and other words as another thing', async () => {
    const task = await tasks.post(people, 'room again');
    await onBadNetwork(async (network) => {
      const page = await opened(network, task, { worker: false, room: 1 });
      await writeListing(page, 'room again');
      network.fates.form = ['unanswered', 'unanswered'];
      await task.send(page).click();
      await page.getByText(phone.form.failed).waitFor();
      await page.locator('#title').fill('room for others');
      network.fates.form = [];
      await task.send(page).click();
      // it says that the page was sent with other words, and to send again
      await page.getByText(ar.refusals['key-reused']).waitFor();
      network.fates.form = ['unanswered'];
      await task.send(page).click();
      await page.getByText(phone.form.failed).waitFor();
      await giveRoom(page, network, 50_000_000);
      await task.send(page).click();
      await page.waitForURL(/\?done=/);
      expect(await postedAs(people.owner, 'room again')).toEqual([[]]);
      expect(await postedAs(people.owner, 'room for others')).toEqual([[]]);
      return page;
    });
  });
});

inBrowser('a page whose parts are gone with their version', () => {
  asPeople();

  test('is sent as a plain form, with its photos', async () => {
    const task = await tasks.post(people, 'a plain form');
    await onBadNetwork(async ({ origin }) => {
      const page = await newPage({ state: await task.by.context().storageState() });
      await page.route('**/part-*.js', (route) => route.abort());
      await page.goto(origin + task.at);
      await writeListing(page, 'a plain form');
      await page.locator('input[name=photos][multiple]').setInputFiles([await photo(page, 50, 40), await photo(page, 60, 40)]);
      await task.send(page).click();
      await page.waitForURL(/\?done=/);
      expect(await task.found()).toEqual(task.wanted);
      return page;
    });
  });

  test('puts nothing in the place of what was typed before and cannot be shown', async () => {
    const task = await tasks.post(people, 'typed before');
    await onBadNetwork(async (network) => {
      const page = await opened(network, task, { worker: false });
      await page.locator('#title').fill('typed before');
      await page.locator(`${task.form}[data-kept]`).waitFor();
      const part = `**/${partWith('tooMany')}`;
      await page.route(part, (route) => route.abort());
      await page.goto(network.origin + task.at);
      await page.locator(`${task.form}[data-bound]`).waitFor();
      await page.locator('#title').fill('typed afterwards');
      await page.goto(`${network.origin}/waiting`);
      await page.unroute(part);
      await page.goto(network.origin + task.at);
      await page.getByText(phone.form.draft).waitFor();
      expect(await page.locator('#title').inputValue()).toBe('typed before');
      return page;
    });
  });
});

/** Answers the page that is open in the end. */
const happens: Record<Story['turn'], (page: Page, task: Task, network: Network) => Promise<Page>> = {
  nothing: async (page, task) => {
    await press(page, task);
    return page;
  },

  twice: async (page, task) => {
    await press(page, task, (button) => button.dblclick());
    return page;
  },

  reload: async (page, task, network) => {
    const release = await pressed(page, task, network);
    await page.reload();
    await ready(page, task);
    release();
    return page;
  },

  closed: async (page, task, network) => {
    const release = await pressed(page, task, network);
    const next = await page.context().newPage();
    await page.close();
    release();
    return next;
  },

  offline: async (page, task) => {
    await page.context().setOffline(true);
    await task.send(page).click();
    await page.waitForURL('**/waiting');
    await waits(page).getByText(phone.states.failed).waitFor();
    await page.context().setOffline(false);
    return page;
  },

  'signed-out': async (page, task) => {
    const cookies = await page.context().cookies();
    await page.context().clearCookies();
    await task.send(page).click();
    await page.waitForURL('**/waiting');
    await stateIs(page, phone.states.signedOut);
    await page.context().addCookies(cookies);
    return page;
  },

  worker: async (page, task, network) => {
    await task.send(page).click();
    await page.waitForURL('**/waiting');
    await waits(page).getByText(phone.states.failed).waitFor();
    const sync = await syncOf(page, network);
    await page.close();
    // the browser tells it again while it fails
    await expect.poll(() => sync().then(task.found), { timeout: 15_000, interval: 300 }).toEqual(task.wanted);
    return sync.page;
  },
};

/** Somebody else of the same firm changes the title; the photos stay. */
async function rewrite({ at }: Task, title: string): Promise<void> {
  const id = Number(/\/l\/(\d+)/.exec(at)?.[1]);
  const { owner } = await listing(people.colleague, id);
  const { photos: _, ...words } = draft(title);
  await write(people.colleague, 'PUT', `${cluster}/listings/${id}`, { ...words, revision: owner?.revision });
}

function pick<T>(random: () => number, all: readonly T[]): T {
  return all[Math.floor(random() * all.length)] as T;
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32, by Tommy Ettinger, in the public domain). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
