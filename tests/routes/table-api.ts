/** The lines of the JSON face: every operation. */
import { ClusterOpening, MarketSettings } from '../../schema/cluster.ts';
import { FirmEdit } from '../../schema/firm.ts';
import { InquiryAnswer, InquiryDraft } from '../../schema/inquiry.ts';
import { LineAsked } from '../../schema/line.ts';
import { ListingDraft, ListingEdit } from '../../schema/listing.ts';
import { Dismissal } from '../../schema/matching.ts';
import { Decision, FirmDecision, InvitationDraft, MemberDecision } from '../../schema/moderation.ts';
import { ProfileEdit, TokenDraft } from '../../schema/person.ts';
import { PushEnd, PushTarget, ReachEdit } from '../../schema/reach.ts';
import { OwnTermsDraft } from '../../schema/search.ts';
import { WatchDraft, WatchEdit } from '../../schema/watch.ts';
import { ColleagueInvitation } from '../../worker/api/firms.ts';
import { FirmBatch, ListingBatch } from '../../worker/api/imports.ts';
import { ReadUpTo } from '../../worker/api/inquiries.ts';
import { Acceptance } from '../../worker/api/invitations.ts';
import { Move } from '../../worker/api/listings.ts';
import { CodeAsk, SignIn } from '../../worker/api/session.ts';
import { MissedWord } from '../../worker/api/words.ts';
import { photos } from '../domain/media/samples.ts';
import { blob } from '../support/files.ts';
import { phone } from '../support/phone.ts';
import {
  allowRenaming,
  clusterOpening,
  codeSent,
  forgetCodes,
  forgetMember,
  forgetWatches,
  importedFirm,
  inquiry,
  invitation,
  join,
  listing,
  mailbox,
  matched,
  photo,
  shownPhoto,
  signInAgain,
  stranger,
  terms,
  token,
  voice,
  watch,
  watchLink,
} from './scene.ts';
import type { Line } from './table.ts';
import { chainOperations } from './table-chains.ts';
import { circleOperations } from './table-circles.ts';
import { coalitionOperations } from './table-coalitions.ts';
import { poolOperations } from './table-pools.ts';

const v1 = '/api/v1' as const;
const at = `${v1}/clusters/:cluster` as const;

const offer = {
  direction: 'offer',
  kind: 'input',
  title: 'Cow leather',
  text: 'Thick and soft',
  quantity: { amount: 500_000, unit: 'FTK' },
  price: { form: 'range', min: 9_000, max: 12_000, currency: 'EGP', per: 'FTK', barter: true },
  minimumOrder: { amount: 50_000, unit: 'FTK' },
  capacityPerMonth: { amount: 5_000_000, unit: 'FTK' },
  process: 'Chrome tanning',
  availableFrom: Date.UTC(2026, 0),
  availableUntil: Date.UTC(2099, 0),
  deliveryDays: 3,
  languages: ['ar', 'en'],
  visibility: 'public',
  standing: false,
  term: 30,
};
const offerTexts = ['title', 'text', 'process'];

const firm = {
  name: 'A new firm',
  role: 'tannery',
  about: 'We tan hides',
  machines: ['Drum', 'Splitter'],
  certificates: ['ISO 9001'],
  size: '6-20',
  address: 'Hall 4',
  place: { lat: 30.1, lng: 31.7 },
  languages: ['ar'],
  contacts: [{ kind: 'phone', value: '+201001110004', visibility: 'agreed' }],
};
const firmTexts = ['name', 'about', 'machines.0', 'certificates.0', 'address'];

