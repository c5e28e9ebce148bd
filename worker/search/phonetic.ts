/** How a word sounds, written alike for Arabic and Latin letters: gild and جلد, rokham and رخام, 7adid and حديد. */

/** Consonants are lower case letters (x for خ, $ for ش), vowels a, i, u. */
const arabic: Record<string, string> = {
  ا: 'a',
  ب: 'b',
  ت: 't',
  ث: 't',
  ج: 'g',
  ح: 'h',
  خ: 'x',
  د: 'd',
  ذ: 'z',
  ر: 'r',
  ز: 'z',
  س: 's',
  ش: '$',
  ص: 's',
  ض: 'd',
  ط: 't',
  ظ: 'z',
  ع: 'a',
  غ: 'g',
  ف: 'f',
  ق: 'k',
  ك: 'k',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ه: 'h',
  و: 'u',
  ي: 'i',
};

/** Groups of letters first; digits as in chat Arabic. */
const latin: [RegExp, string][] = [
  [/^(?:el|al)(?=[a-z0-9]{4})/, ''],
  [/tch|sch|sh|ch/g, '$'],
  [/kh|5/g, 'x'],
  [/gh|dj|j/g, 'g'],
  [/th|6/g, 't'],
  [/dh/g, 'd'],
  [/ph|v/g, 'f'],
  [/qu?|9|8/g, 'k'],
  [/ou|oo|o|w|u/g, 'u'],
  [/ee|ei|ie|y|e|i/g, 'i'],
  [/7/g, 'h'],
  [/3|2|'/g, 'a'],
  [/c(?=i)/g, 's'],
  [/c/g, 'k'],
  [/x(?!$)/g, 'x'],
  [/p/g, 'b'],
];

/** The sound of a folded word; empty when it has letters of neither script. */
export function soundOf(word: string): string {
  let sound = '';
  if (/^\p{Script=Arabic}/u.test(word)) for (const letter of word) sound += arabic[letter] ?? '';
  // only Latin letters are doubled to say that one is long
  else if (/^[a-z0-9']+$/.test(word)) sound = latin.reduce((text, [from, to]) => text.replace(from, to), word).replace(/(.)\1+/g, '$1');
  // a last h is how ة is written, or is not heard
  return sound.replace(/(?<=.)h$/, 'a').replace(/a+$/, 'a');
}

/** Other ways to hear a word in Latin letters: 8 is غ or ق, 2 may be ق, and the t of محفظة is heard before another word. */
export function soundsOf(word: string): string[] {
  const sounds = [soundOf(word)];
  if (word.includes('8')) sounds.unshift(soundOf(word.replaceAll('8', 'gh')));
  if (word.includes('2')) sounds.push(soundOf(word.replaceAll('2', 'k')));
  if (/[ae]t$/.test(word)) sounds.push(...sounds.map((sound) => sound.slice(0, -1)));
  return sounds;
}

/** The consonants of a sound, by which candidates are found. */
export const skeletonOf = (sound: string): string => sound.replace(/[aiu]/g, '');

/** How differently two words sound: a vowel more, less or other counts a third of a consonant. */
export function soundDistance(a: string, b: string): number {
  const cost = (letter: string | undefined) => (letter && 'aiu'.includes(letter) ? 0.34 : 1);
  let row = [0];
  for (let j = 1; j <= b.length; j++) row.push((row[j - 1] as number) + cost(b[j - 1]));
  for (let i = 1; i <= a.length; i++) {
    const next = [(row[0] as number) + cost(a[i - 1])];
    for (let j = 1; j <= b.length; j++) {
      const [x, y] = [a[i - 1], b[j - 1]];
      const change = x === y ? 0 : Math.max(cost(x), cost(y));
      next.push(Math.min((row[j - 1] as number) + change, (row[j] as number) + cost(x), (next[j - 1] as number) + cost(y)));
    }
    row = next;
  }
  return row[b.length] as number;
}
