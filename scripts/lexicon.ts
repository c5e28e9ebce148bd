/** Compiles the lexicon (worker/search/lexicon) into what the Worker loads, folded, stemmed and compressed; says what is wrong with it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { type Compiled, codeLength, packed, section, smallWord } from '../worker/search/compiled.ts';
import { cut } from '../worker/search/pieces.ts';
import { stem, withoutArticle } from '../worker/search/stem.ts';

/** The trades; then, last, what is said of things rather than things. */
const trades = [
  ...['leather', 'shoes', 'wood', 'textile', 'stone-building', 'food', 'packaging', 'plastics-chemicals'],
  ...['mechanics', 'machines', 'digital', 'trade', 'people'],
];
const qualities = 'qualities';

interface Entry {
  id: string;
  broader: string[];
  /** Per language, terms as lists of forms. */
  terms: Record<'ar' | 'fr' | 'en', string[][]>;
  quality: boolean;
  /** Where it is written, without `.txt`. */
  file: string;
}

const languages = { ar: 0, fr: 1, en: 2 } as const;

export interface Result {
  /** dist/lexicon.json */
  compiled: Compiled;
  /** dist/concepts.json: by code, the readable id and the names in ar, fr, en. */
  names: Record<string, [id: string, ar: string, fr: string, en: string]>;
  wrong: string[];
  terms: number;
}

export function compileLexicon(root: string): Result {
  const dir = join(root, 'worker/search/lexicon');
  const wrong: string[] = [];
  const entries = [...trades, qualities].flatMap((file) =>
    readEntries(readFileSync(join(dir, `${file}.txt`), 'utf8'), file, (says) => wrong.push(`${file}.txt: ${says}`)),
  );
  const numbers = new Map<string, number>();
  entries.forEach(({ id }, number) => {
    if (numbers.has(id)) wrong.push(`${id}: twice`);
    numbers.set(id, number);
  });
  for (const { id, broader } of entries)
    for (const one of broader) if (!numbers.has(one)) wrong.push(`${id}: unknown broader concept ${one}`);

  const spelled = new Set(
    entries.flatMap(({ terms }) => Object.values(terms).flat(2)).flatMap((term) => cut(term).map(({ folded }) => folded)),
  );
  const general = readGeneral(readFileSync(join(dir, 'general.txt'), 'utf8'));
  const alone = new Set(
    [...entries.flatMap(({ terms }) => Object.values(terms).flat(2)), ...general.forms.flat()]
      .map((term) => cut(term).map(({ folded }) => folded))
      .flatMap(([word = '', ...more]) => (more.length === 0 ? [word, stem(word)] : [])),
  );
  /** A term as folded words. الخشب is خشب, also where that is no word of the lexicon; ألواح, which is one, stays what it is. */
  const bare = (term: string): string[] =>
    cut(term).map(({ folded }) => {
      // بالكرتونة is new, and كرتونة a box
      const rest = !folded.startsWith('ال') && alone.has(folded) ? null : withoutArticle(folded);
      if (rest === null || spelled.has(rest) || spelled.has(stem(rest))) return rest ?? folded;
      return rest.length < 3 || alone.has(folded) || alone.has(stem(folded)) ? folded : rest;
    });
  const bases: Record<string, string> = {};
  const group = (forms: string[], where: string) => {
    const words = [...new Set(forms.map((form) => bare(form).join(' ')).filter((form) => form && !form.includes(' ')))];
    const base = words.map((word) => bases[word]).find((one) => one !== undefined) ?? words[0];
    if (base === undefined) return;
    for (const word of words) {
      if (bases[word] !== undefined && bases[word] !== base)
        wrong.push(`${where}: “${word}” is a form of “${bases[word]}” and of “${base}”`);
      bases[word] ??= base;
    }
  };
  for (const { id, terms } of entries)
    for (const forms of Object.values(terms).flat())
      if (forms.length > 1 && forms.every((form) => bare(form).length === 1)) group(forms, id);
  for (const forms of general.forms) group(forms, 'general');

  const stopWords = new Set(
    [...general.stop, ...general.wants, ...general.has].map((term) =>
      cut(term)
        .map(({ folded }) => folded)
        .join(' '),
    ),
  );
  const exact = new Map<string, Set<number>>();
  const stemmed = new Map<string, Set<number>>();
  let count = 0;
  entries.forEach(({ terms }, number) => {
    for (const [name, all] of Object.entries(terms))
      for (const term of all.flat()) {
        const words = bare(term);
        if (words.length === 0) continue;
        count++;
        const value = number * 4 + languages[name as keyof typeof languages];
        put(exact, words.map((word) => bases[word] ?? word).join(' '), value);
        put(stemmed, words.map((word) => bases[word] ?? bases[stem(word)] ?? stem(word)).join(' '), value);
      }
  });
  const above = entries.map(({ broader }, number) => {
    const all = new Set(broader.map((one) => numbers.get(one) ?? number));
    for (const one of all) for (const further of entries[one]?.broader ?? []) all.add(numbers.get(further) ?? one);
    return all;
  });
  const table = smallest(exact, stemmed, stopWords, above);
  // what the stem says as well need not be kept
  for (const [word, base] of Object.entries(bases)) if (word === base ? stem(base) === base : stem(word) === base) delete bases[word];

  const stops = ([general.stop, general.wants, general.has] as const).map((words) =>
    words.flatMap((term) => {
      const pieces = cut(term).map(({ folded }) => folded);
      const [word = ''] = pieces;
      return pieces.length === 1 && (word.length <= smallWord || !table.has(word)) ? pieces : [];
    }),
  );
  const weak = general.weak.flatMap((term) => bare(term).map((word) => bases[word] ?? bases[stem(word)] ?? stem(word)));
  const codes = codesOf(entries);
  const names: Result['names'] = {};
  entries.forEach(({ id, terms }, number) => {
    const [ar, fr, en] = (['ar', 'fr', 'en'] as const).map((name) => terms[name][0]?.[0] ?? id);
    names[codes[number] as string] = [id, ar as string, fr as string, en as string];
  });

  const parents = entries.map(({ broader }) => broader.map((one) => numbers.get(one)?.toString(36) ?? '').join(' '));
  const groups = groupsOf(bases);
  const phrases = keysOf(table, entries.length)
    .toReversed()
    .map((lines) => lines.map((keys) => keys.map((key) => withForms(key, groups)).join(',')));
  const text = [
    // the order that compresses best
    parents,
    [...stops, weak].map((words) => [...new Set(words)].sort().join(' ')),
    // those that stand in no phrase
    [...groups.values()].map((group) => group.join(' ')).sort(),
    ...phrases,
    [codes.join('')],
  ]
    .map((lines) => lines.join('\n'))
    .join(section);
  const first = entries.findIndex(({ quality }) => quality);
  const compiled = {
    version: versionOf(root, text),
    qualities: first < 0 ? entries.length : first,
    text: brotliCompressSync(Buffer.from(packed(text), 'latin1'), {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 },
    }).toString('base64'),
  };
  return { compiled, names, wrong, terms: count };
}

