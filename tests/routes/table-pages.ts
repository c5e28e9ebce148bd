/** The lines of the HTML face: every page and every form. */

import { photos } from '../domain/media/samples.ts';
import { blob } from '../support/files.ts';
import {
  allowRenaming,
  codeSent,
  emailLink,
  forgetCodes,
  forgetMember,
  forgetWatches,
  inquiry,
  invitation,
  join,
  listing,
  mailbox,
  matched,
  missedWord,
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
import { chainPages } from './table-chains.ts';
import { circlePages } from './table-circles.ts';
import { coalitionPages } from './table-coalitions.ts';
import { poolPages } from './table-pools.ts';

const offer = {
  direction: 'offer',
  kind: 'input',
  title: 'Cow leather',
  text: 'Thick and soft',
  quantity: '500',
  unit: 'FTK',
  priceForm: 'range',
  priceMin: '90',
  priceMax: '120',
  currency: 'EGP',
  per: 'unit',
  minimumOrder: '50',
  minimumOrderUnit: 'FTK',
  capacity: '5000',
  capacityUnit: 'FTK',
  process: 'Chrome tanning',
  availableFrom: '2026-01-01',
  availableUntil: '2099-01-01',
  deliveryDays: '3',
  languages: ['ar', 'en'],
  visibility: 'public',
  term: '30',
};
const offerTexts = { texts: ['title', 'text', 'process'], lenient: ['currency'] };

const firmFields = {
  name: 'Firm of the owner',
  role: 'tannery',
  about: 'We tan hides',
  machines: 'Drum\nSplitter',
  certificates: 'ISO 9001',
  size: '6-20',
  address: 'Hall 4',
  place: '30.1, 31.7',
  languages: ['ar'],
  'contacts.0.kind': 'phone',
  'contacts.0.value': '+201001110004',
  'contacts.0.visibility': 'agreed',
};
const firmTexts = ['name', 'about', 'machines', 'certificates', 'address'];

const newFirm = {
  name: 'A new firm',
  role: 'tannery',
  about: 'We tan hides',
  address: 'Hall 4',
  'contacts.0.kind': 'phone',
  'contacts.0.value': '+201001110004',
  'contacts.0.visibility': 'agreed',
};

const account: Line[] = [
  { route: 'GET /', who: 'anyone' },
  { route: 'POST /language', who: 'anyone', given: () => ({ body: { lang: 'fr', next: '/' } }), lenient: ['next'] },
  { route: 'GET /sign-in', who: 'anyone' },
  {
    route: 'POST /sign-in',
    who: 'anyone',
    given: () => ({ body: { phone: stranger().phone, country: 'EG', next: '/' } }),
    lenient: ['next', 'country'],
    twice: 'a second code must wait',
  },
  { route: 'GET /sign-in/code', who: 'anyone', given: () => ({ query: { phone: stranger().phone } }) },
  {
    route: 'POST /sign-in/code',
    who: 'anyone',
    given: async () => ({ body: { ...(await codeSent()), next: '/' } }),
    lenient: ['next'],
    twice: 'a code is good for one sign-in',
  },
  { route: 'POST /sign-out', who: 'anyone', after: signInAgain },
  { route: 'GET /me', who: 'signed-in' },
  {
    route: 'POST /me',
    who: 'signed-in',
    given: (_, actor) => ({ body: { name: `The ${actor}`, locale: 'ar', next: '/' } }),
    texts: ['name'],
    lenient: ['next'],
  },
  { route: 'GET /me/sessions', who: 'signed-in' },
  { route: 'POST /me/sessions', who: 'signed-in', after: signInAgain, twice: 'it ends the session that it was sent with' },
  { route: 'GET /me/tokens', who: 'signed-in' },
  {
    route: 'POST /me/tokens',
    who: 'signed-in',
    given: () => ({ body: { name: 'ERP', scopes: ['read', 'write'], days: '90' } }),
    texts: ['name'],
  },
  { route: 'GET /me/tokens/:id/revocation', who: 'signed-in', given: () => ({ params: { id: 1 } }) },
  {
    route: 'POST /me/tokens/:id/revocation',
    about: 'of one’s own',
    who: 'signed-in',
    given: async (scene, actor) => ({ params: { id: (await token(scene, actor === 'visitor' ? 'owner' : actor, ['read'])).id } }),
  },
  {
    route: 'POST /me/tokens/:id/revocation',
    about: 'of somebody else',
    who: 'nobody',
    given: async (scene, actor) => ({ params: { id: (await token(scene, actor === 'owner' ? 'member' : 'owner', ['read'])).id } }),
  },
  { route: 'GET /me/notices', who: 'signed-in' },
  {
    route: 'POST /me/notices',
    who: 'signed-in',
    given: () => ({ body: { told: ['asked', 'answered'], texts: 'yes', quiet: 'yes', from: '1260', until: '420' } }),
    lenient: ['texts', 'quiet'],
  },
  { route: 'GET /me/notices/email', who: 'signed-in' },
  { route: 'POST /me/notices/email', who: 'signed-in', given: () => ({ body: { email: mailbox() } }), after: forgetCodes },
  {
    route: 'GET /email/:token/confirmation',
    who: 'anyone',
    given: async (scene) => ({ params: { token: await emailLink(scene, 'confirmation') } }),
  },
  {
    route: 'POST /email/:token/confirmation',
    who: 'anyone',
    given: async (scene) => ({ params: { token: await emailLink(scene, 'confirmation') } }),
  },
  { route: 'GET /email/:token/removal', who: 'anyone', given: async (scene) => ({ params: { token: await emailLink(scene, 'removal') } }) },
  {
    route: 'POST /email/:token/removal',
    who: 'anyone',
    given: async (scene) => ({ params: { token: await emailLink(scene, 'removal') } }),
  },
  { route: 'GET /outbox', who: 'anyone', only: 'development' },
  { route: 'GET /waiting', who: 'anyone' },
  { route: 'GET /offline', who: 'anyone' },
  { route: 'GET /post', who: 'signed-in' },
];

const sampleListing: Line['given'] = async (scene) => ({ params: { id: (await listing(scene)).id } });

const looking: Line[] = [
  { route: 'GET /search', who: 'anyone' },
  { route: 'GET /c/:cluster', who: 'anyone' },
  { route: 'GET /c/:cluster/search', who: 'anyone' },
  { route: 'GET /c/:cluster/l/:id', about: 'public', who: 'anyone', given: sampleListing },
  {
    route: 'GET /c/:cluster/l/:id',
    about: 'for members',
    who: 'member',
    given: async (scene) => ({ params: { id: (await listing(scene, 'published', { visibility: 'cluster' })).id } }),
    answers: { visitor: 404 },
  },
  ...(['waiting', 'paused'] as const).map(
    (state): Line => ({
      route: 'GET /c/:cluster/l/:id',
      about: state,
      who: 'owner or manager',
      given: async (scene) => ({ params: { id: (await listing(scene, state)).id } }),
      answers: { visitor: 404 },
    }),
  ),
  {
    route: 'GET /c/:cluster/l/:id',
    about: 'a draft',
    who: 'owner',
    given: async (scene) => ({ params: { id: (await listing(scene, 'draft')).id } }),
    answers: { visitor: 404, manager: 404 },
  },
  {
    route: 'GET /c/:cluster/files/:id',
    about: 'of a public listing',
    who: 'anyone',
    given: async (scene) => ({ params: { id: await shownPhoto(scene) } }),
    shows: 'file',
  },
  {
    route: 'GET /c/:cluster/files/:id',
    about: 'of a listing for members',
    who: 'member',
    given: async (scene) => ({ params: { id: await shownPhoto(scene, { visibility: 'cluster' }) } }),
    answers: { visitor: 404 },
    shows: 'file',
  },
  {
    route: 'GET /c/:cluster/files/:id',
    about: 'that nothing has',
    who: 'owner',
    given: async (scene) => ({ params: { id: await photo(scene) } }),
    answers: { visitor: 404 },
    shows: 'file',
  },
  {
    route: 'GET /c/:cluster/files/:id',
    about: 'of an inquiry',
    who: 'party',
    given: async (scene) => ({ params: { id: await voice(scene) } }),
    answers: { visitor: 404 },
    shows: 'file',
  },
  {
    route: 'GET /c/:cluster/files/:id/small',
    who: 'anyone',
    given: async (scene) => ({ params: { id: await shownPhoto(scene) } }),
    shows: 'file',
  },
  { route: 'GET /c/:cluster/firms', who: 'anyone' },
  { route: 'GET /c/:cluster/f/:id', about: 'active', who: 'anyone', given: (scene) => ({ params: { id: scene.firms.owner } }) },
  {
    route: 'GET /c/:cluster/f/:id',
    about: 'suspended',
    who: 'manager',
    given: (scene) => ({ params: { id: scene.firms.suspended } }),
    answers: { visitor: 404 },
  },
];

const card: Line = { route: 'GET /c/:cluster/card/:file', who: 'anyone', given: () => ({ params: { file: 'ar.jpg' } }), shows: 'file' };

const sharing: Line[] = [
  { route: 'GET /robots.txt', who: 'anyone', shows: 'file' },
  { route: 'GET /sitemap.xml', who: 'anyone', shows: 'file' },
  { route: 'GET /c/:cluster/sitemap.xml', who: 'anyone', shows: 'file' },
  { route: 'GET /s/:cluster', who: 'anyone', shows: 'file' },
  { route: 'GET /s/:cluster/:what', about: 'a listing', who: 'anyone', given: () => ({ params: { what: 12 } }), shows: 'file' },
  { route: 'GET /s/:cluster/:what', about: 'a firm', who: 'anyone', given: () => ({ params: { what: 'f3' } }), shows: 'file' },
  { route: 'GET /c/:cluster/share', who: 'anyone' },
  { route: 'GET /c/:cluster/l/:id/share', about: 'public', who: 'anyone', given: sampleListing },
  {
    // who sees it is told why it cannot be shared
    route: 'GET /c/:cluster/l/:id/share',
    about: 'for members',
    who: 'member',
    given: async (scene) => ({ params: { id: (await listing(scene, 'published', { visibility: 'cluster' })).id } }),
    answers: { visitor: 404 },
  },
  { route: 'GET /c/:cluster/f/:id/share', about: 'active', who: 'anyone', given: (scene) => ({ params: { id: scene.firms.owner } }) },
  ...(['share', 'poster'] as const).map(
    (page): Line => ({
      route: `GET /c/:cluster/f/:id/${page}`,
      about: 'suspended',
      who: 'manager',
      given: (scene) => ({ params: { id: scene.firms.suspended } }),
      answers: { visitor: 404 },
    }),
  ),
  { route: 'GET /c/:cluster/f/:id/poster', about: 'active', who: 'anyone', given: (scene) => ({ params: { id: scene.firms.owner } }) },
  card,
  {
    ...card,
    route: 'GET /c/:cluster/l/:id/card/:file',
    about: 'public',
    given: async (scene) => ({ params: { id: (await listing(scene)).id, file: 'fr.jpg' } }),
  },
  {
    ...card,
    route: 'GET /c/:cluster/l/:id/card/:file',
    about: 'for members',
    who: 'nobody',
    given: async (scene) => ({ params: { id: (await listing(scene, 'published', { visibility: 'cluster' })).id, file: 'ar.jpg' } }),
    answers: { visitor: 404 },
  },
  {
    ...card,
    route: 'GET /c/:cluster/f/:id/card/:file',
    about: 'active',
    given: (scene) => ({ params: { id: scene.firms.owner, file: 'en.jpg' } }),
  },
  {
    ...card,
    route: 'GET /c/:cluster/f/:id/card/:file',
    about: 'suspended',
    who: 'nobody',
    given: (scene) => ({ params: { id: scene.firms.suspended, file: 'ar.jpg' } }),
    answers: { visitor: 404 },
  },
];

const trading: Line[] = [
  // who is no member reads there how one becomes one
  { route: 'GET /c/:cluster/l/new', who: 'anyone', answers: { suspended: 403 } },
  { route: 'GET /c/:cluster/l', who: 'anyone' },
  { route: 'POST /c/:cluster/l', who: 'member', given: () => ({ body: offer }), ...offerTexts },
  { route: 'GET /c/:cluster/l/:id/edit', who: 'owner', given: sampleListing },
  {
    route: 'POST /c/:cluster/l/:id',
    who: 'owner',
    given: async (scene) => {
      const { id, revision } = await listing(scene, 'waiting');
      return { params: { id }, body: { ...offer, revision: String(revision) } };
    },
    ...offerTexts,
  },
  { route: 'GET /c/:cluster/l/:id/moves', who: 'anyone', given: sampleListing },
  {
    route: 'POST /c/:cluster/l/:id/moves',
    who: 'owner',
    given: async (scene) => ({ params: { id: (await listing(scene)).id }, body: { act: 'pause' } }),
  },
  { route: 'GET /c/:cluster/l/:id/inquiries', who: 'buyer', given: sampleListing },
  {
    route: 'POST /c/:cluster/l/:id/inquiries',
    who: 'buyer',
    given: async (scene) => ({
      params: { id: (await listing(scene)).id },
      body: { message: 'Is it still there?', quantityAmount: '5', quantityUnit: 'FTK' },
    }),
    texts: ['message'],
    answers: { owner: 409 },
  },
  {
    route: 'POST /c/:cluster/l/:id/inquiries',
    about: 'for members',
    who: 'member',
    given: async (scene) => ({
      params: { id: (await listing(scene, 'published', { visibility: 'cluster' })).id },
      body: { message: 'Is it still there?' },
    }),
    texts: ['message'],
    answers: { owner: 409 },
  },
  {
    route: 'GET /c/:cluster/i/:id',
    who: 'party',
    given: async (scene, actor) => ({ params: { id: await inquiry(scene, actor === 'buyer' ? scene.people.buyer : undefined) } }),
  },
  { route: 'GET /c/:cluster/i/:id/answer', who: 'anyone', given: () => ({ params: { id: 1 } }) },
  {
    route: 'POST /c/:cluster/i/:id/answer',
    who: 'owner',
    given: async (scene) => ({ params: { id: await inquiry(scene) }, body: { accept: 'yes', words: 'Come and see it' } }),
    texts: ['words'],
  },
  {
    route: 'POST /c/:cluster/i/:id/withdrawal',
    who: 'asker',
    given: async (scene) => ({ params: { id: await inquiry(scene, scene.people.buyer) } }),
  },
  {
    route: 'POST /c/:cluster/files',
    who: 'buyer',
    given: () => ({ files: { photo: blob(photos.jpeg), small: blob(photos.jpeg) } }),
    formless: 'scripts send files ahead of the form that names them; without scripts they come with it',
  },
  { route: 'GET /c/:cluster/inbox', who: 'buyer' },
  { route: 'GET /c/:cluster/inbox/read', who: 'anyone' },
  { route: 'POST /c/:cluster/inbox/read', who: 'buyer', given: () => ({ body: { upTo: '1' } }) },
  { route: 'GET /c/:cluster/together', who: 'member' },
  { route: 'GET /c/:cluster/matches', who: 'member' },
  { route: 'GET /c/:cluster/agreements', who: 'member' },
  {
    route: 'GET /c/:cluster/l/:id/matches',
    who: 'owner or manager',
    given: async (scene) => ({ params: { id: (await matched(scene)).need } }),
  },
  {
    route: 'POST /c/:cluster/l/:id/matches/:other/dismissal',
    who: 'owner',
    given: async (scene) => {
      const { need, offer } = await matched(scene);
      return { params: { id: need, other: offer }, body: { reason: 'too-far' } };
    },
  },
  { route: 'GET /c/:cluster/watches', who: 'buyer' },
  {
    route: 'POST /c/:cluster/watches',
    who: 'buyer',
    given: ({ slug }) => ({
      body: { q: 'Cow leather', direction: 'offer', kind: 'input', rhythm: 'daily', next: `/c/${slug}/search?q=cow` },
    }),
    texts: ['q'],
    lenient: ['next'],
    after: forgetWatches,
  },
  {
    route: 'POST /c/:cluster/watches/:id',
    about: 'of one’s own',
    who: 'buyer',
    given: async (scene, actor) => ({ params: { id: await watch(scene, actor) }, body: { when: 'weekly' } }),
  },
  {
    route: 'POST /c/:cluster/watches/:id',
    about: 'of somebody else',
    who: 'nobody',
    given: async (scene, actor) => ({
      params: { id: await watch(scene, actor === 'owner' ? 'member' : 'owner') },
      body: { when: 'paused' },
    }),
  },
  { route: 'GET /c/:cluster/unwatch/:token', who: 'anyone', given: async (scene) => ({ params: { token: await watchLink(scene) } }) },
  { route: 'POST /c/:cluster/unwatch/:token', who: 'anyone', given: async (scene) => ({ params: { token: await watchLink(scene) } }) },
  {
    route: 'POST /c/:cluster/watches/:id/removal',
    about: 'of one’s own',
    who: 'buyer',
    given: async (scene, actor) => ({ params: { id: await watch(scene, actor) } }),
  },
  {
    route: 'POST /c/:cluster/watches/:id/removal',
    about: 'of somebody else',
    who: 'nobody',
    given: async (scene, actor) => ({ params: { id: await watch(scene, actor === 'owner' ? 'member' : 'owner') } }),
  },
  { route: 'GET /c/:cluster/firm', who: 'anyone', answers: { suspended: 403 } },
  { route: 'GET /c/:cluster/firm/edit', who: 'member' },
  {
    route: 'POST /c/:cluster/firm',
    who: 'member',
    given: async (scene, actor) => {
      const person = actor === 'member' || actor === 'manager' ? scene.people[actor] : scene.people.owner;
      await allowRenaming(scene);
      const mine = (await scene.market.member(person).myFirm()).value;
      return { body: { ...firmFields, name: mine?.firm.name ?? '', role: mine?.firm.role ?? '', revision: String(mine?.revision) } };
    },
    texts: firmTexts,
  },
  { route: 'GET /c/:cluster/firm/colleagues', who: 'anyone' },
  { route: 'POST /c/:cluster/firm/colleagues', who: 'member', given: () => ({ body: { note: 'My brother' } }), texts: ['note'] },
  { route: 'GET /c/:cluster/join/:token', who: 'anyone', given: async (scene) => ({ params: { token: (await invitation(scene)).token } }) },
  {
    route: 'POST /c/:cluster/join/:token',
    who: 'newcomer',
    given: async (scene) => ({ params: { token: (await invitation(scene)).token }, body: newFirm }),
    texts: ['name', 'about', 'address'],
    answers: { member: 409, owner: 409, manager: 409 },
    after: forgetMember,
  },
];

const managing: Line[] = [
  { route: 'GET /c/:cluster/manage', who: 'manager' },
  {
    route: 'GET /c/:cluster/manage/listings/:id',
    who: 'manager',
    given: async (scene) => ({ params: { id: (await listing(scene, 'waiting')).id } }),
  },
  {
    route: 'POST /c/:cluster/manage/listings/:id',
    about: 'to return it',
    who: 'manager',
    given: async (scene) => {
      const { id, revision } = await listing(scene, 'waiting');
      return { params: { id }, body: { act: 'return', reason: 'other', words: 'How thick is it?', revision: String(revision) } };
    },
    texts: ['words'],
  },
  {
    route: 'POST /c/:cluster/manage/listings/:id',
    about: 'to remove it',
    who: 'manager',
    given: async (scene) => {
      const { id, revision } = await listing(scene, 'waiting');
      return {
        params: { id },
        body: { act: 'remove', removeReason: 'other', removeWords: 'Not here', sure: 'yes', revision: String(revision) },
      };
    },
    texts: ['removeWords'],
  },
  { route: 'GET /c/:cluster/manage/firms', who: 'manager' },
  { route: 'GET /c/:cluster/manage/firms/:id', who: 'manager', given: (scene) => ({ params: { id: scene.firms.owner } }) },
  {
    route: 'POST /c/:cluster/manage/firms/:id',
    who: 'manager',
    given: async (scene) => ({ params: { id: await join(scene, stranger()) }, body: { act: 'suspend', words: 'Complaints' } }),
    texts: ['words'],
  },
  { route: 'GET /c/:cluster/manage/people', who: 'manager' },
  { route: 'GET /c/:cluster/manage/people/:person', who: 'manager', given: (scene) => ({ params: { person: scene.people.owner.id } }) },
  {
    route: 'POST /c/:cluster/manage/people/:person',
    who: 'manager',
    given: async (scene) => {
      const person = stranger();
      await join(scene, person);
      return { params: { person: person.id }, body: { act: 'suspend', words: 'Complaints' } };
    },
    texts: ['words'],
  },
  { route: 'GET /c/:cluster/manage/words', who: 'manager' },
  // any words will do, if there are two of them (tests/routes/search.test.ts)
  { route: 'POST /c/:cluster/manage/words', who: 'manager', given: () => ({ body: { words: 'Zeltawi, fermaja' } }), lenient: ['words'] },
  { route: 'POST /c/:cluster/manage/words/:id/removal', who: 'manager', given: async (scene) => ({ params: { id: await terms(scene) } }) },
  {
    route: 'POST /c/:cluster/manage/words/missed/dismissals',
    who: 'manager',
    given: async (scene) => ({ body: { word: await missedWord(scene) } }),
    lenient: ['word'],
  },
  { route: 'GET /c/:cluster/manage/log', who: 'manager' },
  { route: 'GET /c/:cluster/manage/settings', who: 'manager' },
  {
    route: 'POST /c/:cluster/manage/settings',
    who: 'manager',
    given: () => ({ body: { trustedPublishAtOnce: '' } }),
    lenient: ['trustedPublishAtOnce'],
  },
  { route: 'GET /c/:cluster/manage/invitations', who: 'manager' },
  {
    route: 'POST /c/:cluster/manage/invitations',
    who: 'manager',
    given: () => ({ body: { note: 'Abu Khaled', firm: 'new', uses: '1', days: '14' } }),
    texts: ['note'],
  },
  {
    route: 'POST /c/:cluster/manage/invitations/:id/revocation',
    who: 'manager',
    given: async (scene) => ({ params: { id: (await invitation(scene)).id } }),
  },
];

export const pageLines: Line[] = [
  { route: 'GET /api', who: 'anyone' },
  ...account,
  ...looking,
  ...sharing,
  ...trading,
  ...poolPages,
  ...chainPages,
  ...circlePages,
  ...coalitionPages,
  ...managing,
];
