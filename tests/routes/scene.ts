/** The scene that the tests of routes share: one cluster with everyone who may come to its addresses, and fresh rows to try things on. */
import { listDurableObjectIds, runInDurableObject } from 'cloudflare:test';
import { vi } from 'vitest';
import type { FileFacts } from '../../schema/attachment.ts';
import { ClusterOpening } from '../../schema/cluster.ts';
import type { FirmDraft } from '../../schema/firm.ts';
import type { ListingDraft } from '../../schema/listing.ts';
import type { Person, Scope } from '../../schema/person.ts';
import { WatchDraft } from '../../schema/watch.ts';
import { app } from '../../worker/app.tsx';
import { openCluster } from '../../worker/directory/opening.ts';
import { personForPhone } from '../../worker/directory/people.ts';
import { writeReach } from '../../worker/directory/reach.ts';
import { sendCode } from '../../worker/directory/sign-in.ts';
import { createToken } from '../../worker/directory/tokens.ts';
import { configured } from '../../worker/env.ts';
import type { Market } from '../../worker/market/market.ts';
import { watchToken } from '../../worker/market/watches/links.ts';
import type { RemoteMarket } from '../../worker/middleware/market.ts';
import { keepBytes } from '../../worker/outside/files.ts';
import { confirmationLink, stopLink } from '../../worker/reaching/email-links.ts';
import { codeFor, emptyDirectory, environment, operator, signIn } from '../directory/directory.ts';
import { photos as pictures, voices } from '../domain/media/samples.ts';
import { capabilities, firmDraft, key, listingDraft, value } from '../support/market.ts';

export const origin = 'http://localhost';

// many small requests in one test: on a busy machine they take longer than one would
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

/**
 * `foreigner`: a member of another cluster. `buyer`: of none; he asked the sample inquiry. `member`: of another firm than the one that owns
 * the samples. `owner`: of that firm. `operator`: of the platform, and no member here.
 */
export const actors = ['visitor', 'foreigner', 'buyer', 'member', 'owner', 'manager', 'suspended', 'operator'] as const;
export type Actor = (typeof actors)[number];
export type SignedIn = Exclude<Actor, 'visitor'>;
const signedIn = actors.filter((actor): actor is SignedIn => actor !== 'visitor');

const phones: Record<SignedIn, string> = {
  foreigner: '+201001110001',
  buyer: '+201001110002',
  member: '+201001110003',
  owner: '+201001110004',
  manager: '+201001110005',
  suspended: '+201001110006',
  operator,
};

/** One environment for all: what is built for an environment is built once. Tokens are made where everyone operates. */
export const env = environment({ SENDS_PER_ADDRESS: '1000000' });
const everyoneOperates = environment({ OPERATORS: Object.values(phones).join(',') });

export interface Scene {
  slug: string;
  stub: DurableObjectStub<Market>;
  market: RemoteMarket;
  people: Record<SignedIn, Person>;
  firms: { owner: number; member: number; suspended: number };
  cookies: Record<SignedIn, string>;
}

/** A cluster with everyone in it; the directory holds nothing else. */
export async function openScene(slug = 'robbiki'): Promise<Scene> {
  await emptyDirectory();
  const people = {} as Record<SignedIn, Person>;
  for (const actor of signedIn) people[actor] = await personForPhone(env, phones[actor], `The ${actor}`);
  await open(slug, people);
  await open('elsewhere', { ...people, manager: people.foreigner });
  const stub = marketAt(slug);
  const scene = {
    slug,
    stub,
    market: capabilities(stub),
    people,
    cookies: {} as Scene['cookies'],
    firms: { owner: 0, member: 0, suspended: 0 },
  };
  await join(scene, deputy);
  await value(scene.market.manager(people.manager).decideMember(deputy.id, { act: 'appoint', words: '' }, key()));
  for (const actor of ['owner', 'member', 'suspended'] as const)
    scene.firms[actor] = await join(scene, people[actor], { name: `Firm of the ${actor}` });
  await value(scene.market.manager(people.manager).decideMember(people.suspended.id, { act: 'suspend', words: '' }, key()));
  await value(scene.market.manager(people.manager).decideFirm(scene.firms.suspended, { act: 'suspend', words: '' }, key()));
  for (const actor of signedIn) await signInAgain(scene, actor);
  return scene;
}

export const marketAt = (slug: string) => env.MARKET.get(env.MARKET.idFromName(slug));

async function open(slug: string, { operator: by, manager }: Pick<Scene['people'], 'operator' | 'manager'>): Promise<void> {
  const opening = clusterOpening(slug, manager.phone);
  const { refusal } = await openCluster(env, by, ClusterOpening.parse(opening), key());
  if (refusal) throw new Error(`${slug} was not opened: ${refusal.code}`);
}

