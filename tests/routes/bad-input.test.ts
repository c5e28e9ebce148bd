/** What is no good is refused clearly, in the reader's language, with what was typed; nothing is stored, and nothing breaks. */
import { beforeAll, describe, expect, test } from 'vitest';
import { type Locale, locales } from '../../schema/ids.ts';
import type { RefusalCode } from '../../schema/refusal.ts';
import { textOf } from '../../web/text/index.ts';
import { type Bad, badKeys, changed, form, hidden, ids, mustNotBeKept, nextLocale, noCallers, noDocuments, noForms, nonsense, pathsOf, script, some, wrongValues } from './bad.ts';
import { escaped, filledIn, headings, languageOf, linksOf } from './html.ts';
import { type Actor, type Answered, ask, changes, openScene, type Scene, type Sent, stored } from './scene.ts';
import { as, doer, type Fields, formOf, isPage, type Line, lines, methodOf, reads, requestOf, type Sample, titleOf, writes } from './table.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});

const forms = writes.filter((line) => isPage(line) && line.who !== 'nobody');
const operations = writes.filter((line) => !isPage(line) && line.who !== 'nobody');
const titled = (some: Line[]) => some.map((line) => ({ title: titleOf(line), line }));
const sampleOf = async (line: Line, actor: Actor): Promise<Sample> => (await line.given?.(scene, actor)) ?? {};

/** Asks as one for whom the line is, in a language. */
function told(line: Line, sent: Sent, locale: Locale): Promise<Answered> {
  return as(scene, doer(line))({ ...sent, headers: { 'accept-language': locale, ...sent.headers } });
}

/** What is asked in `work` leaves every row as it was. */
async function storingNothing(work: () => Promise<void>): Promise<void> {
  const before = await stored(scene);
  await work();
  expect(changes(before, await stored(scene))).toEqual({});
}

function expectPage(answer: Answered, locale: Locale, said: string): void {
  expect.soft(languageOf(answer.text), said).toBe(locale);
  expect.soft(headings(answer.text), `headings: ${said}`).toBe(1);
  expect.soft(answer.text.includes('<script>alert'), `not escaped: ${said}`).toBe(false);
}

function expectRefusal(line: Line, answer: Answered, locale: Locale, { name, status, code }: Pick<Bad, 'name' | 'status' | 'code'>): void {
  const said = `${name}: ${answer.status} ${answer.to ?? ''} ${isPage(line) ? '' : answer.text.slice(0, 300)}`;
  const words = textOf(locale).refusals[code as RefusalCode];
  expect.soft(answer.status, said).toBe(status);
  if (answer.status !== status) return;
  if (isPage(line)) {
    expectPage(answer, locale, said);
    expect.soft(answer.text.includes(escaped(words)), `the words “${words}”: ${said}`).toBe(true);
  } else {
    expect.soft(answer.headers.get('content-type'), said).toBe('application/problem+json');
    expect.soft(answer.headers.get('content-language'), said).toBe(locale);
    expect.soft(JSON.parse(answer.text), said).toMatchObject({ status, code, title: words });
  }
}

/** What was typed stands in the page again. */
function expectTyped(line: Line, answer: Answered, typed: Fields, said: string): void {
  const filled = filledIn(answer.text);
  for (const [name, value] of Object.entries(typed)) {
    if (name === 'key' || name === 'next' || value === '') continue;
    for (const one of [value].flat()) expect.soft(filled.get(name) ?? [], `${titleOf(line)} keeps ${name}: ${said}`).toContain(one.replaceAll('\r\n', '\n'));
  }
}

/** Forms that are a button on a page, and are not shown again: what was wrong is a page of its own. */
const buttons = ['/language', '/sign-out', '/me/sessions', '/revocation', '/moves', '/withdrawal', '/inbox/read'];
const isButton = ({ route }: Line) => buttons.some((path) => route.endsWith(path)) && !route.includes('/manage/');
/** Defect: this form loses what was typed, since its answer is a page without it. */
const forgetful = ({ route }: Line) => route.endsWith('/firm/colleagues');

