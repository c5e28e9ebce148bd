/** Feeding an index: what arrives, what is sent again, and how it is rebuilt. */
import { describe, expect, test } from 'vitest';
import { hour, minute } from '../../schema/time.ts';
import { askRebuild, type FeedState, isStuck, needsNoMore } from '../../worker/catalogue/feed-state.ts';
import { feed } from '../../worker/catalogue/feeding.ts';
import { engineOf } from '../../worker/catalogue/meilisearch-index.ts';
import { Evicted, fed, isPut, isSwap, World } from './world.ts';

describe('the first index', () => {
  test('appears under its name when it has everything, and with its settings', async () => {
    const world = new World();
    world.write('robbiki-1');
    for (let calls = 0; world.held === null && calls < 20; calls++) {
      world.now = await world.feed();
      world.server.work(1);
    }
    expect(world.held).toEqual({ 'robbiki-1': 'robbiki-1' });
    await world.rest();
    const [index, ...others] = world.server.indexes.values();
    expect(others).toEqual([]);
    expect(index?.primaryKey).toBe('id');
    expect(index?.settings.rankingRules.at(-1)).toBe('published:desc');
    expect(world.server.tasks.filter(({ status }) => status === 'failed')).toEqual([]);
  });

  test('of an empty catalogue is empty, and looked at once an hour', async () => {
    const world = new World();
    await world.rest();
    expect(world.held).toEqual({});
    expect(await world.feed()).toBe(world.now + hour);
  });

  test('waits while the catalogue is being filled faster than it is sent', async () => {
    const world = new World();
    for (let at = 1; at <= 400; at++) world.write(`a-${at}`);
    world.now = await world.feed();
    for (let at = 1; at <= 600; at++) world.write(`b-${at}`);
    world.server.work();
    world.now = await world.feed();
    expect(world.requests(/swap/)).toEqual([]);
    await world.rest();
    expect(Object.keys(world.held ?? {})).toHaveLength(1000);
  });

  test('takes the place of one that is there from before', async () => {
    const world = await fed();
    world.state = null;
    world.write('robbiki-4');
    await world.rest();
    expect(world.held).toEqual(world.wanted);
    expect([...world.server.indexes.keys()]).toEqual(['unqud']);
  });
});

