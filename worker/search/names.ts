/** What concepts are called by people. */
import compiled from '../../dist/concepts.json' with { type: 'json' };
import type { Names } from '../../schema/ids.ts';

const names = compiled as unknown as Record<string, [id: string, ar: string, fr: string, en: string]>;

/** The names of a concept by its code, or undefined for one that is not of the lexicon. */
export function namesOf(code: string): Names | undefined {
  const found = Object.hasOwn(names, code) ? names[code] : undefined;
  return found && { ar: found[1], fr: found[2], en: found[3] };
}

/** The readable id of a concept, by which rules speak of it. */
export const idOf = (code: string): string | undefined => (Object.hasOwn(names, code) ? names[code]?.[0] : undefined);