export function clusterOpening(slug: string, managerPhone: string) {
  return {
    cluster: {
      slug,
      names: { ar: 'مدينة الجلود', fr: 'Cité du cuir', en: 'Leather city' },
      about: { ar: 'دباغة', fr: 'Tannage', en: 'Tanning' },
      sector: 'leather',
      country: 'EG',
      place: { lat: 30.15, lng: 31.73 },
      languages: ['ar'],
      timeZone: 'Africa/Cairo',
      currency: 'EGP',
    },
    office: 'Cluster office',
    manager: { name: 'The manager', phone: managerPhone },
  };
}

/** Signs an actor in anew; the sessions of before go on. */
export async function signInAgain(scene: Scene, actor: Actor): Promise<void> {
  if (actor !== 'visitor') scene.cookies[actor] = await freshCookie(phones[actor]);
}

export async function freshCookie(phone: string): Promise<string> {
  await env.DIRECTORY.prepare('DELETE FROM sign_in_act').run();
  return (await signIn(env, phone)).cookie;
}

/** Messages may be sent to phones and mailboxes again: so many at once are a flood elsewhere. */
export async function forgetCodes(): Promise<void> {
  await env.DIRECTORY.prepare('DELETE FROM sign_in_act').run();
}

let mailboxes = 0;
/** An address that nobody has written to. */
export const mailbox = (): string => `mailbox-${++mailboxes}@firm.test`;

/** What a link of an e-mail to the owner's mailbox is called. */
export async function emailLink({ people }: Pick<Scene, 'people'>, errand: 'confirmation' | 'removal'): Promise<string> {
  const email = mailbox();
  await writeReach(env, people.owner.id, { muted: [], texts: true, email, quiet: null });
  const link = errand === 'confirmation' ? confirmationLink : stopLink;
  return new URL(link(env, people.owner.id, email)).pathname.split('/')[2] ?? '';
}

let strangers = 0;
/** Somebody nobody has seen before. */
export function stranger(): Person {
  const digits = String(++strangers).padStart(6, '0');
  return { id: `stranger-${digits}`, phone: `+20102${digits.padStart(7, '0')}`, name: `Stranger ${digits}` };
}

/** A phone to which a code was just sent, and the code. */
export async function codeSent(): Promise<{ phone: string; code: string }> {
  const { phone } = stranger();
  await sendCode(env, { phone, address: '192.0.2.7', locale: 'ar', now: Date.now() });
  return { phone, code: await codeFor(env, phone) };
}

/** A second manager, who makes the samples: how many invitations the manager has open is the manager's own affair. */
const deputy: Person = { id: 'the-deputy', phone: '+201001110009', name: 'The deputy' };

export async function invitation({ market }: Pick<Scene, 'market'>): Promise<{ id: number; token: string }> {
  return value(market.manager(deputy).invite({ note: 'Sample', firm: null, uses: 100, days: 7 }, key()));
}

export async function join(scene: Scene, who: Person, firm: Partial<FirmDraft> = {}): Promise<number> {
  const by = who === deputy ? scene.people.manager : deputy;
  const { token } = await value(scene.market.manager(by).invite({ note: '', firm: null, uses: 1, days: 7 }, key()));
  return (await value(scene.market.buyer(who).join(token, firmDraft(firm), key()))).firm;
}

/** Takes somebody who has just joined out again: no capability does that, and the next case needs the stranger that he or she was. */
export async function forgetMember({ stub, people }: Scene, actor: Actor): Promise<void> {
  if (actor === 'visitor') return;
  await runInDurableObject(stub, (_, state) => {
    state.storage.sql.exec('DELETE FROM member WHERE person = ?', people[actor].id);
    state.storage.sql.exec('DELETE FROM outbox WHERE subject = ?', people[actor].id);
  });
}

/** Firms may change their names again: they do so more often here than their market allows in a day. */
export async function allowRenaming({ stub }: Scene): Promise<void> {
  await runInDurableObject(stub, (_, state) => {
    state.storage.sql.exec('UPDATE firm SET renamed_at = NULL');
  });
}

/** A watch of an actor, or of the owner where nobody is signed in; answers its number. */
export async function watch({ market, people }: Scene, actor: Actor): Promise<number> {
  const who = actor === 'visitor' || actor === 'suspended' ? people.owner : people[actor];
  return (await value(market.buyer(who).watch(WatchDraft.parse({ q: 'Cow leather', kind: 'labour' }), key()))).id;
}

