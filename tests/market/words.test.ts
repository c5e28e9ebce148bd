/** The words of a cluster: what its managers say means the same, and what was looked for and not found. */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, test } from 'vitest';
import { FirmImport, ListingImport } from '../../schema/import.ts';
import type { ListingDraft } from '../../schema/listing.ts';
import type { Person } from '../../schema/person.ts';
import {
  firmDraft,
  join,
  key,
  listingDraft,
  manager,
  type Opened,
  openMarket,
  person,
  publish,
  query,
  refusal,
  settle,
  value,
} from '../support/market.ts';

const tanner = person('Tarek Tanner');
let opened: Opened;

beforeEach(async () => {
  opened = await openMarket();
  await join(opened, tanner);
});

const boss = () => opened.market.manager(manager);
const add = async (words: string) => (await value(boss().addTerms({ words }, key()))).id;
const words = async () => value(boss().words());
const post = (over: Partial<ListingDraft> = {}) => publish(opened, tanner, listingDraft(over));
const search = (q: string, reader: Person | null = null, { market } = opened) => value(market.visitor(reader).search(query({ q })));
/** Listings that have every word. */
const found = async (q: string) => {
  const { hits, complete } = await search(q);
  return hits.slice(0, complete).map(({ id }) => id);
};
const sql = <T>(text: string, ...values: (string | number)[]) =>
  runInDurableObject(opened.stub, (_, state) => state.storage.sql.exec(text, ...values).toArray() as T[]);
const acts = async () => (await value(boss().log(null))).entries.map(({ act, subject }) => [act, subject]);

