/** The names and examples under which the document shows the contracts. */
import { z } from '@hono/zod-openapi';
import { Photo, PhotoChoice, Voice } from '../../schema/attachment.ts';
import { ClusterEntry, ClusterOpening, MarketSettings, Place, Sector } from '../../schema/cluster.ts';
import { Colleague, Contact, FirmCard, FirmDraft, FirmEdit, FirmsFound, FirmView, MyFirm, Role, Size } from '../../schema/firm.ts';
import { Locale, Names } from '../../schema/ids.ts';
import { FirmImport, ListingImport } from '../../schema/import.ts';
import { Inbox, InquiryAnswer, InquiryDraft, InquiryState, InquiryView, Notice } from '../../schema/inquiry.ts';
import { LineAsked, LineRead } from '../../schema/line.ts';
import {
  Direction,
  Kind,
  ListingCard,
  ListingDraft,
  ListingEdit,
  ListingState,
  ListingView,
  OwnerAct,
  Price,
  ReturnReason,
  Visibility,
} from '../../schema/listing.ts';
import {
  Decision,
  FirmDecision,
  InvitationDraft,
  InvitationEntry,
  InvitationMade,
  InvitationView,
  LogEntry,
  LogPage,
  MemberDecision,
  Queue,
} from '../../schema/moderation.ts';
import { Currency } from '../../schema/money.ts';
import { Membership, PhoneCountry, Profile, ProfileEdit, Scope, TokenDraft, TokenEntry } from '../../schema/person.ts';
import { Quantity, Unit } from '../../schema/quantity.ts';
import { PushEnd, PushTarget, QuietHours, ReachEdit, ReachView, Subject } from '../../schema/reach.ts';
import {
  CatalogueFacets,
  CatalogueFound,
  CatalogueHit,
  ClusterWords,
  Facets,
  Found,
  Hit,
  HitCluster,
  MarketFront,
  OwnTermsDraft,
  Rewritten,
  Snippet,
  Suggestion,
  Watch,
  WatchDraft,
} from '../../schema/search.ts';
import { EngineAnswer, EngineState, Refilling } from './catalogue.ts';
import { FileId } from './files.ts';
import { ColleagueInvitation, FirmDecided, FirmEdited } from './firms.ts';
import { FirmBatch, ImportReport, ImportResult, ListingBatch } from './imports.ts';
import { ReadUpTo } from './inquiries.ts';
import { Acceptance, Joined } from './invitations.ts';
import { InquiryMoved, ListingMoved, Move } from './listings.ts';
import { TokenMade } from './me.ts';
import { MemberDecided, SettingsView } from './moderation.ts';
import { Problem } from './operation.ts';
import { Message } from './outbox.ts';
import { CodeAsk, CodeSent, SignIn } from './session.ts';
import { WatchMade } from './watches.ts';
import { MissedWord, TermsAdded } from './words.ts';

/** The same in both directions. */
const shared = {
  Currency,
  Direction,
  InquiryState,
  Kind,
  ListingState,
  Locale,
  MarketSettings,
  MissedWord,
  Names,
  OwnerAct,
  PhoneCountry,
  Place,
  Quantity,
  QuietHours,
  ReadUpTo,
  ReturnReason,
  Role,
  Scope,
  Sector,
  Size,
  Subject,
  Unit,
  Visibility,
};

/** What is sent: fields with a default may be left out. */
export const sent = {
  Acceptance,
  ClusterOpening,
  CodeAsk,
  ColleagueInvitation,
  Contact,
  Decision,
  FirmBatch,
  FirmDecision,
  FirmDraft,
  FirmEdit,
  FirmImport,
  InquiryAnswer,
  InquiryDraft,
  InvitationDraft,
  LineAsked,
  ListingBatch,
  ListingDraft,
  ListingEdit,
  ListingImport,
  MemberDecision,
  Move,
  OwnTermsDraft,
  PhotoChoice,
  Price,
  ProfileEdit,
  PushEnd,
  PushTarget,
  ReachEdit,
  SignIn,
  TokenDraft,
  WatchDraft,
};

