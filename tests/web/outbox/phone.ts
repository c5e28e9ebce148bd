/** A phone with several pages on a bad network: each step of each page is one that it may be closed at, in an order that the script says. */
import type { Bytes, Carried, Entry, Written } from '../../../web/islands/outbox/entry.ts';
import { begun, type Event, nextOf } from '../../../web/islands/outbox/machine.ts';
import { type Answer, keptInMemory, type Ports, sendAll, sendOne } from '../../../web/islands/outbox/sender.ts';
import type { ModelMarket } from './market.ts';
import type { TestStore } from './memory-store.ts';

const hour = 3_600_000;
/** The clock is set back by less than the day that is left before the market forgets. */
const mostBack = 20 * hour;

export const fates = ['good', 'lost', 'unanswered', 'twice', 'late', 'portal', 'redirected', 'cut', 'gateway'] as const;
export type Fate = (typeof fates)[number];

/** Something that was written, and what became of it on the phone. */
export interface Fact {
  words: string;
  person: string;
  photos: string[];
  /** The entry that has it; null when the phone had no room. */
  entry: number | null;
  /** Thrown away, replaced before it was sent, or wiped. */
  given: boolean;
}

interface Page {
  open: boolean;
  waiting: { page: Page; go: () => void }[];
}

export class Phone {
  readonly facts: Fact[] = [];
  /** Entries that stepped aside at some time. */
  readonly aside = new Set<number>();
  /** Entries in the order in which the market first had them, by queue. */
  sending = 0;
  mostSending = 0;
  fate: Fate[] = [];
  full = false;
  #skew = 0;
  #back = 0;
  #pages: Page[] = [];
  #ready: { page: Page; go: () => void }[] = [];
  #late: { at: number; deliver: () => Promise<unknown> }[] = [];
  #lock: Page | null = null;
  #spare = 0;
  /** When a page first sent without keeping. */
  #tried = new Map<string, number>();
  /** Who a page was made for. */
  #writers = new Map<string, string>();

  constructor(
    readonly market: ModelMarket,
    readonly store: TestStore,
    readonly locks: boolean,
  ) {}

  get now(): number {
    return this.market.now + this.#skew;
  }

