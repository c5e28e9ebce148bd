/** A cluster with its manager, and firms that come in through the pages: invited, joined, posting. */
import { expect } from 'vitest';
import { ClusterOpening } from '../../schema/cluster.ts';
import { openCluster } from '../../worker/directory/opening.ts';
import { emptyDirectory, environment, operator, signIn } from '../directory/directory.ts';
import { Browser, type Fields, type Opened } from '../support/browser.ts';

export const managerPhone = '+201001234567';

let opened = 0;

/** A new cluster; answers its address, and its manager's browser. */
export async function newCluster(): Promise<{ at: string; manager: Browser }> {
  await emptyDirectory();
  const slug = `leather-${++opened}`;
  const opening = ClusterOpening.parse({
    cluster: {
      slug,
      names: { ar: 'مدينة الجلود', fr: 'Cité du cuir', en: 'Leather city' },
      about: { ar: 'دباغة', fr: 'Tannage', en: 'Tanning' },
      sector: 'leather',
      country: 'EG',
      place: { lat: 30.15, lng: 31.73 },
      languages: ['ar'],
      timeZone: 'Africa/Cairo',
      currency: 'EGP',
    },
    office: 'Cluster office',
    manager: { name: 'Mona', phone: managerPhone },
  });
  const { person } = await signIn(environment(), operator);
  const answer = await openCluster(environment(), person, opening, crypto.randomUUID());
  expect(answer.refusal).toBeUndefined();
  return { at: `/c/${slug}`, manager: await Browser.signedIn(managerPhone) };
}

/** The address of the invitation that a page shows. */
export function linkIn(page: Opened): string {
  const link = /\/c\/[a-z0-9-]+\/join\/[A-Za-z0-9_-]{32}/.exec(page.html)?.[0];
  expect(link, 'a link to join').toBeDefined();
  return link as string;
}

/** The manager makes an invitation; answers its address. */
export async function invite(manager: Browser, at: string, fields: Fields = {}): Promise<string> {
  const made = await manager.send(`${at}/manage/invitations`, { note: 'Abu Khaled', firm: 'new', uses: '1', days: '14', ...fields });
  expect(made.status).toBe(200);
  return linkIn(made);
}

/** Somebody new joins with a firm of his or her own; answers the browser. */
export async function joined(manager: Browser, at: string, phone: string, firm: string): Promise<Browser> {
  const link = await invite(manager, at);
  const browser = await Browser.signedIn(phone);
  const answer = await browser.submit(await browser.open(link), link, { yourName: `Owner of ${firm}`, name: firm, role: 'tannery' });
  expect(answer.to).toBe(`${at}/firm?done=joined`);
  return browser;
}

/** A member posts a listing that then waits; answers its number. */
export async function posted(member: Browser, at: string, title: string): Promise<number> {
  const listing = {
    direction: 'offer',
    kind: 'input',
    title,
    text: 'Thick and soft',
    priceForm: 'fixed',
    priceMin: '90',
    per: 'FTK',
    visibility: 'public',
  };
  const answer = await member.send(`${at}/l`, { ...listing, quantity: '500', unit: 'FTK' });
  expect(answer.status, answer.text).toBe(303);
  return Number(/\/l\/(\d+)/.exec(answer.to ?? '')?.[1]);
}
