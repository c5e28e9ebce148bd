/** The lines of chains, of both faces. */
import { runInDurableObject } from 'cloudflare:test';
import { ChainDraft, ChainEdit, ChainGap, ChainInvitation, ChainJoin, ChainNoteDraft, NoteAnswer } from '../../schema/chain.ts';
import { key, value } from '../support/market.ts';
import { type Actor, matched, type Scene } from './scene.ts';
import type { Line } from './table.ts';

interface Sampled {
  id: number;
  revision: number;
  /** The member is in the first, his offer fits the second, and nobody has the third. */
  stages: [number, number, number];
  /** The member's place in the first. */
  join: number;
}

/** A chain of the owner's, in whose first stage the member is, with a note of each that waits for the other. One for each scene: a firm has few open. */
const sampled = new WeakMap<Scene, Promise<Sampled>>();
export function chain(scene: Scene): Promise<Sampled> {
  const known = sampled.get(scene) ?? describeChain(scene);
  sampled.set(scene, known);
  return known.then((one) => freshOf(scene, one));
}

async function describeChain(scene: Scene): Promise<Sampled> {
  await matched(scene);
  const owner = scene.market.member(scene.people.owner);
  const { id } = await value(owner.openChain(ChainDraft.parse(document), key()));
  return freshOf(scene, { id, revision: 1, stages: [0, 0, 0], join: 0 });
}

/** What earlier samples took from it is put back. */
async function freshOf(scene: Scene, { id }: Sampled): Promise<Sampled> {
  await runInDurableObject(scene.stub, (_, { storage }) => {
    storage.sql.exec(`update chain set state = 'closed', closed_at = 1 where state = 'open' and id <> ?`, id);
    storage.sql.exec(`delete from chain_member where firm_id <> ?`, scene.firms.member);
    storage.sql.exec(`update chain_note set state = 'withdrawn' where state = 'open' and id < (select max(id) from chain_note) - 20`);
  });
  const now = await value(scene.market.member(scene.people.owner).chain(id));
  const stages = now.stages.map((stage) => stage.id) as Sampled['stages'];
  const member = scene.market.member(scene.people.member);
  const join = await value(member.joinChain(id, ChainJoin.parse({ stage: stages[0] }), key()));
  return { id, revision: now.revision, stages, join: join.id };
}

/** A note of the one for the other; answers its number. */
async function note(scene: Scene, { id, stages: [stage] }: Sampled, by: 'owner' | 'member'): Promise<number> {
  const firm = scene.firms[by === 'owner' ? 'member' : 'owner'];
  return (await value(scene.market.member(scene.people[by]).writeNote(id, ChainNoteDraft.parse({ stage, firm }), key()))).id;
}

/** Another chain of the owner's. */
async function another(scene: Scene): Promise<number> {
  await chain(scene);
  return (await value(scene.market.member(scene.people.owner).openChain(ChainDraft.parse(document), key()))).id;
}

/** They are few for each firm. */
const forgetChains: Line['after'] = async (scene) => {
  await chain(scene);
};

const document = {
  title: 'Leather shoes',
  text: 'Two models',
  perMonth: { amount: 2_000_000, unit: 'PR' },
  stages: [
    { name: 'Sewing', kind: 'subcontracting', perMonth: { amount: 2_000_000, unit: 'PR' } },
    { name: 'خيط نايلون مشمّع', kind: 'input', perMonth: { amount: 90_000, unit: 'FTK' } },
    { name: 'Painted boxes', kind: 'input', perMonth: null },
  ],
};
const form = {
  title: 'Leather shoes',
  text: 'Two models',
  amount: '2000',
  unit: 'PR',
  'stages.0.place': '2',
  'stages.0.name': 'Sewing',
  'stages.0.kind': 'subcontracting',
  'stages.0.amount': '2000',
  'stages.0.unit': 'PR',
  'stages.1.place': '1',
  'stages.1.name': 'Thread',
  'stages.1.kind': 'input',
};
const texts = ['title', 'text', 'stages.0.name', 'stages.1.name'];

