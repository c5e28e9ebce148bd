/** A bad network before the program: what becomes of each form and file on its way is written beforehand, down to the connection that breaks. */
import { createServer, type IncomingMessage, request as requestOf, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inject } from 'vitest';

/**
 * `lost`: breaks before anything arrives. `cut`: breaks while it is sent, and half of it arrives. `unanswered`: the program did it,
 * and nobody hears of it. `half`: half of the answer arrives. `portal` and `gateway`: somebody else answers.
 */
export const bad = ['lost', 'cut', 'unanswered', 'half', 'portal', 'gateway'] as const;
export type Fate = (typeof bad)[number] | 'good';

/** What is sent: a file, or a form. */
export type Parcel = 'file' | 'form';

export interface Network {
  origin: string;
  /** What becomes of the next ones, in their order; then all is good. */
  fates: Record<Parcel, Fate[]>;
  /** How many came so far. */
  came: Record<Parcel, number>;
  /** Until it is called off, each of these stands still once it came, and then meets its fate. */
  hold(parcel: Parcel): () => void;
  close(): void;
}

export async function openNetwork(): Promise<Network> {
  const held = new Map<Parcel, Promise<void>>();
  const server = createServer(async (request, response) => {
    const parcel = parcelOf(request);
    if (!parcel) return pass(request, response, 'good', await bodyOf(request));
    const fate = network.fates[parcel].shift() ?? 'good';
    if (fate === 'lost') {
      network.came[parcel] += 1;
      await held.get(parcel);
      return request.socket.destroy();
    }
    const body = await bodyOf(request);
    network.came[parcel] += 1;
    await held.get(parcel);
    await pass(request, response, fate, body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const network: Network = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fates: { file: [], form: [] },
    came: { file: 0, form: 0 },
    hold(parcel) {
      let release = () => {};
      held.set(parcel, new Promise((go) => (release = go)));
      return () => {
        held.delete(parcel);
        release();
      };
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return network;
}

function parcelOf({ method, url = '' }: IncomingMessage): Parcel | null {
  if (method !== 'POST') return null;
  if (/^\/c\/[^/]+\/files$/.test(url)) return 'file';
  return /^\/c\/[^/]+\/(l(\/\d+(\/inquiries)?)?|i\/\d+\/answer)$/.test(url) ? 'form' : null;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  try {
    for await (const part of request) parts.push(part);
  } catch {
    // the page was closed meanwhile
  }
  return Buffer.concat(parts);
}

async function pass({ method, url, headers, socket }: IncomingMessage, response: ServerResponse, fate: Fate, body: Buffer): Promise<void> {
  // a browser sends again by itself what a kept connection loses; here each thing has a connection and a fate of its own
  response.setHeader('connection', 'close');
  if (fate === 'portal') return void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome to our hotel</h1>');
  if (fate === 'gateway') return void response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
  await new Promise<void>((over) => {
    const onward = requestOf(
      new URL(url ?? '/', inject('url')),
      { method, headers: { ...headers, connection: 'close' } },
      async (answer) => {
        const text = await bodyOf(answer);
        over();
        if (fate === 'unanswered') return socket.destroy();
        const { connection: _, 'transfer-encoding': __, ...kept } = answer.headers;
        response.writeHead(answer.statusCode ?? 500, { ...kept, 'content-length': text.length });
        if (fate !== 'half') return response.end(text);
        response.write(text.subarray(0, text.length / 2), () => socket.destroy());
      },
    );
    onward.on('error', () => {
      over();
      socket.destroy();
    });
    if (fate !== 'cut') return onward.end(body);
    onward.write(body.subarray(0, body.length / 2), () => {
      onward.destroy();
      over();
      socket.destroy();
    });
  });
}