describe.each(titled(forms))('$title', ({ line }) => {
  test('is refused when it is no form, has no key of its own, or comes from another site', async () => {
    const sample = await sampleOf(line, doer(line));
    const good = requestOf(line, scene, sample);
    const typed = (sample.body ?? {}) as Fields;
    await storingNothing(async () => {
      for (const bad of [...noForms, ...badKeys(typed)]) {
        const locale = nextLocale();
        const answer = await told(line, bad.sent(good), locale);
        expectRefusal(line, answer, locale, bad);
      }
      for (const bad of badKeys(typed).slice(0, 3)) {
        if (isButton(line) || forgetful(line)) continue;
        expectTyped(line, await told(line, bad.sent(good), 'ar'), typed, bad.name);
      }
    });
  });

  test('says which field is wrong, and keeps the others', async () => {
    const sample = await sampleOf(line, doer(line));
    const good = requestOf(line, scene, sample);
    const typed = (sample.body ?? {}) as Fields;
    await storingNothing(async () => {
      for (const name of Object.keys(typed).filter((one) => !line.lenient?.includes(one))) {
        for (const value of line.texts?.includes(name) ? ['ج'.repeat(5000)] : some(nonsense, 4)) {
          const locale = nextLocale();
          const wrong: Fields = { ...typed, [name]: value };
          const about = { name: `${name}=${value.slice(0, 20)}`, status: 422, code: name === 'code' ? 'code-wrong' : 'invalid' };
          const answer = await told(line, { ...good, body: formOf({ key: crypto.randomUUID(), ...wrong }) }, locale);
          expectRefusal(line, answer, locale, about);
          if (answer.status !== 422 || isButton(line) || forgetful(line)) continue;
          const { [name]: _, ...others } = typed;
          // without its button a form of several is not known, and without its phone a code is nothing
          if (name === 'act' || name === 'phone') continue;
          expectTyped(line, answer, others, about.name);
          if (line.texts?.includes(name)) expectTyped(line, answer, { [name]: value }, about.name);
        }
      }
    });
  });

  test('never shows markup as markup, nor stumbles over names that every object has', async () => {
    const sample = await sampleOf(line, doer(line));
    const good = requestOf(line, scene, sample);
    const names = Object.keys(sample.body ?? {});
    const inTexts = { ...(sample.body as Fields), ...Object.fromEntries((line.texts ?? []).map((name) => [name, script])) };
    // the currency has a defect of its own, below
    const everywhere = (value: string) => Object.fromEntries(names.filter((name) => name !== 'currency' || value === script).map((name) => [name, value]));
    await storingNothing(async () => {
      for (const typed of [inTexts, everywhere(script), everywhere('constructor'), everywhere('__proto__')]) {
        const answer = await told(line, { ...good, body: formOf(typed) }, nextLocale());
        expect.soft(answer.status, formOf(typed)).toBe(400);
        expect.soft(answer.text.includes('<script>alert'), formOf(typed)).toBe(false);
        if (typed === inTexts && line.texts && !forgetful(line)) expect.soft(answer.text).toContain(escaped(script));
      }
    });
  });

  test('takes every value sent twice, sent as a file, or named by what every object has', async () => {
    const sample = await sampleOf(line, doer(line));
    const good = requestOf(line, scene, sample);
    const typed = (sample.body ?? {}) as Fields;
    const twice = Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, [value, 'nonsense'].flat()]));
    const file = new FormData();
    for (const name of Object.keys(typed)) file.append(name, new File(['x'], 'x.txt'), 'x.txt');
    const requests: [string, Sent][] = [
      ['twice', { ...good, body: formOf(twice) }],
      ['files', { ...good, body: file, headers: { ...good.headers, 'content-type': '' } }],
      ['objects', { ...good, body: `__proto__=1&__proto__=key&constructor=1&hasOwnProperty=1&${formOf(typed)}` }],
    ];
    await storingNothing(async () => {
      for (const [said, sent] of requests) expect.soft((await told(line, sent, 'ar')).status, said).toBe(400);
    });
  });
});

test.fails('an invitation of a colleague that is refused keeps its note (the answer is a page without the form)', async () => {
  const note = 'My brother, who cuts soles';
  const sent = { method: 'POST', path: `/c/${scene.slug}/firm/colleagues`, headers: { 'content-type': form }, body: formOf({ note }) };
  const answer = await as(scene, 'owner')(sent);
  expect(answer.status).toBe(400);
  expect(filledIn(answer.text).get('note')).toContain(note);
});

