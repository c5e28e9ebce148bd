/** Markets of a given size, filled as people would fill them: sign-in, invitations, and listings posted with tokens. */
import { Client } from '../../scripts/client.ts';
import { operator } from '../../seed/index.ts';
import { firm, listing, random } from './listings.ts';
import { each } from './load.ts';

/** A person who posts for a firm. */
export interface Author {
  client: Client;
  token: string;
}

export interface Filled {
  size: number;
  slug: string;
  authors: Author[];
  /** Listings that everyone may see. */
  open: number[];
}

/** Signs people in, each with a token of their own. */
export async function signIn(url: string, count: number): Promise<Author[]> {
  const authors: Author[] = [];
  await each(Array(count).keys(), 4, async (number) => {
    const person = await Client.signIn(url, `+2010${20_000_000 + number}`, `Bench ${number + 1}`);
    const { token } = await person.post<{ token: string }>('/me/tokens', { name: 'bench', scopes: ['read', 'write'], days: 2 });
    authors[number] = { client: Client.withToken(url, token), token };
  });
  return authors;
}

/** A market of `size` listings; every author posts for a trusted firm there. */
export async function fill(url: string, operating: Client, size: number, authors: Author[], say: (line: string) => void): Promise<Filled> {
  const slug = `bench-${size}`;
  const at = `/clusters/${slug}`;
  const manager = { name: 'Bench manager', phone: '+201120000000' };
  const names = { ar: `سوق ${size}`, fr: `Marché de ${size}`, en: `Market of ${size}` };
  const cluster = {
    slug,
    names,
    about: names,
    sector: 'other',
    country: 'EG',
    place: { lat: 30.15, lng: 31.75 },
    languages: ['ar', 'fr', 'en'],
    timeZone: 'Africa/Cairo',
    currency: 'EGP',
  };
  await operating.post('/clusters', { cluster, office: 'Bench office', manager });
  managing ??= await Client.signIn(url, manager.phone, manager.name);
  const office = managing;
  await office.put(`${at}/settings`, { trustedPublishAtOnce: true });
  await each(authors.entries(), 4, async ([number, { client }]) => {
    const { token } = await office.post<{ token: string }>(`${at}/invitations`, { note: `firm ${number + 1}` });
    const { firm: id } = await client.post<{ firm: number }>(`${at}/invitations/by-token/${token}/acceptance`, { firm: firm(number) });
    await office.post(`${at}/firms/${id}/decisions`, { act: 'trust' });
  });

  const open: number[] = [];
  const began = performance.now();
  let done = 0;
  await each(Array(size).keys(), 8, async (number) => {
    const author = authorOf(number, authors.length);
    const written = listing(number, author);
    const made = await (authors[author] as Author).client.post<{ id: number; state: string }>(`${at}/listings`, written);
    if (made.state !== 'published') throw new Error(`listing ${made.id} is ${made.state}: the market does not publish at once`);
    if (written.visibility === 'public') open.push(made.id);
    if (++done % 5000 === 0) say(`  ${done} of ${size}, ${Math.round((done * 1000) / (performance.now() - began))} a second`);
  });
  say(`${size} listings in ${Math.round((performance.now() - began) / 1000)} s`);
  return { size, slug, authors, open };
}

let managing: Client | undefined;

export const signInOperator = (url: string): Promise<Client> => Client.signIn(url, operator.phone, operator.name);

/** Who posts a listing: scattered, so that no firm's listings stand together. */
export const authorOf = (number: number, authors: number): number => Math.floor(random(number * 31 + 5)() * authors);
