/** The lines of circles, of both faces. */
import { runInDurableObject } from 'cloudflare:test';
import { BarterTerms, CircleAnswer } from '../../schema/circle.ts';
import type { Person } from '../../schema/person.ts';
import { key, listingDraft, value } from '../support/market.ts';
import type { Scene } from './scene.ts';
import type { Line } from './table.ts';

const price = { form: 'negotiable', currency: 'EGP', barter: true } as const;
const posted = new Set<string>();

/** What the owner's firm and the member's could exchange, and did not yet. */
async function possible({ slug, market, people, stub }: Scene): Promise<void> {
  const post = async (who: Person, direction: 'offer' | 'need', title: string) => {
    const { id } = await value(market.member(who).draft(listingDraft({ direction, title, text: '', quantity: null, price }), key()));
    const { revision } = (await value(market.manager(people.manager).listing(id))).owner ?? { revision: 0 };
    await value(market.manager(people.manager).decide(id, { act: 'publish', reason: null, words: '', revision }, key()));
  };
  if (!posted.has(slug)) {
    posted.add(slug);
    for (const [who, has, wants] of [
      [people.owner, 'زيت زيتون', 'كرتون موج للتغليف'],
      [people.member, 'كرتون موج للتغليف', 'زيت زيتون'],
    ] as const) {
      await post(who, 'offer', has);
      await post(who, 'need', wants);
    }
  }
  await runInDurableObject(stub, (_, { storage }) => {
    storage.sql.exec(`update circle set state = 'ended' where state = 'proposed'`);
    storage.sql.exec('delete from circle_tried');
  });
}

/** An exchange of theirs, proposed anew; answers its number. */
export async function circle(scene: Scene): Promise<number> {
  const { market, people } = scene;
  await possible(scene);
  const { proposed } = await value(market.manager(people.manager).proposeCircles(key()));
  return proposed[0] as number;
}

const one: Line['given'] = async (scene) => ({ params: { id: await circle(scene) } });
/** What the sample exchanges is not what a manager's own firm has. */
const outside = { manager: 404 };
const page = '/c/:cluster/circles' as const;

export const circlePages: Line[] = [
  {
    route: `GET ${page}`,
    who: 'member',
    // for a manager with one that may be proposed
    async given(scene) {
      await possible(scene);
      return {};
    },
  },
  { route: `GET ${page}/proposals`, who: 'anyone' },
  { route: `POST ${page}/proposals`, who: 'manager' },
  { route: `GET ${page}/terms`, who: 'anyone' },
  { route: `POST ${page}/terms`, who: 'member', given: () => ({ body: { mostToPay: '500', mostToTake: '' } }) },
  { route: `GET ${page}/:id`, who: 'member', given: one },
  { route: `GET ${page}/:id/answers`, who: 'anyone', given: () => ({ params: { id: 1 } }) },
  {
    route: `POST ${page}/:id/answers`,
    who: 'member',
    answers: outside,
    given: async (scene) => ({ params: { id: await circle(scene) }, body: { accept: 'yes', words: 'On Thursday' } }),
    texts: ['words'],
  },
];

const at = '/api/v1/clusters/:cluster/circles' as const;

export const circleOperations: Line[] = [
  { route: `GET ${at}`, who: 'member', scope: 'read' },
  { route: `POST ${at}`, who: 'manager', scope: 'manage' },
  { route: `GET ${at}/:id`, who: 'member', scope: 'read', given: one },
  {
    route: `POST ${at}/:id/answers`,
    who: 'member',
    answers: outside,
    scope: 'write',
    given: async (scene) => ({ params: { id: await circle(scene) }, body: { accept: true, words: 'On Thursday' } }),
    contract: CircleAnswer,
    texts: ['words'],
  },
  {
    route: 'PUT /api/v1/clusters/:cluster/firm/barter-terms',
    who: 'member',
    scope: 'write',
    given: () => ({ body: { mostToPay: 50_000, mostToTake: null } }),
    contract: BarterTerms,
  },
];
