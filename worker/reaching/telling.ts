/** Telling a person of his or her notices outside of the app: by push, else by e-mail, else by text message, and not in quiet hours. */
import type { Cluster } from '../../schema/cluster.ts';
import type { Notice } from '../../schema/inquiry.ts';
import { day } from '../../schema/time.ts';
import { forgetSubscriptions, type Reachable, reachOf } from '../directory/reach.ts';
import { channelsFor, isPressing, quietUntil, subjectOf } from '../domain/reach.ts';
import { configured, type Env } from '../env.ts';
import { sendEmail, sendsEmail } from '../outside/email.ts';
import type { Handed } from '../outside/gateway.ts';
import { type Pushed, sendPush } from '../outside/push.ts';
import { sendText } from '../outside/sms.ts';
import { stopLink } from './email-links.ts';
import { emailOf, type News, pushOf, textMessageOf, type WatchNews } from './words.ts';

/** What is older than this is found in the inbox, and told nobody outside. */
export const toldFor = 3 * day;

export interface Telling {
  cluster: Cluster;
  person: string;
  /** Not read and not told yet, the newest first. */
  notices: Notice[];
  /** The watches among what they are about. */
  watches: WatchNews[];
  /** How often it was tried before. */
  attempts: number;
  /** Text messages of this month: one is taken before it is sent, and given back when the gateway refuses it. */
  budget: { take(): boolean; giveBack(): void };
}

/** Tries after which a way is left for the next one: one that fails, and one that may have told each time, which rings and costs. */
const patience = { failed: 5, perhaps: 2 };

/** Browsers that are sent something at a time. */
const together = 2;

/** Answers until when to wait where it is quiet, or null when nothing is left to do. Throws when it should be tried again. */
export async function tellOutside(env: Env, telling: Telling, now: number): Promise<{ waitUntil: number } | null> {
  const reachable = await reachOf(env, telling.person);
  const wanted = telling.notices.filter(({ kind }) => !reachable?.muted.includes(subjectOf[kind]));
  if (!reachable || wanted.length === 0) return null;
  const waitUntil = quietUntil(now, reachable.quiet, telling.cluster.timeZone);
  if (waitUntil !== null) return { waitUntil };

  const { vapid, sms, devOutbox, publicUrl: origin } = configured(env);
  const ways = { phones: reachable.subscriptions.length, email: reachable.email !== null, texts: reachable.texts };
  const open = { push: vapid !== null, email: sendsEmail(env), text: sms !== null || devOutbox };
  const pressing = wanted.filter(({ kind }) => isPressing(kind));
  const locale = reachable.locale ?? telling.cluster.languages[0] ?? 'ar';
  const newsOf = (notices: Notice[]) => ({ cluster: telling.cluster, notices, watches: telling.watches, locale, origin }) as News;

  let failed = '';
  let perhaps = false;
  for (const channel of channelsFor(ways, open, pressing.length > 0)) {
    const outcome =
      channel === 'push'
        ? await byPush(env, reachable, newsOf(wanted), pressing.length > 0, now)
        : channel === 'email'
          ? await byEmail(env, telling.person, reachable.email ?? '', newsOf(wanted), now)
          : await byText(env, reachable.phone, newsOf(pressing), telling.budget, now);
    if (outcome === 'told') return null;
    if (outcome === 'none') continue;
    if (telling.attempts < patience[outcome]) throw new Error(`not told by ${channel}`);
    if (outcome === 'perhaps') perhaps = true;
    else failed = channel;
  }
  if (failed && !perhaps) throw new Error(`not told by ${failed}`);
  return null;
}

/** `none`: there is no such way after all. `perhaps`: it may have arrived. */
type Outcome = 'told' | 'none' | 'failed' | 'perhaps';

async function byPush(env: Env, { subscriptions }: Reachable, news: News, pressing: boolean, now: number): Promise<Outcome> {
  const push = {
    payload: pushOf(news),
    ttl: toldFor / 1000,
    urgency: pressing ? ('high' as const) : ('normal' as const),
    topic: news.cluster.slug.slice(0, 32),
  };
  const pushed: { id: number; answer: Pushed }[] = [];
  for (let i = 0; i < subscriptions.length; i += together) {
    const some = subscriptions.slice(i, i + together).map(async (one) => ({ id: one.id, answer: await sendPush(env, one, push, now) }));
    pushed.push(...(await Promise.all(some)));
  }
  const gone = pushed.filter(({ answer }) => answer === 'gone').map(({ id }) => id);
  if (gone.length > 0) await forgetSubscriptions(env, gone);
  if (pushed.some(({ answer }) => answer === 'told')) return 'told';
  return pushed.some(({ answer }) => answer === 'failed') ? 'failed' : 'none';
}

async function byEmail(env: Env, person: string, to: string, news: News, now: number): Promise<Outcome> {
  return outcomeOf(await sendEmail(env, { to, ...emailOf(news, stopLink(env, person, to)) }, now));
}

async function byText(env: Env, to: string, news: News, budget: Telling['budget'], now: number): Promise<Outcome> {
  if (!budget.take()) return 'none';
  const handed = await sendText(env, { to, text: textMessageOf(news) }, now);
  // what may have been sent may have to be paid for
  if (handed === 'refused') budget.giveBack();
  return outcomeOf(handed);
}

const outcomeOf = (handed: Handed): Outcome => (handed === 'taken' ? 'told' : handed === 'refused' ? 'failed' : 'perhaps');
