/** Sharing: short links, pages to share from, what machines are told of where to look, and pictures that only show what everyone may see. */
import { beforeAll, describe, expect, test } from 'vitest';
import { FirmEdit } from '../../schema/firm.ts';
import { SearchQuery } from '../../schema/search.ts';
import { textOf } from '../../web/text/index.ts';
import { app } from '../../worker/app.tsx';
import type { Drawn } from '../../worker/outside/cards/draw.ts';
import { drawnOnce } from '../../worker/outside/pictures.ts';
import { firmDraft, key, listingDraft, value } from '../support/market.ts';
import { linksOf } from './html.ts';
import { type Actor, env, listing, openScene, origin, photo, type Scene } from './scene.ts';
import { as } from './table.ts';

let scene: Scene;
let at: string;
beforeAll(async () => {
  scene = await openScene();
  at = `/c/${scene.slug}`;
});

const get = (path: string, actor: Actor = 'visitor', headers: Record<string, string> = {}) =>
  as(scene, actor)({ method: 'GET', path, headers });

describe('a short link', () => {
  test.each([
    ['/s/robbiki', '/c/robbiki'],
    ['/s/robbiki/12', '/c/robbiki/l/12'],
    ['/s/robbiki/f3', '/c/robbiki/f/3'],
    ['/s/Robbiki/F3?utm=x', '/c/robbiki/f/3'],
    [`/s/robbiki/${encodeURIComponent('١٢')}`, '/c/robbiki/l/12'],
  ])('leads on for good: %s → %s', async (from, to) => {
    const answer = await get(from);
    expect([answer.status, answer.to]).toEqual([301, to]);
  });

  test('says nothing of whether there is such a page', async () => {
    expect((await get('/s/no-such-cluster/999')).to).toBe('/c/no-such-cluster/l/999');
    const hidden = await listing(scene, 'published', { visibility: 'cluster' });
    expect((await get(`/s/robbiki/${hidden.id}`)).to).toBe(`${at}/l/${hidden.id}`);
  });

  test.each(['/s', '/s/', '/s/x', '/s/robbiki/x1', '/s/robbiki/0', '/s/robbiki/12/13', '/s/robbiki/q1', '/s/%2F%2Fevil.example'])(
    'of another shape is not found: %s',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );
});

describe('the page to share from', () => {
  const { sharing } = textOf('en');

  test('has the short link as text, by WhatsApp, and as a code, and works without scripts', async () => {
    const { id } = await listing(scene);
    const { text } = await get(`${at}/l/${id}/share`);
    expect(text).toMatch(new RegExp(`<bdi dir="ltr" class="short-link">localhost<wbr/>/s/robbiki/${id}</bdi>`));
    const title = (await value(scene.market.visitor(null).listing(id))).title;
    expect(text).toContain(`href="https://wa.me/?text=${encodeURIComponent(`${title}\n${origin}/s/robbiki/${id}`)}"`);
    expect(text).toMatch(/<svg class="qr"/);
    // what needs scripts is not shown without
    for (const [button] of text.matchAll(/<button\b[^>]*data-(?:share|copy|print)[^>]*>/g)) expect(button).toContain(' hidden');
  });

  test('is where the button of every page that can be shared leads', async () => {
    const { id } = await listing(scene);
    for (const page of [at, `${at}/l/${id}`, `${at}/f/${scene.firms.owner}`])
      expect(linksOf((await get(page)).text), page).toContain(`${page}/share`);
  });

  test('of a firm leads to its poster', async () => {
    const page = `${at}/f/${scene.firms.owner}`;
    expect(linksOf((await get(`${page}/share`)).text)).toContain(`${page}/poster`);
  });

  test('says to members why a listing of theirs cannot be shared, and gives no link', async () => {
    const { id } = await listing(scene, 'published', { visibility: 'cluster' });
    const { text, status } = await get(`${at}/l/${id}/share`, 'member');
    expect([status, text.includes(sharing.membersOnly)]).toEqual([200, true]);
    expect(text).not.toMatch(/wa\.me|short-link|<svg/);
    expect((await get(`${at}/l/${id}/share`)).status).toBe(404);
  });

  test('says to the owner that what is not in the market cannot be shared', async () => {
    const { id } = await listing(scene, 'paused');
    expect((await get(`${at}/l/${id}/share`, 'owner')).text).toContain(sharing.notInMarket);
    expect((await get(`${at}/l/${id}/share`, 'member')).status).toBe(404);
  });

  test('says to the manager that a suspended firm cannot be shared', async () => {
    for (const page of ['share', 'poster'])
      expect((await get(`${at}/f/${scene.firms.suspended}/${page}`, 'manager')).text).toContain(sharing.suspended);
  });
});

