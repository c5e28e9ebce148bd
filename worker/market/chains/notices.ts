/** What firms are told of a chain: once until it is read, so that nobody is flooded by one who comes and goes. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Notice } from '../../../schema/inquiry.ts';
import { notice } from '../../../schema/tables/market.ts';
import { tell } from '../notices.ts';
import type { Db } from '../store.ts';

interface News {
  kind: Extract<Notice['kind'], `chain-${string}`>;
  chain: { id: number; title: string };
  words?: string;
  by: string;
}

/** Unread notices of one kind that a firm has at most: the rest is on the pages of its chains. */
const mostUnread = 20;
/** Of these each is told: they are answers to what the firm wrote itself. */
const answers: readonly Notice['kind'][] = ['chain-agreed', 'chain-declined'];
/** Of these the same chain is told once, whatever is written in it: it is the other side's to write as often as it likes. */
const calls: readonly Notice['kind'][] = ['chain-invited', 'chain-written'];

export function tellOfChain(db: Db, firm: number, { kind, chain: { id, title }, words = '', by }: News, now: number): void {
  if (!answers.includes(kind)) {
    const unread = db
      .select({ about: notice.aboutId, words: notice.words })
      .from(notice)
      .where(and(eq(notice.firmId, firm), isNull(notice.readAt), eq(notice.kind, kind)))
      .limit(mostUnread)
      .all();
    if (unread.length >= mostUnread || unread.some((one) => one.about === id && (calls.includes(kind) || one.words === words))) return;
  }
  tell(db, { firm }, { kind, about: { of: 'chain', id, title }, words, by }, now);
}
