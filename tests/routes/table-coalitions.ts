/** The lines of coalitions, of both faces. */
import { runInDurableObject } from 'cloudflare:test';
import {
  CoalitionAnswer,
  CoalitionDecision,
  CoalitionDraft,
  CoalitionEnding,
  CoalitionQuote,
  CoalitionReplacement,
} from '../../schema/coalition.ts';
import { day, dayStart } from '../../schema/time.ts';
import { key, listingDraft, person, value } from '../support/market.ts';
import { join, type Scene } from './scene.ts';
import type { Line } from './table.ts';

const title = 'مناديل قطن مطرزة';
const other = person('Another of the coalition');

/** Offers of the member, of the managers' office and of a third firm, of which two are needed; posted once for each scene. */
const offered = new WeakMap<Scene, Promise<number[]>>();
function offers(scene: Scene): Promise<number[]> {
  const known = offered.get(scene) ?? offerAll(scene);
  offered.set(scene, known);
  return known;
}

async function offerAll(scene: Scene): Promise<number[]> {
  await join(scene, other, { name: 'A third firm' });
  const { people } = scene;
  const ids: number[] = [];
  for (const [who, n] of [
    [people.member, 700],
    [people.manager, 500],
    [other, 520],
  ] as const)
    ids.push(await post(scene, who, { title, minimumOrder: null, quantity: { amount: n * 1000, unit: 'H87' } }));
  return ids;
}

async function post({ market, people }: Scene, who: Scene['people']['owner'], over: Parameters<typeof listingDraft>[0]): Promise<number> {
  const { id, state } = await value(market.member(who).draft(listingDraft({ text: '', ...over }), key()));
  if (state === 'waiting')
    await value(market.manager(people.manager).decide(id, { act: 'publish', reason: null, words: '', revision: 2 }, key()));
  return id;
}

/** A need of the owner that takes two firms, and the offers of the first proposal. */
async function need(scene: Scene): Promise<{ id: number; listings: number[] }> {
  const all = await offers(scene);
  await runInDurableObject(scene.stub, (_, { storage }) => {
    storage.sql.exec('update coalition set created_at = 1');
    // what was agreed on in another line would leave nothing of the offers
    storage.sql.exec("update coalition set state = 'ended' where state = 'agreed'");
  });
  const id = await post(scene, scene.people.owner, {
    direction: 'need',
    title,
    minimumOrder: null,
    quantity: { amount: 1_100_000, unit: 'H87' },
  });
  return { id, listings: all.slice(0, 2) };
}

type Stage = 'invited' | 'accepted' | 'declined' | 'complete' | 'quoted';

/** The owner's coalition of the member and the office, so far as it is asked for. `accepted`: by the member; `declined`: by the office. */
export async function coalition(scene: Scene, stage: Stage = 'invited'): Promise<number> {
  const { market, people } = scene;
  const asked = await need(scene);
  const { id } = await value(market.member(people.owner).inviteCoalition(asked.id, { listings: asked.listings, split: false }, key()));
  const answer = (who: typeof other, accept: boolean) =>
    value(market.member(who).answerCoalition(id, { accept, amount: accept ? 500_000 : null, words: '' }, key()));
  if (stage === 'declined') await answer(people.manager, false);
  if (stage === 'accepted' || stage === 'complete' || stage === 'quoted') await answer(people.member, true);
  if (stage === 'complete' || stage === 'quoted') await answer(people.manager, true);
  if (stage === 'quoted')
    await value(market.member(people.member).quoteCoalition(id, { deliverBy: Date.now() + 30 * day, words: '' }, key()));
  return id;
}

const at = (stage: Stage) => async (scene: Scene) => ({ params: { id: await coalition(scene, stage) } });
const free = async (scene: Scene) => ({ id: await coalition(scene, 'declined'), listing: (await offers(scene))[2] as number });
const soon = () => new Date(Date.now() + 30 * day).toISOString().slice(0, 10);

const page = '/c/:cluster/coalitions/:id' as const;
const ofNeed = '/c/:cluster/l/:id/coalitions' as const;
const forms = ['answers', 'withdrawal', 'replacements', 'quote', 'decision', 'ending'] as const;

