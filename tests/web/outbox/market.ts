/** The market as a phone's outbox meets it: sessions, keys that it remembers for a week, revisions, files and refusals. */
import type { Answer } from '../../../web/islands/outbox/sender.ts';

const day = 86_400_000;
const memory = 7 * day;

export interface Received {
  author: string;
  /** What was written, without its key. */
  words: string;
  photos: string[];
  action: string;
}

export class ModelMarket {
  now = 1_800_000_000_000;
  /** Whose session the phone has. */
  session: string | null = 'amal';
  revision = 1;
  /** Until then it has too much to do, or is broken. */
  busyUntil = 0;
  brokenUntil = 0;
  readonly received: Received[] = [];
  #keys = new Map<string, { print: string; answer: Answer; at: number }>();
  #files = new Map<number, { bytes: string; at: number; used: boolean }>();
  #ids = 16;

  async take(action: string, person: string, body: FormData | URLSearchParams): Promise<Answer> {
    const photo = body.get('photo');
    const bytes = photo instanceof Blob ? await photo.text() : null;
    const fields = body instanceof URLSearchParams ? [...body].filter(([name]) => name !== 'key') : [];
    const key = String(body.get('key') ?? '');
    // from here on at once, as in one transaction
    if (this.now < this.brokenUntil) return problem(500, 'went-wrong');
    if (person !== this.session) return problem(401, 'sign-in-first');
    if (this.now < this.busyUntil) return problem(429, 'too-many', { retryAfter: Math.ceil((this.busyUntil - this.now) / 1000) });
    if (!/^[\w-]{8,64}$/.test(key)) return problem(400, 'key-missing');
    this.#forget();
    const name = `${person} ${key}`;
    const print = JSON.stringify([action, fields, bytes]);
    const seen = this.#keys.get(name);
    if (seen) return seen.print === print ? seen.answer : problem(422, 'key-reused');
    const answer = action.endsWith('/files') ? this.#upload(bytes) : this.#write(action, person, new URLSearchParams(fields));
    if (answer.status === 200) this.#keys.set(name, { print, answer, at: this.now });
    return answer;
  }

  #upload(bytes: string | null): Answer {
    if (bytes === null) return problem(422, 'no-photo');
    const id = ++this.#ids;
    this.#files.set(id, { bytes, at: this.now, used: false });
    return json({ id });
  }

  #write(action: string, author: string, fields: URLSearchParams): Answer {
    const words = fields.get('words') ?? '';
    if (words.startsWith('bad')) return problem(422, 'invalid', { errors: [{ pointer: '/words', code: 'required', detail: 'لا' }] });
    if (/\/l\/\d+$/.test(action)) {
      if (fields.get('revision') !== String(this.revision)) return problem(409, 'stale');
      this.revision++;
    }
    const asked = this.received.some((one) => one.action === action && one.author === author);
    if (action.endsWith('/inquiries') && asked) return problem(409, 'already-asked');
    const photos = fields.getAll('photo').map((id) => this.#files.get(Number(id)));
    const missing = photos.findIndex((one) => !one);
    if (missing >= 0)
      return problem(422, 'invalid', { errors: [{ pointer: `/photos/${missing}/id`, code: 'not-a-choice', detail: 'لا' }] });
    for (const one of photos) if (one) one.used = true;
    this.received.push({ author, words, photos: photos.map((one) => one?.bytes ?? ''), action });
    return json({ to: `${action}?done=${this.received.length}` });
  }

  #forget(): void {
    for (const [name, { at }] of this.#keys) if (at < this.now - memory) this.#keys.delete(name);
    for (const [id, { at, used }] of this.#files) if (!used && at < this.now - memory) this.#files.delete(id);
  }
}

const json = (value: object): Answer => ({ status: 200, type: 'application/json', text: JSON.stringify(value) });
const problem = (status: number, code: string, more: object = {}): Answer => ({
  status,
  type: 'application/problem+json',
  text: JSON.stringify({ code, title: code, ...more }),
});