describe('changes', () => {
  test('arrive in batches, in order', async () => {
    const world = await fed();
    world.server.asked.length = 0;
    for (let at = 1; at <= 1200; at++) world.write(`hebron-${at}`);
    world.remove('robbiki-1');
    await world.rest();
    expect(world.held).toEqual(world.wanted);
    const sizes = world.requests(/documents/).map(({ body }) => (body as unknown[]).length);
    expect(sizes).toEqual([500, 500, 200, 1]);
  });

  test('of one document in one batch are its last', async () => {
    const world = await fed();
    const change = (seq: number, text: string | null) => ({ seq, key: 'a', document: text === null ? null : { id: 'a', text, life: 1 } });
    const all = [
      change(4, 'first'),
      change(5, null),
      change(6, 'last'),
      { seq: 7, key: 'b', document: { id: 'b', text: 'b', life: 2 } },
      { seq: 8, key: 'b', document: null },
    ];
    const source = { after: (seq: number) => all.filter((one) => one.seq > seq), head: () => 8 };
    for (let calls = 0; calls < 3; calls++) {
      const engine = engineOf(world.server, { version: 'a' }, { fetch: world.server.fetch, clock: () => world.now });
      world.now = (await feed(source, world.memory, engine, world.now)).nextAt;
      world.server.work();
    }
    expect(world.held).toMatchObject({ a: 'last' });
    expect(world.held).not.toHaveProperty('b');
    expect(world.state?.live?.confirmed).toBe(8);
  });

  test('of great length go in more batches of at most a megabyte', async () => {
    const world = await fed();
    world.server.asked.length = 0;
    for (let at = 1; at <= 5; at++) world.write(`hebron-${at}`, 'ج'.repeat(200_000));
    await world.rest();
    expect(world.requests(/documents$/).map(({ body }) => (body as unknown[]).length)).toEqual([2, 2, 1]);
    expect(world.held).toEqual(world.wanted);
  });

  test('count when their task has succeeded, which is looked at in a later call', async () => {
    const world = await fed();
    world.write('robbiki-4');
    world.server.asked.length = 0;
    await world.feed();
    expect(world.state?.live).toMatchObject({ confirmed: 3, sent: [{ to: 4, tasks: [expect.any(Number)] }] });
    expect(world.requests(/GET .tasks/)).toEqual([]);
    world.now += minute;
    await world.feed();
    expect(world.state?.live?.confirmed).toBe(3);
    expect(world.requests(/GET .tasks/)).toHaveLength(1);
    world.server.work();
    world.now += minute;
    await world.feed();
    expect(world.state?.live).toMatchObject({ confirmed: 4, sent: [] });
    expect(world.requests(/documents/)).toHaveLength(1);
  });

  test('are looked for less and less often while the server is busy, and twice a minute at least', async () => {
    const world = await fed();
    world.write('robbiki-4');
    const waits: number[] = [];
    for (let calls = 0; calls < 7; calls++) {
      const nextAt = await world.feed();
      waits.push((nextAt - world.now) / 1000);
      world.now = nextAt;
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30]);
  });

  test('whose task failed are sent again, later and later, and then once an hour', async () => {
    const world = await fed();
    world.write('robbiki-4');
    world.server.failing = 7;
    const tries: number[] = [];
    for (let calls = 0; world.state?.live?.confirmed !== 4 && calls < 40; calls++) {
      world.server.asked.length = 0;
      world.now = await world.feed();
      if (world.requests(/documents/).length > 0) tries.push(world.now);
      world.server.work();
    }
    const waits = tries.slice(1).map((at, index) => Math.round((at - (tries[index] as number)) / 1000));
    expect(waits).toEqual([6, 11, 21, 41, 81, 3601, 3601]);
    expect(world.held).toEqual(world.wanted);
  });

  test('that do not arrive are reported as stuck', async () => {
    const world = await fed();
    world.write('robbiki-4');
    world.server.failing = 6;
    for (let calls = 0; calls < 20 && !isStuck(world.state as FeedState); calls++) {
      world.now = await world.feed();
      world.server.work();
    }
    expect(world.state?.trouble).toEqual({ code: 'internal', since: expect.any(Number) });
    await world.rest();
    expect(isStuck(world.state as FeedState)).toBe(false);
    expect(world.state?.trouble).toBeNull();
  });

  test('whose task the server no longer knows are sent again', async () => {
    const world = await fed();
    world.write('robbiki-4');
    world.now = await world.feed();
    world.server.tasks = [];
    await world.rest();
    expect(world.held).toEqual(world.wanted);
  });

  test('of which the second failed are sent again from there', async () => {
    const world = await fed();
    for (let at = 1; at <= 900; at++) world.write(`hebron-${at}`);
    world.now = await world.feed();
    world.server.work(1);
    world.server.failing = 1;
    world.server.work();
    world.server.asked.length = 0;
    await world.rest();
    expect(world.requests(/documents$/).map(({ body }) => (body as unknown[]).length)).toEqual([400]);
    expect(world.held).toEqual(world.wanted);
  });
});