describe('words that mean the same here', () => {
  test('as one that the lexicon knows find what it finds, in every language', async () => {
    const id = await post({ title: 'Chaussures homme', text: '' });
    const local = await post({ title: 'برطوشة سوداء', text: '' });
    expect(await found('برطوشة')).toEqual([local]);
    await add('برطوشة، صباط');
    await settle(opened);
    for (const q of ['برطوشة', 'البرطوشة', 'shoes', 'حذاء']) expect((await found(q)).sort(), q).toEqual([id, local]);
  });

  test('and nothing else are a meaning of their own', async () => {
    const one = await post({ title: 'كعب زلطاوي', text: '' });
    const other = await post({ title: 'فرمجة نادرة', text: '' });
    const neither = await post({ title: 'كعب عادي', text: '' });
    await add('زلطاوي، فرمجة');
    await settle(opened);
    for (const q of ['زلطاوي', 'فرمجة']) expect((await found(q)).sort(), q).toEqual([one, other]);
    expect(await found('عادي')).toEqual([neither]);
  });

  test('may be phrases, and may be written with an article', async () => {
    const id = await post({ title: 'طبقة فرمجة نادرة', text: '' });
    await add('ماكينة الزلطاوي، الفرمجة');
    await settle(opened);
    for (const q of ['ماكينة زلطاوي', 'ماكينة الزلطاوي', 'فرمجة', 'الفرمجة']) expect(await found(q), q).toEqual([id]);
  });

  test('are found at once in what is written from then on', async () => {
    await add('زلطاوي، فرمجة');
    const id = await post({ title: 'كعب زلطاوي', text: '' });
    expect(await found('فرمجة')).toEqual([id]);
  });

  test('are marked where they stand', async () => {
    await post({ title: 'كعب زلطاوي', text: '' });
    await add('زلطاوي، فرمجة');
    await settle(opened);
    const [hit] = (await search('فرمجة')).hits;
    expect(hit?.marks.map(([from, to]) => hit.title.slice(from, to))).toEqual(['زلطاوي']);
  });

  test('are what a slip of the finger is mended to', async () => {
    await add('Kolombarina، نعل');
    const id = await post({ title: 'نعل مطاط', text: '' });
    const { rewritten, hits } = await search('Kolonbarina');
    expect(rewritten?.to).toBe('kolombarina');
    expect(hits.map((hit) => hit.id)).toEqual([id]);
  });

  test('find firms by what they say of themselves', async () => {
    for (let i = 0; i < 11; i++) await add(`كلمة${'ابتثجحخدذر'[i] ?? 'ز'}، معنى${'ابتثجحخدذر'[i] ?? 'ز'}`);
    await join(opened, person('Other'), firmDraft({ name: 'ورشة أولى', about: 'معنىا' }));
    await join(opened, person('Another'), firmDraft({ name: 'ورشة أخيرة', about: 'معنىز' }));
    await settle(opened);
    const firms = async (q: string) => (await value(opened.market.visitor(null).firms({ q, page: 1 }))).firms.map(({ name }) => name);
    // the first group is own_1 and the last own_11
    expect(await firms('كلمةا')).toEqual(['ورشة أولى']);
    expect(await firms('كلمةز')).toEqual(['ورشة أخيرة']);
  });

  test('are listed with who added them, and stand in the log', async () => {
    const id = await add('زلطاوي ؛ فرمجة\nكعبول');
    expect((await words()).own).toMatchObject([{ id, words: 'زلطاوي، فرمجة، كعبول', by: manager.name }]);
    expect(await acts()).toContainEqual(['terms-added', 'زلطاوي، فرمجة، كعبول']);
    await value(boss().removeTerms(id, key()));
    expect((await words()).own).toEqual([]);
    expect(await acts()).toContainEqual(['terms-removed', 'زلطاوي، فرمجة، كعبول']);
  });

  test('mean it no more when they are removed', async () => {
    const one = await post({ title: 'كعب زلطاوي', text: '' });
    const other = await post({ title: 'فرمجة نادرة', text: '' });
    const id = await add('زلطاوي، فرمجة');
    await settle(opened);
    await value(boss().removeTerms(id, key()));
    await settle(opened);
    expect(await found('زلطاوي')).toEqual([one]);
    expect(await found('فرمجة')).toEqual([other]);
    expect(await refusal(boss().removeTerms(id, key()))).toBe('not-found');
  });

  test('keep nothing from being found while listings are looked through', async () => {
    const id = await post({ title: 'كعب زلطاوي', text: '' });
    await add('زلطاوي، فرمجة');
    expect((await search('زلطاوي')).hits.map((hit) => hit.id)).toEqual([id]);
  });

  test('are known again after an eviction', async () => {
    const id = await post({ title: 'كعب زلطاوي', text: '' });
    await add('زلطاوي، فرمجة');
    await settle(opened);
    await evictDurableObject(opened.stub);
    expect(await found('فرمجة')).toEqual([id]);
  });

  test('mean nothing in another cluster', async () => {
    const elsewhere = await openMarket();
    await join(elsewhere, tanner);
    const id = await publish(elsewhere, tanner, listingDraft({ title: 'كعب زلطاوي', text: '' }));
    await add('زلطاوي، فرمجة');
    await settle(opened);
    await settle(elsewhere);
    expect((await search('فرمجة', null, elsewhere)).total).toBe(0);
    expect((await search('زلطاوي', null, elsewhere)).hits.map((hit) => hit.id)).toEqual([id]);
    expect((await value(elsewhere.market.manager(manager).words())).own).toEqual([]);
  });

  test('that two managers add at once are both known', async () => {
    const second = person('Second Manager');
    await join(opened, second, firmDraft({ name: 'ورشة' }));
    await value(boss().decideMember(second.id, { act: 'appoint', words: '' }, key()));
    const id = await post({ title: 'كعب زلطاوي مطعوج', text: '' });
    await Promise.all([
      value(boss().addTerms({ words: 'زلطاوي، فرمجة' }, key())),
      value(opened.market.manager(second).addTerms({ words: 'مطعوج، محنيش' }, key())),
    ]);
    await settle(opened);
    expect((await words()).own.map(({ by }) => by).sort()).toEqual([manager.name, second.name]);
    for (const q of ['فرمجة', 'محنيش', 'فرمجة محنيش']) expect(await found(q), q).toEqual([id]);
  });

  test('are at most three hundred groups', async () => {
    await sql(
      `insert into own_term (words, by, at) with recursive n(i) as (select 1 union all select i + 1 from n where i < 299) select 'أ، ب', '', 0 from n`,
    );
    const id = await add('زلطاوي، فرمجة');
    expect(await refusal(boss().addTerms({ words: 'مطعوج، محنيش' }, key()))).toBe('too-many');
    await value(boss().removeTerms(id, key()));
    await add('مطعوج، محنيش');
  });

  test.each([
    ['زلطاوي', 'too-short'],
    ['زلطاوي، ', 'too-short'],
    ['زلطاوي، زلطاوي', 'too-short'],
    ['زلطاوي، الزلطاوي', 'too-short'],
    ['؟!، زلطاوي', 'unreadable'],
    ['كعب من ست كلمات أو أكثر، زلطاوي', 'unreadable'],
    [Array.from({ length: 13 }, (_, i) => `كعب${'ابتثجحخدذرزسش'[i]}`).join('،'), 'unreadable'],
  ])('are refused when they are no group: %s', async (typed, code) => {
    const { refusal: no } = await boss().addTerms({ words: typed }, key());
    expect(no).toMatchObject({ code: 'invalid', fields: [{ path: 'words', code }] });
    expect((await words()).own).toEqual([]);
    expect(await words()).toMatchObject({ underWay: false });
  });

  test('sent twice are added once', async () => {
    const once = key();
    const first = await value(boss().addTerms({ words: 'زلطاوي، فرمجة' }, once));
    expect(await value(boss().addTerms({ words: 'زلطاوي، فرمجة' }, once))).toEqual(first);
    expect((await words()).own).toHaveLength(1);
  });
});

