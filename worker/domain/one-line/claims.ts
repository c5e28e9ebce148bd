/** Which part of the line each token was read as; what nobody claimed is left for the item. */
import type { Token } from './tokens.ts';

/**
 * `aside`: understood, and no field of its own (a feast, a greeting). `spec`: a number that belongs to the name of the thing (ISO 9001).
 * `skip`: a number that describes the thing and is not its name (37 kW, 40 grams), between whose words it may stand.
 */
export type Owner = 'direction' | 'price' | 'dimension' | 'capacity' | 'quantity' | 'unit' | 'date' | 'process' | 'spec' | 'skip' | 'aside';

/** A value and where the line says it: UTF-16 offsets. */
export interface Field<T> {
  value: T;
  start: number;
  end: number;
}

export class Claims {
  readonly text: string;
  readonly tokens: Token[];
  readonly owners: (Owner | null)[];

  constructor(text: string, tokens: Token[]) {
    this.text = text;
    this.tokens = tokens;
    this.owners = tokens.map(() => null);
  }

  free(first: number, next: number): boolean {
    for (let at = first; at < next; at++) if (this.owners[at] !== null) return false;
    return true;
  }

  take(owner: Owner, first: number, next: number): void {
    for (let at = first; at < next; at++) this.owners[at] = owner;
  }

  /** The value with the place of its tokens. */
  field<T>(value: T, first: number, next: number): Field<T> {
    const start = this.tokens[first]?.start ?? 0;
    return { value, start, end: this.tokens[next - 1]?.end ?? start };
  }
}
