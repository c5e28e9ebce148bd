/** The sentence for a field that was refused. */
import type { FieldRefusal } from '../../schema/refusal.ts';
import type { Text } from '../text/index.ts';

export function problemText(text: Text, { code, limit }: FieldRefusal): string {
  return text.problems[code](limit === undefined ? '' : String(limit));
}
