/** What is no good is refused clearly, in the reader's language, with what was typed; nothing is stored, and nothing breaks. */
import { beforeAll, describe, expect, test } from 'vitest';
import { locales } from '../../schema/ids.ts';
import { textOf } from '../../web/text/index.ts';
import {
  type Bad,
  badKeys,
  changed,
  form,
  hidden,
  mustNotBeKept,
  nextLocale,
  noCallers,
  noDocuments,
  noForms,
  nonsense,
  pathsOf,
  script,
  some,
  withTexts,
  wrongValues,
} from './bad.ts';
import { escaped, filledIn, linksOf } from './html.ts';
import { expectRefusal, sampleOf, storingNothing, told } from './refusals.ts';
import { type Answered, ask, changes, openScene, type Scene, type Sent, stored } from './scene.ts';
import { as, doer, type Fields, formOf, isPage, type Line, requestOf, titled, titleOf, writes } from './table.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});

const forms = writes.filter((line) => isPage(line) && line.who !== 'nobody');
const operations = writes.filter((line) => !isPage(line) && line.who !== 'nobody');

/** What was typed stands in the page again. */
function expectTyped(line: Line, answer: Answered, typed: Fields, said: string): void {
  const filled = filledIn(answer.text);
  for (const [name, value] of Object.entries(typed)) {
    if (name === 'key' || name === 'next' || value === '') continue;
    for (const one of [value].flat())
      expect.soft(filled.get(name) ?? [], `${titleOf(line)} keeps ${name}: ${said}`).toContain(one.replaceAll('\r\n', '\n'));
  }
}

/** Forms that are a button on a page, and are not shown again: what was wrong is a page of its own. */
const buttons = [
  '/language',
  '/sign-out',
  '/me/sessions',
  '/revocation',
  '/moves',
  '/dismissal',
  '/withdrawal',
  '/inbox/read',
  '/stages/:stage/invitations',
  '/needs',
  '/notes/:note/answer',
];
const isButton = ({ route }: Line) => buttons.some((path) => route.endsWith(path)) && !route.includes('/manage/');
/** Defect: this form loses what was typed, since its answer is a page without it. */
const forgetful = ({ route }: Line) => route.endsWith('/firm/colleagues');

