/** An order of ten thousand pairs, and workshops that make some of them: for tests of coalitions. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import type { z } from 'zod';
import type { CoalitionAnswer, CoalitionView } from '../../schema/coalition.ts';
import type { ListingDraft } from '../../schema/listing.ts';
import type { Person } from '../../schema/person.ts';
import { firmDraft, join, key, listingDraft, type Opened, openMarket, person, publish, value } from '../support/market.ts';

export const owner = person('Omar Owner');
export const workshops = ['Amal', 'Badr', 'Camal', 'Dina'].map(person) as [Person, Person, Person, Person];
export const [amal, badr, camal, dina] = workshops;
export const stranger = person('Sami Stranger');

export interface Scene extends Opened {
  need: number;
  /** Offers of the workshops, in their order. */
  offers: number[];
  firms: number[];
}

const pairs = (n: number) => ({ amount: n * 1000, unit: 'PR' as const });
const draft = (over: Partial<z.input<typeof ListingDraft>>) =>
  listingDraft({ title: 'صنادل جلد رجالي', text: '', minimumOrder: null, ...over });

/** Amal, Badr and Camal together are just enough; Dina can take the place of any of them. */
export async function openScene(): Promise<Scene> {
  const opened = await openMarket();
  await join(opened, owner, firmDraft({ name: 'متجر عمر', role: 'exporter' }));
  await join(opened, stranger, firmDraft({ name: 'ورشة سامي', role: 'workshop' }));
  const firms: number[] = [];
  const offers: number[] = [];
  for (const [at, who] of workshops.entries()) {
    firms.push(
      await join(opened, who, firmDraft({ name: `ورشة ${who.name}`, role: 'workshop', place: { lat: 30.15 + at / 100, lng: 31.73 } })),
    );
    offers.push(
      await publish(opened, who, draft({ quantity: pairs([4500, 4000, 3500, 3000][at] ?? 0), price: price(5_000 + at * 1_000) })),
    );
  }
  const need = await publish(opened, owner, draft({ direction: 'need', quantity: pairs(10_000), price: price(9_000) }));
  return { ...opened, need, offers, firms };
}

export const price = (min: number) => ({ form: 'fixed' as const, min, currency: 'EGP' as const, per: 'PR' as const });

export const proposals = ({ market, need }: Scene, split = false) => value(market.member(owner).coalitionsFor(need, split));

/** The owner asks the firms of the first proposal; answers the coalition's number. */
export async function invited(scene: Scene): Promise<number> {
  const { proposals: found } = await proposals(scene);
  const listings = found[0]?.members.map(({ listing }) => listing.id) ?? [];
  return (await value(scene.market.member(owner).inviteCoalition(scene.need, { listings, split: false }, key()))).id;
}

export const answer = ({ market }: Opened, who: Person, id: number, given: Partial<CoalitionAnswer> = {}) =>
  market.member(who).answerCoalition(id, { accept: true, amount: 1_000_000, words: '', ...given }, key());

/** All that are asked accept: for one, two and three million. */
export async function completed(scene: Scene): Promise<number> {
  const id = await invited(scene);
  for (const [at, who] of [amal, badr, camal].entries()) await value(answer(scene, who, id, { amount: (at + 1) * 1_000_000 }));
  return id;
}

export const june = Date.UTC(2027, 5, 1);

export async function quoted(scene: Scene): Promise<number> {
  const id = await completed(scene);
  await value(scene.market.member(amal).quoteCoalition(id, { deliverBy: june, words: 'دفعتان' }, key()));
  return id;
}

export const seen = ({ market }: Opened, who: Person, id: number): Promise<CoalitionView> => value(market.member(who).coalition(id));

export const states = ({ members }: CoalitionView) => members.map(({ state }) => state);

export const told = async ({ market }: Opened, who: Person) =>
  (await value(market.buyer(who).inbox())).notices
    .filter(({ about }) => about?.of === 'coalition')
    .map(({ kind }) => kind.replace('coalition-', ''));

/** Lets the alarm ring as it would when so much time has passed. */
export async function after({ stub }: Opened, milliseconds: number): Promise<void> {
  await runInDurableObject(stub, (_, { storage }) => {
    storage.sql.exec('update coalition set look_at = look_at - ?1, quote_by = quote_by - ?1 where look_at is not null', milliseconds);
    storage.sql.exec('update coalition_part set answer_by = answer_by - ?1', milliseconds);
  });
  await runDurableObjectAlarm(stub);
}
