/** A client of the JSON API for scripts: signs in by phone on a development server, and sends what a person would send. */
import { randomUUID } from 'node:crypto';

export class ApiProblem extends Error {
  readonly status: number;

  constructor(status: number, problem: { code?: string; title?: string; errors?: unknown }, request: string) {
    super(
      `${request} → ${status} ${problem.code ?? ''} ${problem.title ?? ''} ${problem.errors ? JSON.stringify(problem.errors) : ''}`.trim(),
    );
    this.status = status;
  }
}

export class Client {
  readonly url: string;
  private readonly headers: Record<string, string>;

  private constructor(url: string, headers: Record<string, string>) {
    this.url = url;
    this.headers = headers;
  }

  static anonymous(url: string): Client {
    return new Client(url, {});
  }

  static withToken(url: string, token: string): Client {
    return new Client(url, { authorization: `Bearer ${token}` });
  }

  /** Signs a phone in with the code that the development outbox shows, and gives the person a name. */
  static async signIn(url: string, phone: string, name?: string): Promise<Client> {
    const visitor = Client.anonymous(url);
    await visitor.post('/session/codes', { phone });
    const messages = await visitor.get<{ to: string; text: string }[]>('/outbox');
    const code = /\d{6}/.exec(messages.find(({ to, text }) => to === phone && /\b\d{6}\b/.test(text))?.text ?? '')?.[0];
    if (!code) throw new Error(`The development outbox has no code for ${phone}`);
    const response = await visitor.send('POST', '/session', { phone, code });
    const cookie = response.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const client = new Client(url, { cookie });
    if (!name) return client;
    const named = await client.send('PATCH', '/me', { name, locale: null });
    const fresh = new Map(
      [...cookie.split('; '), ...named.headers.getSetCookie().map((line) => line.split(';')[0] as string)].map((pair) => [
        pair.split('=')[0],
        pair,
      ]),
    );
    return new Client(url, { cookie: [...fresh.values()].join('; ') });
  }

  /** What the session's cookies are, for pages. */
  get cookie(): string {
    return this.headers.cookie ?? '';
  }

  async get<T>(path: string): Promise<T> {
    return (await this.send('GET', path)).json() as Promise<T>;
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    const response = await this.send('POST', path, body);
    const text = await response.text();
    return (text ? JSON.parse(text) : null) as T;
  }

  async put<T>(path: string, body: unknown): Promise<T> {
    return (await this.send('PUT', path, body)).json() as Promise<T>;
  }

  /** Sends a photo or a voice note to a cluster (`/clusters/robbiki`); answers its number. */
  async sendFile(cluster: string, bytes: Uint8Array<ArrayBuffer>, type: string): Promise<number> {
    const response = await this.send('POST', `${cluster}/files`, new Blob([bytes], { type }));
    return ((await response.json()) as { id: number }).id;
  }

  private async send(method: string, path: string, body?: unknown): Promise<Response> {
    const headers: Record<string, string> = { 'accept-language': 'en', ...this.headers };
    if (method !== 'GET') headers['idempotency-key'] = randomUUID();
    if (body !== undefined) headers['content-type'] = body instanceof Blob ? body.type : 'application/json';
    if (method !== 'GET') headers.origin = new URL(this.url).origin;
    const response = await fetch(new URL(`/api/v1${path}`, this.url), {
      method,
      headers,
      body: body === undefined ? null : body instanceof Blob ? body : JSON.stringify(body),
    });
    if (response.ok) return response;
    const text = await response.text();
    let problem = { title: text.slice(0, 200) };
    try {
      problem = JSON.parse(text);
    } catch {}
    throw new ApiProblem(response.status, problem, `${method} ${path}`);
  }
}
