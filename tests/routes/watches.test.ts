/** Watches by the pages: a whole search is kept, changed and ended, and the link of an e-mail ends one for whoever holds it. */
import { beforeAll, describe, expect, test } from 'vitest';
import { textOf } from '../../web/text/index.ts';
import { app } from '../../worker/app.tsx';
import { configured } from '../../worker/env.ts';
import { watchToken } from '../../worker/market/watches/links.ts';
import { environment } from '../directory/directory.ts';
import { Browser } from '../support/browser.ts';
import { settle } from '../support/market.ts';
import { joined, newCluster, posted } from './cluster.ts';
import { filledIn } from './html.ts';
import { marketAt } from './scene.ts';

const { watches: words, site } = textOf('en');
let at: string;
let manager: Browser;
let tannery: Browser;
const visitor = Browser.visitor();

beforeAll(async () => {
  ({ at, manager } = await newCluster());
  tannery = await joined(manager, at, '+201001111111', 'Nour tannery');
});

/** Somebody nobody has seen before. */
let phones = 0;
const somebody = () => Browser.signedIn(`+2010077700${String(++phones).padStart(2, '0')}`);
const watchesOf = async (who: Browser) => (await who.open(`${at}/watches`)).html;
const idIn = (html: string) => Number(/\/watches\/(\d+)\/removal/.exec(html)?.[1]);
const tokenOf = (id: number, now = Date.now()) => watchToken(configured(environment()).authSecret, at.slice('/c/'.length), id, now);

describe('a search', () => {
  const search = () =>
    `${at}/search?q=hides&direction=offer&role=tannery&priceMax=50.5&per=FTK&quantityMin=200&unit=FTK&near=cluster&within=5`;

  test('is watched with all its conditions, and leads back to itself', async () => {
    const who = await somebody();
    const page = await who.open(search());
    const asked = await who.submit(page, `${at}/watches`);
    expect([asked.status, asked.to?.endsWith('&done=watched')]).toEqual([303, true]);
    const html = await watchesOf(who);
    const back = new URL(`http://x${/href="([^"]*\/search\?q=hides[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')}`).searchParams;
    expect(Object.fromEntries(back)).toEqual({
      q: 'hides',
      direction: 'offer',
      role: 'tannery',
      priceMax: '50.5',
      per: 'FTK',
      quantityMin: '200',
      unit: 'FTK',
      near: '30.15,31.73',
      within: '5',
      sort: 'newest',
    });
    expect((await who.open(`${at}/watches`)).text).toContain(
      'hides · Offer · Tannery · up to EGP 50.50 / square foot · from 200 square feet · within 5 km',
    );
  });

  test('without words is offered to be watched where something else is asked, and not otherwise', async () => {
    expect((await tannery.open(`${at}/search?kind=labour`)).html).toContain(`action="${at}/watches"`);
    for (const nothing of ['', '?sort=newest', '?near=cluster']) {
      const { html } = await tannery.open(`${at}/search${nothing}`);
      expect([nothing, html.includes(`action="${at}/watches"`)]).toEqual([nothing, false]);
    }
  });

  test('near one’s own workshop is watched around it', async () => {
    const page = await tannery.open(`${at}/search?q=soles&near=firm&within=3`);
    expect((await tannery.submit(page, `${at}/watches`)).status).toBe(303);
    expect(await watchesOf(tannery)).toContain('near=30.15%2C31.73&amp;within=3');
  });

  test('that is one too many keeps its conditions in the form', async () => {
    const who = await somebody();
    for (let i = 0; i < 20; i += 1) await who.send(`${at}/watches`, { q: `hides ${i}` });
    const refused = await who.send(`${at}/watches`, {
      q: 'hides more',
      priceMax: '50.5',
      role: 'tannery',
      rhythm: 'weekly',
      near: '30.1,31.7',
      within: '3',
    });
    expect(refused.status).toBe(429);
    const filled = filledIn(refused.html);
    expect(['q', 'priceMax', 'role', 'rhythm', 'near', 'within'].map((name) => filled.get(name)?.[0])).toEqual([
      'hides more',
      '50.5',
      'tannery',
      'weekly',
      '30.1,31.7',
      '3',
    ]);
  });
});

test('a quantity without its unit is asked for the unit, in a field that is there', async () => {
  const who = await somebody();
  const { status, html } = await who.send(`${at}/watches`, { q: 'hides', quantityMin: '200' });
  expect(status).toBe(422);
  expect(html).toContain('href="#unit"');
  expect(html).toContain('<select id="unit"');
});