/** The other side of what the owner and the member agree on. */
const otherOf = ({ firms }: Scene, actor: Actor) => (actor === 'member' ? firms.owner : firms.member);
const ofStage = (place: 0 | 1 | 2) => async (scene: Scene) => {
  const { id, stages } = await chain(scene);
  return { params: { id, stage: stages[place] } };
};

const page = '/c/:cluster/chains' as const;
export const chainPages: Line[] = [
  { route: `GET ${page}`, who: 'member' },
  { route: `GET ${page}/new`, about: 'to begin', who: 'member' },
  { route: `GET ${page}/new`, about: 'from nothing', who: 'member', given: () => ({ query: { template: 'none' } }) },
  {
    route: `POST ${page}`,
    who: 'member',
    given: () => ({ body: form }),
    texts,
    lenient: ['stages.0.place', 'stages.1.place'],
    after: forgetChains,
  },
  {
    route: `GET ${page}/:id`,
    who: 'member',
    given: async (scene) => {
      const sample = await chain(scene);
      for (const by of ['owner', 'member'] as const) await note(scene, sample, by);
      return { params: { id: sample.id } };
    },
  },
  { route: `GET ${page}/:id/edit`, who: 'owner', given: async (scene) => ({ params: { id: (await chain(scene)).id } }) },
  {
    route: `POST ${page}/:id`,
    who: 'owner',
    given: async (scene) => {
      const { id, revision, stages } = await chain(scene);
      const rows = document.stages.flatMap(({ name, kind }, row) =>
        Object.entries({ id: stages[row], place: row + 1, name, kind }).map(([part, typed]) => [`stages.${row}.${part}`, String(typed)]),
      );
      return {
        params: { id },
        body: { title: 'Leather shoes', text: 'Two models', ...Object.fromEntries(rows), revision: String(revision) },
      };
    },
    texts: ['title', 'text', 'stages.0.name', 'stages.1.name', 'stages.2.name'],
    lenient: [0, 1, 2].flatMap((row) => [`stages.${row}.id`, `stages.${row}.place`]),
  },
  {
    route: `POST ${page}/:id/closure`,
    who: 'owner or manager',
    given: async (scene) => ({ params: { id: await another(scene) } }),
  },
  { route: `GET ${page}/:id/stages/:stage`, about: 'with firms in it', who: 'member', given: ofStage(0) },
  { route: `GET ${page}/:id/stages/:stage`, about: 'with offers', who: 'member', given: ofStage(1) },
  { route: `GET ${page}/:id/stages/:stage/joins`, who: 'anyone', given: ofStage(0) },
  {
    route: `POST ${page}/:id/stages/:stage/joins`,
    who: 'member',
    given: async (scene) => ({
      ...(await ofStage(0)(scene)),
      body: { listing: '', joinAmount: '100', joinUnit: 'PR', joinWords: 'From May' },
    }),
    texts: ['joinWords'],
  },
  {
    route: `POST ${page}/:id/joins/:join/removal`,
    who: 'member',
    given: async (scene) => {
      const { id, join } = await chain(scene);
      return { params: { id, join } };
    },
  },
  {
    route: `POST ${page}/:id/stages/:stage/invitations`,
    who: 'owner',
    given: async (scene) => ({ ...(await ofStage(1)(scene)), body: { firm: String(scene.firms.member) } }),
  },
  { route: `POST ${page}/:id/stages/:stage/needs`, who: 'owner', given: ofStage(2) },
  { route: `GET ${page}/:id/stages/:stage/notes`, who: 'anyone', given: ofStage(0) },
  {
    route: `POST ${page}/:id/stages/:stage/notes`,
    who: 'member',
    given: async (scene, actor) => ({
      ...(await ofStage(0)(scene)),
      body: { firm: String(otherOf(scene, actor)), noteAmount: '100', noteUnit: 'PR', noteWords: 'Every Thursday' },
    }),
    texts: ['noteWords'],
    answers: { manager: 404 },
  },
  {
    route: `POST ${page}/:id/notes/:note/answer`,
    who: 'member',
    given: async (scene, actor) => {
      const sample = await chain(scene);
      const act = actor === 'owner' ? 'withdraw' : 'confirm';
      return { params: { id: sample.id, note: await note(scene, sample, 'owner') }, body: { act } };
    },
    answers: { manager: 404 },
  },
];