/** The token of a link that ends a watch of the owner’s. */
export async function watchLink(scene: Scene): Promise<string> {
  return watchToken(configured(env).authSecret, scene.slug, await watch(scene, 'owner'), Date.now());
}

/** Watches are few for each person. */
export async function forgetWatches({ stub }: Scene): Promise<void> {
  await runInDurableObject(stub, (_, state) => {
    state.storage.sql.exec('DELETE FROM watch');
  });
}

/** A group of words of the cluster; answers its number. */
export async function terms({ market }: Scene): Promise<number> {
  return (await value(market.manager(deputy).addTerms({ words: 'Zeltawi, fermaja' }, key()))).id;
}

/** A word that was searched for and not found. */
export async function missedWord({ stub }: Scene): Promise<string> {
  const word = 'babouche';
  await runInDurableObject(stub, (_, state) => {
    state.storage.sql.exec('INSERT OR IGNORE INTO missed (word, times, last_at) VALUES (?, 3, ?)', word, Date.now());
  });
  return word;
}

/** A firm that was imported; answers what it is called in the records. */
export async function importedFirm({ market }: Scene): Promise<string> {
  const externalRef = 'the-imported-firm';
  await value(market.manager(deputy).importFirms([{ ...firmDraft(), externalRef }], null));
  return externalRef;
}

type SampleState = 'draft' | 'waiting' | 'published' | 'paused';

/** A listing of the owner's firm; answers its number and revision. */
export async function listing(
  scene: Scene,
  state: SampleState = 'published',
  over: Partial<ListingDraft> = {},
): Promise<{ id: number; revision: number }> {
  const owner = scene.market.member(scene.people.owner);
  const { id } = await value(owner.draft({ ...listingDraft(), submit: state !== 'draft', ...over }, key()));
  const revision = state === 'draft' ? 1 : 2;
  if (state === 'draft' || state === 'waiting') return { id, revision };
  await value(scene.market.manager(scene.people.manager).decide(id, { act: 'publish', reason: null, words: '', revision }, key()));
  if (state === 'published') return { id, revision: 3 };
  await value(owner.move(id, 'pause', key()));
  return { id, revision: 4 };
}

/** A need of the owner and an offer of the member that fit; the numbers of their listings. */
export async function matched({ market, people }: Pick<Scene, 'market' | 'people'>): Promise<{ need: number; offer: number }> {
  const post = async (who: Person, draft: Partial<ListingDraft>) => {
    const { id, state } = await value(market.member(who).draft({ ...listingDraft({ title: 'خيط نايلون مشمّع' }), ...draft }, key()));
    if (state === 'waiting')
      await value(market.manager(people.manager).decide(id, { act: 'publish', reason: null, words: '', revision: 2 }, key()));
    return id;
  };
  const offer = await post(people.member, { direction: 'offer' });
  return { offer, need: await post(people.owner, { direction: 'need' }) };
}

let askedAbout = 0;
/** An inquiry about the owner's listing, by the buyer or by somebody else. */
export async function inquiry(scene: Scene, by: Person = stranger()): Promise<number> {
  const about = by === scene.people.buyer || askedAbout === 0 ? (await listing(scene)).id : askedAbout;
  if (by !== scene.people.buyer) askedAbout = about;
  return (await value(scene.market.buyer(by).ask(about, { message: 'Is it still there?', quantity: null }, key()))).id;
}

/** A photo of the owner's, with its bytes; answers its number. Nothing has it yet. */
export const photo = (scene: Scene): Promise<number> =>
  file(scene, 'owner', pictures.jpeg, { kind: 'photo', type: 'image/jpeg', ...side, small });
const side = { width: 24, height: 16 };
const small = { type: 'image/jpeg', ...side } as const;

/** A listing of the owner's with a photo; answers the photo's number. */
export async function shownPhoto(scene: Scene, over: Partial<ListingDraft> = {}): Promise<number> {
  const id = await photo(scene);
  await listing(scene, 'published', { photos: [{ id, alt: '' }], ...over });
  return id;
}

/** A voice note in an inquiry of the buyer's about the owner's listing; answers its number. */
export async function voice(scene: Scene): Promise<number> {
  const id = await file(scene, 'buyer', voices.ogg, { kind: 'voice', type: 'audio/ogg', milliseconds: 1300 });
  const about = await listing(scene);
  await value(scene.market.buyer(scene.people.buyer).ask(about.id, { message: '', quantity: null, voice: id }, key()));
  return id;
}

