/** A catalogue that can change, fed to the stand-in for Meilisearch, under a clock that tests turn. */
import { hour } from '../../schema/time.ts';
import type { Change, Engine, FeedState, Memory, Source } from '../../worker/catalogue/feed-state.ts';
import { feed } from '../../worker/catalogue/feeding.ts';
import { engineOf } from '../../worker/catalogue/meilisearch-index.ts';
import { type Asked, type FakeMeilisearch, fakeMeilisearch } from '../support/meilisearch.ts';

interface Doc {
  id: string;
  text: string;
  /** Rises when a removed key comes back. */
  life: number;
}

/** Ends a call where it is. */
export class Evicted extends Error {}

export class World {
  now = Date.UTC(2026, 0, 5);
  version = 'a';
  server: FakeMeilisearch = fakeMeilisearch({ now: () => this.now });
  state: FeedState | null = null;
  changes = new Map<string, Change<Doc>>();
  seq = 0;
  lives = 0;

  readonly source: Source<Doc> = {
    after: (seq, limit) =>
      [...this.changes.values()]
        .filter((change) => change.seq > seq)
        .sort((a, b) => a.seq - b.seq)
        .slice(0, limit),
    head: () => this.seq,
  };

  readonly memory: Memory = { read: () => this.state, write: (state) => void this.keep(state) };

  private keep(state: FeedState): void {
    this.state = structuredClone(state);
  }

  write(key: string, text = key): void {
    const before = this.changes.get(key)?.document;
    if (!before) this.lives += 1;
    this.changes.set(key, { seq: ++this.seq, key, document: { id: key, text, life: before?.life ?? this.lives } });
  }

  remove(key: string): void {
    this.changes.set(key, { seq: ++this.seq, key, document: null });
  }

  /** One call, as the alarm makes it. */
  async feed(change: (engine: Engine) => Engine = (engine) => engine): Promise<number> {
    const engine = engineOf(
      this.server,
      { version: this.version },
      { fetch: this.server.fetch, clock: () => this.now, patience: 3, inAll: 1000 },
    );
    return (await feed(this.source, this.memory, change(engine), this.now)).nextAt;
  }

  /** Alarms and work at the server until there is nothing to do. */
  async rest(): Promise<void> {
    for (let calls = 0; calls < 300; calls++) {
      const nextAt = await this.feed();
      this.server.work();
      const idle = nextAt >= this.now + hour && this.state?.trouble === null;
      this.now = nextAt;
      if (idle) return;
    }
    throw new Error(`not at rest: ${JSON.stringify(this.state)}`);
  }

  /** Alarms and work until the build is at a step; the last work is left undone. */
  async until(step: string): Promise<void> {
    for (let calls = 0; calls < 40; calls++) {
      this.now = await this.feed();
      if (this.state?.next?.step === step) return;
      this.server.work();
    }
    throw new Error(`never ${step}: ${JSON.stringify(this.state)}`);
  }

  get wanted(): Record<string, string> {
    return textsOf([...this.changes.values()].flatMap(({ document }) => (document ? [document] : [])));
  }

  /** What the searched index holds. */
  get held(): Record<string, string> | null {
    const index = this.server.indexes.get('unqud');
    return index ? textsOf([...index.documents.values()] as unknown as Doc[]) : null;
  }

  requests(fits: RegExp): Asked[] {
    return this.server.asked.filter(({ method, path }) => fits.test(`${method} ${path}`));
  }
}

const textsOf = (documents: Doc[]) => Object.fromEntries(documents.map(({ id, text }) => [id, text]).sort());
export const isSwap = ({ path }: Asked) => path === '/swap-indexes';
export const isPut = ({ path }: Asked) => /\/documents$/.test(path);

/** A world whose index is up to date. */
export async function fed(count = 3): Promise<World> {
  const world = new World();
  for (let at = 1; at <= count; at++) world.write(`robbiki-${at}`);
  await world.rest();
  return world;
}