const account: Line[] = [
  {
    route: `POST ${v1}/session/codes`,
    who: 'anyone',
    given: () => ({ body: { phone: stranger().phone, country: 'EG' } }),
    contract: CodeAsk,
    twice: 'a second code must wait',
  },
  {
    route: `POST ${v1}/session`,
    who: 'anyone',
    given: async () => ({ body: await codeSent() }),
    contract: SignIn,
    twice: 'a code is good for one sign-in',
  },
  {
    route: `DELETE ${v1}/session`,
    who: 'signed-in',
    scope: 'session',
    after: signInAgain,
    twice: 'it ends the session that it was sent with',
  },
  {
    route: `DELETE ${v1}/sessions`,
    who: 'signed-in',
    scope: 'session',
    after: signInAgain,
    twice: 'it ends the session that it was sent with',
  },
  { route: `GET ${v1}/me`, who: 'signed-in', scope: 'read' },
  {
    route: `PATCH ${v1}/me`,
    who: 'signed-in',
    scope: 'write',
    given: (_, actor) => ({ body: { name: `The ${actor}`, locale: 'ar' } }),
    contract: ProfileEdit,
    texts: ['name'],
  },
  { route: `GET ${v1}/me/reach`, who: 'signed-in', scope: 'read' },
  {
    route: `PUT ${v1}/me/reach`,
    who: 'signed-in',
    scope: 'session',
    given: () => ({ body: { muted: ['listings'], texts: true, email: mailbox(), quiet: { from: 1260, until: 420 } } }),
    contract: ReachEdit,
    after: forgetCodes,
  },
  {
    route: `POST ${v1}/me/push-subscriptions`,
    who: 'signed-in',
    scope: 'session',
    given: async () => ({ body: { ...(await phone('https://push.test/1')).target, expirationTime: null } }),
    contract: PushTarget,
  },
  {
    route: `DELETE ${v1}/me/push-subscriptions`,
    who: 'signed-in',
    scope: 'write',
    given: () => ({ body: { endpoint: 'https://push.test/1' } }),
    contract: PushEnd,
  },
  { route: `GET ${v1}/me/tokens`, who: 'signed-in', scope: 'read' },
  {
    route: `POST ${v1}/me/tokens`,
    who: 'signed-in',
    scope: 'session',
    given: () => ({ body: { name: 'ERP', scopes: ['read', 'write'], days: 90 } }),
    contract: TokenDraft,
    texts: ['name'],
    twice: 'a token is shown once',
  },
  {
    route: `DELETE ${v1}/me/tokens/:id`,
    about: 'of one’s own',
    who: 'signed-in',
    scope: 'write',
    given: async (scene, actor) => ({ params: { id: (await token(scene, actor === 'visitor' ? 'owner' : actor, ['read'])).id } }),
  },
  {
    route: `DELETE ${v1}/me/tokens/:id`,
    about: 'of somebody else',
    who: 'nobody',
    scope: 'write',
    given: async (scene, actor) => ({ params: { id: (await token(scene, actor === 'owner' ? 'member' : 'owner', ['read'])).id } }),
  },
  { route: `GET ${v1}/outbox`, who: 'anyone', scope: 'read', only: 'development' },
  { route: `GET ${v1}/openapi.json`, who: 'anyone' },
];

const sampleListing: Line['given'] = async (scene) => ({ params: { id: (await listing(scene)).id } });

const looking: Line[] = [
  { route: `GET ${v1}/clusters`, who: 'anyone', scope: 'read' },
  {
    route: `POST ${v1}/clusters`,
    who: 'operator',
    scope: 'operate',
    given: () => ({ body: clusterOpening(`cluster-${stranger().phone.slice(1)}`, stranger().phone) }),
    contract: ClusterOpening,
    texts: ['cluster.names.ar', 'cluster.about.ar', 'office', 'manager.name'],
  },
  { route: `GET ${v1}/search`, who: 'anyone', scope: 'read' },
  {
    route: `POST ${v1}/parse-line`,
    who: 'anyone',
    given: () => ({ body: { text: 'عندي ٥٠٠ قدم جلد بقري', country: 'EG', today: '2026-11-22' } }),
    contract: LineAsked,
  },
  { route: `POST ${v1}/catalogue/refills`, who: 'operator', scope: 'operate' },
  { route: `GET ${v1}/catalogue/engine`, who: 'operator', scope: 'operate' },
  { route: `POST ${v1}/catalogue/engine/builds`, who: 'operator', scope: 'operate' },
  { route: `GET ${at}`, who: 'anyone', scope: 'read' },
  { route: `GET ${at}/front`, who: 'anyone', scope: 'read' },
  { route: `GET ${at}/search`, who: 'anyone', scope: 'read' },
  { route: `GET ${at}/firms`, who: 'anyone', scope: 'read' },
  {
    route: `GET ${at}/firms/:id`,
    about: 'active',
    who: 'anyone',
    scope: 'read',
    given: (scene) => ({ params: { id: scene.firms.owner } }),
  },
  {
    route: `GET ${at}/firms/:id`,
    about: 'suspended',
    who: 'manager',
    scope: 'read',
    given: (scene) => ({ params: { id: scene.firms.suspended } }),
    answers: { visitor: 404 },
  },
  { route: `GET ${at}/listings/:id`, about: 'public', who: 'anyone', scope: 'read', given: sampleListing },
  {
    route: `GET ${at}/listings/:id`,
    about: 'for members',
    who: 'member',
    scope: 'read',
    given: async (scene) => ({ params: { id: (await listing(scene, 'published', { visibility: 'cluster' })).id } }),
    answers: { visitor: 404 },
  },
  {
    route: `GET ${at}/listings/:id`,
    about: 'waiting',
    who: 'owner or manager',
    scope: 'read',
    given: async (scene) => ({ params: { id: (await listing(scene, 'waiting')).id } }),
    answers: { visitor: 404 },
  },
  {
    route: `GET ${at}/listings/:id`,
    about: 'a draft',
    who: 'owner',
    scope: 'read',
    given: async (scene) => ({ params: { id: (await listing(scene, 'draft')).id } }),
    answers: { visitor: 404, manager: 404 },
  },
];

