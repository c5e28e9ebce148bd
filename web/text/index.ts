/** The words of the face in three languages. Arabic is the source: its shape is what French and English must fill. */
import type { Locale } from '../../schema/ids.ts';
import { ar } from './ar.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

/** The source's shape with its words left open. */
type Open<T> = T extends string ? string : T extends (...args: infer A) => string ? (...args: A) => string : { [K in keyof T]: Open<T[K]> };
export type Text = Open<typeof ar>;

const texts: Record<Locale, Text> = { ar, fr, en };

export const textOf = (locale: Locale): Text => texts[locale];
