/** The whole story through the API: a cluster opens, a firm joins and posts, a buyer finds it and asks, and they meet. */
import { beforeAll, expect, it } from 'vitest';
import type { ClusterEntry } from '../../schema/cluster.ts';
import type { FirmsFound, FirmView, MyFirm } from '../../schema/firm.ts';
import type { Inbox, InquiryView } from '../../schema/inquiry.ts';
import type { ListingCard, ListingView } from '../../schema/listing.ts';
import type { InvitationEntry, InvitationView, LogPage, Queue } from '../../schema/moderation.ts';
import type { Profile, TokenEntry } from '../../schema/person.ts';
import type { Found, MarketFront } from '../../schema/search.ts';
import { emptyDirectory } from '../directory/directory.ts';
import {
  Caller,
  cookieOf,
  joinFirm,
  offer,
  openCluster,
  opening,
  operatorPhone,
  person,
  program,
  publishListing,
  signIn,
  visitor,
} from '../support/api.ts';

beforeAll(emptyDirectory);

it('from an empty directory to two firms with each other’s phone numbers', async () => {
  const operator = await person(operatorPhone, 'Operator');
  const key = crypto.randomUUID();
  const open = opening('story', '+201001110001');
  const opened = await operator.post<ClusterEntry>('/clusters', open, { 'idempotency-key': key });
  expect(opened.status).toBe(201);
  expect(opened.headers.get('location')).toBe('/api/v1/clusters/story');
  expect(await operator.post('/clusters', open, { 'idempotency-key': key })).toMatchObject({ status: 201, body: opened.body });
  expect((await visitor.get<ClusterEntry[]>('/clusters')).body.map(({ slug }) => slug)).toContain('story');
  expect((await visitor.get<ClusterEntry>('/clusters/story')).body.names.en).toBe('Leather city');

  const manager = await person('+201001110001', 'منى عبد الله');
  const invited = await manager.post<{ id: number; token: string }>('/clusters/story/invitations', { note: 'ورشة أبو خالد' });
  const invitation = `/clusters/story/invitations/by-token/${invited.body.token}`;
  expect((await visitor.get<InvitationView>(invitation)).body).toMatchObject({ by: 'منى عبد الله', note: 'ورشة أبو خالد', firm: null });
  expect((await visitor.post(`${invitation}/acceptance`, { firm: null })).status).toBe(401);

  const seller = await person('+201001110002', 'خالد حسن');
  const firm = { name: 'مدبغة النيل', role: 'tannery', contacts: [{ kind: 'whatsapp', value: '+201001110002', visibility: 'agreed' }] };
  const joined = await seller.post<{ firm: number }>(`${invitation}/acceptance`, { firm });
  expect(joined).toMatchObject({ status: 201, body: { firm: expect.any(Number) } });
  expect(joined.headers.get('location')).toBe(`/api/v1/clusters/story/firms/${joined.body.firm}`);

  const posted = await seller.post<{ id: number; state: string }>('/clusters/story/listings', offer);
  expect(posted).toMatchObject({ status: 201, body: { state: 'waiting' } });
  const listing = `/clusters/story/listings/${posted.body.id}`;
  expect(posted.headers.get('location')).toBe(`/api/v1${listing}`);
  expect((await visitor.get(listing)).status).toBe(404);

  const queue = (await manager.get<Queue>('/clusters/story/queue')).body;
  expect(queue.waiting.map(({ id }) => id)).toEqual([posted.body.id]);
  const decided = await manager.post(`${listing}/decisions`, { act: 'publish', revision: queue.waiting[0]?.owner?.revision });
  expect(decided).toMatchObject({ status: 200, body: { state: 'published' } });
  expect((await visitor.get<ListingView>(listing)).body).toMatchObject({ title: offer.title, owner: null, asked: null });

  const found = (await visitor.get<Found>(`/clusters/story/search?q=${encodeURIComponent('الجلد البقرى')}&direction=offer&kind=input`))
    .body;
  expect(found.total).toBe(1);
  expect((await visitor.get<MarketFront>('/clusters/story/front')).body.offers).toHaveLength(1);

  const buyer = await person('+213551234567', 'Amine Haddad');
  expect((await visitor.post(`${listing}/inquiries`, { message: 'محتاج ٥٠٠ قدم' })).status).toBe(401);
  const asked = await buyer.post<{ id: number; state: string }>(`${listing}/inquiries`, { message: 'محتاج ٥٠٠ قدم قبل الخميس' });
  expect(asked).toMatchObject({ status: 201, body: { state: 'open' } });
  const inquiry = `/clusters/story/inquiries/${asked.body.id}`;
  expect((await buyer.get<InquiryView>(inquiry)).body).toMatchObject({ side: 'asker', owner: { contacts: [] } });
  expect((await manager.get(inquiry)).status).toBe(404);

  const inbox = (await seller.get<Inbox>('/clusters/story/inbox')).body;
  expect(inbox.received.map(({ id }) => id)).toEqual([asked.body.id]);
  const newest = inbox.notices[0]?.id as number;
  expect(await seller.post('/clusters/story/inbox/read', { upTo: newest })).toMatchObject({ status: 200, body: { upTo: newest } });
  expect((await seller.post(`${inquiry}/answer`, { accept: true, words: 'أهلاً بك' })).body).toMatchObject({ state: 'accepted' });

  const met = (await buyer.get<InquiryView>(inquiry)).body;
  expect(met.owner.contacts).toContainEqual({ kind: 'whatsapp', value: '+201001110002' });
  expect(met.asker.contacts).toContainEqual({ kind: 'phone', value: '+213551234567' });
  expect((await manager.get<LogPage>('/clusters/story/decisions')).body.entries.map(({ act }) => act)).toEqual(['publish', 'invite']);
});

