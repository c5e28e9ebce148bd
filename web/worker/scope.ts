/** What a browser gives the phone's own worker, as far as it is used here: the types at hand are those of pages and of Cloudflare. */

/** An event that keeps the worker awake until the promise is settled. */
export interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

export interface Fetching extends Lasting {
  readonly request: Request;
  readonly clientId: string;
}

export interface Messaging extends Lasting {
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
}

export interface Syncing extends Lasting {
  readonly tag: string;
}

export interface OpenPage {
  readonly url: string;
  postMessage(message: unknown): void;
}

interface Events {
  install: Lasting;
  activate: Lasting;
  fetch: Fetching;
  message: Messaging;
  sync: Syncing;
}

export interface WorkerScope {
  readonly location: { readonly origin: string };
  readonly clients: {
    get(id: string): Promise<OpenPage | undefined>;
    matchAll(options: { type: 'window'; includeUncontrolled?: boolean }): Promise<readonly OpenPage[]>;
  };
  readonly registration: { readonly navigationPreload?: { enable(): Promise<void> } };
  skipWaiting(): Promise<void>;
  addEventListener<K extends keyof Events>(name: K, heard: (event: Events[K]) => void): void;
}