describe('a poster', () => {
  test('shows what strangers see, even to the firm itself', async () => {
    const id = scene.firms.owner;
    const owner = scene.market.member(scene.people.owner);
    const { firm, revision } = await value(owner.myFirm());
    const contacts = [
      { kind: 'phone', value: '+201001110091', visibility: 'public' },
      { kind: 'phone', value: '+201001110092', visibility: 'cluster' },
      { kind: 'whatsapp', value: '+201001110093', visibility: 'agreed' },
    ] as const;
    await value(owner.editFirm(FirmEdit.parse({ ...firmDraft(), name: firm.name, role: firm.role, contacts, revision }), key()));
    await listing(scene, 'published', { title: 'Only for the neighbours', visibility: 'cluster' });
    await listing(scene, 'published', { title: 'For the street' });
    await listing(scene, 'published', { title: 'Wanted in the street', direction: 'need' });
    const { text } = await get(`${at}/f/${id}/poster`, 'owner');
    expect(text).not.toContain('Only for the neighbours');
    expect(text.match(/\+2010011100\d\d/g)).toEqual(['+201001110091']);
    const [, offers = ''] = /<section class="offer">(.*?)<\/section>/s.exec(text) ?? [];
    const [, needs = ''] = /<section class="need">(.*?)<\/section>/s.exec(text) ?? [];
    expect(offers).toContain('For the street');
    expect(needs).toContain('Wanted in the street');
    expect(offers).not.toContain('Wanted');
  });

  test('says how many more there are', async () => {
    for (let i = 0; i < 7; i += 1) await listing(scene, 'published', { title: `Cow leather ${i}` });
    const { total } = await value(scene.market.visitor(null).search(SearchQuery.parse({ firm: scene.firms.owner, limit: 1 })));
    const { text } = await get(`${at}/f/${scene.firms.owner}/poster`);
    expect([...text.matchAll(/<li>/g)]).toHaveLength(6);
    expect(text).toContain(textOf('en').poster.more(total - 6, String(total - 6)));
  });
});

describe('what machines are told', () => {
  test('of places that are nobody else’s, and of the map', async () => {
    const { text, headers } = await get('/robots.txt');
    expect(headers.get('content-type')).toMatch(/^text\/plain/);
    for (const closed of ['/me', '/sign-in', '/api', '/c/*/manage', '/c/*/inbox']) expect(text).toContain(`\nDisallow: ${closed}\n`);
    expect(text).not.toContain('Disallow: /\n');
    expect(text).toContain(`\nSitemap: ${origin}/sitemap.xml\n`);
  });

  test('of every cluster, and of all in it that strangers see', async () => {
    const open = await listing(scene);
    const closed = [
      await listing(scene, 'published', { visibility: 'cluster' }),
      await listing(scene, 'paused'),
      await listing(scene, 'waiting'),
      await listing(scene, 'draft'),
    ];
    const index = await get('/sitemap.xml');
    expect(index.headers.get('content-type')).toMatch(/^application\/xml/);
    expect(index.headers.get('cache-control')).toBe('public, max-age=3600');
    expect(placesIn(index.text)).toEqual(expect.arrayContaining([`${origin}${at}/sitemap.xml`, `${origin}/c/elsewhere/sitemap.xml`]));
    // asked by a member, to whom the market shows more
    const places = placesIn((await get(`${at}/sitemap.xml`, 'member')).text);
    const whole = (path: string) => `${origin}${at}${path}`;
    expect(places).toEqual(expect.arrayContaining([whole(''), whole('/firms'), whole(`/f/${scene.firms.owner}`), whole(`/l/${open.id}`)]));
    for (const { id } of closed) expect(places).not.toContain(whole(`/l/${id}`));
    expect(places).not.toContain(whole(`/f/${scene.firms.suspended}`));
  });

  test('is kept for an hour, and not made anew by whoever asks again', async () => {
    const before = (await get(`${at}/sitemap.xml`)).text;
    const { id } = await listing(scene);
    expect((await get(`${at}/sitemap.xml`)).text).toBe(before);
    expect(before).not.toContain(`/l/${id}<`);
  });

  const placesIn = (xml: string) => [...xml.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, place]) => place);
});