describe('a server', () => {
  test.each(['down', 'hang', '500', 'html', 'truncated', 'lost'] as const)(
    'that fails once (%s) is asked again after five seconds',
    async (kind) => {
      const world = await fed();
      world.write('robbiki-4');
      world.server.faults = [{ kind, on: isPut }];
      expect(await world.feed()).toBe(world.now + 5_000);
      expect(world.state?.trouble?.since).toBe(world.now);
      const asked = world.server.asked.length;
      world.now += 1_000;
      expect(await world.feed()).toBe(world.now + 4_000);
      expect(world.server.asked).toHaveLength(asked);
      world.now += 4_000;
      await world.rest();
      expect(world.held).toEqual(world.wanted);
      expect(world.state?.trouble).toBeNull();
    },
  );

  test('that is down for long is asked once an hour', async () => {
    const world = await fed();
    world.server.faults = [{ kind: 'down', times: Infinity }];
    const waits: number[] = [];
    for (let calls = 0; calls < 8; calls++) {
      const nextAt = await world.feed();
      waits.push((nextAt - world.now) / 1000);
      world.now = nextAt;
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 3600, 3600, 3600]);
    expect(isStuck(world.state as FeedState)).toBe(true);
  });

  test('that refuses the key says so', async () => {
    const world = await fed();
    world.server.key = 'another';
    const engine = engineOf(
      { ...world.server, key: 'the old one' },
      { version: 'a' },
      { fetch: world.server.fetch, clock: () => world.now },
    );
    await feed(world.source, world.memory, engine, world.now);
    expect(world.state?.trouble?.code).toBe('invalid_api_key');
  });

  test('that lost its data gets all of it again', async () => {
    const world = await fed();
    world.server.wipe();
    world.write('robbiki-4');
    await world.rest();
    expect(world.held).toEqual(world.wanted);
  });

  test('that lost its data while an index was built never shows a part of it', async () => {
    const world = new World();
    for (let at = 1; at <= 5000; at++) world.write(`robbiki-${at}`);
    for (let calls = 0; calls < 3; calls++) {
      world.now = await world.feed();
      world.server.work();
    }
    world.server.wipe();
    for (let calls = 0; calls < 60; calls++) {
      world.now = await world.feed();
      world.server.work(1);
      if (world.held !== null) expect(Object.keys(world.held)).toHaveLength(5000);
    }
    expect(world.held).toEqual(world.wanted);
  });

  test('is asked at most fifteen times in a call', async () => {
    const world = await fed();
    for (let at = 1; at <= 6000; at++) (at % 2 ? world.write : world.remove).call(world, `hebron-${at}`);
    world.version = 'b';
    for (let calls = 0; calls < 20; calls++) {
      world.server.asked.length = 0;
      world.now = await world.feed();
      expect(world.server.asked.length).toBeLessThanOrEqual(15);
      world.server.work(3);
    }
  });
});

