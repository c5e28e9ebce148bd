/** Reads a line on one known Sunday, and only the fields that a test asks for. */
import type { LineRead } from '../../../schema/line.ts';
import { answerOf, readLine } from '../../../worker/domain/one-line/line.ts';

export const sunday = '2026-11-22';
export const read = (text: string, country = 'EG', today = sunday): LineRead => answerOf(readLine(text, country, today));