const api = '/api/v1/clusters/:cluster' as const;
const docTexts = ['title', 'text', 'stages.0.name'];
export const chainOperations: Line[] = [
  { route: `GET ${api}/chain-templates`, who: 'anyone', scope: 'read' },
  { route: `GET ${api}/chains`, who: 'member', scope: 'read' },
  {
    route: `POST ${api}/chains`,
    who: 'member',
    scope: 'write',
    given: () => ({ body: document }),
    contract: ChainDraft,
    texts: docTexts,
    after: forgetChains,
  },
  { route: `GET ${api}/chains/:id`, who: 'member', scope: 'read', given: async (scene) => ({ params: { id: (await chain(scene)).id } }) },
  {
    route: `PUT ${api}/chains/:id`,
    who: 'owner',
    scope: 'write',
    given: async (scene) => {
      const { id, revision, stages } = await chain(scene);
      return { params: { id }, body: { ...document, stages: document.stages.map((stage, i) => ({ id: stages[i], ...stage })), revision } };
    },
    contract: ChainEdit,
    texts: docTexts,
  },
  {
    route: `POST ${api}/chains/:id/closure`,
    who: 'owner or manager',
    scope: 'write',
    given: async (scene) => ({ params: { id: await another(scene) } }),
  },
  {
    route: `POST ${api}/chains/:id/joins`,
    who: 'member',
    scope: 'write',
    given: async (scene) => {
      const { id, stages } = await chain(scene);
      return { params: { id }, body: { stage: stages[0], listing: null, perMonth: { amount: 100_000, unit: 'PR' }, words: 'From May' } };
    },
    contract: ChainJoin,
    texts: ['words'],
  },
  {
    route: `DELETE ${api}/chains/:id/joins/:join`,
    who: 'member',
    scope: 'write',
    given: async (scene) => {
      const { id, join } = await chain(scene);
      return { params: { id, join } };
    },
  },
  {
    route: `POST ${api}/chains/:id/invitations`,
    who: 'owner',
    scope: 'write',
    given: async (scene) => {
      const { id, stages } = await chain(scene);
      return { params: { id }, body: { stage: stages[1], firm: scene.firms.member } };
    },
    contract: ChainInvitation,
  },
  {
    route: `POST ${api}/chains/:id/needs`,
    who: 'owner',
    scope: 'write',
    given: async (scene) => {
      const { id, stages } = await chain(scene);
      return { params: { id }, body: { stage: stages[2] } };
    },
    contract: ChainGap,
  },
  {
    route: `POST ${api}/chains/:id/notes`,
    who: 'member',
    scope: 'write',
    given: async (scene, actor) => {
      const { id, stages } = await chain(scene);
      const body = { stage: stages[0], firm: otherOf(scene, actor), quantity: { amount: 100_000, unit: 'PR' }, words: 'Every Thursday' };
      return { params: { id }, body };
    },
    contract: ChainNoteDraft,
    texts: ['words'],
    answers: { manager: 404 },
  },
  {
    route: `POST ${api}/chains/:id/notes/:note/answer`,
    who: 'member',
    scope: 'write',
    given: async (scene, actor) => {
      const sample = await chain(scene);
      const act = actor === 'owner' ? 'withdraw' : 'confirm';
      return { params: { id: sample.id, note: await note(scene, sample, 'owner') }, body: { act } };
    },
    contract: NoteAnswer,
    answers: { manager: 404 },
  },
];