describe('looking listings through', () => {
  const count = 230;
  beforeEach(async () => {
    const { submit: _, ...draft } = listingDraft();
    await value(boss().importFirms([FirmImport.parse({ ...firmDraft(), externalRef: 'M-1' })], null));
    const many = Array.from({ length: count }, (_, i) =>
      ListingImport.parse({ ...draft, title: `كعب زلطاوي ${i}`, externalRef: `A-${i}`, firmRef: 'M-1', publish: true }),
    );
    await value(boss().importListings(many, null));
    await settle(opened);
  });

  /** Fires one alarm as it is due. */
  const ring = () => runDurableObjectAlarm(opened.stub);
  const from = async () => (await sql<{ at: number | null }>('select reindex_from as at from market'))[0]?.at;

  test('goes on by itself, a piece at a time, until it is done', async () => {
    await add('زلطاوي، فرمجة');
    expect((await words()).underWay).toBe(true);
    await settle(opened);
    expect((await words()).underWay).toBe(false);
    expect((await search('فرمجة')).complete).toBe(count);
  });

  test('sets its own alarm, also when the object was evicted in between', async () => {
    await add('زلطاوي، فرمجة');
    await evictDurableObject(opened.stub);
    for (let rings = 0; rings < 20 && (await from()) !== null; rings++) await ring();
    expect(await from()).toBeNull();
    expect((await search('فرمجة')).complete).toBe(count);
  });

  test('goes on after an eviction where it was', async () => {
    await add('زلطاوي، فرمجة');
    await settle(opened);
    // as if a piece had been done, and the rest not
    await sql('delete from listing_text where rowid >> 22 in (select id from listing where id = 5 or id > 150)');
    await sql('update market set reindex_from = 101');
    await evictDurableObject(opened.stub);
    for (let rings = 0; rings < 20 && (await from()) !== null; rings++) await ring();
    expect(await from()).toBeNull();
    expect(await sql('select id from listing where listed = 1 and id not in (select rowid >> 22 from listing_text)')).toEqual([{ id: 5 }]);
  });

  test('begins anew when words are added while it goes on', async () => {
    await add('زلطاوي، فرمجة');
    await settle(opened);
    await sql('update market set reindex_from = 101');
    await evictDurableObject(opened.stub);
    await add('كعب، محنيش');
    await settle(opened);
    expect((await search('فرمجة محنيش')).complete).toBe(count);
  });

  test('leaves out what is not on the market, and counts nothing twice', async () => {
    const before = await sql('select visibility, direction, kind, role, count from tally where count > 0');
    await sql("update listing set state = 'paused', listed = 0 where id = 7");
    await sql('delete from listing_text where rowid >> 22 = 7');
    await add('زلطاوي، فرمجة');
    await settle(opened);
    expect((await search('فرمجة')).complete).toBe(count - 1);
    expect(await sql('select visibility, direction, kind, role, count from tally where count > 0')).toEqual(before);
  });
});

