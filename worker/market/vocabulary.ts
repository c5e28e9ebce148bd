/** The words of one cluster: its own additions to the lexicon, the words of its listings, and those that found nothing. */
import { asc, desc, eq, lt, sql } from 'drizzle-orm';
import { type Answer, no } from '../../schema/refusal.ts';
import type { ClusterWords, OwnTermsDraft, Suggestion } from '../../schema/search.ts';
import { missed, ownTerm, word } from '../../schema/tables/market.ts';
import { day, minute } from '../../schema/time.ts';
import { analyze } from '../search/analyze.ts';
import { filterOf } from '../search/facets.ts';
import { extended, type Lexicon, lexicon } from '../search/lexicon.ts';
import { cut } from '../search/pieces.ts';
import { type Rewriter, type Vocabulary, vocabularyWith } from '../search/rewrite.ts';
import { withoutArticle } from '../search/stem.ts';
import { suggest } from '../search/suggest.ts';
import { noteChange } from './changes.ts';
import { log } from './decisions.ts';
import type { Db } from './store.ts';

/** What a market remembers of its own tables; dropped with the object. */
interface Memory {
  lexicon?: Lexicon;
  vocabulary?: Vocabulary;
  suggestions?: Map<boolean, { value: Suggestion[]; until: number }>;
}
const memories = new WeakMap<Db, Memory>();

function memoryOf(db: Db): Memory {
  let memory = memories.get(db);
  if (!memory) {
    memory = {};
    memories.set(db, memory);
  }
  return memory;
}

function forgetWords(db: Db): void {
  memories.delete(db);
  noteChange(db);
}

/** The lexicon as this cluster speaks. */
export function lexiconOf(db: Db): Lexicon {
  const memory = memoryOf(db);
  memory.lexicon ??= ownLexicon(db);
  return memory.lexicon;
}

const ownLexicon = (db: Db) =>
  extended(
    db
      .select()
      .from(ownTerm)
      .orderBy(asc(ownTerm.id))
      .all()
      .map(({ id, words }) => ({ id, phrases: phrasesOf(words).map(barely) })),
  );

/** The words of a phrase, folded and, where the lexicon does not know them with it, without their article. */
function barely(phrase: string): string[] {
  return cut(phrase).map(({ folded }) => {
    const bare = isKnown(folded) ? null : withoutArticle(folded);
    return bare !== null && (bare.length >= 3 || isKnown(bare)) ? bare : folded;
  });
}

const isKnown = (word: string) => lexicon.base(word) !== undefined || lexicon.meaning(word) !== undefined;

/** The phrases of a group as it was typed. */
export const phrasesOf = (words: string): string[] =>
  words
    .split(/[,،;؛\n/]/)
    .map((one) => one.trim())
    .filter(Boolean);

/** Groups of words of one cluster. */
const mostGroups = 300;

/** Adds a group of at least two phrases that mean the same here. The index must then be written anew. */
export function addTerms(db: Db, by: { id: string; name: string }, { words }: OwnTermsDraft, now: number): Answer<{ id: number }> {
  const phrases = [...new Map(phrasesOf(words).map((one) => [barely(one).join(' '), one])).values()];
  const readable = phrases.every((one) => {
    const { length } = cut(one);
    return length > 0 && length <= 5;
  });
  if (phrases.length < 2 || phrases.length > 12 || !readable)
    return no('invalid', [{ path: 'words', code: phrases.length < 2 ? 'too-short' : 'unreadable' }]);
  if (db.select({ n: sql<number>`count(*)` }).from(ownTerm).get()?.n === mostGroups) return no('too-many');
  const before = lexiconOf(db);
  const row = db
    .insert(ownTerm)
    .values({ words: phrases.join('، '), by: by.name, at: now })
    .returning({ id: ownTerm.id })
    .get();
  forgetExplained(db, before);
  log(db, by, { act: 'terms-added', subject: phrases.join('، ') }, now);
  forgetWords(db);
  return { value: row };
}

export function removeTerms(db: Db, by: { id: string; name: string }, id: number, now: number): Answer<{ id: number }> {
  const [gone] = db.delete(ownTerm).where(eq(ownTerm.id, id)).returning().all();
  if (!gone) return no('not-found');
  log(db, by, { act: 'terms-removed', subject: gone.words }, now);
  forgetWords(db);
  return { value: { id } };
}

export const listTerms = (db: Db): ClusterWords['own'] => db.select().from(ownTerm).orderBy(desc(ownTerm.id)).all();

export function rewriterOf(db: Db): Rewriter {
  return {
    vocabulary() {
      const memory = memoryOf(db);
      memory.vocabulary ??= vocabularyWith([...ownWords(db), ...wordsOfListings(db)]);
      return memory.vocabulary;
    },
  };
}

const ownWords = (db: Db) => listTerms(db).flatMap(({ words }) => cut(words).map(({ folded }) => folded));

const wordsOfListings = (db: Db) =>
  db
    .select()
    .from(word)
    .all()
    .map(({ form }) => form);

/** Keeps words of a listing that the lexicon does not know. */
export function rememberWords(db: Db, words: string[]): void {
  if (words.length === 0) return;
  db.$client.sql.exec('insert or ignore into word (form) select value from json_each(?)', JSON.stringify(words));
  const { vocabulary } = memoryOf(db);
  for (const one of words) vocabulary?.add(one);
}

/** Milliseconds for which suggestions are believed: they change slowly, and are counted from the whole index. */
const believed = 5 * minute;
const suggested = 8;

/** What most listings here are about, of those that a reader may see. */
export function suggestionsOf(db: Db, everything: boolean, now: number): Suggestion[] {
  const memory = memoryOf(db);
  memory.suggestions ??= new Map();
  const known = memory.suggestions.get(everything);
  if (known && known.until > now) return known.value;
  // security: counted from what this reader may see, or the numbers would tell of the rest
  const value = suggest(db.$client.sql, filterOf('rowid', everything ? {} : { visibility: 'public' }), suggested);
  memory.suggestions.set(everything, { value, until: now + believed });
  return value;
}

/** Words that found nothing are kept for a season, and no more than this. */
const mostMissed = 500;
const missedFor = 90 * day;

export function keepMissed(db: Db, words: Map<string, number>, now: number): void {
  for (const [one, times] of words)
    db.insert(missed)
      .values({ word: one, times, lastAt: now })
      .onConflictDoUpdate({ target: missed.word, set: { times: sql`times + ${times}`, lastAt: now } })
      .run();
  db.delete(missed)
    .where(lt(missed.lastAt, now - missedFor))
    .run();
  db.$client.sql.exec('delete from missed where word in (select word from missed order by last_at desc limit -1 offset ?)', mostMissed);
}

/** The words that found nothing most often. */
export function listMissed(db: Db, limit: number): { word: string; times: number; lastAt: number }[] {
  return db.select().from(missed).orderBy(desc(missed.times), desc(missed.lastAt)).limit(limit).all();
}

/** Forgets what says something now that it did not say before, however it was written. */
function forgetExplained(db: Db, before: Lexicon): void {
  const after = ownLexicon(db);
  const meant = (text: string, by: Lexicon) => JSON.stringify(analyze(text, by).map(({ concepts }) => concepts));
  for (const { word: text } of db.select().from(missed).all()) if (meant(text, before) !== meant(text, after)) forgetMissed(db, text);
}

export function forgetMissed(db: Db, one: string): void {
  db.delete(missed).where(eq(missed.word, one)).run();
}
