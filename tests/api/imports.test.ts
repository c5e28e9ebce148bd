/** Importing over the API: a program of a manager brings in firms and listings, and reads what became of each. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { LogPage } from '../../schema/moderation.ts';
import type { Found } from '../../schema/search.ts';
import type { ImportReport, ImportResult } from '../../worker/api/imports.ts';
import { emptyDirectory } from '../directory/directory.ts';
import { type Caller, joinFirm, offer, openCluster, origin, person, program, visitor, worker } from '../support/api.ts';

type Report = z.infer<typeof ImportReport>;
type Result = z.infer<typeof ImportResult>;

let at: string;
let manager: Caller;
let member: Caller;
let tool: Caller;

beforeAll(async () => {
  await emptyDirectory();
  ({ at, manager } = await openCluster('importing', '+201004440001'));
  ({ member } = await joinFirm(at, manager, '+201004440002'));
  tool = await program(manager, ['manage']);
});

const firm = (externalRef: unknown, over = {}) => ({ externalRef, name: 'مدبغة الأمل', role: 'tannery', ...over });
const { visibility: _, ...described } = offer;
const listing = (externalRef: unknown, firmRef: unknown, over = {}) => ({ ...described, externalRef, firmRef, ...over });

async function sent(rows: 'firms' | 'listings', body: unknown, headers?: Record<string, string>): Promise<Report> {
  const answer = await tool.post<Report>(`${at}/${rows}/batch`, body, headers);
  expect(answer.status, JSON.stringify(answer.body).slice(0, 400)).toBe(200);
  expect(answer.body.results.map(({ position }) => position)).toEqual(answer.body.results.map((_, i) => i));
  return answer.body;
}
const outcomes = ({ results }: Report) => results.map(({ outcome }) => outcome);
const problems = ({ problem }: Result = {} as Result) =>
  Object.fromEntries(problem?.errors?.map(({ pointer, code }) => [pointer, code]) ?? []);
const found = async (q: string) => (await visitor.get<Found>(`${at}/search?q=${encodeURIComponent(q)}`)).body;

describe('a batch of firms', () => {
  it('is answered by position, the good among the bad', async () => {
    const report = await sent('firms', {
      items: [
        firm('F-1', { name: 'مدبغة الأمل', contacts: [{ kind: 'phone', value: '0100 123 4567', visibility: 'public' }] }),
        firm('F-2', { name: 'Tannerie Salé', contacts: [{ kind: 'phone', value: '+20 100 123 4567', visibility: 'public' }] }),
        firm(undefined),
        firm('F-3', { role: 'king', colour: 'red', name: 'x' }),
        null,
        firm(12, { name: 'Nile Soles Ltd' }),
        'F-4',
      ],
    });
    expect(outcomes(report)).toEqual(['refused', 'created', 'refused', 'refused', 'refused', 'created', 'refused']);
    expect(report.counts).toEqual({ created: 2, updated: 0, unchanged: 0, refused: 5 });
    expect(report.results.map(({ externalRef }) => externalRef)).toEqual(['F-1', 'F-2', null, 'F-3', null, '12', null]);
    expect(problems(report.results[0])).toEqual({ '/contacts/0/value': 'not-a-phone' });
    expect(problems(report.results[2])).toEqual({ '/externalRef': 'required' });
    expect(problems(report.results[3])).toEqual({ '/role': 'not-a-choice', '/colour': 'unknown-field', '/name': 'too-short' });
    expect(problems(report.results[4])).toEqual({ '': 'required' });
    expect(report.results[3]?.problem?.errors).toContainEqual(
      expect.objectContaining({ pointer: '/name', code: 'too-short', limit: 2, detail: expect.any(String) }),
    );
    for (const { outcome, id, problem } of report.results)
      expect([id !== undefined, problem !== undefined]).toEqual(outcome === 'refused' ? [false, true] : [true, false]);
    const { body } = await visitor.get<{ name: string }>(`${at}/firms/${report.results[5]?.id}`);
    expect(body.name).toBe('Nile Soles Ltd');
  });

  it('may be a bare list, and changes nothing when it comes again', async () => {
    const batch = [firm('B-1'), firm('B-2', { name: 'ورشة السلام' })];
    const first = await sent('firms', batch);
    expect(outcomes(first)).toEqual(['created', 'created']);
    const again = await sent('firms', batch);
    expect(outcomes(again)).toEqual(['unchanged', 'unchanged']);
    expect(again.results.map(({ id }) => id)).toEqual(first.results.map(({ id }) => id));
    const changed = await sent('firms', { publish: true, items: [firm('B-1', { about: 'دباغة نباتية' }), batch[1]] });
    expect(changed.counts).toEqual({ created: 0, updated: 1, unchanged: 1, refused: 0 });
  });

  it('needs no key; with one it is answered as the first time', async () => {
    expect(outcomes(await sent('firms', [firm('K-1')], { 'idempotency-key': '' }))).toEqual(['created']);
    const key = { 'idempotency-key': crypto.randomUUID() };
    const batch = [firm('K-2'), firm(undefined)];
    const first = await sent('firms', batch, key);
    expect(outcomes(first)).toEqual(['created', 'refused']);
    expect(await sent('firms', batch, key)).toEqual(first);
    expect((await tool.post(`${at}/firms/batch`, [firm('K-3')], key)).code).toBe('key-reused');
    expect((await tool.post(`${at}/firms/batch`, [firm('K-3')], { 'idempotency-key': 'short' })).code).toBe('key-missing');
  });
});

describe('a batch of listings', () => {
  beforeAll(async () => {
    await sent('firms', [firm('L-1'), firm(7, { name: 'Tannerie Salé' })]);
  });

  it('is published at once and found by its words, with what the records call it and its firm', async () => {
    const report = await sent('listings', {
      publish: true,
      items: [
        listing('P-1', 'L-1', { title: 'شمع نحل طبيعي' }),
        listing('P-2', 7, { title: 'Fil de nylon ciré' }),
        listing(3, '7', { title: 'Brass buckles', direction: 'need' }),
        listing('P-4', 'L-1', { title: 'خيط كتان مشمع', publish: false }),
      ],
    });
    expect(report.results.map(({ outcome, state }) => [outcome, state])).toEqual([
      ['created', 'published'],
      ['created', 'published'],
      ['created', 'published'],
      ['created', 'waiting'],
    ]);
    for (const [q, externalRef, firmRef] of [
      ['شمع', 'P-1', 'L-1'],
      ['nylon', 'P-2', '7'],
      ['buckles', '3', '7'],
    ] as const) {
      const [hit] = (await found(q)).hits;
      expect(hit, q).toMatchObject({ externalRef, firm: { externalRef: firmRef } });
    }
    expect((await found('كتان')).hits).toEqual([]);
  });

  it('waits for a decision when it is not to be published', async () => {
    const before = (await tool.get<{ total: number }>(`${at}/queue`)).body.total;
    expect((await sent('listings', [listing('W-1', 'L-1')])).results[0]).toMatchObject({ outcome: 'created', state: 'waiting' });
    expect((await tool.get<{ total: number }>(`${at}/queue`)).body.total).toBe(before + 1);
  });

  it('without price and visibility is negotiable and public', async () => {
    const { price: _, ...bare } = listing('N-1', 'L-1', { title: 'بقايا جلد للبيع', publish: true });
    await sent('listings', [bare]);
    expect((await found('بقايا')).hits[0]).toMatchObject({
      externalRef: 'N-1',
      visibility: 'public',
      price: { form: 'negotiable', currency: 'EGP', min: null, max: null },
    });
  });

  it('says of each wrong item what is wrong, and keeps the good ones', async () => {
    const report = await sent('listings', {
      publish: true,
      items: [
        listing('E-1', 'nobody'),
        listing('E-2', 'L-1', { price: { form: 'range', min: 5, max: 2, currency: 'EGP' }, submit: true }),
        listing('E-3', undefined, { publish: 'yes' }),
        listing('E-4', 'L-1'),
        listing('', 'L-1'),
        listing({ a: 1 }, 'L-1'),
        listing('E-5', 'L-1', { availableFrom: Date.UTC(2030, 2), availableUntil: Date.UTC(2030, 1) }),
        listing('E-6', 'L-1', { availableUntil: Date.UTC(2021, 1) }),
        [],
        listing('E-7', 2 ** 60),
      ],
    });
    expect(report.results.map(problems)).toEqual([
      { '/firmRef': 'not-a-choice' },
      { '/price/max': 'wrong-order', '/submit': 'unknown-field' },
      { '/firmRef': 'required', '/publish': 'unreadable' },
      {},
      { '/externalRef': 'required' },
      { '/externalRef': 'unreadable' },
      { '/availableUntil': 'wrong-order' },
      { '/availableUntil': 'in-the-past' },
      { '': 'unreadable' },
      { '/firmRef': 'unreadable' },
    ]);
    expect(report.counts).toEqual({ created: 1, updated: 0, unchanged: 0, refused: 9 });
  });

  it('that comes again updates what it made before', async () => {
    const batch = (over = {}) => ({ publish: true, items: [listing('U-1', 'L-1', { title: 'غراء عظم', ...over })] });
    const [first] = (await sent('listings', batch())).results;
    expect(outcomes(await sent('listings', batch()))).toEqual(['unchanged']);
    expect((await sent('listings', batch({ title: 'صمغ عربي' }))).results).toEqual([
      { position: 0, externalRef: 'U-1', outcome: 'updated', id: first?.id, state: 'published' },
    ]);
    expect((await found('صمغ')).hits[0]).toMatchObject({ id: first?.id, title: 'صمغ عربي' });
    expect((await sent('listings', [...batch({ title: 'مسامير نحاس' }).items])).results[0]).toMatchObject({
      outcome: 'updated',
      state: 'waiting',
    });
    expect((await found('صمغ')).hits.filter(({ externalRef }) => externalRef === 'U-1')).toEqual([]);
  });

  it('is kept in the log once, by what it changed', async () => {
    const report = await sent('listings', [listing('G-1', 'L-1'), listing('G-2', 'L-1'), listing('G-3', 'nobody')]);
    expect(report.counts.created).toBe(2);
    const [entry] = (await tool.get<LogPage>(`${at}/decisions`)).body.entries;
    expect(entry).toMatchObject({ act: 'import', listing: null, firm: null });
    expect(JSON.parse(entry?.subject ?? '')).toEqual({ of: 'listings', created: 2, updated: 0 });
    for (const [language, words] of [
      ['en', 'listings: 2 new, 0 changed'],
      ['fr', 'annonces : nouvelles 2, modifiées 0'],
      ['ar', 'الإعلانات: الجديد'],
    ] as const) {
      const page = await worker.fetch(`${origin}/c/importing/manage/log`, {
        headers: { ...manager.headers, 'accept-language': language, cookie: `${manager.headers.cookie}; lang=${language}` },
      });
      expect(await page.text(), language).toContain(words);
    }
  });

  it('that was seen by nobody else stays in its cluster', async () => {
    const { at: there, manager: other } = await openCluster('elsewhere', '+201004440003');
    const foreign = await program(other, ['manage']);
    const tried = await foreign.post<Report>(`${there}/listings/batch`, [listing('P-1', 'L-1')]);
    expect(problems(tried.body.results[0])).toEqual({ '/firmRef': 'not-a-choice' });
    expect(await foreign.post(`${at}/listings/batch`, [listing('P-1', 'L-1')])).toMatchObject({ status: 403, code: 'not-a-member' });
    await foreign.post(`${there}/firms/batch`, [firm('L-1', { name: 'Somebody else' })]);
    expect((await found('شمع')).hits[0]?.firm).toMatchObject({ externalRef: 'L-1', name: 'مدبغة الأمل' });
  });
});

describe('who is no manager, or has no scope for it,', () => {
  it.each(['firms', 'listings'] as const)('imports nothing: %s', async (rows) => {
    const batch = rows === 'firms' ? [firm('X-1')] : [listing('X-1', 'L-1')];
    const path = `${at}/${rows}/batch`;
    expect(await visitor.post(path, batch)).toMatchObject({ status: 401, code: 'sign-in-first' });
    expect(await member.post(path, batch)).toMatchObject({ status: 403, code: 'not-a-manager' });
    expect(await (await program(member, ['read', 'write', 'manage'])).post(path, batch)).toMatchObject({
      status: 403,
      code: 'not-a-manager',
    });
    expect(await (await program(manager, ['read', 'write'])).post(path, batch)).toMatchObject({ status: 403, code: 'scope-missing' });
    expect(await (await person('+201004440009')).post(path, batch)).toMatchObject({ status: 403, code: 'not-a-member' });
    // also with nothing good in it, a batch is nothing for a stranger
    expect(await member.post(path, [{}])).toMatchObject({ status: 403, code: 'not-a-manager' });
    expect(await (await person('+201004440001')).post(path, [{}], { origin: 'https://evil.example' })).toMatchObject({
      status: 403,
      code: 'foreign-origin',
    });
    const again = await sent(rows, batch);
    expect(outcomes(again)).toEqual(['created']);
  });
});

describe('a batch that cannot be read', () => {
  it('is refused as a whole', async () => {
    const pointed = async (body: unknown) => {
      const answer = await tool.post<{ errors: { pointer: string; code: string; limit?: number }[] }>(`${at}/firms/batch`, body);
      expect(answer).toMatchObject({ status: 422, code: 'invalid' });
      return answer.body.errors.map(({ pointer, code, limit }) => [pointer, code, limit]);
    };
    const many = Array.from({ length: 501 }, (_, i) => firm(i));
    expect(await pointed(many)).toEqual([['/items', 'too-many', 500]]);
    expect(await pointed({ items: many })).toEqual([['/items', 'too-many', 500]]);
    expect(await pointed([])).toEqual([['/items', 'required', undefined]]);
    expect(await pointed({})).toEqual([['/items', 'required', undefined]]);
    expect(await pointed({ items: 'all', publish: 'yes', surprise: 1 })).toEqual([
      ['/items', 'unreadable', undefined],
      ['/publish', 'unreadable', undefined],
      ['/surprise', 'unknown-field', undefined],
    ]);
    expect(await pointed(firm('S-1'))).toContainEqual(['/items', 'required', undefined]);
    expect((await visitor.get<{ total: number }>(`${at}/firms?q=${encodeURIComponent('S-1')}`)).status).toBe(200);
  });

  it('is refused beyond 4 MB, and not before', async () => {
    const about = 'دباغة نباتية بلحاء السنط. '.repeat(70);
    const large = Array.from({ length: 500 }, (_, i) => firm(`Z-${i}`, { about }));
    expect(new TextEncoder().encode(JSON.stringify(large)).length).toBeGreaterThan(1_500_000);
    expect((await sent('firms', large)).counts).toEqual({ created: 500, updated: 0, unchanged: 0, refused: 0 });
    const tooLarge = JSON.stringify([firm('T-1', { about: 'x'.repeat(4 * 1024 * 1024) })]);
    expect(await tool.post(`${at}/firms/batch`, tooLarge)).toMatchObject({ status: 413, code: 'too-large' });
    expect(await tool.post(`${at}/listings/batch`, tooLarge)).toMatchObject({ status: 413, code: 'too-large' });
    expect(await tool.post(`${at}/listings`, JSON.stringify({ a: 'x'.repeat(300 * 1024) }))).toMatchObject({ status: 413 });
  });
});