export const coalitionPages: Line[] = [
  { route: 'GET /c/:cluster/coalitions', who: 'member' },
  { route: `GET ${ofNeed}`, who: 'owner or manager', given: async (scene) => ({ params: { id: (await need(scene)).id } }) },
  {
    route: `POST ${ofNeed}`,
    who: 'owner',
    given: async (scene) => {
      const { id, listings } = await need(scene);
      return { params: { id }, body: { listing: listings.map(String) } };
    },
    lenient: ['split'],
  },
  { route: `GET ${page}`, about: 'just begun', who: 'member', given: at('invited') },
  { route: `GET ${page}`, about: 'that somebody declined', who: 'member', given: at('declined') },
  { route: `GET ${page}`, about: 'that is complete', who: 'member', given: at('complete') },
  { route: `GET ${page}`, about: 'with its quote', who: 'member', given: at('quoted') },
  ...forms.map((form): Line => ({ route: `GET ${page}/${form}`, who: 'anyone', given: () => ({ params: { id: 1 } }) })),
  {
    route: `POST ${page}/answers`,
    who: 'member',
    answers: { owner: 404 },
    given: async (scene) => ({ ...(await at('invited')(scene)), body: { accept: 'yes', amount: '5000', words: 'We begin on Sunday' } }),
    texts: ['words'],
  },
  {
    route: `POST ${page}/withdrawal`,
    who: 'member',
    answers: { owner: 404 },
    given: async (scene) => ({ ...(await at('complete')(scene)), body: { words: 'A machine broke' } }),
    texts: ['words'],
  },
  {
    route: `POST ${page}/replacements`,
    who: 'owner',
    given: async (scene) => {
      const { id, listing } = await free(scene);
      return { params: { id }, body: { listing: [String(listing)] } };
    },
  },
  {
    route: `POST ${page}/quote`,
    who: 'member',
    answers: { owner: 404, manager: 404 },
    given: async (scene) => ({ ...(await at('complete')(scene)), body: { deliverBy: soon(), words: 'In two loads' } }),
    texts: ['words'],
  },
  {
    route: `POST ${page}/decision`,
    who: 'owner',
    given: async (scene) => ({ ...(await at('quoted')(scene)), body: { accept: 'yes', words: 'Agreed' } }),
    texts: ['words'],
  },
  {
    route: `POST ${page}/ending`,
    who: 'owner',
    given: async (scene) => ({ ...(await at('invited')(scene)), body: { words: 'The buyer is gone' } }),
    texts: ['words'],
  },
];

const root = '/api/v1/clusters/:cluster' as const;
const one = `${root}/coalitions/:id` as const;

export const coalitionOperations: Line[] = [
  {
    route: `GET ${root}/listings/:id/coalitions`,
    who: 'owner or manager',
    scope: 'read',
    given: async (scene) => ({ params: { id: (await need(scene)).id } }),
  },
  {
    route: `POST ${root}/listings/:id/coalitions`,
    who: 'owner',
    scope: 'write',
    given: async (scene) => {
      const { id, listings } = await need(scene);
      return { params: { id }, body: { listings } };
    },
    contract: CoalitionDraft,
  },
  { route: `GET ${root}/coalitions`, who: 'member', scope: 'read' },
  { route: `GET ${one}`, who: 'member', scope: 'read', given: at('invited') },
  {
    route: `POST ${one}/answers`,
    who: 'member',
    answers: { owner: 404 },
    scope: 'write',
    given: async (scene) => ({ ...(await at('invited')(scene)), body: { accept: true, amount: 500_000, words: 'We begin on Sunday' } }),
    contract: CoalitionAnswer,
    texts: ['words'],
  },
  {
    route: `POST ${one}/withdrawal`,
    who: 'member',
    answers: { owner: 404 },
    scope: 'write',
    given: async (scene) => ({ ...(await at('complete')(scene)), body: { words: 'A machine broke' } }),
    contract: CoalitionEnding,
    texts: ['words'],
  },
  {
    route: `POST ${one}/replacements`,
    who: 'owner',
    scope: 'write',
    given: async (scene) => {
      const { id, listing } = await free(scene);
      return { params: { id }, body: { listings: [listing] } };
    },
    contract: CoalitionReplacement,
  },
  {
    route: `POST ${one}/quote`,
    who: 'member',
    answers: { owner: 404, manager: 404 },
    scope: 'write',
    given: async (scene) => ({
      ...(await at('complete')(scene)),
      body: { deliverBy: dayStart(soon(), 'UTC') as number, words: 'In two loads' },
    }),
    contract: CoalitionQuote,
    texts: ['words'],
  },
  {
    route: `POST ${one}/decision`,
    who: 'owner',
    scope: 'write',
    given: async (scene) => ({ ...(await at('quoted')(scene)), body: { accept: true, words: 'Agreed' } }),
    contract: CoalitionDecision,
    texts: ['words'],
  },
  {
    route: `POST ${one}/ending`,
    who: 'owner',
    scope: 'write',
    given: async (scene) => ({ ...(await at('invited')(scene)), body: { words: 'The buyer is gone' } }),
    contract: CoalitionEnding,
    texts: ['words'],
  },
];