it('a firm edits, pauses and ends its listing, describes itself, and lets a colleague in', async () => {
  const { at, manager } = await openCluster('day-to-day', '+201001110011');
  const { member, firm } = await joinFirm(at, manager, '+201001110012');
  const id = await publishListing(at, member, manager);
  const { revision } = (await member.get<ListingView>(`${at}/listings/${id}`)).body.owner ?? { revision: 0 };

  expect((await member.put(`${at}/listings/${id}`, { ...offer, title: 'جلد جاموس', revision: revision - 1 })).code).toBe('stale');
  expect((await member.post(`${at}/listings/${id}/moves`, { act: 'pause' })).body).toMatchObject({ state: 'paused' });
  expect((await member.post(`${at}/listings/${id}/moves`, { act: 'pause' })).code).toBe('wrong-state');
  expect((await member.post(`${at}/listings/${id}/moves`, { act: 'fulfil' })).body).toMatchObject({ state: 'fulfilled' });
  expect((await member.get<ListingCard[]>(`${at}/listings`)).body).toMatchObject([{ id, state: 'fulfilled' }]);

  const mine = (await member.get<MyFirm>(`${at}/firm`)).body;
  const edit = { name: 'ورشة النور للأحذية', role: 'workshop', size: '6-20', revision: mine.revision };
  expect(await member.put(`${at}/firm`, edit)).toMatchObject({ status: 200, body: { id: firm, revision: mine.revision + 1 } });
  expect((await visitor.get<FirmView>(`${at}/firms/${firm}`)).body).toMatchObject({ name: 'ورشة النور للأحذية', size: '6-20' });
  expect((await visitor.get<FirmsFound>(`${at}/firms?role=workshop`)).body).toMatchObject({ total: 1 });

  const link = await member.post<{ token: string }>(`${at}/firm/colleagues`, { note: 'يوسف' });
  expect(link.status).toBe(201);
  const colleague = await person('+201001110013', 'يوسف');
  expect((await colleague.post(`${at}/invitations/by-token/${link.body.token}/acceptance`, { firm: null })).body).toEqual({ firm });
  expect(
    (
      await person('+201001110014', 'غريب').then((late) =>
        late.post(`${at}/invitations/by-token/${link.body.token}/acceptance`, { firm: null }),
      )
    ).status,
  ).toBe(410);
  expect((await member.get<MyFirm>(`${at}/firm`)).body.people).toHaveLength(2);
});

