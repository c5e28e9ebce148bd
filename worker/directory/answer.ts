/** What the directory answers: a value, or an expected "no". */
import type { Refusal } from '../../schema/refusal.ts';

export type Answer<T> = { value: T; refusal?: undefined } | { refusal: Refusal; value?: undefined };