type Facts = FileFacts extends infer F ? (F extends FileFacts ? Omit<F, 'bytes' | 'hash'> : never) : never;
async function file({ market, people, slug }: Scene, by: SignedIn, bytes: Uint8Array, facts: Facts): Promise<number> {
  const whole = { ...facts, bytes: bytes.length, hash: key() } as FileFacts;
  const { id, name } = await value(market.buyer(people[by]).takeFile(whole, key()));
  await keepBytes(env, slug, name, bytes, facts.kind === 'photo' ? bytes : null);
  return id;
}

export async function token({ people }: Scene, actor: SignedIn, scopes: Scope[], now = Date.now()): Promise<{ id: number; token: string }> {
  const { value: made, refusal } = await createToken(everyoneOperates, people[actor], { name: 'Sample', scopes, days: 1 }, key(), now);
  if (refusal) throw new Error(`no token: ${refusal.code}`);
  return { id: made.entry.id, token: made.token ?? '' };
}

export interface Sent {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: BodyInit | null;
}

export interface Answered {
  status: number;
  /** Where it leads, if anywhere. */
  to: string | null;
  headers: Headers;
  text: string;
}

export type Ask = (sent: Sent, to?: typeof env) => Promise<Answered>;

/** A request as it reaches the Worker, from our own pages unless its headers say otherwise; a header given as '' is left out. */
export async function ask({ method, path, headers = {}, body = null }: Sent, to = env): Promise<Answered> {
  const all = new Headers({ 'accept-language': 'en', ...(method !== 'GET' && { origin }), ...headers });
  for (const [name, text] of Object.entries(headers)) if (text === '') all.delete(name);
  const response = await app.request(
    `${origin}${path}`,
    { method, headers: all, body: method === 'GET' ? null : body, redirect: 'manual' },
    to,
  );
  return { status: response.status, to: response.headers.get('location'), headers: response.headers, text: await response.text() };
}

/** Tables whose rows are what people wrote. What is on its way out (`outbox`) comes and goes by itself. */
const marketTables = [
  'firm',
  'member',
  'invitation',
  'listing',
  'inquiry',
  'attachment',
  'notice',
  'decision',
  'submission',
  'watch',
  'own_term',
  'pool',
  'commitment',
  'circle',
  'circle_leg',
  'circle_left',
  'barter_terms',
  'agreement',
  'chain',
  'chain_stage',
  'chain_member',
  'chain_invitation',
  'chain_note',
];
/** Of its one row, what does not change by itself: how far work in the background is. */
const marketColumns = '(select id, cluster, trusted_publish_at_once, opened_at from market)';
const directoryColumns = {
  person: 'id, name, phone, locale',
  session: 'id',
  verification: 'identifier',
  cluster: 'slug, names, about',
  token: 'id, name, hash, scopes, revoked_at',
  outbox_message: 'id',
  reach: 'person, muted, texts, email, quiet_from, quiet_until',
  push_subscription: 'person, endpoint',
};

export type Stored = Record<string, string[]>;

/** Every row of the market and of the directory, by table. */
export async function stored({ stub }: Pick<Scene, 'stub'>): Promise<Stored> {
  const here = await runInDurableObject(stub, (_, state) =>
    [marketColumns, ...marketTables].map((table): [string, string[]] => [
      table === marketColumns ? 'market' : table,
      state.storage.sql
        .exec(`SELECT * FROM ${table}`)
        .toArray()
        .map((row) => JSON.stringify(row)),
    ]),
  );
  const there = await env.DIRECTORY.batch(
    Object.entries(directoryColumns).map(([table, columns]) => env.DIRECTORY.prepare(`SELECT ${columns} FROM ${table}`)),
  );
  const directory = Object.keys(directoryColumns).map((table, i): [string, string[]] => [
    `directory.${table}`,
    there[i]?.results.map((row) => JSON.stringify(row)) ?? [],
  ]);
  return Object.fromEntries([...here, ...directory]);
}

/** The rows that are in `after` and were not in `before`, and those that are gone, by table; tables without a change are left out. */
export function changes(before: Stored, after: Stored): Record<string, { new: string[]; gone: string[] }> {
  const found: Record<string, { new: string[]; gone: string[] }> = {};
  for (const table of Object.keys(after)) {
    const [old, now] = [new Set(before[table]), new Set(after[table])];
    const change = { new: [...now].filter((row) => !old.has(row)), gone: [...old].filter((row) => !now.has(row)) };
    if (change.new.length || change.gone.length) found[table] = change;
  }
  return found;
}

/** The markets that exist, by the number of their object. */
export async function markets(): Promise<string[]> {
  return (await listDurableObjectIds(env.MARKET)).map(String).sort();
}
