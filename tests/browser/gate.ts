/** A gate before the program: what passes through can be cut off, kept waiting, or changed, as networks and new versions do. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inject } from 'vitest';

export interface Gate {
  origin: string;
  /** Answers that do not come from the program, by path. */
  instead: Map<string, { status?: number; type?: string; body: string } | 'nothing'>;
  /** Nothing comes through, and nobody says so. */
  stuck: boolean;
  close(): void;
}

export async function openGate(): Promise<Gate> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://gate').pathname;
    const instead = gate.instead.get(path);
    if (gate.stuck || instead === 'nothing') return;
    if (instead) {
      response.writeHead(instead.status ?? 200, { 'content-type': instead.type ?? 'text/html', 'cache-control': 'no-cache' });
      return void response.end(instead.body);
    }
    const asked = new Headers();
    for (const name of ['accept', 'accept-language', 'cookie', 'hx-request'])
      if (request.headers[name]) asked.set(name, String(request.headers[name]));
    const answer = await fetch(new URL(request.url ?? '/', inject('url')), { headers: asked, redirect: 'manual' });
    const headers = Object.fromEntries(
      [...answer.headers].filter(([name]) => !['content-encoding', 'content-length', 'transfer-encoding', 'connection'].includes(name)),
    );
    response.writeHead(answer.status, headers);
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const gate: Gate = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    instead: new Map(),
    stuck: false,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return gate;
}
