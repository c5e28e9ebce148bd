/** The four things that are written on a phone: how each is filled in, and how much of it the market has. */
import type { Locator, Page } from 'playwright-core';
import type { Inbox } from '../../schema/inquiry.ts';
import type { ListingCard, ListingView } from '../../schema/listing.ts';
import { newPage, origin, read, signedIn, write } from './browser.ts';
import { photo } from './phone.ts';

const market = '/c/hebron-shoes';
export const cluster = '/clusters/hebron-shoes';
/** Both of one firm that is trusted, so that what they post is in the market at once. */
const owner = '+970562804755';
const colleague = '+970592216744';
const asker = '+970592118891';

export const kinds = ['post', 'edit', 'ask', 'answer'] as const;
export type Kind = (typeof kinds)[number];

export interface Task {
  /** Who writes it. */
  by: Page;
  /** Where its form stands. */
  at: string;
  form: string;
  /** Whether photos go with it. */
  photos: boolean;
  fill(page: Page): Promise<void>;
  send(page: Page): Locator;
  /** What the market has of it, and what it should have: exactly once, with its photos in their order. */
  found(): Promise<unknown>;
  wanted: unknown;
}

/** People with pages of their own on a good network, which ask the JSON API. */
export interface People {
  owner: Page;
  colleague: Page;
  asker: Page;
}

export async function openPeople(): Promise<People> {
  const open = async (phone: string, name?: string) => newPage({ state: await signedIn(phone, name) });
  return { owner: await open(owner), colleague: await open(colleague), asker: await open(asker, 'هالة منصور') };
}

export const draft = (title: string, photos: { id: number; alt: string }[] = []) => ({
  direction: 'offer',
  kind: 'input',
  title,
  text: '',
  price: { form: 'negotiable', currency: 'ILS' },
  visibility: 'public',
  photos,
});

/** A listing that is in the market; its photos are as wide as they are told. */
export async function posted(page: Page, title: string, ...widths: number[]): Promise<number> {
  const photos: { id: number; alt: string }[] = [];
  for (const width of widths) {
    const { buffer } = await photo(page, width, 40);
    const answer = await page.request.post(`/api/v1${cluster}/files`, {
      data: buffer,
      headers: { origin, 'content-type': 'image/jpeg', 'idempotency-key': crypto.randomUUID() },
    });
    photos.push({ id: ((await answer.json()) as { id: number }).id, alt: '' });
  }
  return (await write<{ id: number }>(page, 'POST', `${cluster}/listings`, draft(title, photos))).id;
}

export const listing = (page: Page, id: number) => read<ListingView>(page, `${cluster}/listings/${id}`);

/** One's own listings of that title, each by the widths of its photos. */
export async function postedAs(page: Page, title: string): Promise<number[][]> {
  const cards = (await read<ListingCard[]>(page, `${cluster}/listings`)).filter((card) => card.title === title);
  return Promise.all(cards.map(async ({ id }) => (await listing(page, id)).photos.map(({ width }) => width)));
}

/** Chooses photos in their order, each as wide as it is told. */
export async function choose(page: Page, ...widths: number[]): Promise<void> {
  const before = await page.locator('.thumb').count();
  const files = [];
  for (const width of widths) files.push(await photo(page, width, 40));
  await page.locator('input[name=photos][multiple]').setInputFiles(files);
  // each has become small, and waits for its turn
  await page.waitForFunction(
    (all) => [...document.querySelectorAll<HTMLImageElement>('.thumb img')].filter(({ naturalWidth }) => naturalWidth > 0).length === all,
    before + widths.length,
  );
}

export async function writeListing(page: Page, title: string): Promise<void> {
  await page.locator('input[name=direction][value=offer]').check();
  await page.locator('input[name=kind][value=input]').check();
  await page.locator('#title').fill(title);
  await page.locator('#priceMin').fill('100');
}

export const publish = (page: Page) => page.locator('form.listing-form button[name=submit][value=yes]');

/** `words` are found nowhere else. */
export const tasks: Record<Kind, (people: People, words: string) => Promise<Task>> = {
  post: async ({ owner }, words) => ({
    by: owner,
    at: `${market}/l/new`,
    form: 'form.listing-form',
    photos: true,
    fill: async (page) => {
      await writeListing(page, words);
      await choose(page, 50, 60);
    },
    send: publish,
    found: () => postedAs(owner, words),
    wanted: [[50, 60]],
  }),

  edit: async ({ owner }, words) => {
    const id = await posted(owner, `${words} من قبل`, 70);
    const revision = (await listing(owner, id)).owner?.revision ?? 0;
    return {
      by: owner,
      at: `${market}/l/${id}/edit`,
      form: 'form.listing-form',
      photos: true,
      fill: async (page) => {
        await page.locator('#title').fill(words);
        await choose(page, 80);
      },
      send: publish,
      found: async () => {
        const { title, owner: own, photos } = await listing(owner, id);
        return { title, revision: own?.revision, photos: photos.map(({ width }) => width) };
      },
      wanted: { title: words, revision: revision + 1, photos: [70, 80] },
    };
  },

  ask: async ({ owner, asker }, words) => {
    const id = await posted(owner, `سؤال عن ${words}`);
    return {
      by: asker,
      at: `${market}/l/${id}/inquiries`,
      form: 'form[data-outbox=ask]',
      photos: false,
      fill: (page) => page.locator('#message').fill(words),
      send: (page) => page.locator('form[data-outbox=ask] button:not([type=button])'),
      found: async () => {
        const { received, notices } = await read<Inbox>(owner, `${cluster}/inbox`);
        return [received.filter(({ message }) => message === words).length, notices.filter((one) => one.listing?.id === id).length];
      },
      wanted: [1, 1],
    };
  },

  answer: async ({ owner, asker }, words) => {
    const id = await posted(owner, `جواب عن ${words}`);
    const asked = await write<{ id: number }>(asker, 'POST', `${cluster}/listings/${id}/inquiries`, { message: 'عندكم منه كام؟' });
    return {
      by: owner,
      at: `${market}/i/${asked.id}`,
      form: 'form[data-outbox=answer]',
      photos: false,
      fill: (page) => page.locator('#words').fill(words),
      send: (page) => page.locator('form[data-outbox=answer] button[value=yes]'),
      found: async () => {
        const { sent, notices } = await read<Inbox>(asker, `${cluster}/inbox`);
        const answers = sent.filter(({ answer, state }) => answer === words && state === 'accepted').length;
        return [answers, notices.filter(({ inquiry }) => inquiry === asked.id).length];
      },
      wanted: [1, 1],
    };
  },
};