  /** A step that does `work`, before and after which the page may be closed for good. */
  async #step<T>(page: Page, work: () => Promise<T>): Promise<T> {
    await this.#turn(page);
    const result = await work();
    await this.#turn(page);
    return result;
  }

  #turn(page: Page): Promise<void> {
    return page.open ? new Promise((go) => this.#ready.push({ page, go })) : new Promise(() => {});
  }

  /** Lets one of the steps that could come next happen. */
  async tick(which: number): Promise<boolean> {
    const due = this.#late.findIndex(({ at }) => at <= this.market.now);
    if (due >= 0) await this.#late.splice(due, 1)[0]?.deliver();
    const [one] = this.#ready.length ? this.#ready.splice(which % this.#ready.length, 1) : [];
    one?.go();
    await settled();
    return one !== undefined;
  }

  async quiet(): Promise<void> {
    while (await this.tick(0));
  }

  /** Opens a page, which begins to send. */
  open(work: (ports: Ports, page: Page) => Promise<unknown> = (ports) => sendAll(ports)): Page {
    const page: Page = { open: true, waiting: [] };
    this.#pages.push(page);
    void work(this.#ports(page), page).then(
      () => this.close(page),
      () => this.close(page),
    );
    return page;
  }

  close(page = this.#pages[0]): void {
    if (!page) return;
    page.open = false;
    this.#pages = this.#pages.filter((one) => one !== page);
    this.#ready = this.#ready.filter((one) => one.page !== page);
    if (this.#lock === page) this.#release();
  }

  #release(): void {
    this.#lock = null;
    this.sending--;
  }

  /** Time goes by. A phone that lies in a drawer for long has no open pages, and nothing is on its way for as long. */
  async pass(milliseconds: number): Promise<void> {
    if (milliseconds > 6 * hour) {
      for (const page of [...this.#pages]) this.close(page);
      for (const { deliver } of this.#late.splice(0)) await deliver();
    }
    this.market.now += milliseconds;
  }

  setClock(by: number): void {
    const back = Math.max(0, -by);
    if (this.#back + back > mostBack) return;
    this.#back += back;
    this.#skew += by;
  }

  /** Presses the button of a form. `form` names its page: the same one is the same page, pressed again. */
  async write(
    form: string,
    written: Omit<Written, 'form' | 'person' | 'fields' | 'files'>,
    fields: Written['fields'],
    photos: string[],
  ): Promise<void> {
    const person = this.#writers.get(form) ?? this.market.session;
    if (!person) return;
    this.#writers.set(form, person);
    const words = fields.find(([name]) => name === 'words')?.[1] ?? '';
    const bytes = new Map<string, Bytes>(photos.map((one) => [`photo-${one}`, { blob: new Blob([one]) }]));
    const files = [...bytes.keys()].map((key): Carried => ({ kind: 'photo', key, alt: '', id: null }));
    const whole: Written = { ...written, form, person, fields, files, triedAt: this.#tried.get(form) };
    const spare = `spare-key-${++this.#spare}`;
    const fact: Fact = { words, person, photos, entry: null, given: false };
    this.facts.push(fact);
    if (this.full) {
      // what the phone has of this form already goes its own way
      if ((await this.store.ofForm(person, form)) || (await this.store.whereIs(person, form))) fact.given = true;
      else {
        if (!this.#tried.has(form)) this.#tried.set(form, this.now);
        this.open((ports) => sendOne({ ...ports, store: keptInMemory({ ...begun(whole, form, this.now), id: 0 }, bytes) }, 0));
      }
      return;
    }
    const before = await this.store.ofForm(person, form);
    if (before?.refused?.code === 'key-reused' && this.market.received.some((one) => one.words === words)) {
      // told that the page went with other words before, the person looks, and finds these there
      fact.given = true;
      return;
    }
    const { entry } = await this.store.admit(whole, bytes, this.now, spare);
    if (!entry) {
      // it is there already
      fact.given = true;
      return;
    }
    const { id } = entry;
    fact.entry = id;
    // these very words were on their way already, and newer ones stay
    if (entry.fields[0]?.[1] !== words) {
      fact.given = true;
      return;
    }
    // pressed twice, or written anew before it was sent
    for (const other of this.facts) if (other !== fact && other.entry === id) other.given = true;
  }

  /** What a person or a page does to an entry. */
  async act(entry: Entry | undefined, event: Event): Promise<void> {
    if (!entry) return;
    const before = await this.store.find(entry.id);
    await this.store.step(entry.id, event, this.now);
    if (event.is === 'thrown-away' && before) this.#give((fact) => fact.entry === entry.id);
  }

  async wipe(): Promise<void> {
    await this.store.wipe();
    this.#give((fact) => fact.entry !== null);
  }

  #give(which: (fact: Fact) => boolean): void {
    for (const fact of this.facts) if (which(fact)) fact.given = true;
  }

  #ports(page: Page): Ports {
    const { store } = this;
    return {
      store: {
        list: () => this.#step(page, () => store.list()),
        bytesOf: (file) => this.#step(page, () => store.bytesOf(file)),
        step: (id, event, now) =>
          this.#step(page, async () => {
            // no room to write down what is about to be done
            if (this.full) throw new DOMException('full', 'QuotaExceededError');
            const turn = await store.step(id, event, now);
            if (turn?.entry && ['refused', 'conflict', 'old'].includes(turn.entry.state)) this.aside.add(id);
            return turn;
          }),
      },
      request: (address, init) => this.#step(page, () => this.#network(address, init)),
      now: () => this.now,
      alone: (work) => (this.locks ? this.#locked(page, work) : this.#leased(page, work)),
      changed: () => {},
    };
  }

  async #locked(page: Page, work: Parameters<Ports['alone']>[0]): Promise<void> {
    await this.#turn(page);
    if (this.#lock) return;
    this.#lock = page;
    this.mostSending = Math.max(this.mostSending, ++this.sending);
    try {
      await work(async () => true);
    } finally {
      if (this.#lock === page) this.#release();
    }
  }

  async #leased(page: Page, work: Parameters<Ports['alone']>[0]): Promise<void> {
    const holder = `page ${++this.#spare}`;
    const stay = () => this.#step(page, () => this.store.lease(holder, this.now, this.now + hour / 6));
    if (!(await stay())) return;
    await work(stay);
    await this.#step(page, () => this.store.lease(holder, this.now, 0));
  }

  async #network(address: string, { body, headers }: RequestInit): Promise<Answer> {
    const person = (headers as Record<string, string>)['x-person'] ?? '';
    const deliver = () => this.market.take(address, person, body as FormData | URLSearchParams);
    switch (this.fate.shift() ?? 'good') {
      case 'good':
        return deliver();
      case 'twice':
        await deliver();
        return deliver();
      case 'unanswered':
        await deliver();
        throw new TypeError('Failed to fetch');
      case 'late':
        this.#late.push({ at: this.market.now + 60_000, deliver });
        throw new DOMException('too long', 'AbortError');
      case 'cut': {
        const answer = await deliver();
        return { ...answer, text: answer.text.slice(0, -3) };
      }
      case 'portal':
        return { status: 200, type: 'text/html', text: '<h1>Welcome to our hotel</h1>' };
      case 'redirected':
        return { status: 0, type: '', text: '' };
      case 'gateway':
        return { status: 502, type: 'text/html', text: '<h1>Bad gateway</h1>' };
      default:
        throw new TypeError('Failed to fetch');
    }
  }

  /** With a good network and a phone that has room, until nothing moves any more. */
  async finish(): Promise<void> {
    this.fate = [];
    this.full = false;
    for (let n = 0; n < 200; n++) {
      this.open();
      await this.quiet();
      if (!nextOf(await this.store.list(), Number.MAX_SAFE_INTEGER)) return;
      await this.pass(hour / 2);
    }
    throw new Error('it never comes to rest');
  }
}

/** Everything that can go on without a further step has gone on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));
