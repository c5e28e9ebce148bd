/** Stems: what is left of a folded word without the article, the endings of number and gender, and nothing else. */

/** Beginnings of the Arabic article with what is written onto it. */
const article = /^[وف]?(?:[بكع]?ال|لل)(?=\p{Script=Arabic}{2})/u;

/** The word without its article, or null when it has none. Two letters must be left. */
export function withoutArticle(word: string): string | null {
  const bare = word.replace(article, '');
  return bare === word ? null : bare;
}

/** A conjunction or preposition written onto a word: وجلد, بجلد, وبجلد; the shorter first, so that of وبلاط بلاط is left. */
export function withoutParticle(word: string): string[] {
  const rests: string[] = [];
  for (const particle of ['و', 'ب', 'ل', 'ك', 'ف', 'وب', 'ول']) {
    const rest = word.slice(particle.length);
    if (rest.length >= 3 && word.startsWith(particle)) rests.push(rest);
  }
  return rests;
}

/** Beginnings and ends of verbs as people ask for a service: ينقشلي, بيصلح, تصنعلنا. */
const verb = /^(?:بي|بت|هي|حي|ي|ت|ن)(.{3,}?)(?:لي|لنا|لكم|لك|وا|ون|ه)?$/u;

/** What may be the noun behind a verb: نقش of ينقشلي. */
export function withoutVerb(word: string): string | null {
  // تحديد is a noun of its own, whatever حديد is
  return /^\p{Script=Arabic}{4,}$/u.test(word) && !/^ت..ي.$/u.test(word) ? (verb.exec(word)?.[1] ?? null) : null;
}

/**
 * Endings of light10 (Larkey, Ballesteros and Connell, "Light stemming for Arabic information retrieval", 2007) in the order in which they
 * stand at the end of a word, of each group one: who has ماكينات has a ماكينة.
 */
const endings = [/(?<=.{3})ها$/, /(?<=.{3})(?:ان|ات|ون|ين)$/, /(?<=.{3})(?:يه|ه|ي)$/];

/** Without plural and feminine endings. Three letters of an Arabic word are left, three of a Latin one. */
export function stem(word: string): string {
  return /^[a-z]/.test(word) ? latinStem(word) : arabicStem(word);
}

const arabicStem = (word: string) => endings.reduce((left, ending) => left.replace(ending, ''), word);

/**
 * French and English alike, since short texts mix them: machines, boxes, leathers, tableaux, batteries. The last e goes where only one of the
 * two writes it in the singular, and ie is y: caisses and caisse, boxes and box, industries, industrie and industry.
 */
function latinStem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  const one = /(?:au|ou|eu)x$|(?<!s|i)s$/.test(word) ? word.slice(0, -1) : word;
  if (/.[^aeiou]ie$/.test(one)) return `${one.slice(0, -2)}y`;
  if (/..(?:sh|ch|ss|x)e$/.test(one)) return one.slice(0, -1);
  return one;
}
