/** Making together by the pages: from a known product to a chain, moving its stages, joining, asking for what is missing, and agreeing. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Fields, Opened } from '../support/browser.ts';
import { joined, newCluster, posted } from './cluster.ts';
import { formsOf } from './html.ts';

let at: string;
let manager: Browser;
let maker: Browser;
let sewer: Browser;

beforeAll(async () => {
  ({ at, manager } = await newCluster());
  maker = await joined(manager, at, '+201001111111', 'Camal maker');
  sewer = await joined(manager, at, '+201001111112', 'Samir sewing');
});

const row = (n: number, name: string, place: string, more: Fields = {}): Fields => ({
  [`stages.${n}.name`]: name,
  [`stages.${n}.kind`]: 'subcontracting',
  [`stages.${n}.place`]: place,
  ...more,
});
const shoes: Fields = {
  title: 'Leather shoes',
  amount: '٢٬٠٠٠',
  unit: 'PR',
  ...row(0, 'Sewing', '1'),
  ...row(1, 'Lasting', '2'),
};
const opened = async (over: Fields = {}) => {
  const { to, text } = await maker.send(`${at}/chains`, { ...shoes, ...over });
  expect(to, text).toMatch(/\/chains\/\d+\?done=saved$/);
  return to?.split('?')[0] as string;
};
/** The stages of a chain in their order, as their page has them: name and address. */
const stagesOf = async (chain: string, by = maker) =>
  [...(await by.open(chain)).html.matchAll(/<a href="([^"]*\/stages\/\d+)" dir="auto">([^<]*)</g)].map(([, to = '', name = '']) => ({
    to,
    name,
  }));
const names = async (chain: string) => (await stagesOf(chain)).map(({ name }) => name);
/** Sends a form as a browser would: with all that it is filled with, and what is changed in it. */
const fill = (by: Browser, page: Opened, action: string, changes: Fields = {}) => {
  const form = formsOf(page.html).find((one) => one.action === action);
  expect(form, `a form that goes to ${action}`).toBeDefined();
  return by.send(action, { ...Object.fromEntries(form?.fields ?? []), ...changes });
};
const field = (name: string, value: string) => new RegExp(`<input(?=[^>]*name="${name}")(?=[^>]*value="${value}")`);

describe('a new chain', () => {
  test('begins with a product that the cluster’s sector knows, in the reader’s language, and is changed before it is saved', async () => {
    const begin = await maker.open(`${at}/chains/new`);
    expect(begin.html.indexOf('template=leather-bag')).toBeLessThan(begin.html.indexOf('template=web-shop'));
    const form = await maker.open(`${at}/chains/new?template=leather-bag`);
    expect(form.html).toMatch(field('title', 'Leather bag'));
    const { to } = await fill(maker, form, `${at}/chains`, { 'stages.2.name': 'Cutting by laser' });
    expect(await names(to ?? '')).toContain('Cutting by laser');
    expect(await names(to ?? '')).toHaveLength(6);
  });

  test('takes its stages in the order of their numbers, and leaves out rows without a name', async () => {
    const chain = await opened({ ...row(0, 'Sewing', '9'), ...row(2, '', '1'), ...row(4, 'Cutting', '1٫5'), ...row(3, 'Hides', '1') });
    expect(await names(chain)).toEqual(['Hides', 'Cutting', 'Lasting', 'Sewing']);
  });

  test('says at each field what cannot be, in the rows as they were typed, and keeps all of it', async () => {
    const wrong = { amount: 'many', ...row(0, 'Sewing', '3', { 'stages.0.amount': '-1', 'stages.0.unit': 'PR' }), ...row(1, 'x', '1') };
    const { status, html } = await maker.send(`${at}/chains`, { ...shoes, ...wrong });
    expect(status).toBe(422);
    for (const name of ['amount', 'stages.0.amount', 'stages.1.name']) expect(html).toContain(`id="${name}-problem"`);
    expect(html).toMatch(field('stages.0.place', '3'));
    expect(html).toMatch(
      /<details class="more" open[^>]*><summary>[^<]*<\/summary><div class="pair"><div class="field wrong"><label for="stages.0.amount"/,
    );
    const few = await maker.send(`${at}/chains`, { ...shoes, 'stages.1.name': '' });
    expect(few.html).toMatch(/href="#stages">[^<]*2/);
  });
});

