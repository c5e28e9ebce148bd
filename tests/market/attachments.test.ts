/** Files of a market: whose they are, who sees them, how many there may be, and how they go when nothing has them. */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, test } from 'vitest';
import type { FileFacts, PhotoChoice } from '../../schema/attachment.ts';
import type { ListingDraft } from '../../schema/listing.ts';
import type { Person } from '../../schema/person.ts';
import { day, hour } from '../../schema/time.ts';
import { drain } from '../../worker/market/outbox.ts';
import { keepBytes, readBytes } from '../../worker/outside/files.ts';
import {
  env,
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
const colleague = person('Karim Colleague');
const shoemaker = person('Salma Shoemaker');
const exporter = person('Emile Exporter');
let opened: Opened;
let firm: number;

beforeEach(async () => {
  opened = await openMarket();
  firm = await join(opened, tanner);
  await join(opened, shoemaker, firmDraft({ name: 'ورشة سلمى' }));
});

let sent = 0;
const photo = (over: Partial<FileFacts> = {}): FileFacts =>
  ({
    kind: 'photo',
    type: 'image/webp',
    bytes: 90_000,
    width: 1600,
    height: 1200,
    small: { type: 'image/webp', width: 480, height: 360 },
    hash: `photo ${++sent}`,
    ...over,
  }) as FileFacts;
const voice = (): FileFacts => ({ kind: 'voice', type: 'audio/ogg', bytes: 30_000, milliseconds: 4_200, hash: `voice ${++sent}` });

const take = (who: Person, facts = photo(), once = key()) => value(opened.market.buyer(who).takeFile(facts, once));
const photos = async (who: Person, count: number): Promise<PhotoChoice[]> => {
  const taken: PhotoChoice[] = [];
  for (let i = 0; i < count; i++) taken.push({ id: (await take(who)).id, alt: '' });
  return taken;
};
const of = (...ids: number[]): PhotoChoice[] => ids.map((id) => ({ id, alt: '' }));
const post = (who: Person, over: Partial<ListingDraft>) => opened.market.member(who).draft({ ...listingDraft(), ...over }, key());
const edit = async (who: Person, id: number, over: Partial<ListingDraft>) => {
  const { owner } = await value(opened.market.member(who).listing(id));
  return opened.market.member(who).edit(id, { ...listingDraft(), ...over, revision: owner?.revision ?? 0 }, key());
};
const fields = async (answer: ReturnType<typeof post>) => (await answer).refusal?.fields;
const sees = async (who: Person | null, id: number) => (await opened.market.visitor(who).file(id)).refusal?.code ?? 'seen';
const rows = (text: string) => runInDurableObject(opened.stub, (_, { storage }) => storage.sql.exec(text).toArray());
const loose = async () => (await rows('select id from attachment where loose_since is not null order by id')).map(({ id }) => id);
/** Lets time pass for what nobody has. */
const pass = (milliseconds: number) => rows(`update attachment set loose_since = loose_since - ${milliseconds}`);
const ring = () => runInDurableObject(opened.stub, (market) => market.alarm());
const joinColleague = async () => {
  const { token } = await value(opened.market.member(tanner).inviteColleague('', key()));
  await value(opened.market.buyer(colleague).join(token, null, key()));
};

describe('a photo', () => {
  test('is shown with its listing, in the order and the words that were chosen, and the first of them on its card', async () => {
    const [first, second] = [await take(tanner), await take(tanner, photo({ width: 900, height: 1600 }))];
    const chosen = [
      { id: second.id, alt: 'وجه الجلد' },
      { id: first.id, alt: '' },
    ];
    const id = await publish(opened, tanner, listingDraft({ photos: chosen }));
    const seen = await value(opened.market.visitor(null).listing(id));
    expect(seen.photos.map((one) => [one.id, one.alt, one.width])).toEqual([
      [second.id, 'وجه الجلد', 900],
      [first.id, '', 1600],
    ]);
    expect(seen.photo).toEqual(seen.photos[0]);
    const found = await value(opened.market.visitor(null).search(query({ q: 'جلد' })));
    const listed = await value(opened.market.visitor(null).search(query()));
    expect([found.hits[0]?.photo, listed.hits[0]?.photo]).toEqual([seen.photo, seen.photo]);
    expect((await value(opened.market.visitor(null).front())).offers[0]?.photo).toEqual(seen.photo);
  });

  test('of a listing without any is none', async () => {
    const id = await publish(opened, tanner);
    expect(await value(opened.market.visitor(null).listing(id))).toMatchObject({ photos: [], photo: null, voice: null });
  });

  test.each(['another firm', 'a buyer', 'nobody'])('of %s cannot be chosen', async (whose) => {
    const id = whose === 'nobody' ? 999 : (await take(whose === 'a buyer' ? exporter : shoemaker)).id;
    expect(await fields(post(tanner, { photos: of(id) }))).toEqual([{ path: 'photos.0.id', code: 'not-a-choice' }]);
    expect(await rows('select * from listing')).toEqual([]);
  });

  test('of another cluster is unknown here, and the same number here is another photo', async () => {
    const elsewhere = await openMarket();
    await join(elsewhere, tanner);
    const { id } = await value(elsewhere.market.buyer(tanner).takeFile(photo(), key()));
    expect(await sees(tanner, id)).toBe('not-found');
    expect(await fields(post(tanner, { photos: of(id) }))).toEqual([{ path: 'photos.0.id', code: 'not-a-choice' }]);
    const here = await take(tanner);
    expect(here.id).toBe(id);
    const there = await value(elsewhere.market.visitor(tanner).file(id));
    expect((await value(opened.market.visitor(tanner).file(id))).name).not.toBe(there.name);
  });

  test('of a colleague may be chosen', async () => {
    await joinColleague();
    const { id } = await take(colleague);
    expect(await sees(tanner, id)).toBe('seen');
    expect((await post(tanner, { photos: of(id) })).refusal).toBeUndefined();
  });

  test('that was sent before joining is not the firm’s', async () => {
    const { id } = await take(exporter);
    await join(opened, exporter, firmDraft({ name: 'مصدر جديد' }));
    expect(await fields(post(exporter, { photos: of(id) }))).toEqual([{ path: 'photos.0.id', code: 'not-a-choice' }]);
  });

  test('of another listing cannot be chosen, nor the same one twice, nor seven', async () => {
    const [one] = await photos(tanner, 1);
    await value(post(tanner, { photos: [one as PhotoChoice] }));
    expect(await fields(post(tanner, { photos: [one as PhotoChoice] }))).toEqual([{ path: 'photos.0.id', code: 'not-a-choice' }]);
    const { id } = await take(tanner);
    expect(await fields(post(tanner, { photos: of(id, id) }))).toEqual([{ path: 'photos.1.id', code: 'not-a-choice' }]);
    expect((await post(tanner, { photos: await photos(tanner, 6) })).refusal).toBeUndefined();
    expect(() => listingDraft({ photos: of(1, 2, 3, 4, 5, 6, 7) })).toThrow(/Too big/);
  });

  test('is no voice, and a voice no photo', async () => {
    const [picture, sound] = [await take(tanner), await take(tanner, voice())];
    expect(await fields(post(tanner, { photos: of(sound.id) }))).toEqual([{ path: 'photos.0.id', code: 'not-a-choice' }]);
    expect(await fields(post(tanner, { voice: picture.id }))).toEqual([{ path: 'voice', code: 'not-a-choice' }]);
    expect((await post(tanner, { photos: of(picture.id), voice: sound.id })).refusal).toBeUndefined();
  });

  test('raced for by two listings belongs to one of them', async () => {
    const { id } = await take(tanner);
    const answers = await Promise.all([post(tanner, { photos: of(id) }), post(tanner, { photos: of(id), title: 'جلد آخر' })]);
    expect(answers.map((one) => one.refusal?.code).sort()).toEqual(['invalid', undefined]);
    expect(await rows('select count(*) as n from listing')).toEqual([{ n: 1 }]);
  });

  test('that is refused leaves nothing changed', async () => {
    const [own] = await photos(tanner, 1);
    const { id } = await value(post(tanner, { photos: [own as PhotoChoice] }));
    const foreign = await take(shoemaker);
    const before = await rows('select * from attachment');
    expect((await edit(tanner, id, { photos: of(foreign.id) })).refusal?.code).toBe('invalid');
    expect(await rows('select * from attachment')).toEqual(before);
    expect((await value(opened.market.member(tanner).listing(id))).photos).toHaveLength(1);
  });
});

describe('an edit', () => {
  test('that says nothing of files leaves them, and one that says none takes them off', async () => {
    const [sound, chosen] = [await take(tanner, voice()), await photos(tanner, 2)];
    const { id } = await value(post(tanner, { photos: chosen, voice: sound.id }));
    await value(edit(tanner, id, { title: 'جلد ماعز' }));
    expect(await value(opened.market.member(tanner).listing(id))).toMatchObject({ photos: [{}, {}], voice: { milliseconds: 4_200 } });
    await value(edit(tanner, id, { photos: [], voice: null }));
    expect(await value(opened.market.member(tanner).listing(id))).toMatchObject({ photos: [], photo: null, voice: null });
    expect(await loose()).toEqual([sound.id, ...chosen.map((one) => one.id)]);
  });

  test('may put back what an edit before took off, until it is cleaned away', async () => {
    const [one, two] = (await photos(tanner, 2)) as [PhotoChoice, PhotoChoice];
    const { id } = await value(post(tanner, { photos: [one, two] }));
    await value(edit(tanner, id, { photos: [one] }));
    await pass(day - hour);
    await ring();
    await value(edit(tanner, id, { photos: [two, one] }));
    await pass(30 * day);
    await ring();
    expect((await value(opened.market.member(tanner).listing(id))).photos.map((photo) => photo.id)).toEqual([two.id, one.id]);
    await value(edit(tanner, id, { photos: [one] }));
    await pass(day);
    await ring();
    expect((await edit(tanner, id, { photos: [two, one] })).refusal?.code).toBe('invalid');
    expect(await sees(tanner, one.id)).toBe('seen');
  });

  test('may give to one listing what was taken off another', async () => {
    const [one] = (await photos(tanner, 1)) as [PhotoChoice];
    const { id } = await value(post(tanner, { photos: [one] }));
    await value(edit(tanner, id, { photos: [] }));
    expect((await post(tanner, { photos: [one] })).refusal).toBeUndefined();
  });
});

describe('who sees a photo', () => {
  const everyone = { visitor: null, buyer: exporter, member: shoemaker, owner: tanner, manager };
  const seenBy = async (id: number) => {
    const seen: string[] = [];
    for (const [name, who] of Object.entries(everyone)) if ((await sees(who, id)) === 'seen') seen.push(name);
    return seen;
  };
  const withPhoto = async (over: Partial<ListingDraft> = {}) => {
    const { id: file } = await take(tanner);
    return { file, over: listingDraft({ photos: of(file), ...over }) };
  };
  const open = async (id: number) => (await value(opened.market.visitor(tanner).file(id))).open;

  test('that nothing has: its firm', async () => {
    const { id } = await take(tanner);
    expect(await seenBy(id)).toEqual(['owner']);
    expect(await seenBy((await take(exporter)).id)).toEqual(['buyer']);
    expect(await open(id)).toBe(false);
  });

  test('of a draft: its firm; of one that waits: managers too', async () => {
    const draft = await withPhoto({ submit: false });
    await value(opened.market.member(tanner).draft(draft.over, key()));
    expect(await seenBy(draft.file)).toEqual(['owner']);
    const waiting = await withPhoto();
    await value(opened.market.member(tanner).draft(waiting.over, key()));
    expect(await seenBy(waiting.file)).toEqual(['owner', 'manager']);
    expect([await open(draft.file), await open(waiting.file)]).toEqual([false, false]);
  });

  test('of a public listing: everyone, until it is paused', async () => {
    const { file, over } = await withPhoto();
    const id = await publish(opened, tanner, over);
    expect([await seenBy(file), await open(file)]).toEqual([Object.keys(everyone), true]);
    await value(opened.market.member(tanner).move(id, 'pause', key()));
    expect([await seenBy(file), await open(file)]).toEqual([['owner', 'manager'], false]);
    await value(opened.market.member(tanner).move(id, 'resume', key()));
    expect(await seenBy(file)).toEqual(Object.keys(everyone));
  });

  test('of a listing for members: members; of a public one that becomes one: no visitor any more', async () => {
    const { file, over } = await withPhoto({ visibility: 'cluster' });
    await publish(opened, tanner, over);
    expect([await seenBy(file), await open(file)]).toEqual([['member', 'owner', 'manager'], false]);

    const other = await withPhoto();
    const id = await publish(opened, tanner, other.over);
    expect(await open(other.file)).toBe(true);
    await value(edit(tanner, id, { visibility: 'cluster' }));
    const { owner } = await value(opened.market.member(tanner).listing(id));
    const decision = { act: 'publish' as const, reason: null, words: '', revision: owner?.revision ?? 0 };
    await value(opened.market.manager(manager).decide(id, decision, key()));
    expect([await seenBy(other.file), await open(other.file)]).toEqual([['member', 'owner', 'manager'], false]);
  });

  test('of a removed listing: its firm and managers', async () => {
    const { file, over } = await withPhoto();
    const id = await publish(opened, tanner, over);
    const { owner } = await value(opened.market.member(tanner).listing(id));
    const decision = { act: 'remove' as const, reason: 'not-allowed' as const, words: '', revision: owner?.revision ?? 0 };
    await value(opened.market.manager(manager).decide(id, decision, key()));
    expect([await seenBy(file), await open(file)]).toEqual([['owner', 'manager'], false]);
  });

  test('of a suspended firm: managers, and its own people no more', async () => {
    const { file, over } = await withPhoto();
    await publish(opened, tanner, over);
    const { id: own } = await take(tanner);
    await value(opened.market.manager(manager).decideFirm(firm, { act: 'suspend', words: '' }, key()));
    expect([await seenBy(file), await seenBy(own)]).toEqual([['manager'], []]);
    await value(opened.market.manager(manager).decideFirm(firm, { act: 'restore', words: '' }, key()));
    expect(await seenBy(file)).toEqual(Object.keys(everyone));
  });

  test('a suspended member: what visitors see', async () => {
    const { file, over } = await withPhoto({ visibility: 'cluster' });
    await publish(opened, shoemaker, listingDraft());
    await publish(opened, tanner, over);
    const { id: own } = await take(tanner);
    await value(opened.market.manager(manager).decideMember(tanner.id, { act: 'suspend', words: '' }, key()));
    expect([await sees(tanner, own), await sees(tanner, file)]).toEqual(['not-found', 'not-found']);
    expect(await refusal(opened.market.buyer(tanner).takeFile(photo(), key()))).toBe('suspended');
  });

  test('that was taken off: its firm', async () => {
    const { file, over } = await withPhoto();
    const id = await publish(opened, tanner, over);
    await value(edit(tanner, id, { photos: [] }));
    expect([await seenBy(file), await open(file)]).toEqual([['owner'], false]);
  });
});

describe('the voice of an inquiry', () => {
  const asked = async (sound: number, by = exporter, listing?: number) =>
    opened.market.buyer(by).ask(listing ?? (await publish(opened, tanner)), { message: '', quantity: null, voice: sound }, key());

  test('is heard by its two sides, and by nobody else, managers included', async () => {
    await joinColleague();
    const { id } = await take(exporter, voice());
    const { id: inquiry } = await value(asked(id));
    for (const who of [exporter, tanner, colleague]) expect(await sees(who, id), who.name).toBe('seen');
    for (const who of [null, shoemaker, manager]) expect(await sees(who, id)).toBe('not-found');
    expect((await value(opened.market.member(tanner).inquiry(inquiry))).voice).toEqual({ id, milliseconds: 4_200 });
    expect((await value(opened.market.visitor(tanner).file(id))).open).toBe(false);
  });

  test('is heard by the asker’s firm', async () => {
    const { id } = await take(tanner, voice());
    await joinColleague();
    await value(asked(id, tanner, await publish(opened, shoemaker)));
    expect([await sees(colleague, id), await sees(shoemaker, id), await sees(exporter, id)]).toEqual(['seen', 'seen', 'not-found']);
  });

  test('cannot be another’s, a listing’s, an inquiry’s or a photo', async () => {
    const wrong = [{ path: 'voice', code: 'not-a-choice' }];
    const own = await take(exporter, voice());
    await value(asked(own.id));
    const ofListing = await take(tanner, voice());
    await publish(opened, tanner, listingDraft({ voice: ofListing.id }));
    const foreign = await take(shoemaker, voice());
    const picture = await take(exporter);
    for (const { id } of [own, ofListing, foreign, picture]) expect((await asked(id)).refusal?.fields).toEqual(wrong);
    // nor is it given to a listing by the one who was asked, or by the one who asks
    expect(await fields(post(tanner, { voice: own.id }))).toEqual(wrong);
    const mine = await take(tanner, voice());
    await value(asked(mine.id, tanner, await publish(opened, shoemaker)));
    expect(await fields(post(tanner, { voice: mine.id }))).toEqual(wrong);
  });

  test('stays with an inquiry that ended', async () => {
    const { id } = await take(exporter, voice());
    const { id: inquiry } = await value(asked(id));
    await value(opened.market.member(tanner).answerInquiry(inquiry, { accept: false, words: '' }, key()));
    await pass(365 * day);
    await ring();
    expect([await sees(exporter, id), await sees(tanner, id), await loose()]).toEqual(['seen', 'seen', []]);
  });

  test('of a listing is for whoever sees the listing', async () => {
    const { id } = await take(tanner, voice());
    await publish(opened, tanner, listingDraft({ voice: id }));
    expect([await sees(null, id), (await value(opened.market.visitor(null).file(id))).smallType]).toEqual(['seen', null]);
  });
});

describe('sending a file twice', () => {
  test('with the same key is one file, whatever was made of it', async () => {
    const [once, facts] = [key(), photo()];
    const first = await take(tanner, facts, once);
    await evictDurableObject(opened.stub);
    expect(await take(tanner, { ...facts, bytes: 91_234 }, once)).toEqual(first);
    expect(await rows('select count(*) as n, max(bytes) as bytes from attachment')).toEqual([{ n: 1, bytes: 90_000 }]);
  });

  test('at once is one file', async () => {
    const [once, facts] = [key(), photo()];
    const answers = await Promise.all(Array.from({ length: 10 }, () => take(tanner, facts, once)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  });

  test('with the same key and other content is refused', async () => {
    const once = key();
    await take(tanner, photo(), once);
    expect(await refusal(opened.market.buyer(tanner).takeFile(photo(), once))).toBe('key-reused');
  });

  test('after it was cleaned away takes it in anew', async () => {
    const [once, facts] = [key(), photo()];
    const { id: file } = await take(tanner, facts, once);
    const { id } = await value(post(tanner, { photos: of(file) }));
    await value(edit(tanner, id, { photos: [] }));
    await pass(day);
    await ring();
    const again = await take(tanner, facts, once);
    expect(again.id).toBeGreaterThan(file);
    expect(await sees(tanner, again.id)).toBe('seen');
  });
});

describe('a flood', () => {
  /** Rows as a flood would leave them. */
  const fill = (count: number, columns: string) =>
    rows(`insert into attachment (kind, name, type, bytes, person, firm_id, at, loose_since)
      with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count}) select 'photo', 'n' || i, 'image/webp', 1, ${columns} from n`);

  test('ends at sixty files that nothing has', async () => {
    await fill(59, `'${tanner.id}', ${firm}, 1, ${Date.now()}`);
    await take(tanner);
    expect(await refusal(opened.market.buyer(tanner).takeFile(photo(), key()))).toBe('too-many');
    await take(shoemaker);
    await value(post(tanner, { photos: of(60) }));
    await take(tanner);
  });

  test('ends at three hundred a day', async () => {
    const { id } = await value(post(tanner, {}));
    await fill(299, `'${tanner.id}', ${firm}, ${Date.now() - day + hour}, null`);
    await rows(`update attachment set listing_id = ${id}`);
    await take(tanner);
    expect(await refusal(opened.market.buyer(tanner).takeFile(photo(), key()))).toBe('too-many');
    await rows(`update attachment set at = at - ${2 * hour}`);
    await take(tanner);
  });

  test('ends at five thousand of a firm, whoever of it sends them', async () => {
    await joinColleague();
    const { id } = await value(post(tanner, {}));
    await fill(4_999, `'${tanner.id}', ${firm}, 1, null`);
    await rows(`update attachment set listing_id = ${id}`);
    await take(colleague);
    expect(await refusal(opened.market.buyer(colleague).takeFile(photo(), key()))).toBe('too-many');
    await take(exporter);
  });

  test('raced for by ten lets in what there is room for', async () => {
    await fill(58, `'${tanner.id}', ${firm}, 1, ${Date.now()}`);
    const answers = await Promise.all(Array.from({ length: 10 }, () => opened.market.buyer(tanner).takeFile(photo(), key())));
    expect(answers.filter((answer) => answer.value)).toHaveLength(2);
  });
});

describe('what nobody has', () => {
  const down = {
    ...env,
    FILES: { delete: () => Promise.reject(new Error('down')) },
  } as unknown as typeof env;
  const send = (now: number, to = env) =>
    runInDurableObject(opened.stub, (market) => drain(market.store.db, to, market.cluster, () => ({ firms: 0, offers: 0, needs: 0 }), now));
  const effects = () => rows("select subject, attempts, error, due_at from outbox where topic = 'file' order by id");
  const keep = async (name: string) => keepBytes(env, opened.slug, name, new Uint8Array([1, 2, 3]), new Uint8Array([4]));
  const kept = async (name: string) => {
    const [whole, small] = [await readBytes(env, opened.slug, name, false), await readBytes(env, opened.slug, name, true)];
    return [Boolean(await whole?.arrayBuffer()), Boolean(await small?.arrayBuffer())];
  };

  test('is kept for a week, and cleaned away after it, bytes and all', async () => {
    const { id, name } = await take(tanner);
    await keep(name);
    await pass(7 * day - hour);
    await ring();
    await send(Date.now() + hour);
    expect([await sees(tanner, id), await kept(name)]).toEqual(['seen', [true, true]]);
    await pass(hour);
    await ring();
    expect([await sees(tanner, id), await effects()]).toMatchObject(['not-found', [{ subject: name, attempts: 0 }]]);
    // what is still being brought arrives before it is deleted
    await send(Date.now() + 30_000);
    expect(await kept(name)).toEqual([true, true]);
    await send(Date.now() + hour);
    expect([await kept(name), await effects()]).toEqual([[false, false], []]);
  });

  test('rings for itself, over an eviction', async () => {
    const { id } = await take(tanner);
    await settle(opened);
    await pass(7 * day + hour);
    await evictDurableObject(opened.stub);
    expect(await sees(tanner, id)).toBe('seen');
    expect(await runDurableObjectAlarm(opened.stub)).toBe(true);
    expect(await sees(tanner, id)).toBe('not-found');
  });

  test('sets the alarm for a week and an hour ahead', async () => {
    await settle(opened);
    await rows('delete from outbox');
    await runInDurableObject(opened.stub, (_, { storage }) => storage.deleteAlarm());
    await evictDurableObject(opened.stub);
    const { id } = await take(tanner);
    const at = await runInDurableObject(opened.stub, (_, { storage }) => storage.getAlarm());
    const [row] = await rows(`select loose_since as since from attachment where id = ${id}`);
    expect(at).toBe(Number(row?.since) + 7 * day + hour);
  });

  test('goes in pieces, all of it, and nothing that something has', async () => {
    const [used] = await photos(tanner, 1);
    await value(post(tanner, { photos: [used as PhotoChoice] }));
    await rows(`insert into attachment (kind, name, type, bytes, person, firm_id, at, loose_since)
      with recursive n(i) as (select 1 union all select i + 1 from n where i < 130) select 'photo', 'n' || i, 'image/webp', 1, 'x', null, 1, 1 from n`);
    await settle(opened);
    for (let rings = 0; rings < 5; rings++) await ring();
    expect(await rows('select id from attachment')).toEqual([{ id: used?.id }]);
    await send(Date.now() + hour);
    expect(await effects()).toEqual([]);
  });

  test('is deleted when the store is there again, and nothing is lost meanwhile', async () => {
    const { name } = await take(tanner);
    await keep(name);
    await pass(8 * day);
    await ring();
    let now = Date.now() + hour;
    for (let attempts = 1; attempts <= 3; attempts++) {
      await send(now, down);
      const [effect] = await effects();
      expect(effect).toMatchObject({ subject: name, attempts, error: 'Error: down' });
      await evictDurableObject(opened.stub);
      now = Number(effect?.due_at);
    }
    expect(await kept(name)).toEqual([true, true]);
    await send(now);
    expect([await kept(name), await effects()]).toEqual([[false, false], []]);
  });

  test('is deleted in its own cluster only', async () => {
    const elsewhere = await openMarket();
    const { name } = await take(tanner);
    await keep(name);
    await keepBytes(env, elsewhere.slug, name, new Uint8Array([9]), null);
    await pass(8 * day);
    await ring();
    await send(Date.now() + hour);
    const there = await readBytes(env, elsewhere.slug, name, false);
    expect([await kept(name), Boolean(await there?.arrayBuffer())]).toEqual([[false, false], true]);
  });
});