const trading: Line[] = [
  { route: `GET ${at}/listings`, who: 'member', scope: 'read' },
  {
    route: `POST ${at}/listings`,
    who: 'member',
    scope: 'write',
    given: () => ({ body: offer }),
    contract: ListingDraft,
    texts: offerTexts,
  },
  {
    route: `PUT ${at}/listings/:id`,
    who: 'owner',
    scope: 'write',
    given: async (scene) => {
      const { id, revision } = await listing(scene, 'waiting');
      return { params: { id }, body: { ...offer, revision } };
    },
    contract: ListingEdit,
    texts: offerTexts,
  },
  {
    route: `POST ${at}/listings/:id/moves`,
    who: 'owner',
    scope: 'write',
    given: async (scene) => ({ params: { id: (await listing(scene)).id }, body: { act: 'pause' } }),
    contract: Move,
  },
  {
    route: `POST ${at}/listings/:id/inquiries`,
    who: 'buyer',
    scope: 'write',
    given: async (scene) => ({
      params: { id: (await listing(scene)).id },
      body: { message: 'Is it still there?', quantity: { amount: 5_000, unit: 'FTK' } },
    }),
    contract: InquiryDraft,
    texts: ['message'],
    answers: { owner: 409 },
  },
  {
    route: `POST ${at}/listings/:id/inquiries`,
    about: 'for members',
    who: 'member',
    scope: 'write',
    given: async (scene) => ({
      params: { id: (await listing(scene, 'published', { visibility: 'cluster' })).id },
      body: { message: 'Is it still there?' },
    }),
    texts: ['message'],
    contract: InquiryDraft,
    answers: { owner: 409 },
  },
  {
    route: `POST ${at}/files`,
    who: 'buyer',
    scope: 'write',
    given: () => ({ file: blob(photos.jpeg, 'image/jpeg') }),
  },
  {
    route: `GET ${at}/files/:id`,
    about: 'of a public listing',
    who: 'anyone',
    scope: 'read',
    given: async (scene) => ({ params: { id: await shownPhoto(scene) } }),
  },
  {
    route: `GET ${at}/files/:id`,
    about: 'that nothing has',
    who: 'owner',
    scope: 'read',
    given: async (scene) => ({ params: { id: await photo(scene) } }),
    answers: { visitor: 404 },
  },
  {
    route: `GET ${at}/files/:id`,
    about: 'of an inquiry',
    who: 'party',
    scope: 'read',
    given: async (scene) => ({ params: { id: await voice(scene) } }),
    answers: { visitor: 404 },
  },
  {
    route: `GET ${at}/files/:id/small`,
    who: 'anyone',
    scope: 'read',
    given: async (scene) => ({ params: { id: await shownPhoto(scene) } }),
  },
  { route: `GET ${at}/matches`, who: 'member', scope: 'read' },
  { route: `GET ${at}/together`, who: 'member', scope: 'read' },
  { route: `GET ${at}/agreements`, who: 'member', scope: 'read' },
  {
    route: `GET ${at}/listings/:id/matches`,
    who: 'owner or manager',
    scope: 'read',
    given: async (scene) => ({ params: { id: (await matched(scene)).need } }),
  },
  {
    route: `POST ${at}/listings/:id/matches/:other/dismissal`,
    who: 'owner',
    scope: 'write',
    given: async (scene) => {
      const { need, offer } = await matched(scene);
      return { params: { id: need, other: offer }, body: { reason: 'too-far' } };
    },
    contract: Dismissal,
  },
  { route: `GET ${at}/watches`, who: 'buyer', scope: 'read' },
  {
    route: `POST ${at}/watches`,
    who: 'buyer',
    scope: 'write',
    given: () => ({ body: { q: 'Cow leather', direction: 'offer', kind: 'input' } }),
    contract: WatchDraft,
    texts: ['q'],
    after: forgetWatches,
  },
  {
    route: `PATCH ${at}/watches/:id`,
    about: 'of one’s own',
    who: 'buyer',
    scope: 'write',
    given: async (scene, actor) => ({ params: { id: await watch(scene, actor) }, body: { rhythm: 'weekly', paused: true } }),
    contract: WatchEdit,
  },
  {
    route: `PATCH ${at}/watches/:id`,
    about: 'of somebody else',
    who: 'nobody',
    scope: 'write',
    given: async (scene, actor) => ({
      params: { id: await watch(scene, actor === 'owner' ? 'member' : 'owner') },
      body: { paused: true },
    }),
  },
  {
    route: `GET ${at}/watches/by-token/:token`,
    who: 'anyone',
    scope: 'read',
    given: async (scene) => ({ params: { token: await watchLink(scene) } }),
  },
  {
    route: `DELETE ${at}/watches/by-token/:token`,
    who: 'anyone',
    given: async (scene) => ({ params: { token: await watchLink(scene) } }),
  },
  {
    route: `DELETE ${at}/watches/:id`,
    about: 'of one’s own',
    who: 'buyer',
    scope: 'write',
    given: async (scene, actor) => ({ params: { id: await watch(scene, actor) } }),
  },
  {
    route: `DELETE ${at}/watches/:id`,
    about: 'of somebody else',
    who: 'nobody',
    scope: 'write',
    given: async (scene, actor) => ({ params: { id: await watch(scene, actor === 'owner' ? 'member' : 'owner') } }),
  },
  { route: `GET ${at}/inbox`, who: 'buyer', scope: 'read' },
  { route: `POST ${at}/inbox/read`, who: 'buyer', scope: 'write', given: () => ({ body: { upTo: 1 } }), contract: ReadUpTo },
  {
    route: `GET ${at}/inquiries/:id`,
    who: 'party',
    scope: 'read',
    given: async (scene, actor) => ({ params: { id: await inquiry(scene, actor === 'buyer' ? scene.people.buyer : undefined) } }),
  },
  {
    route: `POST ${at}/inquiries/:id/answer`,
    who: 'owner',
    scope: 'write',
    given: async (scene) => ({ params: { id: await inquiry(scene) }, body: { accept: true, words: 'Come and see it' } }),
    contract: InquiryAnswer,
    texts: ['words'],
  },
  {
    route: `POST ${at}/inquiries/:id/withdrawal`,
    who: 'asker',
    scope: 'write',
    given: async (scene) => ({ params: { id: await inquiry(scene, scene.people.buyer) } }),
  },
  { route: `GET ${at}/firm`, who: 'member', scope: 'read' },
  {
    route: `PUT ${at}/firm`,
    who: 'member',
    scope: 'write',
    given: async (scene, actor) => {
      const person = actor === 'member' || actor === 'manager' ? scene.people[actor] : scene.people.owner;
      await allowRenaming(scene);
      const mine = (await scene.market.member(person).myFirm()).value;
      return { body: { ...firm, name: mine?.firm.name, role: mine?.firm.role, revision: mine?.revision } };
    },
    contract: FirmEdit,
    texts: firmTexts,
  },
  {
    route: `POST ${at}/firm/colleagues`,
    who: 'member',
    scope: 'write',
    given: () => ({ body: { note: 'My brother' } }),
    contract: ColleagueInvitation,
    texts: ['note'],
  },
  {
    route: `GET ${at}/invitations/by-token/:token`,
    who: 'anyone',
    scope: 'read',
    given: async (scene) => ({ params: { token: (await invitation(scene)).token } }),
  },
  {
    route: `POST ${at}/invitations/by-token/:token/acceptance`,
    who: 'newcomer',
    scope: 'write',
    given: async (scene) => ({ params: { token: (await invitation(scene)).token }, body: { firm } }),
    contract: Acceptance,
    texts: firmTexts.map((path) => `firm.${path}`),
    answers: { member: 409, owner: 409, manager: 409 },
    after: forgetMember,
  },
];

