/** Languages by their names, as one line. */
import type { Locale } from '../../schema/ids.ts';
import type { View } from '../view.ts';

export const languageList = ({ text }: View, languages: Locale[]): string => languages.map((one) => text.languageNames[one]).join(' · ');
