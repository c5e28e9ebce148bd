/** Fills an empty platform with the demonstration clusters, through the public API and nothing else. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { day } from '../schema/time.ts';
import { Client } from '../scripts/client.ts';
import { sendChains } from './chains.ts';
import { sendCircles } from './circles.ts';
import { clusters } from './clusters/index.ts';
import { sendCoalitions } from './coalitions.ts';
import { sendPools } from './pools.ts';
import type { SeedCluster, SeedFirm, SeedInquiry, SeedListing, SeedPerson } from './shape.ts';

/** The operator of a development platform (OPERATORS in wrangler.jsonc). */
export const operator: SeedPerson = { name: 'Unqud operator', phone: '+201000000001' };

/** True when there is no cluster yet. */
export async function isEmpty(url: string): Promise<boolean> {
  return (await Client.anonymous(url).get<unknown[]>('/clusters')).length === 0;
}

export async function seed(url: string, say: (line: string) => void = () => {}, only?: string[]): Promise<void> {
  const operating = await Client.signIn(url, operator.phone, operator.name);
  const chosen = clusters.filter(({ opening }) => !only || only.includes(opening.cluster.slug));
  for (const one of chosen) {
    await seedCluster(url, operating, one);
    say(`${one.opening.cluster.names.en}: ${one.firms.length} firms, ${one.firms.flatMap(({ listings }) => listings).length} listings`);
  }
}

/** A firm in the market, with its people signed in. */
interface Joined {
  id: number;
  people: Client[];
  listings: Map<string, number>;
}

async function seedCluster(url: string, operating: Client, data: SeedCluster): Promise<void> {
  const { cluster, manager } = data.opening;
  const at = `/clusters/${cluster.slug}`;
  await operating.post('/clusters', data.opening);
  const managing = await Client.signIn(url, manager.phone, manager.name);
  const office = await managing.get<{ revision: number }>(`${at}/firm`);
  await managing.put(`${at}/firm`, { ...data.office, name: data.opening.office, revision: office.revision });
  await managing.put(`${at}/settings`, { trustedPublishAtOnce: data.trustedPublishAtOnce });

  const joined = new Map<string, Joined>();
  for (const words of data.words ?? []) await managing.post(`${at}/words`, { words });
  for (const firm of data.firms) joined.set(firm.key, await joinFirm(url, at, managing, firm));
  for (const { by, ...watch } of data.watches ?? []) await joined.get(by)?.people[0]?.post(`${at}/watches`, watch);
  for (const firm of data.firms) {
    const author = joined.get(firm.key) as Joined;
    for (const listing of firm.listings) author.listings.set(listing.title, await post(at, author, managing, listing, cluster.currency));
  }
  for (const inquiry of data.inquiries) await ask(url, at, joined, inquiry);
  for (const q of data.searches ?? []) await Client.anonymous(url).get(`${at}/search?q=${encodeURIComponent(q)}`);
  await sendPools(at, data, joined, managing);
  await sendChains(at, data, joined);
  await sendCoalitions(at, data, joined, managing);
  await sendCircles(at, data, joined, managing);
  // ended and paused only now, since only published listings can be asked about
  for (const firm of data.firms)
    for (const { title, state } of firm.listings)
      if (state === 'paused' || state === 'fulfilled')
        await move(at, joined.get(firm.key) as Joined, title, state === 'paused' ? 'pause' : 'fulfil');
}

async function joinFirm(url: string, at: string, managing: Client, { people, firm, trusted }: SeedFirm): Promise<Joined> {
  const { token } = await managing.post<{ token: string }>(`${at}/invitations`, { note: firm.name });
  const first = await Client.signIn(url, people[0].phone, people[0].name);
  const { firm: id } = await first.post<{ firm: number }>(`${at}/invitations/by-token/${token}/acceptance`, { firm });
  const clients = [first];
  for (const colleague of people.slice(1)) {
    const invited = await first.post<{ token: string }>(`${at}/firm/colleagues`, { note: colleague.name });
    const client = await Client.signIn(url, colleague.phone, colleague.name);
    await client.post(`${at}/invitations/by-token/${invited.token}/acceptance`, { firm: null });
    clients.push(client);
  }
  if (trusted) await managing.post(`${at}/firms/${id}/decisions`, { act: 'trust' });
  return { id, people: clients, listings: new Map() };
}

async function post(at: string, author: Joined, managing: Client, listing: SeedListing, currency: string): Promise<number> {
  const { state = 'published', returned, availableFromIn, availableUntilIn, price, photos = [], voice, ...written } = listing;
  const inDays = (days: number | undefined) => (days === undefined ? null : Math.floor(Date.now() / day + days) * day);
  const writer = author.people[author.listings.size % author.people.length] as Client;
  const chosen = [];
  for (const { file, alt } of photos) chosen.push({ id: await send(at, writer, file), alt });
  const body = {
    ...written,
    photos: chosen,
    voice: voice ? await send(at, writer, voice) : null,
    price: { currency, ...price },
    availableFrom: inDays(availableFromIn),
    availableUntil: inDays(availableUntilIn),
    submit: state !== 'draft',
  };
  const made = await writer.post<{ id: number; state: string }>(`${at}/listings`, body);
  if (state === 'draft' || state === 'waiting' || made.state === 'published') return made.id;
  const { owner } = await managing.get<{ owner: { revision: number } }>(`${at}/listings/${made.id}`);
  const decision = state === 'returned' && returned ? { act: 'return', ...returned } : { act: 'publish' };
  await managing.post(`${at}/listings/${made.id}/decisions`, { ...decision, revision: owner.revision });
  return made.id;
}

/** Sends a file of seed/media ahead of what it belongs to. */
function send(at: string, by: Client, file: string): Promise<number> {
  const bytes = new Uint8Array(readFileSync(join(import.meta.dirname, 'media', file)));
  return by.sendFile(at, bytes, file.endsWith('.ogg') ? 'audio/ogg' : 'image/webp');
}

async function ask(
  url: string,
  at: string,
  joined: Map<string, Joined>,
  { about, from, inquiry, voice, answer }: SeedInquiry,
): Promise<void> {
  const owner = joined.get(about.firm) as Joined;
  const asker = typeof from === 'string' ? (joined.get(from)?.people[0] as Client) : await Client.signIn(url, from.phone, from.name);
  const { id } = await asker.post<{ id: number }>(`${at}/listings/${owner.listings.get(about.title)}/inquiries`, {
    ...inquiry,
    voice: voice ? await send(at, asker, voice) : null,
  });
  if (answer) await owner.people[0]?.post(`${at}/inquiries/${id}/answer`, answer);
}

async function move(at: string, author: Joined, title: string, act: string): Promise<void> {
  await author.people[0]?.post(`${at}/listings/${author.listings.get(title)}/moves`, { act });
}
