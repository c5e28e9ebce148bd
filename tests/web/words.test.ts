/** How words are set, where a language has rules of its own. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('no French line begins with a mark that belongs to the word before it', () => {
  const folder = new URL('../../web/text/fr/', import.meta.url);
  const loose = readdirSync(folder).flatMap((file) => {
    const words = readFileSync(new URL(file, folder), 'utf8').match(/'(?:[^'\\\n]|\\.)*'|`[^`]*`/g) ?? [];
    // what is computed within them is not French
    return words.filter((word) => / [?!:;»]|« /.test(word.replace(/\$\{[^}]*\}/g, 'x')));
  });
  expect(loose).toEqual([]);
});