describe('a rebuild', () => {
  test('begins when settings change, and replaces the index at once', async () => {
    const world = await fed();
    world.version = 'b';
    const seen = new Set<string>();
    for (let calls = 0; calls < 20; calls++) {
      world.now = await world.feed();
      for (let works = 0; works < 3; works++) {
        world.server.work(1);
        seen.add(JSON.stringify(world.held));
      }
    }
    expect(seen).toEqual(new Set([JSON.stringify(world.wanted)]));
    expect(world.requests(/swap/)).toHaveLength(2);
    expect([...world.server.indexes.keys()]).toEqual(['unqud']);
    expect(await world.feed()).toBe(world.now + hour);
  });

  test('begins when somebody asks, even while a request is under way', async () => {
    const world = await fed();
    world.write('robbiki-4');
    await world.feed((engine) => ({
      ...engine,
      put: (uid, documents) => {
        askRebuild(world.memory, world.now);
        return engine.put(uid, documents);
      },
    }));
    await world.rest();
    expect(world.requests(/swap/)).toHaveLength(2);
  });

  test('gets the changes that are made meanwhile, and so does the index that is searched', async () => {
    const world = await fed(4000);
    world.version = 'b';
    world.now = await world.feed();
    world.write('hebron-1');
    world.remove('robbiki-2');
    world.now = await world.feed();
    world.server.work();
    expect(world.state?.next?.step).toBe('filling');
    expect(world.held).toEqual(world.wanted);
    await world.rest();
    expect(world.held).toEqual(world.wanted);
  });

  test('begins anew when settings change once more', async () => {
    const world = await fed(2000);
    world.version = 'b';
    world.now = await world.feed();
    world.server.work();
    world.version = 'c';
    await world.rest();
    expect(world.held).toEqual(world.wanted);
    expect([...world.server.indexes.keys()]).toEqual(['unqud']);
  });

  test('follows when the catalogue counts anew', async () => {
    const world = await fed(20);
    world.changes.clear();
    world.seq = 0;
    world.write('salfit-1');
    await world.rest();
    expect(world.held).toEqual({ 'salfit-1': 'salfit-1' });
  });

  test('whose settings the server refuses leaves the index that is searched alone, and is tried again', async () => {
    const world = await fed();
    world.version = 'b';
    const refused = { ok: false, refused: true, code: 'invalid_settings_ranking_rules' } as const;
    for (let calls = 0; calls < 12; calls++) {
      world.write('robbiki-1', `edition ${calls}`);
      world.now = await world.feed((engine) => ({ ...engine, prepare: async () => refused }));
      world.server.work();
    }
    world.now = await world.feed((engine) => ({ ...engine, prepare: async () => refused }));
    expect(world.held).toEqual(world.wanted);
    expect(world.state?.trouble?.code).toBe('invalid_settings_ranking_rules');
    world.now += hour;
    await world.rest();
    expect(world.state?.trouble).toBeNull();
  });

  test('holds back what comes when it is complete, so that nothing that was found vanishes', async () => {
    const world = await fed();
    world.version = 'b';
    await world.until('complete');
    world.write('hebron-1');
    world.now = await world.feed();
    world.server.work();
    expect(world.held).not.toHaveProperty('hebron-1');
    await world.until('released');
    expect(world.requests(/documents$/).filter(({ path }) => path === '/indexes/unqud/documents')).toEqual([]);
    await world.rest();
    expect(world.held).toEqual(world.wanted);
  });

  test('has all that is found before it is released, also what came last', async () => {
    const world = await fed();
    world.version = 'b';
    world.write('hebron-1');
    await world.until('released');
    const uid = world.state?.next?.uid ?? '';
    expect([...(world.server.indexes.get(uid)?.documents.keys() ?? [])].sort()).toEqual(Object.keys(world.wanted));
  });

  test('is not released with a batch that failed', async () => {
    const world = await fed();
    world.version = 'b';
    await world.until('complete');
    world.server.work(1);
    world.server.failing = 1;
    world.server.work();
    for (let calls = 0; calls < 20; calls++) {
      world.now = await world.feed();
      world.server.work();
      expect(world.held).toEqual(world.wanted);
    }
    expect(world.state?.next).toBeNull();
  });

  test('whose release was asked for by an object that was evicted then is not released again', async () => {
    const world = await fed();
    world.version = 'b';
    await world.until('complete');
    world.server.work();
    const evicted = world.feed((engine) => ({
      ...engine,
      release: async (...names) => {
        await engine.release(...names);
        throw new Evicted();
      },
    }));
    await expect(evicted).rejects.toThrow(Evicted);
    await world.rest();
    expect(world.requests(/swap/)).toHaveLength(2);
    expect(world.held).toEqual(world.wanted);
  });

  test('whose release was done, while its answer was lost, is not released again', async () => {
    const world = await fed();
    world.version = 'b';
    world.server.faults = [{ kind: 'lost', on: isSwap }];
    await world.rest();
    expect(world.requests(/swap/)).toHaveLength(2);
    expect(world.held).toEqual(world.wanted);
    expect([...world.server.indexes.keys()]).toEqual(['unqud']);
  });

  test('whose release never arrived is built once more', async () => {
    const world = await fed();
    world.version = 'b';
    world.server.faults = [{ kind: 'down', on: isSwap }];
    await world.rest();
    expect(world.requests(/swap/)).toHaveLength(3);
    expect(world.held).toEqual(world.wanted);
    expect([...world.server.indexes.keys()]).toEqual(['unqud']);
  });

  test('whose task of release is forgotten is found to be in place', async () => {
    const world = await fed();
    world.version = 'b';
    await world.until('released');
    world.server.work();
    world.server.forgetTasks();
    await world.rest();
    expect(world.requests(/swap/)).toHaveLength(2);
    expect(world.held).toEqual(world.wanted);
  });

  test('whose release the server will not do is built again, later and later', async () => {
    const world = await fed();
    world.version = 'b';
    const refused = { ok: false, refused: true, code: 'invalid_api_key' } as const;
    for (let calls = 0; calls < 200 && !isStuck(world.state as FeedState); calls++) {
      world.now = await world.feed((engine) => ({ ...engine, release: async () => refused }));
      world.server.work();
    }
    expect(world.state?.trouble?.code).toBe('invalid_api_key');
    expect(world.held).toEqual(world.wanted);
    await world.rest();
    expect(world.state?.build.tries).toBe(0);
  });
});

describe('removals', () => {
  test('may be forgotten when every index has them', async () => {
    const world = await fed(3);
    expect(needsNoMore(null, 3)).toBe(3);
    expect(needsNoMore(world.state, 3)).toBe(3);
    world.remove('robbiki-1');
    await world.feed();
    expect(needsNoMore(world.state, 4)).toBe(3);
    world.version = 'b';
    await world.feed();
    expect(needsNoMore(world.state, 4)).toBe(0);
  });
});
