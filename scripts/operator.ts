/** `npm run operator -- open cluster.json` opens a cluster; `token` makes a token for operating a development server; `refill` and `engine` look after the search over all clusters. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type ClusterEntry, ClusterOpening } from '../schema/cluster.ts';
import { scopes, TokenDraft, type TokenEntry } from '../schema/person.ts';
import { invalid } from '../schema/refusal.ts';
import { problemText } from '../web/parts/refusal-text.ts';
import { textOf } from '../web/text/index.ts';
import { ApiProblem, Client } from './client.ts';

const usage = `The operator of the platform opens clusters, and looks after the search over all of them.

  npm run operator -- open cluster.json     the file says what POST /api/v1/clusters takes
  npm run operator -- open --slug robbiki --name-ar … --name-fr … --name-en … --about-ar … --about-fr … --about-en …
      --sector leather --country EG --lat 30.15 --lng 31.73 --languages ar,fr --time-zone Africa/Cairo --currency EGP
      --office "…" --manager-name "…" --manager-phone +20…
  npm run operator -- token [--name "…"] [--days 30]
  npm run reindex           fills the catalogue of all clusters again, and Meilisearch where there is one
  npm run search:setup      sets Meilisearch up: settings, and an index filled from the catalogue

UNQUD_URL    where the platform answers; http://127.0.0.1:8787 when it is not set
UNQUD_TOKEN  a token with the scope “operate”, made at /me/tokens by an operator; a development server does without`;

/** OPERATORS in wrangler.jsonc, for development. */
const developmentOperator = { name: 'Unqud operator', phone: '+201000000001' };

/** Milliseconds after which the same phone is sent another code. */
const betweenCodes = 31_000;

const text = { type: 'string' } as const;
const flags = {
  slug: text,
  'name-ar': text,
  'name-fr': text,
  'name-en': text,
  'about-ar': text,
  'about-fr': text,
  'about-en': text,
  sector: text,
  country: text,
  lat: text,
  lng: text,
  languages: text,
  'time-zone': text,
  currency: text,
  office: text,
  'manager-name': text,
  'manager-phone': text,
  name: text,
  days: text,
  help: { type: 'boolean' },
} as const;

type Flags = Partial<Record<Exclude<keyof typeof flags, 'help'>, string>>;

/** What the flags say, in the shape of a file for `open`; what is missing stays undefined, for the contract to name. */
function openingOf(given: Flags): unknown {
  return {
    cluster: {
      slug: given.slug,
      names: { ar: given['name-ar'], fr: given['name-fr'], en: given['name-en'] },
      about: { ar: given['about-ar'], fr: given['about-fr'], en: given['about-en'] },
      sector: given.sector,
      country: given.country,
      place: { lat: numberOf(given.lat), lng: numberOf(given.lng) },
      languages: given.languages?.split(/[\s,]+/).filter(Boolean),
      timeZone: given['time-zone'],
      currency: given.currency,
    },
    office: given.office,
    manager: { name: given['manager-name'], phone: given['manager-phone'] },
  };
}

const numberOf = (written: string | undefined) => (written === undefined ? undefined : Number(written));

/** Said as one line, without a stack. */
class Stop extends Error {}

async function open(url: string, file: string | undefined, given: Flags): Promise<void> {
  const read = ClusterOpening.safeParse(file === undefined ? openingOf(given) : readJson(file));
  if (!read.success) {
    const fields = invalid(read.error).fields ?? [];
    throw new Stop(
      `The cluster is not described as it must be:\n${fields.map((field) => `  ${field.path}: ${problemText(textOf('en'), field)}`).join('\n')}`,
    );
  }
  const operating = await operator(url);
  const opened = await operating.post<ClusterEntry>('/clusters', read.data);
  const { manager, office } = read.data;
  console.log(`Opened: ${opened.names.en} (${opened.names.ar})
  market        ${url}/c/${opened.slug}
  first manager ${manager.name}, ${manager.phone}, for ${office}
  next          the manager signs in at ${url}/sign-in with that phone, then invites firms at ${url}/c/${opened.slug}/manage/invitations`);
}