describe('an edit', () => {
  test('renames, moves and removes, and says what somebody else changed meanwhile', async () => {
    const chain = await opened({ ...row(2, 'Boxes', '3') });
    const form = await maker.open(`${chain}/edit`);
    const change = { 'stages.0.place': '2.5', 'stages.1.drop': 'yes', 'stages.2.name': 'Painted boxes' };
    expect((await fill(maker, form, chain, change)).to).toBe(`${chain}?done=saved`);
    expect(await names(chain)).toEqual(['Sewing', 'Painted boxes']);
    const again = await fill(maker, form, chain, { key: crypto.randomUUID(), title: 'Boots' });
    expect(again.status).toBe(409);
    expect(again.html).toMatch(field('title', 'Boots'));
    expect((await sewer.open(`${chain}/edit`)).status).toBe(404);
  });
});

describe('a stage', () => {
  test('is joined by word, left again, and its gap becomes one need', async () => {
    const chain = await opened();
    const [sewing] = await stagesOf(chain, sewer);
    const page = await sewer.open(sewing?.to ?? '');
    expect((await fill(sewer, page, `${sewing?.to}/joins`, { joinAmount: '٥٠٠', joinWords: 'From May' })).to).toBe(
      `${sewing?.to}?done=saved`,
    );
    const now = await maker.open(chain);
    expect(now.text).toContain('500 pairs of 2,000 pairs a month');
    expect(now.text).toContain('In it: ⁨Samir sewing⁩');
    expect(now.text).toContain('Not whole yet: nobody for ⁨Lasting⁩.');
    const asked = await fill(maker, now, `${sewing?.to}/needs`);
    expect(asked.to).toBe(`${chain}?done=posted`);
    const after = await maker.open(chain);
    expect(after.html).not.toContain(`action="${sewing?.to}/needs"`);
    expect(after.text).toContain('Your need in the market');
    const removal = /action="([^"]*\/removal)"/.exec((await sewer.open(sewing?.to ?? '')).html)?.[1] ?? '';
    expect((await fill(sewer, await sewer.open(sewing?.to ?? ''), removal)).to).toBe(`${chain}?done=saved`);
    expect((await maker.open(chain)).text).not.toContain('Samir sewing');
  });

  test('is joined with an offer and less than all of it; who then changes a word puts in no more by it', async () => {
    const offer = await posted(sewer, at, 'Sewing of uppers');
    await fill(manager, await manager.open(`${at}/manage/listings/${offer}`), `${at}/manage/listings/${offer}`, { act: 'publish' });
    const [sewing] = await stagesOf(await opened({ unit: 'FTK' }), sewer);
    await sewer.send(`${sewing?.to}/joins`, { listing: String(offer), joinAmount: '300', joinUnit: 'FTK' });
    const page = await sewer.open(sewing?.to ?? '');
    expect(page.text).toContain('300 square feet a month');
    const form = formsOf(page.html).find((one) => one.action === `${sewing?.to}/joins`);
    expect(Object.fromEntries(form?.fields ?? [])).toMatchObject({ listing: [String(offer)], joinAmount: ['300'], joinUnit: ['FTK'] });
  });

  test('that cannot be joined so says at which field, and keeps what was typed', async () => {
    const [sewing] = await stagesOf(await opened(), sewer);
    const { status, html } = await sewer.send(`${sewing?.to}/joins`, {
      listing: '',
      joinAmount: 'some',
      joinUnit: 'PR',
      joinWords: 'From May',
    });
    expect(status).toBe(422);
    expect(html).toContain('id="joinAmount-problem"');
    expect(html).toMatch(field('joinWords', 'From May'));
  });
});

test('what is agreed is written by one side and confirmed by the other, and stays when the chain is closed', async () => {
  const chain = await opened();
  const [sewing] = await stagesOf(chain, sewer);
  await sewer.send(`${sewing?.to}/joins`, { listing: '', joinWords: '' });
  const form = await maker.open(sewing?.to ?? '');
  expect((await fill(maker, form, `${sewing?.to}/notes`, { noteAmount: '300', noteWords: 'Every Thursday' })).to).toBe(
    `${chain}?done=saved`,
  );
  const waits = await sewer.open(chain);
  expect(waits.text).toContain('Waits for you to confirm');
  const answer = /action="([^"]*\/answer)"/.exec(waits.html)?.[1] ?? '';
  expect((await fill(sewer, waits, answer, { act: 'confirm' })).to).toBe(`${chain}?done=saved`);
  expect((await fill(maker, await maker.open(chain), `${chain}/closure`)).to).toBe(`${chain}?done=saved`);
  const record = await sewer.open(chain);
  expect(record.text).toContain('Sewing – Every Thursday');
  expect(record.text).toContain('300 pairs');
  expect(record.html.match(/<form(?![^>]*\/language)/g)).toBeNull();
  // nobody is looked for any more, so nobody is missing
  for (const page of [record, await sewer.open((await stagesOf(chain, sewer))[1]?.to ?? '')]) expect(page.text).not.toContain('nobody yet');
});