test.fails.each(['constructor', 'toString', '__proto__'])(
  'a currency called %s is no currency, and no error of ours (the form asks `chosen in currencies`, and Intl.DisplayNames throws)',
  async (currency) => {
    const sent = { method: 'POST', path: `/c/${scene.slug}/l`, headers: { 'content-type': form }, body: formOf({ currency, title: 'Leather' }) };
    expect((await as(scene, 'owner')(sent)).status).toBe(400);
  },
);

describe.each(titled(operations))('$title', ({ line }) => {
  test('is refused when it is no document, has no key, or comes from another site', async () => {
    const sample = await sampleOf(line, doer(line));
    const good = requestOf(line, scene, sample);
    const documents = sample.body ? noDocuments.filter(({ name }) => name !== '{}' || !line.contract?.safeParse({}).success) : [];
    await storingNothing(async () => {
      for (const bad of [...documents, ...noCallers]) {
        const locale = nextLocale();
        expectRefusal(line, await told(line, bad.sent(good), locale), locale, bad);
      }
    });
  });

  test('says which field is wrong', async () => {
    const { contract } = line;
    const sample = await sampleOf(line, doer(line));
    if (!sample.body || !contract) return;
    const good = requestOf(line, scene, sample);
    const wrong = [
      { ...sample.body, surprise: 1 },
      JSON.parse(`{"__proto__":{"operator":true},${JSON.stringify(sample.body).slice(1)}`) as unknown,
      JSON.parse(`{"constructor":{"prototype":{}},${JSON.stringify(sample.body).slice(1)}`) as unknown,
      ...pathsOf(sample.body).flatMap((path) => some(wrongValues, 6).map((value) => changed(sample.body, path, value)).filter((body) => !contract.safeParse(body).success)),
    ];
    for (const path of line.texts ?? []) expect(contract.safeParse(changed(sample.body, path, 'ج'.repeat(5000))).success, path).toBe(false);
    await storingNothing(async () => {
      for (const body of wrong) {
        const locale = nextLocale();
        const answer = await told(line, { ...good, body: JSON.stringify(body) }, locale);
        expectRefusal(line, answer, locale, { name: JSON.stringify(body).slice(0, 200), status: 422, code: 'invalid' });
        if (answer.status === 422) expect.soft((JSON.parse(answer.text) as { errors?: unknown[] }).errors?.length).toBeGreaterThan(0);
      }
    });
    expect(({} as { operator?: boolean }).operator).toBeUndefined();
  });
});

