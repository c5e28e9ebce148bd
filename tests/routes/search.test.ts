/** Searching by the pages: what has every word and what comes near, words in place of others, being told, and the words of a cluster. */
import { runInDurableObject } from 'cloudflare:test';
import { beforeAll, describe, expect, test } from 'vitest';
import { textOf } from '../../web/text/index.ts';
import { Browser } from '../support/browser.ts';
import { settle } from '../support/market.ts';
import { joined, newCluster, posted } from './cluster.ts';
import { marketAt } from './scene.ts';

const { search, watches, manage, market, catalogue } = textOf('en');

let at: string;
let manager: Browser;
let tannery: Browser;
const visitor = Browser.visitor();

async function published(title: string): Promise<number> {
  const id = await posted(tannery, at, title);
  await manager.submit(await manager.open(`${at}/manage`), `${at}/manage/listings/${id}`);
  return id;
}

/** What the market does in the background is done. */
const settled = () => settle({ stub: marketAt(at.slice('/c/'.length)) });

/** Titles of the cards of a page, in order, with the headings between them. */
const shown = (html: string) =>
  [...html.matchAll(/<h2[^>]*>(.*?)<\/h2>|<h3>(.*?)<\/h3>/gs)].map(([, heading, title]) =>
    (heading ?? title ?? '')
      .replace(/<[^>]*>/g, '')
      .replace(/\s+/g, ' ')
      .trim(),
  );

beforeAll(async () => {
  ({ at, manager } = await newCluster());
  tannery = await joined(manager, at, '+201001111111', 'Nour tannery');
  for (const title of ['Cow leather, black', 'Goat leather', 'Sheep leather']) await published(title);
});

describe('a search in the market', () => {
  test('marks the words that were found, and shows listings that come near below a heading of their own', async () => {
    const { html } = await visitor.open(`${at}/search?q=black+cow+leather`);
    expect(html).toMatch(/<mark>/);
    const [count, first, near, ...others] = shown(html);
    expect([count, first]).toEqual([market.found(1, '1'), 'Cow leather, black']);
    expect(near).toBe(`${search.nearby} ${others.length}`);
    expect(others.length).toBeGreaterThan(0);
  });

  test('puts no heading between listings that stand in another order', async () => {
    const { html, text } = await visitor.open(`${at}/search?q=black+cow+leather&sort=newest`);
    expect(text).not.toContain(search.nearby);
    expect(shown(html)[0]).not.toBe(market.found(1, '1'));
  });

  test('says plainly when nothing has all the words', async () => {
    const { text } = await visitor.open(`${at}/search?q=purple+leather+zeppelin`);
    expect(text).toMatch(/No listing has all your words/);
    expect(text).not.toContain(search.nearby);
  });

  test('says which words it searched for instead, and how to search for those that were typed', async () => {
    const { html, text } = await visitor.open(`${at}/search?q=leathr&kind=input`);
    expect(text).toMatch(/Results for “\W?leather\W?”/);
    expect(html).toContain(`href="${at}/search?q=leathr&amp;kind=input&amp;exact=1"`);
    const exact = await visitor.open(`${at}/search?q=leathr&kind=input&exact=1`);
    expect(exact.text).not.toContain('Results for');
    expect(exact.html).toMatch(/<input type="hidden" name="exact" value="1"/);
    // other conditions keep it, and it can be taken away
    expect(exact.html).toContain('q=leathr&amp;kind=input&amp;exact=1&amp;direction=need');
    expect(exact.html).toContain(`href="${at}/search?q=leathr&amp;kind=input"`);
  });

  test('that finds nothing leads on: to what there is, to being told, to a need, and to all clusters', async () => {
    const { html, text } = await visitor.open(`${at}/search?q=xyzzy`);
    expect(text).toContain(search.suggested);
    expect(html).toContain(`href="/sign-in?next=${encodeURIComponent(`${at}/search?q=xyzzy`)}"`);
    expect(html).toContain('direction=need&amp;title=xyzzy');
    expect(html).toContain('href="/search?q=xyzzy"');
  });

  test('without words suggests some, and leaves room for those of this phone', async () => {
    const { html, text } = await visitor.open(`${at}/search`);
    expect(text).toContain(search.suggested);
    expect(html).toMatch(/<nav [^>]*data-recent[^>]* hidden/);
    expect((await visitor.open(`${at}/search?kind=input`)).text).not.toContain(search.suggested);
  });

  test('that is not finished is no word that found nothing', async () => {
    const stub = marketAt(at.slice('/c/'.length));
    const missed = async () => {
      await settled();
      return runInDurableObject(stub, (_, state) =>
        state.storage.sql
          .exec('select word from missed')
          .toArray()
          .map(({ word }) => word),
      );
    };
    await visitor.open(`${at}/search?q=xylo`, { 'x-typing': 'yes' });
    await visitor.open(`${at}/search?q=xylophone`);
    const words = await missed();
    expect(words).toContain('xylophone');
    expect(words).not.toContain('xylo');
  });
});