const managing: Line[] = [
  { route: `GET ${at}/queue`, who: 'manager', scope: 'manage' },
  {
    route: `POST ${at}/listings/:id/decisions`,
    who: 'manager',
    scope: 'manage',
    given: async (scene) => {
      const { id, revision } = await listing(scene, 'waiting');
      return { params: { id }, body: { act: 'return', reason: 'other', words: 'How thick is it?', revision } };
    },
    contract: Decision,
    texts: ['words'],
  },
  {
    route: `POST ${at}/firms/:id/decisions`,
    who: 'manager',
    scope: 'manage',
    given: async (scene) => ({ params: { id: await join(scene, stranger()) }, body: { act: 'suspend', words: 'Complaints' } }),
    contract: FirmDecision,
    texts: ['words'],
  },
  {
    route: `POST ${at}/firms/batch`,
    who: 'manager',
    scope: 'manage',
    given: () => ({ body: { items: [{ ...firm, externalRef: stranger().id }] } }),
    contract: FirmBatch,
  },
  {
    route: `POST ${at}/listings/batch`,
    who: 'manager',
    scope: 'manage',
    given: async (scene) => ({
      body: { publish: true, items: [{ ...offer, externalRef: stranger().id, firmRef: await importedFirm(scene) }] },
    }),
    contract: ListingBatch,
  },
  { route: `GET ${at}/members`, who: 'manager', scope: 'manage' },
  {
    route: `POST ${at}/members/:person/decisions`,
    who: 'manager',
    scope: 'manage',
    given: async (scene) => {
      const person = stranger();
      await join(scene, person);
      return { params: { person: person.id }, body: { act: 'suspend', words: 'Complaints' } };
    },
    contract: MemberDecision,
    texts: ['words'],
  },
  { route: `GET ${at}/words`, who: 'manager', scope: 'manage' },
  {
    route: `POST ${at}/words`,
    who: 'manager',
    scope: 'manage',
    given: () => ({ body: { words: 'Zeltawi, fermaja' } }),
    contract: OwnTermsDraft,
  },
  {
    route: `DELETE ${at}/words/:id`,
    who: 'manager',
    scope: 'manage',
    given: async (scene) => ({ params: { id: await terms(scene) } }),
  },
  {
    route: `POST ${at}/words/missed/dismissals`,
    who: 'manager',
    scope: 'manage',
    given: () => ({ body: { word: 'zeltawi' } }),
    contract: MissedWord,
  },
  { route: `GET ${at}/decisions`, who: 'manager', scope: 'manage' },
  { route: `GET ${at}/settings`, who: 'manager', scope: 'manage' },
  {
    route: `PUT ${at}/settings`,
    who: 'manager',
    scope: 'manage',
    given: () => ({ body: { trustedPublishAtOnce: false } }),
    contract: MarketSettings,
  },
  { route: `GET ${at}/invitations`, who: 'manager', scope: 'manage' },
  {
    route: `POST ${at}/invitations`,
    who: 'manager',
    scope: 'manage',
    given: () => ({ body: { note: 'Abu Khaled', firm: null, uses: 1, days: 14 } }),
    contract: InvitationDraft,
    texts: ['note'],
  },
  {
    route: `DELETE ${at}/invitations/:id`,
    who: 'manager',
    scope: 'manage',
    given: async (scene) => ({ params: { id: (await invitation(scene)).id } }),
  },
];

export const apiLines: Line[] = [
  ...account,
  ...looking,
  ...trading,
  ...poolOperations,
  ...chainOperations,
  ...circleOperations,
  ...coalitionOperations,
  ...managing,
];