it('a manager looks after people, firms, invitations and settings', async () => {
  const { at, manager } = await openCluster('looked-after', '+201001110021');
  const { member, firm } = await joinFirm(at, manager, '+201001110022');
  const { id: other } = (await member.get<Profile>('/me')).body;

  expect((await manager.get<{ person: string }[]>(`${at}/members`)).body.map(({ person: one }) => one)).toContain(other);
  expect((await member.get(`${at}/queue`)).code).toBe('not-a-manager');
  expect((await manager.post(`${at}/members/${other}/decisions`, { act: 'appoint' })).status).toBe(200);
  expect((await member.get(`${at}/queue`)).status).toBe(200);
  expect((await manager.post(`${at}/members/${other}/decisions`, { act: 'dismiss' })).status).toBe(200);
  expect((await manager.post(`${at}/firms/${firm}/decisions`, { act: 'trust' })).body).toEqual({ id: firm });

  expect(await manager.put(`${at}/settings`, { trustedPublishAtOnce: true })).toMatchObject({
    status: 200,
    body: { trustedPublishAtOnce: true },
  });
  expect((await manager.get(`${at}/settings`)).body).toEqual({ trustedPublishAtOnce: true, stuck: 0 });
  expect((await member.post(`${at}/listings`, offer)).body).toMatchObject({ state: 'published' });

  const made = await manager.post<{ id: number; token: string }>(`${at}/invitations`, { uses: 3 });
  expect(made.headers.get('location')).toBe(`/api/v1${at}/invitations/${made.body.id}`);
  expect((await manager.delete(`${at}/invitations/${made.body.id}`)).status).toBe(204);
  expect((await visitor.get(`${at}/invitations/by-token/${made.body.token}`)).code).toBe('invitation-spent');
  expect((await manager.get<InvitationEntry[]>(`${at}/invitations`)).body[0]).toMatchObject({ id: made.body.id, state: 'revoked' });
  expect((await manager.get<LogPage>(`${at}/decisions?before=3`)).body.entries.every(({ id }) => id < 3)).toBe(true);
});

it('an inquiry is taken back before it is answered', async () => {
  const { at, manager } = await openCluster('taken-back', '+201001110031');
  const { member } = await joinFirm(at, manager, '+201001110032');
  const id = await publishListing(at, member, manager);
  const buyer = await person('+201001110033', 'سلمى');
  const asked = await buyer.post<{ id: number }>(`${at}/listings/${id}/inquiries`, { message: 'السعر قابل للتفاوض؟' });
  expect((await buyer.post(`${at}/inquiries/${asked.body.id}/withdrawal`)).body).toMatchObject({ state: 'withdrawn' });
  expect((await member.post(`${at}/inquiries/${asked.body.id}/answer`, { accept: true })).code).toBe('wrong-state');
});

it('a person makes a token for a program and ends it', async () => {
  const owner = await person('+201001110041', 'هدى');
  const key = crypto.randomUUID();
  const draft = { name: 'ERP', scopes: ['read'], days: 30 };
  const made = await owner.post<{ entry: TokenEntry; token: string }>('/me/tokens', draft, { 'idempotency-key': key });
  expect(made.status).toBe(201);
  expect((await owner.post('/me/tokens', draft, { 'idempotency-key': key })).body).toEqual({ entry: made.body.entry, token: null });
  const tool = new Caller({ authorization: `Bearer ${made.body.token}` });
  expect((await tool.get<Profile>('/me')).body.name).toBe('هدى');
  expect((await owner.get<TokenEntry[]>('/me/tokens')).body).toHaveLength(1);
  expect((await owner.delete(`/me/tokens/${made.body.entry.id}`)).status).toBe(204);
  const refused = await tool.get('/me');
  expect(refused.status).toBe(401);
  expect(refused.headers.get('www-authenticate')).toContain('invalid_token');
});

it('signing out ends this browser, signing out everywhere ends all', async () => {
  const leaving = await signIn('+201001110051', 'كريم');
  expect((await leaving.delete('/session')).status).toBe(204);
  expect((await leaving.patch('/me', { name: 'كريم', locale: 'ar' })).status).toBe(401);
  const everywhere = await signIn('+201001110052', 'ليلى');
  expect((await everywhere.delete('/sessions')).status).toBe(204);
  expect((await everywhere.patch('/me', { name: 'ليلى', locale: 'ar' })).status).toBe(401);
});

it('a new name is in the answer and in the cookie', async () => {
  const before = await signIn('+201001110061', 'Old');
  const edited = await before.patch<Profile>('/me', { name: 'New name', locale: 'fr' });
  expect(edited.body).toMatchObject({ name: 'New name', locale: 'fr' });
  const after = new Caller({ cookie: cookieOf(edited, before.headers.cookie) });
  expect((await after.get<Profile>('/me')).body.name).toBe('New name');
});

it('a program trades for its person with a token', async () => {
  const { at, manager } = await openCluster('by-program', '+201001110071');
  const { member } = await joinFirm(at, manager, '+201001110072');
  const tool = await program(member, ['read', 'write']);
  const posted = await tool.post<{ id: number }>(`${at}/listings`, offer);
  expect(posted.status).toBe(201);
  expect((await tool.get<ListingCard[]>(`${at}/listings`)).body).toHaveLength(1);
});