async function token(url: string, given: Flags): Promise<void> {
  if (process.env.UNQUD_TOKEN)
    throw new Stop(`A token cannot make another. Sign in at ${url}/me/tokens, or unset UNQUD_TOKEN on a development server.`);
  const draft = TokenDraft.safeParse({ name: given.name ?? 'npm run operator', scopes: [...scopes], days: numberOf(given.days) ?? 30 });
  if (!draft.success) throw new Stop('--name takes 1 to 60 letters, --days a whole number from 1 to 366.');
  const operating = await operator(url);
  const made = await operating.post<{ entry: TokenEntry; token: string | null }>('/me/tokens', draft.data);
  console.log(`A token for everything that the operator may do, good until ${new Date(made.entry.expiresAt).toISOString().slice(0, 10)}. It is shown only now:

  export UNQUD_TOKEN=${made.token}`);
}

async function refill(url: string): Promise<void> {
  const operating = await operator(url);
  const { clusters } = await operating.post<{ clusters: number }>('/catalogue/refills', {});
  console.log(`${clusters} markets tell the catalogue of their listings again. What is there stays until then.`);
  await untilFed(operating);
}

async function engine(url: string): Promise<void> {
  const operating = await operator(url);
  const { engine: state } = await operating.post<EngineAnswer>('/catalogue/engine/builds', {});
  if (!state) throw new Stop('No Meilisearch: the server has no MEILI_URL and MEILI_KEY. The catalogue answers every search.');
  console.log('Meilisearch gets its settings and a new index, which takes the place of the old one when it is complete.');
  await untilFed(operating);
}

interface EngineAnswer {
  engine: { behind: number; building: boolean; stuck: boolean; trouble: string | null } | null;
}

/** Milliseconds between two looks, and how often it is looked. */
const pause = 2_000;
const looks = 300;

/** Says how far Meilisearch is until it has everything. */
async function untilFed(operating: Client): Promise<void> {
  for (let look = 0; look < looks; look++) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    const { engine: state } = await operating.get<EngineAnswer>('/catalogue/engine');
    if (!state) return;
    if (state.stuck)
      throw new Stop(
        `Meilisearch does not take it (${state.trouble ?? 'unknown'}). It is tried again every hour; the catalogue answers meanwhile.`,
      );
    console.log(`Meilisearch: ${state.behind} changes to go${state.trouble ? ` (${state.trouble})` : ''}`);
    if (state.behind === 0 && !state.building) return;
  }
}

/** By token; on a development server, by the operator's phone and the code in its outbox. */
async function operator(url: string): Promise<Client> {
  const bearer = process.env.UNQUD_TOKEN;
  if (bearer) return Client.withToken(url, bearer);
  if (!(await isDevelopment(url)))
    throw new Stop(`${url} is no development server: set UNQUD_TOKEN. An operator makes one with the scope “operate” at ${url}/me/tokens.`);
  const { name, phone } = developmentOperator;
  console.log(`No UNQUD_TOKEN: signing in to this development server as its operator, ${phone}.`);
  try {
    return await Client.signIn(url, phone, name);
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 429) throw error;
    console.log(`A code was sent to that phone a moment ago: waiting ${betweenCodes / 1000} seconds for the next.`);
    await new Promise((resolve) => setTimeout(resolve, betweenCodes));
    return Client.signIn(url, phone, name);
  }
}

/** Asked before a code is sent, so that no text message goes out by mistake. */
async function isDevelopment(url: string): Promise<boolean> {
  try {
    await Client.anonymous(url).get('/outbox');
    return true;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return false;
    throw error;
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Stop(`${file} cannot be read: ${(error as Error).message}`);
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: flags, allowPositionals: true });
  const { help, ...given } = values;
  const [command, file] = positionals;
  const url = (process.env.UNQUD_URL ?? 'http://127.0.0.1:8787').replace(/\/+$/, '');
  if (help || command === undefined) return console.log(usage);
  if (command === 'open') return open(url, file, given);
  if (command === 'token') return token(url, given);
  if (command === 'refill') return refill(url);
  if (command === 'engine') return engine(url);
  throw new Stop(`There is no “${command}”.\n\n${usage}`);
}

if (import.meta.main) {
  try {
    await main();
  } catch (error) {
    const unreachable = error instanceof TypeError && error.message === 'fetch failed';
    const known = error instanceof Stop || error instanceof ApiProblem || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
    if (!unreachable && !known) throw error;
    console.error(unreachable ? 'Nothing answers there. Is the server running, and UNQUD_URL right?' : (error as Error).message);
    process.exitCode = 1;
  }
}