/** What decides which words an index holds. */
const analysis = ['fold', 'pieces', 'measure', 'stem', 'lexicon', 'analyze', 'head', 'document'];

/** Differs when listings would be indexed under other words: by another lexicon, or by another program. */
function versionOf(root: string, text: string): string {
  const hash = createHash('sha256').update(text);
  for (const file of analysis) hash.update(readFileSync(join(root, 'worker/search', `${file}.ts`)));
  return hash.digest('base64url').slice(0, 10);
}

/** Short names for tokens in the index. Of the id, so that they stay when concepts are added; the first letter is the trade's, which compresses. */
function codesOf(entries: Entry[]): string[] {
  const taken = new Set<string>();
  return entries.map(({ id, file }) => {
    const letter = String.fromCharCode(97 + [...trades, qualities].indexOf(file));
    const digest = createHash('sha256').update(id).digest();
    for (let at = 0; at < 28; at++) {
      const code = letter + (digest.readUInt32BE(at) % 36 ** (codeLength - 1)).toString(36).padStart(codeLength - 1, '0');
      if (taken.has(code)) continue;
      taken.add(code);
      return code;
    }
    throw new Error(`no code left for ${id}`);
  });
}

/** Forms of words by their base, each group with its base first. */
function groupsOf(bases: Record<string, string>): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [form, base] of Object.entries(bases)) {
    const group = groups.get(base) ?? [base + (bases[base] === undefined ? '' : '!')];
    if (form !== base) group.push(form);
    groups.set(base, group);
  }
  return groups;
}

/** A key with the forms of its words, of each word once. */
function withForms(key: string, groups: Map<string, string[]>): string {
  const words = key.split(' ').map((word) => {
    const group = groups.get(word) ?? [word];
    groups.delete(word);
    return group.join('/');
  });
  return words.join(' ');
}

/** For Arabic, French, English, and French and English alike (languages 0 to 3): the phrases of each concept. */
function keysOf(table: Map<string, Set<number>>, concepts: number): string[][][] {
  const found = [0, 1, 2, 3].map(() => Array.from({ length: concepts }, (): string[] => []));
  for (const [key, values] of table) {
    const languages = new Map<number, number>();
    for (const value of values) languages.set(value >> 2, (languages.get(value >> 2) ?? 0) | (value & 3));
    for (const [concept, bits] of languages) found[bits]?.[concept]?.push(key);
  }
  return found.map((lines) => lines.map((keys) => keys.sort()));
}