describe('the picture of a shared link', () => {
  /** Where a page says that its picture is. */
  const pictureOf = async (page: string, actor: Actor = 'visitor', locale = 'en') => {
    const { text } = await get(page, actor, { 'accept-language': locale });
    return /property="og:image" content="http:\/\/localhost([^"]+)"/.exec(text)?.[1] ?? '';
  };

  test.each(['ar', 'fr', 'en'])('is named by every page that everyone sees, in its language: %s', async (locale) => {
    const { id } = await listing(scene);
    for (const page of [at, `${at}/l/${id}`, `${at}/f/${scene.firms.owner}`])
      expect(await pictureOf(page, 'visitor', locale)).toMatch(new RegExp(`^${page}/card/${locale}\\.jpg\\?v=[a-z0-9]{8,16}$`));
  });

  test('has the same address for everyone', async () => {
    const { id } = await listing(scene);
    for (const page of [at, `${at}/l/${id}`, `${at}/f/${scene.firms.owner}`])
      expect(await pictureOf(page, 'manager')).toBe(await pictureOf(page));
  });

  test('has a new address once something else is shown', async () => {
    const { id, revision } = await listing(scene);
    const before = await pictureOf(`${at}/l/${id}`);
    const owner = scene.market.member(scene.people.owner);
    const now = { ...listingDraft({ title: 'Goat leather' }), revision };
    await value(owner.edit(id, now, key()));
    const view = await value(owner.listing(id));
    if (view.state !== 'published') {
      const decision = { act: 'publish', reason: null, words: '', revision: view.owner?.revision ?? 0 } as const;
      await value(scene.market.manager(scene.people.manager).decide(id, decision, key()));
    }
    const after = await pictureOf(`${at}/l/${id}`);
    expect(after).toContain(`${at}/l/${id}/card/`);
    expect(after).not.toBe(before);
    // who still has the old address is led to what is true now
    expect((await get(before)).to).toBe(after);
  });

  test('is drawn for no other version than the present one', async () => {
    const { id } = await listing(scene);
    const picture = await pictureOf(`${at}/l/${id}`);
    const [path = ''] = picture.split('?');
    for (const query of ['', '?v=', '?v=1', '?v=1&v=2', `?v=${'x'.repeat(2000)}`]) {
      const answer = await get(path + query);
      expect([answer.status, answer.to]).toEqual([303, picture]);
    }
    expect((await env.FILES.list({ prefix: `${scene.slug}/card/l/${id}/` })).objects).toEqual([]);
  });

  test.each(['de.jpg', 'ar.png', 'ar', 'ar.jpg.jpg', 'AR.jpg'])('is drawn in no other language or form: %s', async (file) => {
    expect((await get(`${at}/card/${file}`)).status).toBe(404);
  });

  test('is drawn of nothing that strangers do not see, whoever asks', async () => {
    const hidden = [
      ...(await Promise.all([
        listing(scene, 'published', { visibility: 'cluster' }),
        listing(scene, 'paused'),
        listing(scene, 'waiting'),
        listing(scene, 'draft'),
      ])),
    ].map(({ id }) => `${at}/l/${id}`);
    for (const page of [...hidden, `${at}/f/${scene.firms.suspended}`, `${at}/l/999999`])
      for (const actor of ['visitor', 'member', 'owner', 'manager'] as const)
        expect((await get(`${page}/card/ar.jpg?v=1`, actor)).status, `${page} ${actor}`).toBe(404);
  });
});

