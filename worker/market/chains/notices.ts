/** What firms are told of a chain: once until it is read, so that nobody is flooded by one who comes and goes. */
import type { Notice } from '../../../schema/inquiry.ts';
import { tell, tellSparingly } from '../notices.ts';
import type { Db } from '../store.ts';

interface News {
  kind: Extract<Notice['kind'], `chain-${string}`>;
  chain: { id: number; title: string };
  words?: string;
  by: string;
}

/** Unread notices of one kind that a firm has at most. */
const mostUnread = 20;
/** Of these each is told: they are answers to what the firm wrote itself. */
const answers: readonly Notice['kind'][] = ['chain-agreed', 'chain-declined'];
/** Of these the same chain is told once, whatever is written in it: it is the other side's to write as often as it likes. */
const calls: readonly Notice['kind'][] = ['chain-invited', 'chain-written'];

export function tellOfChain(db: Db, firm: number, { kind, chain: { id, title }, words = '', by }: News, now: number): void {
  const told = { kind, about: { of: 'chain', id, title } as const, words, by };
  if (answers.includes(kind)) tell(db, { firm }, told, now);
  else tellSparingly(db, firm, told, { most: mostUnread, byWords: !calls.includes(kind) }, now);
}
