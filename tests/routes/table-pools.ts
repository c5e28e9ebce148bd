/** The lines of pools, of both faces. */
import { runInDurableObject } from 'cloudflare:test';
import { Commitment, PoolAnswer, PoolCancellation, PoolDraft } from '../../schema/pool.ts';
import { day } from '../../schema/time.ts';
import { key, value } from '../support/market.ts';
import type { Actor, Scene } from './scene.ts';
import type { Line } from './table.ts';

/** A pool of the owner's firm, in which `actor`, or else the owner, takes something; answers its number. */
export async function pool({ market, people, stub }: Scene, actor: Actor = 'owner', over: Partial<PoolDraft> = {}): Promise<number> {
  await endFirst(stub);
  const draft = PoolDraft.parse({ ...document(), ...over });
  const { id } = await value(market.member(people.owner).openPool(draft, key()));
  const taker = actor === 'member' || actor === 'manager' ? people[actor] : people.owner;
  await value(market.member(taker).commit(id, 75_000, key()));
  return id;
}

/** A firm has few open at a time, and the first ones were tried already. */
const endFirst = (stub: Scene['stub']) =>
  runInDurableObject(stub, (_, { storage }) => {
    storage.sql.exec(`update pool set state = 'cancelled', closed_at = 1 where state = 'open' and id < (select max(id) from pool) - 4`);
  });

/** They are few for each firm. */
const forgetPools: Line['after'] = ({ stub }) =>
  runInDurableObject(stub, (_, { storage }) => {
    storage.sql.exec(`update pool set state = 'cancelled', closed_at = 1 where state = 'open'`);
  });

const document = () => ({
  title: 'Shoe glue',
  text: 'Drums of 25 kilos',
  unit: 'KGM',
  currency: 'EGP',
  steps: [
    { from: 500_000, price: 14_500 },
    { from: 1_000_000, price: 13_200 },
  ],
  deadline: Date.now() + 5 * day,
  cap: 3_000_000,
  pack: 25_000,
  supplier: { name: 'Nile chemicals' },
});

const form = () => ({
  title: 'Shoe glue',
  text: 'Drums of 25 kilos',
  unit: 'KGM',
  currency: 'EGP',
  'steps.0.from': '500',
  'steps.0.price': '145',
  'steps.1.from': '1000',
  'steps.1.price': '132',
  deadlineDay: new Date(Date.now() + 5 * day).toISOString().slice(0, 10),
  deadlineHour: '20',
  cap: '3000',
  pack: '25',
  supplierName: 'Nile chemicals',
});

/** A pool of the manager's firm that is to be bought from the owner's; answers its number. */
async function named({ market, people, stub }: Scene): Promise<number> {
  await endFirst(stub);
  const { firm } = await value(market.member(people.owner).myFirm());
  const draft = PoolDraft.parse({ ...document(), supplier: { firm: firm.id } });
  return (await value(market.member(people.manager).openPool(draft, key()))).id;
}

const one: Line['given'] = async (scene, actor) => ({ params: { id: await pool(scene, actor) } });
const page = '/c/:cluster/pools' as const;

export const poolPages: Line[] = [
  { route: `GET ${page}`, who: 'member' },
  { route: `GET ${page}/new`, who: 'member' },
  { route: `POST ${page}`, who: 'member', given: () => ({ body: form() }), texts: ['title', 'text', 'supplierName'], after: forgetPools },
  { route: `GET ${page}/:id`, who: 'member', given: one },
  {
    route: `GET ${page}/:id`,
    about: 'of which the owner is the supplier',
    who: 'member',
    given: async (scene) => ({ params: { id: await named(scene) } }),
  },
  { route: `GET ${page}/:id/share`, who: 'member', given: one },
  { route: `GET ${page}/:id/commitment`, who: 'anyone', given: () => ({ params: { id: 1 } }) },
  {
    route: `POST ${page}/:id/commitment`,
    about: 'to take something',
    who: 'member',
    given: async (scene) => ({ params: { id: await pool(scene) }, body: { act: 'commit', amount: '12.5' } }),
  },
  {
    route: `POST ${page}/:id/commitment`,
    about: 'to take nothing any more',
    who: 'member',
    given: async (scene, actor) => ({ params: { id: await pool(scene, actor) }, body: { act: 'withdraw' } }),
  },
  { route: `GET ${page}/:id/answers`, who: 'anyone', given: () => ({ params: { id: 1 } }) },
  {
    route: `POST ${page}/:id/answers`,
    who: 'owner',
    given: async (scene) => ({ params: { id: await named(scene) }, body: { accept: 'yes' } }),
    after: forgetPools,
  },
  { route: `GET ${page}/:id/cancellation`, who: 'anyone', given: () => ({ params: { id: 1 } }) },
  {
    route: `POST ${page}/:id/cancellation`,
    who: 'owner or manager',
    given: async (scene) => ({ params: { id: await pool(scene) }, body: { words: 'The supplier has none' } }),
    texts: ['words'],
  },
];

const at = '/api/v1/clusters/:cluster/pools' as const;

export const poolOperations: Line[] = [
  { route: `GET ${at}`, who: 'member', scope: 'read' },
  {
    route: `POST ${at}`,
    who: 'member',
    scope: 'write',
    given: () => ({ body: document() }),
    contract: PoolDraft,
    texts: ['title', 'text', 'supplier.name'],
    after: forgetPools,
  },
  { route: `GET ${at}/:id`, who: 'member', scope: 'read', given: one },
  {
    route: `PUT ${at}/:id/commitment`,
    who: 'member',
    scope: 'write',
    given: async (scene) => ({ params: { id: await pool(scene) }, body: { amount: 12_500 } }),
    contract: Commitment,
  },
  { route: `DELETE ${at}/:id/commitment`, who: 'member', scope: 'write', given: one },
  {
    route: `POST ${at}/:id/answers`,
    who: 'owner',
    scope: 'write',
    given: async (scene) => ({ params: { id: await named(scene) }, body: { accept: true } }),
    contract: PoolAnswer,
    after: forgetPools,
  },
  {
    route: `POST ${at}/:id/cancellation`,
    who: 'owner or manager',
    scope: 'write',
    given: async (scene) => ({ params: { id: await pool(scene) }, body: { words: 'The supplier has none' } }),
    contract: PoolCancellation,
    texts: ['words'],
  },
];