describe('a drawn picture', () => {
  test('is a JPEG of 1200 × 630 that messengers show, and may be kept for a day', async () => {
    const { id } = await listing(scene);
    for (const page of [at, `${at}/l/${id}`, `${at}/f/${scene.firms.owner}`]) {
      const picture = await bytesOf(page);
      expect(sizeOf(picture.bytes), page).toEqual([1200, 630]);
      expect(picture.bytes.length).toBeLessThan(250_000);
      expect([picture.type, picture.cache]).toEqual(['image/jpeg', 'public, max-age=86400, immutable']);
    }
  });

  test('has the first photo in it, and comes from what was kept when it is asked for again', async () => {
    const without = await listing(scene);
    const photos = [{ id: await photo(scene), alt: '' }];
    const shown = await listing(scene, 'published', { photos });
    const first = await bytesOf(`${at}/l/${shown.id}`);
    expect(sizeOf(first.bytes)).toEqual([1200, 630]);
    expect(first.bytes).not.toEqual((await bytesOf(`${at}/l/${without.id}`)).bytes);
    const [kept, ...others] = (await env.FILES.list({ prefix: `${scene.slug}/card/l/${shown.id}/` })).objects;
    expect([kept?.size, others]).toEqual([first.bytes.length, []]);
    expect((await bytesOf(`${at}/l/${shown.id}`)).bytes).toEqual(first.bytes);
  });

  /** The picture that a page names, as somebody's messenger fetches it. */
  async function bytesOf(page: string) {
    const { text } = await get(page);
    const address = /property="og:image" content="([^"]+)"/.exec(text)?.[1] ?? '';
    const answer = await app.request(address, {}, env);
    expect(answer.status, address).toBe(200);
    const { headers } = answer;
    return {
      bytes: new Uint8Array(await answer.arrayBuffer()),
      type: headers.get('content-type'),
      cache: headers.get('cache-control'),
    };
  }

  /** Width and height that a JPEG says of itself, in the segment where its frame begins. */
  function sizeOf(bytes: Uint8Array): [width: number, height: number] | null {
    const view = new DataView(bytes.buffer);
    if (view.getUint16(0) !== 0xffd8) return null;
    for (let at = 2; at + 9 < bytes.length; at += 2 + view.getUint16(at + 2)) {
      const marker = view.getUint16(at);
      if (marker >= 0xffc0 && marker <= 0xffc2) return [view.getUint16(at + 7), view.getUint16(at + 5)];
    }
    return null;
  }

  let drawn = 0;
  const drawing = (bytes: string) => async () => {
    drawn += 1;
    return { bytes: new TextEncoder().encode(bytes), whole: true };
  };
  const shown = async (version: string, draw: () => Promise<Drawn>, key = 'robbiki/card/l/1/ar.jpg') => {
    const body = await drawnOnce(env, key, version, draw);
    return body === null ? null : new Response(body).text();
  };

  test('is kept, and drawn anew in the place of the one before when its version changes', async () => {
    drawn = 0;
    expect([await shown('a', drawing('one')), await shown('a', drawing('again')), drawn]).toEqual(['one', 'one', 1]);
    expect([await shown('b', drawing('two')), await shown('b', drawing('again')), drawn]).toEqual(['two', 'two', 2]);
    expect((await env.FILES.list({ prefix: 'robbiki/card/l/1/' })).objects).toHaveLength(1);
  });

  test('that failed is not tried again by whoever asks again, until its version changes', async () => {
    let tries = 0;
    const failing = async () => {
      tries += 1;
      throw new Error('no room');
    };
    const at = 'robbiki/card/l/2/ar.jpg';
    expect([await shown('a', failing, at), await shown('a', failing, at), tries]).toEqual([null, null, 1]);
    expect(await shown('b', drawing('well'), at)).toBe('well');
  });
});
