/** Load: short rounds of requests against one address, with what each request took. */
import autocannon from 'autocannon';
import { used } from './processor.ts';

export interface Sent {
  path: string;
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
}

export interface Round {
  /** Answers. */
  count: number;
  /** Per second. */
  requests: number;
  /** Microseconds of processor time that the server used for one request, where the system tells it. */
  processor: number | null;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

/** A server under test: where it listens, and its process. */
export interface Server {
  url: URL;
  pid: number | undefined;
}

export interface Ask {
  of: Server;
  /** Asked again and again; every connection begins at another place of the list. */
  list?: Sent[];
  /** Or made anew for every request. */
  make?: () => Sent;
  answered?: (body: string, to: Sent) => void;
  connections: number;
  seconds: number;
  /** Ends the round early. */
  most?: number;
}

/** Every answer must be a success, or the figures would tell how fast refusals are. */
export async function load({ of: { url, pid }, list, make, answered, connections, seconds, most }: Ask): Promise<Round> {
  const took: number[] = [];
  let offset = 0;
  const [began, before] = [performance.now(), used(pid)];
  let ended = began;
  const made = make && {
    setupRequest: (request: autocannon.Request, context: object) => {
      const sent = make();
      Object.assign(context, { sent });
      // a copy: autocannon adds a length to the headers that it is given
      return { ...request, ...sent, headers: { ...sent.headers } };
    },
    ...(answered && { onResponse: (_status: number, body: string, context: object) => answered(body, (context as { sent: Sent }).sent) }),
  };
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon(
      {
        url: url.origin,
        connections,
        // ended below; this is for a server that answers nothing at all
        duration: seconds + 30,
        sampleInt: 100,
        ...(most && { amount: most }),
        ...(made && { requests: [made] }),
        ...(list && {
          setupClient: (client: autocannon.Client) => {
            const at = Math.floor((offset++ * list.length) / connections);
            client.setRequests([...list.slice(at), ...list.slice(0, at)].map((request) => ({ ...request })));
          },
        }),
      },
      (error, done) => {
        clearTimeout(stop);
        if (error) reject(error);
        else resolve(done);
      },
    );
    run.on('response', (_client, _status, _bytes, milliseconds) => {
      took.push(milliseconds);
      ended = performance.now();
    });
    const end = () => {
      if (took.length > 0) run.stop();
      else stop = setTimeout(end, 200);
    };
    let stop = setTimeout(end, seconds * 1000);
  });
  if (result.non2xx > 0 || result.errors > 0 || took.length === 0) {
    const codes = JSON.stringify(result.statusCodeStats);
    throw new Error(`${url.origin}${list?.[0]?.path ?? ''}: ${took.length} answers, ${result.errors} errors, statuses ${codes}`);
  }
  const after = used(pid);
  took.sort((a, b) => a - b);
  return {
    count: took.length,
    requests: took.length / ((ended - began) / 1000),
    processor: before === null || after === null ? null : (after - before) / took.length,
    p50: at(took, 0.5),
    p99: at(took, 0.99),
  };
}

/** Does `work` for each item, `width` at a time. */
export async function each<T>(items: Iterable<T>, width: number, work: (item: T) => Promise<void>): Promise<void> {
  const rest = items[Symbol.iterator]();
  const worker = async () => {
    for (let next = rest.next(); !next.done; next = rest.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

export function median(of: number[]): number {
  const sorted = [...of].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

const at = (sorted: number[], share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number;