describe('being told of what is new', () => {
  test('is asked for where one searches, and leads back there', async () => {
    const page = await tannery.open(`${at}/search?q=bull+hides&direction=offer`);
    const asked = await tannery.submit(page, `${at}/watches`);
    expect([asked.status, asked.to]).toEqual([303, `${at}/search?q=bull+hides&direction=offer&done=watched`]);
    const back = await tannery.open(asked.to ?? '');
    expect(back.text).toContain(textOf('en').site.done.watched);
    expect(back.html).not.toContain(`action="${at}/watches"`);
    expect((await tannery.open(`${at}/watches`)).html).toContain(`href="${at}/search?q=bull%20hides&amp;direction=offer&amp;sort=newest"`);
  });

  test('never leads to another site', async () => {
    for (const next of ['//evil.example', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)'])
      expect((await tannery.send(`${at}/watches`, { q: 'bull hides', next })).to).toBe(`${at}/watches?done=watched`);
  });

  test('comes to the inbox with the words that were waited for, and a way to the listing', async () => {
    await settled();
    const buyer = await Browser.signedIn('+201005550001');
    expect((await buyer.send(`${at}/watches`, { q: 'camel leather' })).to).toBe(`${at}/watches?done=watched`);
    const id = await published('Camel leather, soft');
    await settled();
    const { html, text } = await buyer.open(`${at}/inbox`);
    expect(html).toContain(`href="${at}/l/${id}"`);
    expect(text.replace(/[\u2068\u2069]/g, '')).toContain(watches.because('camel leather'));
    expect(html).toContain(`href="${at}/watches"`);
  });

  test('of nothing is refused, and of too much is explained', async () => {
    expect((await tannery.send(`${at}/watches`, { q: ' ' })).status).toBe(422);
    // words that say nothing are no less, whatever else is asked
    const nothing = await tannery.send(`${at}/watches`, { q: '?!', kind: 'labour' });
    expect(nothing.status).toBe(422);
    expect(nothing.html).toContain('href="#q"');
    expect(nothing.html).toMatch(/<option value="labour" selected/);
    const busy = await Browser.signedIn('+201005550002');
    for (let i = 0; i < 20; i += 1) expect((await busy.send(`${at}/watches`, { q: `hides ${i}` })).status).toBe(303);
    const refused = await busy.send(`${at}/watches`, { q: 'hides more' });
    expect(refused.status).toBe(429);
    expect(refused.text).toContain(watches.tooMany);
    expect(refused.html).toContain('value="hides more"');
  });
});

describe('the words of a cluster', () => {
  test('are kept as they were typed where one alone means nothing', async () => {
    const refused = await manager.send(`${at}/manage/words`, { words: 'babouche' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(manage.words.needTwo);
    expect(refused.html).toContain('value="babouche"');
  });

  test('never keep what nobody can see', async () => {
    await manager.send(`${at}/manage/words`, { words: 'zelta\u202Ewi\u0000, fer\u2066maja' });
    const { html } = await manager.open(`${at}/manage/words`);
    expect(html).toContain('zeltawi، fermaja');
  });

  test('are found under one another’s name once they are added, and no longer when they are removed', async () => {
    const found = async () => (await visitor.open(`${at}/search?q=zeltawi&exact=1`)).text;
    await published('Fermaja for tanning');
    await settled();
    expect(await found()).toContain('Fermaja for tanning');
    const page = await manager.open(`${at}/manage/words`);
    const removal = /action="([^"]*\/removal)"/.exec(page.html)?.[1] ?? '';
    expect((await manager.submit(page, removal)).to).toBe(`${at}/manage/words?done=words-removed`);
    await settled();
    expect(await found()).not.toContain('Fermaja for tanning');
  });

  test('that found nothing are given a meaning, or put away', async () => {
    await visitor.open(`${at}/search?q=babouche`);
    await settled();
    const page = await manager.open(`${at}/manage/words`);
    expect(page.html).toContain(`href="${at}/manage/words?word=babouche#words"`);
    expect((await manager.open(`${at}/manage/words?word=babouche`)).html).toMatch(/name="words"[^>]*value="babouche, "/);
    const away = await manager.submit(page, `${at}/manage/words/missed/dismissals`, { word: 'babouche' });
    expect(away.to).toBe(`${at}/manage/words?done=dismissed`);
    expect((await manager.open(away.to ?? '')).html).not.toContain('word=babouche');
  });
});

describe('a search of all clusters', () => {
  test('names the cluster of each listing and leads to it', async () => {
    await settled();
    const { html, text } = await visitor.open('/search?q=goat');
    expect(html).toMatch(new RegExp(`href="${at}/l/\\d+"`));
    expect(text).toContain('Leather city');
  });

  test('offers only choices that find something, and the chosen one', async () => {
    const { html } = await visitor.open('/search?q=goat&country=DZ');
    const [, countries = ''] = /<select id="country"[^>]*>(.*?)<\/select>/s.exec(html) ?? [];
    expect([...countries.matchAll(/value="(\w+)"/g)].map(([, code]) => code)).toEqual(['EG']);
    expect(html).toContain(catalogue.empty);
  });

  test.each(['country=egypt', 'sector=nonsense', 'page=0', 'sort=nearest', 'cluster=%2F', 'direction=up'])(
    'says what is wrong with %s',
    async (query) => {
      const { status, html } = await visitor.open(`/search?q=goat&${query}`);
      expect(status).toBe(422);
      expect(html).toContain('role="alert"');
      expect(html).toContain('value="goat"');
    },
  );

  test('is offered on the first page', async () => {
    expect((await visitor.open('/')).html).toMatch(/<form [^>]*action="\/search"/);
  });
});