const answered = {
  CatalogueFacets,
  CatalogueFound,
  CatalogueHit,
  ClusterWords,
  Hit,
  HitCluster,
  Refilling,
  Rewritten,
  Snippet,
  Suggestion,
  TermsAdded,
  Watch,
  WatchMade,
  ClusterEntry,
  CodeSent,
  Colleague,
  EngineAnswer,
  EngineState,
  Facets,
  FileId,
  FirmCard,
  FirmDecided,
  FirmEdited,
  FirmsFound,
  FirmView,
  Found,
  ImportReport,
  ImportResult,
  Inbox,
  InquiryMoved,
  InquiryView,
  InvitationEntry,
  InvitationMade,
  InvitationView,
  Joined,
  LineRead,
  ListingCard,
  ListingMoved,
  ListingView,
  LogEntry,
  LogPage,
  MarketFront,
  MemberDecided,
  Membership,
  Message,
  MyFirm,
  Notice,
  Photo,
  Problem,
  Profile,
  Queue,
  ReachView,
  SettingsView,
  TokenEntry,
  TokenMade,
  Voice,
};

const offer = {
  direction: 'offer',
  kind: 'input',
  title: 'جلد بقري كروم وجه كامل',
  text: 'جلد مدبوغ كروم، سمك ١٫٤ مم، فرز أول. التسليم من المدبغة.',
  quantity: { amount: 2_000_000, unit: 'FTK' },
  price: { form: 'fixed', min: 4_500, currency: 'EGP', per: 'FTK' },
  minimumOrder: { amount: 200_000, unit: 'FTK' },
  deliveryDays: 3,
  visibility: 'public',
};
const photos = [{ id: 17, alt: 'ملف جلد بقري أسود، وجه كامل' }];
const firm = {
  name: 'ورشة النور للأحذية',
  role: 'workshop',
  about: 'أحذية رجالي جلد طبيعي، خياطة يدوية.',
  size: '6-20',
  contacts: [{ kind: 'phone', value: '+20 100 123 4567', visibility: 'agreed' }],
};

/** One believable document for what is written most. */
export const examples: Partial<Record<keyof typeof sent, unknown>> = {
  Acceptance: { firm },
  ClusterOpening: {
    cluster: {
      slug: 'robbiki',
      names: { ar: 'مدينة الجلود بالروبيكي', fr: 'Cité du cuir de Robbiki', en: 'Robbiki leather city' },
      about: {
        ar: 'مدابغ وصناعات جلدية جنب بعض.',
        fr: 'Tanneries et métiers du cuir côte à côte.',
        en: 'Tanneries and leather trades side by side.',
      },
      sector: 'leather',
      country: 'EG',
      place: { lat: 30.08, lng: 31.83 },
      languages: ['ar', 'en'],
      timeZone: 'Africa/Cairo',
      currency: 'EGP',
    },
    office: 'جمعية مدينة الجلود',
    manager: { name: 'منى عبد الله', phone: '+201001112223' },
  },
  CodeAsk: { phone: '0100 123 4567', country: 'EG' },
  Decision: { act: 'return', reason: 'price-missing', words: 'اكتب السعر للقدم من فضلك.', revision: 2 },
  FirmBatch: { items: [{ ...firm, externalRef: 'M-118' }] },
  FirmDraft: firm,
  FirmImport: { ...firm, externalRef: 'M-118' },
  InquiryAnswer: { accept: true, words: 'أهلاً بك، المعاينة في المدبغة أي يوم.' },
  InquiryDraft: { message: 'محتاج ٥٠٠ قدم قبل الخميس، ممكن؟', quantity: { amount: 500_000, unit: 'FTK' } },
  InvitationDraft: { note: 'ورشة أبو خالد', uses: 1, days: 14 },
  ListingBatch: { publish: true, items: [{ ...offer, externalRef: 'A-2041', firmRef: 'M-118' }] },
  ListingDraft: { ...offer, photos },
  ListingEdit: { ...offer, photos, revision: 1 },
  ListingImport: { ...offer, externalRef: 'A-2041', firmRef: 'M-118', publish: true },
  Move: { act: 'pause' },
  ProfileEdit: { name: 'خالد حسن', locale: 'ar' },
  PushTarget: {
    endpoint: 'https://fcm.googleapis.com/fcm/send/dAPT',
    keys: {
      p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    },
  },
  ReachEdit: { muted: ['listings'], texts: true, email: 'khaled@ourfirm.eg', quiet: { from: 1260, until: 420 } },
  SignIn: { phone: '+201001234567', code: '123456' },
  TokenDraft: { name: 'ERP', scopes: ['read', 'write'], days: 90 },
};

export const inputs = named({ ...shared, ...sent });
export const outputs = named({ ...shared, ...answered });

function named(contracts: Record<string, z.ZodType>) {
  const registry = z.registry<{ id: string }>();
  for (const [id, contract] of Object.entries(contracts)) registry.add(contract, { id });
  return registry;
}
