/** A browser without a screen: opens pages of the app, keeps its cookies, and sends forms as they stand in a page. */
import { expect } from 'vitest';
import { app } from '../../worker/app.tsx';
import { environment, signIn } from '../directory/directory.ts';

const origin = 'http://localhost';

export interface Opened {
  status: number;
  /** Where a redirect leads. */
  to: string | null;
  headers: Headers;
  html: string;
  /** What a reader sees of it: no tags, white space squeezed. */
  text: string;
}

export type Fields = Record<string, string | string[]>;

export class Browser {
  private constructor(
    private readonly language: string,
    private readonly cookies = new Map<string, string>(),
  ) {}

  static visitor(language = 'en'): Browser {
    return new Browser(language);
  }

  /** A browser in which this phone is signed in. */
  static async signedIn(phone: string, language = 'en'): Promise<Browser> {
    const browser = new Browser(language);
    const { cookie } = await signIn(environment(), phone);
    for (const pair of cookie.split('; ')) browser.keep(pair);
    return browser;
  }

  /** The same person, reading in another language. */
  speaking(language: string): Browser {
    return new Browser(language, this.cookies);
  }

  open(path: string, headers: Record<string, string> = {}): Promise<Opened> {
    return this.request(path, { headers });
  }

  /** Sends fields as a form does; a key is added where none is given. */
  send(path: string, fields: Fields): Promise<Opened> {
    const body = new URLSearchParams({ key: crypto.randomUUID() });
    for (const [name, value] of Object.entries(fields)) {
      body.delete(name);
      for (const one of [value].flat()) body.append(name, one);
    }
    return this.request(path, { method: 'POST', body });
  }

  /** Fills the form of a page that goes to `action` (and holds `act`, where several do) and sends it with what else it holds. */
  submit(page: Opened, action: string, fields: Fields = {}, act?: string): Promise<Opened> {
    const form = formsOf(page.html).find((one) => one.action === action && (act === undefined || one.hidden.act === act));
    expect(form, `a form that goes to ${action}`).toBeDefined();
    return this.send(action, { ...form?.hidden, ...fields });
  }

  private async request(path: string, init: RequestInit): Promise<Opened> {
    const headers = new Headers({ 'accept-language': this.language, ...(init.headers as Record<string, string> | undefined) });
    if (this.cookies.size) headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    if (init.method === 'POST') headers.set('origin', origin);
    const response = await app.request(path, { ...init, headers }, environment());
    for (const line of response.headers.getSetCookie()) this.keep(line.split(';')[0] as string);
    const html = await response.text();
    return { status: response.status, to: response.headers.get('location'), headers: response.headers, html, text: shown(html) };
  }

  private keep(pair: string): void {
    const at = pair.indexOf('=');
    this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

/** The forms of a page that write, each with its hidden fields. */
function formsOf(html: string): { action: string; hidden: Record<string, string> }[] {
  return [...html.matchAll(/<form\b[^>]*method="post"[^>]*action="([^"]*)"[^>]*>(.*?)<\/form>/gs)].map(([, action = '', inside = '']) => {
    const hidden: Record<string, string> = {};
    for (const [tag] of inside.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)) {
      const name = /\bname="([^"]*)"/.exec(tag)?.[1];
      if (name) hidden[name] = unescaped(/\bvalue="([^"]*)"/.exec(tag)?.[1] ?? '');
    }
    return { action: unescaped(action), hidden };
  });
}

const shown = (html: string) =>
  unescaped(html.replace(/<head\b.*?<\/head>/s, ' ').replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d+)|(\w+));/g, (whole, code, name) =>
    code ? String.fromCodePoint(Number(code)) : ({ amp: '&', lt: '<', gt: '>', quot: '"' }[name as string] ?? whole),
  );
}
