/** Feeding through whatever may happen: changes, faults, evictions and rebuilds in any order. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askRebuild, type Engine } from '../../worker/catalogue/feed-state.ts';
import type { Asked, Fault } from '../support/meilisearch.ts';
import { Evicted, isSwap, World } from './world.ts';

/** What may happen between calls. */
type Event =
  | { do: 'write' | 'remove'; key: number }
  | { do: 'forget' | 'wipe' | 'ask' | 'settings' }
  | { do: 'fail'; count: number }
  | { do: 'fault'; kind: Fault['kind']; at: keyof typeof targets };

/** A call, cut off at the nth thing that it does if at all; the work that the server does before and after it. */
interface Turn {
  events: Event[];
  before: number;
  evictAt: number | null;
  afterwards: boolean;
  early: boolean;
  work: number;
}

const targets = {
  reads: ({ method }: Asked) => method === 'GET',
  writes: ({ method }: Asked) => method !== 'GET',
  release: isSwap,
};

const anEvent = fc.oneof(
  {
    weight: 16,
    arbitrary: fc.record({ do: fc.constantFrom(...(['write', 'write', 'remove'] as const)), key: fc.integer({ min: 1, max: 8 }) }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom(...(['ask', 'settings', 'settings'] as const)) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom(...(['wipe', 'forget'] as const)) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('fail' as const), count: fc.integer({ min: 1, max: 2 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('fault' as const),
      kind: fc.constantFrom(...(['down', 'hang', '500', 'html', 'lost', 'truncated'] as const)),
      at: fc.constantFrom(...(['reads', 'writes', 'release', 'release'] as const)),
    }),
  },
);

const aTurn = fc.record({
  events: fc.oneof(
    { weight: 3, arbitrary: fc.constant<Event[]>([]) },
    { weight: 2, arbitrary: fc.array<Event>(anEvent, { minLength: 1, maxLength: 2 }) },
  ),
  before: fc.constantFrom(0, 0, 1),
  evictAt: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 12 }) }),
  afterwards: fc.boolean(),
  early: fc.constantFrom(false, false, false, true),
  work: fc.constantFrom(0, 1, 2, 9, 9),
});

/** The engine of an object that is evicted at the nth thing it does: before it, or when it is done but nobody knows. */
function evicting(engine: Engine, at: number | null, afterwards: boolean): { engine: Engine; step: () => void } {
  let left = at ?? Infinity;
  const step = () => {
    if (--left === 0) throw new Evicted();
  };
  const wrapped = new Proxy(engine, {
    get(target, name: keyof Engine) {
      const method = target[name];
      if (typeof method !== 'function' || name === 'fingerprint') return method;
      return async (...args: never[]) => {
        if (!afterwards) step();
        const answer = await (method as (...args: never[]) => Promise<unknown>)(...args);
        if (afterwards) step();
        return answer;
      };
    },
  });
  return { engine: wrapped, step };
}

function happen(world: World, event: Event): void {
  if (event.do === 'fault') world.server.faults.push({ kind: event.kind, on: targets[event.at] });
  else if (event.do === 'write') world.write(`robbiki-${event.key}`, `edition ${world.seq}`);
  else if (event.do === 'remove') world.remove(`robbiki-${event.key}`);
  else if (event.do === 'fail') world.server.failing += event.count;
  else if (event.do === 'forget') world.server.forgetTasks();
  else if (event.do === 'wipe') world.server.wipe();
  else if (event.do === 'ask') askRebuild(world.memory, world.now);
  else world.version += 'x';
}

async function call(world: World, { evictAt, afterwards, early }: Turn): Promise<void> {
  const { read, write } = world.memory;
  try {
    const nextAt = await world.feed((engine) => {
      const evicted = evicting(engine, evictAt, afterwards);
      world.memory.write = (state) => {
        if (!afterwards) evicted.step();
        write(state);
        if (afterwards) evicted.step();
      };
      return evicted.engine;
    });
    if (!early) world.now = nextAt;
  } catch (error) {
    if (!(error instanceof Evicted)) throw error;
  } finally {
    Object.assign(world.memory, { read, write });
    world.now += 1;
  }
}

/** Documents that a searcher gets: keys with their life; null while the catalogue answers. */
function answers(world: World): Map<string, number> | null {
  const index = world.server.indexes.get('unqud');
  const answering = index?.settings.filterableAttributes.includes('cluster') ?? false;
  return index && answering ? new Map([...index.documents.values()].map((doc) => [doc.id as string, doc.life as number])) : null;
}

test('whatever happens, the index ends as the catalogue is, and what is still there is found all the time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aTurn, { minLength: 20, maxLength: 80 }), async (turns) => {
      const world = new World();
      for (let at = 1; at <= 4; at++) world.write(`robbiki-${at}`);
      let seen = new Map<string, number>();
      const look = () => {
        const now = answers(world);
        const stays = ([id, life]: [string, number]) => world.changes.get(id)?.document?.life === life;
        for (const [id, life] of [...seen].filter(stays)) if (now) expect(now.get(id), `${id} is gone`).toBe(life);
        seen = new Map([...(now ?? [])].filter(stays));
      };
      for (const turn of turns) {
        for (const event of turn.events) happen(world, event);
        for (let works = 0; works < turn.before; works++) world.server.work(1);
        look();
        await call(world, turn);
        for (let works = 0; works < turn.work; works++) {
          world.server.work(1);
          look();
        }
      }
      world.server.faults = [];
      world.server.failing = 0;
      await world.rest();
      expect(world.held).toEqual(world.wanted);
      expect([...world.server.indexes.keys()]).toEqual(['unqud']);
      expect(world.state).toMatchObject({ next: null, leaving: [], served: world.state?.asked, live: { confirmed: world.seq } });
    }),
    { numRuns: 100 },
  );
}, 60_000);