describe('words that found nothing', () => {
  /** Fires the alarm that keeps them. */
  const keep = () => runDurableObjectAlarm(opened.stub);
  const missed = async () => (await words()).missed.map(({ word, times }) => [word, times]);

  beforeEach(async () => {
    await post();
    await settle(opened);
  });

  test('are kept by the alarm, with how often, the most often first', async () => {
    for (const q of ['قطرميز', 'قطرميز', 'زلطاوي', 'قطرميز']) await search(q);
    expect(await missed()).toEqual([]);
    expect(await keep()).toBe(true);
    expect(await missed()).toEqual([
      ['قطرميز', 3],
      ['زلطاوي', 1],
    ]);
    await search('زلطاوي');
    await search('زلطاوي');
    await search('زلطاوي');
    await keep();
    expect((await missed())[0]).toEqual(['زلطاوي', 4]);
  });

  test('are those of a query that none here has, not the others', async () => {
    await search('جلد زلطاوي');
    await keep();
    expect(await missed()).toEqual([['زلطاوي', 1]]);
  });

  test('are counted once for all pages of an answer', async () => {
    for (const page of [1, 2, 3]) await value(opened.market.visitor(null).search(query({ q: 'زلطاوي', page })));
    await keep();
    expect(await missed()).toEqual([['زلطاوي', 1]]);
  });

  test('are not those that were mended', async () => {
    await post({ title: 'Kolombarina', text: '' });
    await settle(opened);
    expect((await search('kolonbarina')).rewritten?.to).toBe('kolombarina');
    await keep();
    expect(await missed()).toEqual([]);
  });

  test.each(['01001234567', '٠١٠٠١٢٣٤٥٦٧', '+20 100 123 4567', 'قطعة 5567', 'sami@example.com', 'abc123def', '1.2 مم', 'x'.repeat(60)])(
    'have no digits in them, no addresses, and are words: %s',
    async (q) => {
      await search(q);
      await keep();
      for (const { word } of (await words()).missed) expect(word).toMatch(/^[\p{L}\p{M}'’-]{1,40}$/u);
    },
  );

  test('are at most two hundred between two alarms, and five hundred in all', async () => {
    const letters = 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي';
    const word = (n: number) => `زلط${letters[n % 28]}${letters[Math.floor(n / 28) % 28]}قش`;
    await runInDurableObject(opened.stub, (market) => market.miss(Array.from({ length: 300 }, (_, n) => word(n))));
    await keep();
    expect(await sql('select count(*) as n from missed')).toEqual([{ n: 200 }]);
    for (let round = 1; round < 5; round++) {
      await runInDurableObject(opened.stub, (market) => market.miss(Array.from({ length: 150 }, (_, n) => word(round * 150 + n))));
      await keep();
    }
    expect(await sql('select count(*) as n from missed')).toEqual([{ n: 500 }]);
    expect((await words()).missed).toHaveLength(50);
  });

  test('are forgotten after a season', async () => {
    await search('زلطاوي');
    await keep();
    await sql('update missed set last_at = last_at - 91 * 86400000');
    await search('قطرميز');
    await keep();
    expect(await missed()).toEqual([['قطرميز', 1]]);
  });

  test('are dismissed by a manager', async () => {
    for (const q of ['زلطاوي', 'قطرميز']) await search(q);
    await keep();
    await value(boss().dismissMissed('زلطاوي', key()));
    expect(await missed()).toEqual([['قطرميز', 1]]);
    expect(await refusal(opened.market.manager(tanner).dismissMissed('قطرميز', key()))).toBe('not-a-manager');
    // nothing is told of what is not there
    await value(boss().dismissMissed('لا شيء', key()));
  });

  test('are gone when they are given a meaning, however they were written', async () => {
    for (const q of ['الزلطاوي', 'قطرميز', 'Kolombarina']) await search(q);
    await keep();
    await add('زلطاوي، جلد');
    expect((await missed()).map(([word]) => word).sort()).toEqual(['kolombarina', 'قطرميز']);
    await add('KOLOMBARINA، نعل');
    expect(await missed()).toEqual([['قطرميز', 1]]);
  });

  test('are for managers', async () => {
    expect(await refusal(opened.market.manager(tanner).words())).toBe('not-a-manager');
    expect(await refusal(opened.market.manager(tanner).addTerms({ words: 'زلطاوي، فرمجة' }, key()))).toBe('not-a-manager');
    expect(await refusal(opened.market.manager(tanner).removeTerms(1, key()))).toBe('not-a-manager');
  });

  test('are no part of an answer', async () => {
    expect(Object.keys(await search('زلطاوي'))).not.toContain('missing');
  });
});