describe('a watch', () => {
  test('is told at another rhythm, paused, and goes on', async () => {
    const who = await somebody();
    await who.send(`${at}/watches`, { q: 'hides', rhythm: 'daily' });
    const id = idIn(await watchesOf(who));
    const chosen = async () => filledIn(await watchesOf(who)).get('when');
    expect(await chosen()).toEqual(['daily']);
    const changed = await who.submit(await who.open(`${at}/watches`), `${at}/watches/${id}`, { when: 'paused' });
    expect(changed.to).toBe(`${at}/watches?done=watch-changed#w${id}`);
    expect((await who.open(changed.to ?? '')).text).toContain(site.done['watch-changed']);
    expect(await chosen()).toEqual(['paused']);
    expect((await who.open(`${at}/watches`)).text).toContain(words.stopped);
    await who.send(`${at}/watches/${id}`, { when: 'weekly' });
    expect(await chosen()).toEqual(['weekly']);
    const refused = await who.send(`${at}/watches/${id}`, { when: 'hourly' });
    expect([refused.status, refused.html.includes(`href="#when-${id}"`)]).toEqual([422, true]);
  });

  test('shows what it found lately, and says when it tells', async () => {
    const who = await somebody();
    await who.send(`${at}/watches`, { q: 'camel', rhythm: 'daily' });
    const id = await posted(tannery, at, 'Camel leather');
    await manager.submit(await manager.open(`${at}/manage`), `${at}/manage/listings/${id}`);
    await settle({ stub: marketAt(at.slice('/c/'.length)) });
    const { html, text } = await who.open(`${at}/watches`);
    expect(html).toContain(`href="${at}/l/${id}"`);
    expect(text).toMatch(/One listing waits: we tell you of it .* 08:00/);
  });
});

describe('the link of an e-mail', () => {
  const watched = async () => {
    const who = await somebody();
    await who.send(`${at}/watches`, { q: 'buffalo hides' });
    const id = idIn(await watchesOf(who));
    return { who, id, path: `${at}/unwatch/${tokenOf(id)}` };
  };
  const isWatched = async (who: Browser) => (await watchesOf(who)).includes('buffalo');
  /** As a mailbox sends it: nothing but the one field of RFC 8058. */
  const oneClick = (path: string, headers: Record<string, string> = {}, body = 'List-Unsubscribe=One-Click') =>
    app.request(
      path,
      { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body },
      environment(),
    );

  test('says which watch it is about, and ends it by its button, without signing in', async () => {
    const { who, path } = await watched();
    for (let i = 0; i < 3; i++) {
      const page = await visitor.open(path);
      expect([page.status, page.text.includes('buffalo hides'), page.text.includes(words.end.button)]).toEqual([200, true, true]);
    }
    // a program that opens links of mails presses no buttons
    expect(await isWatched(who)).toBe(true);
    const page = await visitor.open(path);
    for (let i = 0; i < 2; i++) expect(await visitor.submit(page, path)).toMatchObject({ status: 303, to: path });
    expect(await isWatched(who)).toBe(false);
    const after = await visitor.open(path);
    expect([after.status, after.text.includes(words.end.done), after.html.includes('buffalo')]).toEqual([200, true, false]);
  });

  test('is one click of a mailbox, which is led nowhere', async () => {
    const { who, path } = await watched();
    for (let i = 0; i < 2; i++) {
      const answer = await oneClick(path);
      expect([answer.status, answer.headers.get('location')]).toEqual([200, null]);
    }
    expect(await isWatched(who)).toBe(false);
  });

  test('is no click of another site, nor of what merely looks like one', async () => {
    const { who, path } = await watched();
    expect((await oneClick(path, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await oneClick(path, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await oneClick(path, { cookie: 'a=b' })).status).toBe(403);
    expect((await oneClick(path, {}, 'List-Unsubscribe=Perhaps')).status).toBe(400);
    expect((await oneClick(`${at}/watches`)).status).toBe(403);
    expect(await isWatched(who)).toBe(true);
  });

  test('that is forged, old or of another watch changes nothing, and says so kindly', async () => {
    const { who, id, path } = await watched();
    const token = tokenOf(id);
    const bad = [
      `${at}/unwatch/${token[0] === 'A' ? 'B' : 'A'}${token.slice(1)}`,
      `${at}/unwatch/${tokenOf(id, Date.now() - 400 * 86_400_000)}`,
      `${at}/unwatch/${tokenOf(id + 1000).slice(0, 43)}${token.slice(43)}`,
      `${at}/unwatch/x`,
    ];
    for (const one of bad) {
      const page = await visitor.open(one);
      expect([one, page.status, page.text.includes(words.end.bad)]).toEqual([one, 404, true]);
      const sent = await visitor.send(one, {});
      expect([one, sent.status, sent.text.includes(words.end.badLead)]).toEqual([one, 404, true]);
      expect((await oneClick(one)).status).toBe(404);
    }
    expect(await isWatched(who)).toBe(true);
    expect((await visitor.open(path)).status).toBe(200);
  });
});