describe('what nobody can see', () => {
  const withTexts = [...forms, ...operations].filter((line) => line.texts);
  /** Defect: a cluster's names and descriptions, its office and its manager's name are kept as they came; an office of nothing visible is a 500. */
  const uncleaned = ({ route }: Line) => route === 'POST /api/v1/clusters';

  /** Everything that is text in the rows that are new. */
  const texts = (value: unknown): string[] =>
    typeof value === 'string' ? (/^[[{"]/.test(value) ? [value, ...texts(parsed(value))] : [value]) : typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
  const parsed = (text: string): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  };

  test.each(titled(withTexts.filter((line) => !uncleaned(line))))('is not kept: $title', ({ line }) => keepsNothingHidden(line));
  test.fails.each(titled(withTexts.filter(uncleaned)))('is not kept: $title', ({ line }) => keepsNothingHidden(line));

  async function keepsNothingHidden(line: Line): Promise<void> {
    const actor = doer(line);
    for (const text of [hidden, '\u202E\u0000 \u2066']) {
      const sample = await sampleOf(line, actor);
      const body = (line.texts ?? []).reduce((sofar, path) => (isPage(line) ? { ...sofar, [path]: text } : changed(sofar, path, text)), sample.body ?? {});
      const before = await stored(scene);
      const answer = await as(scene, actor)(requestOf(line, scene, { ...sample, body }));
      if (line.after && answer.status < 400) await line.after(scene, actor);
      expect(answer.status, answer.text.slice(0, 300)).toBeLessThan(500);
      if (text === hidden) expect(answer.status, answer.text.slice(0, 300)).toBeLessThan(400);
      const kept = Object.entries(changes(before, await stored(scene))).flatMap(([table, { new: rows }]) => rows.flatMap((row) => texts(JSON.parse(row)).map((one) => `${table}: ${one}`)));
      for (const one of kept) expect.soft(mustNotBeKept.test(one) || !one.isWellFormed(), JSON.stringify(one)).toBe(false);
    }
  }
});

test('markup that was stored is shown as text, wherever a page leads', { timeout: 60_000 }, async () => {
  for (const line of [...forms, ...operations].filter((one) => one.texts)) {
    const actor = doer(line);
    const sample = await sampleOf(line, actor);
    const body = (line.texts ?? []).reduce((sofar, path) => (isPage(line) ? { ...sofar, [path]: script } : changed(sofar, path, script)), sample.body ?? {});
    expect((await as(scene, actor)(requestOf(line, scene, { ...sample, body }))).status, titleOf(line)).toBeLessThan(400);
    await line.after?.(scene, actor);
  }
  let shown = 0;
  for (const actor of ['visitor', 'foreigner', 'owner', 'manager'] as const) {
    const seen = new Set([`/`, `/c/${scene.slug}`, '/me', '/me/tokens']);
    /** Pages that differ in numbers only: a few of each kind. */
    const alike = new Map<string, number>();
    const isNew = (path: string) => {
      const kind = path.replace(/\d+|[0-9a-f]{8}-[0-9a-f-]{27}|stranger-\d+/g, '#').replace(/=[^&]*/g, '=');
      alike.set(kind, (alike.get(kind) ?? 0) + 1);
      return (alike.get(kind) ?? 0) <= 12;
    };
    for (const path of seen) {
      const page = await as(scene, actor)({ method: 'GET', path });
      expect.soft(page.status, `${actor}: ${path}`).toBeLessThan(500);
      expect.soft(page.text.includes('<script>alert'), `${actor}: ${path}`).toBe(false);
      if (page.text.includes(escaped(script).slice(0, 20))) shown += 1;
      for (const link of linksOf(page.text)) {
        const to = link.replace(/#.*/, '');
        if (!seen.has(to) && !/^\/(sign-in|api)/.test(to) && isNew(to)) seen.add(to);
      }
    }
  }
  expect(shown).toBeGreaterThan(20);
});

describe('an address', () => {
  const numbered = lines.filter((line) => /:(id|person|token)/.test(line.route) && line.who !== 'nobody');

  test.each(titled(numbered))('that names nothing is not found: $title', async ({ line }) => {
    const name = /:(id|person|token)/.exec(line.route)?.[1] ?? '';
    const sample = await sampleOf(line, doer(line));
    const [locale, code] = [nextLocale(), 'not-found'];
    for (const id of ids) {
      const named = { ...sample, params: { ...sample.params, [name]: id.startsWith('%') ? id : encodeURIComponent(id) } };
      const answer = await told(line, requestOf(line, scene, named), locale);
      // forms that only lead back to their page do not look whether there is one
      if (line.who === 'anyone' && answer.status === 303) continue;
      if (methodOf(line) === 'GET' && /revocation$/.test(line.route) && answer.status === 303) continue;
      expect.soft(answer.status, `${name} ${id.slice(0, 30)}: ${answer.text.slice(0, 200)}`).toBe(404);
      if (!isPage(line)) expect.soft(JSON.parse(answer.text).code).toBe(code);
      else expectPage(answer, locale, id.slice(0, 30));
    }
  });

  const everywhere = [...new Map(lines.map((line) => [line.route.slice(line.route.indexOf('/')), line])).values()];

  test.each(titled(everywhere))('has the methods that it has: $title', async ({ line }) => {
    const here = lines.filter((one) => one.route.slice(one.route.indexOf('/')) === line.route.slice(line.route.indexOf('/'))).map(methodOf);
    const sample = await sampleOf(line, doer(line));
    const { path } = requestOf(line, scene, sample);
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((one) => !here.includes(one))) {
      const locale = nextLocale();
      const answer = await told(line, { method, path }, locale);
      expectRefusal(line, answer, locale, { name: method, status: 405, code: 'wrong-method' });
      const allowed = answer.headers.get('allow')?.split(', ') ?? [];
      expect.soft(allowed, method).toEqual(expect.arrayContaining(here));
      expect.soft(allowed, method).not.toContain(method);
    }
  });

  test.each(['/nothing', '/c', '/c/', '/c/robbiki/nothing', '/c/robbiki/l/new/', '/me/nothing', '/api/v1/nothing', '/api/v2', '/api/v1/clusters/robbiki/nothing', '/apiary', '/favicon', '//evil.example', `/${'a'.repeat(5000)}`, `/c/${'a'.repeat(5000)}`, '/%', '/%E0%A4%A', '/%00', '/.env', '/c/robbiki/%2e%2e/manage'])(
    'that is none is not found: %s',
    async (path) => {
      for (const method of ['GET', 'POST'])
        for (const actor of ['visitor', 'manager'] as const)
          for (const locale of locales) {
            const answer = await as(scene, actor)({ method, path, headers: { 'accept-language': locale } });
            // under /me everything asks who is there first
            if (path.startsWith('/me/') && actor === 'visitor') continue;
            expect.soft(answer.status, `${method} ${actor}`).toBe(404);
            if (/json/.test(answer.headers.get('content-type') ?? '')) expect.soft(answer.headers.get('content-language')).toBe(locale);
            else expectPage(answer, locale, `${method} ${path.slice(0, 40)}`);
          }
    },
  );
});

describe('a query', () => {
  const asked = ['q', 'direction', 'kind', 'role', 'priceMin', 'priceMax', 'per', 'quantityMin', 'quantityMax', 'unit', 'near', 'within', 'sort', 'page', 'limit', 'before', 'firm', 'next', 'phone', 'title', 'done'];
  const odd = [...nonsense.map(encodeURIComponent), '0', '%00', '%', '%ED%A0%80', '%FF', '99999999999999999999', '90.1,181', 'abc', '', 'firm', 'cluster', '"*', 'a AND OR NOT (', '%2F%2Fevil.example'];
  const queries = [
    ...asked.flatMap((name) => some(odd, 6).map((value) => `${name}=${value}`)),
    'q=a&q=b&page=1&page=2&near=30,31&near=abc',
    'page=-1',
    'near=abc',
    'near=30,31&within=-5&sort=best',
    'priceMin=9&priceMax=3',
    'quantityMin=5',
    `x=${'y'.repeat(10_000)}`,
    `q=${'ج '.repeat(1_700)}`,
    `${'q=a&'.repeat(2_500)}`,
    '__proto__=1&constructor=1&toString=1',
    '=&&=&%=%&[]=1&a[b]=c',
  ];
  /** One that shows the page with least ado. */
  const shown = reads.filter((line) => line.who !== 'nobody' && !line.about?.includes('draft'));

  test.each(titled(shown))('that nobody understands breaks nothing: $title', async ({ line }) => {
    const sample = await sampleOf(line, doer(line));
    const { path } = requestOf(line, scene, { ...sample, query: {} });
    // what does not read a query gets a few, what reads one gets them all
    const some = /\/search$/.test(line.route) ? queries : queries.filter((_, i) => i % 13 === 0 || i > queries.length - 6);
    for (const query of some) {
      const locale = nextLocale();
      const answer = await told(line, { method: 'GET', path: `${path.replace(/\?$/, '')}?${query}` }, locale);
      const said = `?${query.slice(0, 60)} ${answer.status} ${answer.to ?? ''}`;
      expect.soft([200, 303, 422], said).toContain(answer.status);
      if (answer.status === 303) expect.soft(answer.to, said).toMatch(/^\/(?!\/)/);
      else if (isPage(line)) expectPage(answer, locale, said);
      if (!isPage(line) && answer.status === 422) expect.soft(answer.headers.get('content-language'), said).toBe(locale);
    }
  });
});

test('the words of every refusal differ from language to language', () => {
  const [ar, fr, en] = locales.map((locale) => textOf(locale).refusals) as [Record<string, string>, Record<string, string>, Record<string, string>];
  for (const code of Object.keys(ar)) expect(new Set([ar[code], fr[code], en[code]]).size, code).toBe(3);
});

test('whoever chose a language reads refusals in it', async () => {
  const answer = await ask({ method: 'GET', path: '/nothing', headers: { 'accept-language': 'fr', cookie: 'lang=ar' } });
  expect(answer.text).toContain(textOf('ar').refusals['not-found']);
});