describe.each(titled(forms))('$title', ({ line }) => {
  test('is refused when it is no form, has no key of its own, or comes from another site', async () => {
    const sample = await sampleOf(line, scene);
    const good = requestOf(line, scene, sample);
    const typed = (sample.body ?? {}) as Fields;
    await storingNothing(scene, async () => {
      for (const bad of [...noForms, ...badKeys(typed)]) {
        const locale = nextLocale();
        const answer = await told(scene, line, bad.sent(good), locale);
        expectRefusal(line, answer, locale, bad);
      }
      for (const bad of badKeys(typed).slice(0, 3)) {
        if (isButton(line) || forgetful(line)) continue;
        expectTyped(line, await told(scene, line, bad.sent(good), 'ar'), typed, bad.name);
      }
    });
  });

  test('says which field is wrong, and keeps the others', async () => {
    const sample = await sampleOf(line, scene);
    const good = requestOf(line, scene, sample);
    const typed = (sample.body ?? {}) as Fields;
    await storingNothing(scene, async () => {
      for (const name of Object.keys(typed).filter((one) => !line.lenient?.includes(one))) {
        for (const value of line.texts?.includes(name) ? ['ج'.repeat(5000)] : some(nonsense, 3)) {
          const locale = nextLocale();
          const wrong: Fields = { ...typed, [name]: value };
          const about = {
            name: `${name}=${value.slice(0, 20)}`,
            status: 422,
            code: name === 'code' ? ('code-wrong' as const) : ('invalid' as const),
          };
          const answer = await told(scene, line, { ...good, body: formOf({ key: crypto.randomUUID(), ...wrong }) }, locale);
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
    const sample = await sampleOf(line, scene);
    const good = requestOf(line, scene, sample);
    const names = Object.keys(sample.body ?? {});
    const inTexts = { ...(sample.body as Fields), ...Object.fromEntries((line.texts ?? []).map((name) => [name, script])) };
    // the currency has a defect of its own, below
    const everywhere = (value: string) =>
      Object.fromEntries(names.filter((name) => name !== 'currency' || value === script).map((name) => [name, value]));
    await storingNothing(scene, async () => {
      for (const typed of [inTexts, everywhere(script), everywhere('constructor'), everywhere('__proto__')]) {
        const answer = await told(scene, line, { ...good, body: formOf(typed) }, nextLocale());
        expect.soft(answer.status, formOf(typed)).toBe(400);
        expect.soft(answer.text.includes('<script>alert'), formOf(typed)).toBe(false);
        if (typed === inTexts && line.texts && !forgetful(line)) expect.soft(answer.text).toContain(escaped(script));
      }
    });
  });

  test('takes every value sent twice, sent as a file, or named by what every object has', async () => {
    const sample = await sampleOf(line, scene);
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
    await storingNothing(scene, async () => {
      for (const [said, sent] of requests) expect.soft((await told(scene, line, sent, 'ar')).status, said).toBe(400);
    });
  });
});

test('an invitation of a colleague that is refused keeps its note', async () => {
  const note = 'My brother, who cuts soles';
  const sent = { method: 'POST', path: `/c/${scene.slug}/firm/colleagues`, headers: { 'content-type': form }, body: formOf({ note }) };
  const answer = await as(scene, 'owner')(sent);
  expect(answer.status).toBe(400);
  expect(filledIn(answer.text).get('note')).toContain(note);
});

test.each(['constructor', 'toString', '__proto__'])('a currency called %s is no currency, and no error of ours', async (currency) => {
  const sent = {
    method: 'POST',
    path: `/c/${scene.slug}/l`,
    headers: { 'content-type': form },
    body: formOf({ currency, title: 'Leather' }),
  };
  expect((await as(scene, 'owner')(sent)).status).toBe(400);
});

/** A batch may be large, and may have no key; its items are read one by one, and one that is no good is no bad batch (tests/api/imports.test.ts). */
const isBatch = ({ route }: Line) => route.endsWith('/batch');
/** A batch is harmless by itself, and a line that is read is not kept. */
const needsNoKey = (line: Line) => isBatch(line) || line.route.endsWith('/parse-line');
const noKey = 'the key “”';
const fits = (line: Line, { name }: Bad) =>
  name === '{}' ? line.contract?.safeParse({}).success : isBatch(line) && ['[{}]', 'a deep list', '300 kB'].includes(name);

describe.each(titled(operations))('$title', ({ line }) => {
  test('is refused when it is no document, has no key, or comes from another site', async () => {
    const sample = await sampleOf(line, scene);
    const good = requestOf(line, scene, sample);
    const documents = sample.body ? noDocuments.filter((bad) => !fits(line, bad)) : [];
    const callers = noCallers.filter(({ name }) => !(needsNoKey(line) && name === noKey));
    await storingNothing(scene, async () => {
      for (const bad of [...documents, ...callers]) {
        const locale = nextLocale();
        expectRefusal(line, await told(scene, line, bad.sent(good), locale), locale, bad);
      }
    });
  });

  test('says which field is wrong', async () => {
    const { contract } = line;
    const sample = await sampleOf(line, scene);
    if (!sample.body || !contract) return;
    const good = requestOf(line, scene, sample);
    const wrong = [
      { ...sample.body, surprise: 1 },
      JSON.parse(`{"__proto__":{"operator":true},${JSON.stringify(sample.body).slice(1)}`) as unknown,
      JSON.parse(`{"constructor":{"prototype":{}},${JSON.stringify(sample.body).slice(1)}`) as unknown,
      ...pathsOf(sample.body).flatMap((path) =>
        some(wrongValues, 4)
          .map((value) => changed(sample.body, path, value))
          .filter((body) => !contract.safeParse(body).success),
      ),
    ];
    for (const path of line.texts ?? []) expect(contract.safeParse(changed(sample.body, path, 'ج'.repeat(5000))).success, path).toBe(false);
    await storingNothing(scene, async () => {
      for (const body of wrong) {
        const locale = nextLocale();
        const answer = await told(scene, line, { ...good, body: JSON.stringify(body) }, locale);
        expectRefusal(line, answer, locale, { name: JSON.stringify(body).slice(0, 200), status: 422, code: 'invalid' });
        if (answer.status === 422) expect.soft((JSON.parse(answer.text) as { errors?: unknown[] }).errors?.length).toBeGreaterThan(0);
      }
    });
    expect(({} as { operator?: boolean }).operator).toBeUndefined();
  });
});

describe('what nobody can see', () => {
  const wordy = [...forms, ...operations].filter((line) => line.texts);
  /** Defect: a cluster's names and descriptions, its office and its manager's name are kept as they came; an office of nothing visible is a 500. */

  /** Everything that is text in the rows that are new. */
  const texts = (value: unknown): string[] =>
    typeof value === 'string'
      ? /^[[{"]/.test(value)
        ? [value, ...texts(parsed(value))]
        : [value]
      : typeof value === 'object' && value !== null
        ? Object.values(value).flatMap(texts)
        : [];
  const parsed = (text: string): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  };

  test.each(titled(wordy))('is not kept: $title', ({ line }) => keepsNothingHidden(line));

  async function keepsNothingHidden(line: Line): Promise<void> {
    const actor = doer(line);
    for (const text of [hidden, '\u202E\u0000 \u2066']) {
      const sample = await sampleOf(line, scene, actor);
      const body = withTexts(line, sample, text);
      const before = await stored(scene);
      const answer = await as(scene, actor)(requestOf(line, scene, { ...sample, body }));
      if (line.after && answer.status < 400) await line.after(scene, actor);
      expect(answer.status, answer.text.slice(0, 300)).toBeLessThan(500);
      if (text === hidden) expect(answer.status, answer.text.slice(0, 300)).toBeLessThan(400);
      const kept = Object.entries(changes(before, await stored(scene))).flatMap(([table, { new: rows }]) =>
        rows.flatMap((row) => texts(JSON.parse(row)).map((one) => `${table}: ${one}`)),
      );
      for (const one of kept) expect.soft(mustNotBeKept.test(one) || !one.isWellFormed(), JSON.stringify(one)).toBe(false);
    }
  }
});

test('markup that was stored is shown as text, wherever a page leads', async () => {
  for (const line of [...forms, ...operations].filter((one) => one.texts)) {
    const actor = doer(line);
    const sample = await sampleOf(line, scene, actor);
    const body = withTexts(line, sample, script);
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
      return (alike.get(kind) ?? 0) <= 4;
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

test('the words of every refusal differ from language to language', () => {
  const words = locales.map((locale) => Object.entries(textOf(locale).refusals));
  for (const [at, [code]] of (words[0] ?? []).entries()) expect(new Set(words.map((one) => one[at]?.[1])).size, code).toBe(3);
});

test('whoever chose a language reads refusals in it', async () => {
  const answer = await ask({ method: 'GET', path: '/nothing', headers: { 'accept-language': 'fr', cookie: 'lang=ar' } });
  expect(answer.text).toContain(textOf('ar').refusals['not-found']);
});
