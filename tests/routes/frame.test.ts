/** The frame of every page says what waits for its reader, also where something was refused. */
import { beforeAll, expect, test } from 'vitest';
import { type Browser, Browser as Visitor } from '../support/browser.ts';
import { joined, newCluster } from './cluster.ts';

let at: string;
let manager: Browser;
let cobbler: Browser;
let stranger: Browser;

beforeAll(async () => {
  ({ at, manager } = await newCluster());
  cobbler = await joined(manager, at, '+201001111131', 'Camal cobbler');
  stranger = await Visitor.signedIn('+201001111139');
  // news that nobody reads here
  for (const act of ['trust', 'distrust']) {
    const firm = await firmOf(cobbler);
    expect((await manager.send(`${at}/manage/firms/${firm}`, { act, words: '' })).status).toBe(303);
  }
});

const firmOf = async (one: Browser) => /\/f\/(\d+)/.exec((await one.open(`${at}/firm`)).html)?.[1];
const badge = /<b class="badge">2</;

test.each([
  ['a pool that says nothing', '/pools', {}],
  ['a pool that is not there', '/pools/999/commitment', { act: 'commit', amount: '5' }],
  ['an amount that is none', '/pools/999/commitment', { act: 'commit', amount: 'much' }],
  ['a chain that says nothing', '/chains', {}],
  ['a chain that is not there', '/chains/999/closure', {}],
  ['a stage of a chain that is not there', '/chains/999/stages/1/joins', { joinAmount: 'much' }],
  ['a listing that says nothing', '/l', { title: '' }],
  ['a colleague for whom there is no key', '/firm/colleagues', { key: '' }],
  ['what is for managers', '/manage/settings', {}],
])('%s', async (_, path, fields) => {
  const { status, html } = await cobbler.send(`${at}${path}`, fields);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(html).toMatch(badge);
});

test.each(['/nothing', '/pools/999', '/chains/999', '/manage'])('a page that is not there or for others: %s', async (path) => {
  const { status, html } = await cobbler.open(`${at}${path}`);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(html).toMatch(badge);
});

test('nobody is shown what waits for others', async () => {
  for (const one of [stranger, Visitor.visitor()]) expect((await one.send(`${at}/pools`, {})).html).not.toContain('<b class="badge">');
});