/**
 * The fewest keys that say the same. The analysis looks for a phrase as it is spelled and by its stems: a spelling is kept where it means
 * something else than its stems; a phrase is left out where its parts, the longest first, mean the same and nothing beside what is broader.
 */
function smallest(
  exact: Map<string, Set<number>>,
  stemmed: Map<string, Set<number>>,
  stopWords: Set<string>,
  above: Set<number>[],
): Map<string, Set<number>> {
  const table = new Map<string, Set<number>>();
  const stemsOf = (key: string) => key.split(' ').map(stem).join(' ');
  for (const [key, values] of stemmed) if (!stopWords.has(key) || exact.has(key)) table.set(key, values);
  // what is spelled like the stem of another means what is said of it alone
  for (const [key, values] of exact) if (stemsOf(key) === key) table.set(key, values);
  for (const [key, values] of exact) {
    const byStem = table.get(stemsOf(key));
    if (!byStem || !sameConcepts(byStem, values)) table.set(key, values);
  }
  const meant = (words: string[]): Set<number> => {
    const all = new Set<number>();
    for (let at = 0; at < words.length; ) {
      let to = Math.min(words.length, at === 0 ? words.length - 1 : words.length);
      const values = () => table.get(words.slice(at, to).join(' ')) ?? table.get(words.slice(at, to).map(stem).join(' '));
      while (to > at + 1 && !values()) to--;
      for (const one of conceptsOf(values() ?? new Set())) all.add(one);
      at = to;
    }
    return all;
  };
  const phrases = [...table].map(([key, values]) => ({ key, words: key.split(' '), concepts: conceptsOf(values) }));
  for (const { key, words, concepts } of phrases.sort((a, b) => a.words.length - b.words.length)) {
    if (words.length === 1) continue;
    // a word that means nothing alone would be taken for the thing: أويل سيل
    if (words.some((word) => !stopWords.has(word) && !table.has(word) && !table.has(stem(word)))) continue;
    const said = meant(words);
    const wider = new Set([...concepts].flatMap((one) => [one, ...(above[one] ?? [])]));
    if (concepts.isSubsetOf(said) && said.isSubsetOf(wider)) table.delete(key);
  }
  return table;
}

const conceptsOf = (values: Set<number>) => new Set([...values].map((value) => value >> 2));
const sameConcepts = (a: Set<number>, b: Set<number>) =>
  conceptsOf(a).size === conceptsOf(b).size && conceptsOf(a).isSubsetOf(conceptsOf(b));

function put(table: Map<string, Set<number>>, key: string, value: number): void {
  const values = table.get(key) ?? new Set();
  table.set(key, values.add(value));
}

function readEntries(text: string, file: string, say: (wrong: string) => void): Entry[] {
  return text
    .split(/\n\s*\n/)
    .map((block) =>
      block
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line && !line.startsWith('#')),
    )
    .filter((lines) => lines.length > 0)
    .flatMap(([head = '', ...lines]) => {
      const named = /^([a-z0-9]+(?:-[a-z0-9]+)*)(?:\s*<\s*(.+))?$/.exec(head);
      if (!named) {
        say(`not a concept: ${head}`);
        return [];
      }
      const terms: Entry['terms'] = { ar: [], fr: [], en: [] };
      for (const line of lines) {
        const read = /^(ar|fr|en):\s*(.+)$/.exec(line);
        if (!read) say(`${named[1]}: not terms: ${line}`);
        else
          terms[read[1] as keyof typeof terms].push(...listOf(read[2] as string).map((term) => term.split('/').map((form) => form.trim())));
      }
      return [{ id: named[1] as string, broader: named[2] ? listOf(named[2]) : [], terms, quality: file === qualities, file }];
    });
}

const listOf = (text: string) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);

function readGeneral(text: string): { stop: string[]; wants: string[]; has: string[]; weak: string[]; forms: string[][] } {
  const general = { stop: [] as string[], wants: [] as string[], has: [] as string[], weak: [] as string[], forms: [] as string[][] };
  for (const line of text.split('\n')) {
    const read = /^(stop|wants|has|weak|forms)(?:\s+(?:ar|fr|en))?:\s*(.+)$/.exec(line.trim());
    if (!read) continue;
    const kind = read[1] as keyof typeof general;
    if (kind === 'forms') for (const group of listOf(read[2] as string)) general.forms.push(group.split('/').map((form) => form.trim()));
    else general[kind].push(...listOf(read[2] as string));
  }
  return general;
}
