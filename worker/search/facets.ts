/** Facets of a listing as bits of its number in the index, so that they are filtered and counted without reading its row. */
import { type Role, roles } from '../../schema/firm.ts';
import { type Direction, directions, type Kind, kinds, type Visibility, visibilities } from '../../schema/listing.ts';

export interface Facetted {
  visibility: Visibility;
  direction: Direction;
  kind: Kind;
  role: Role;
  /** Number of the cluster in the catalogue; 0 inside a market. */
  cluster?: number;
}

/** cluster (12 bits), visibility (1), direction (1), kind (3), role (5). Positions in the lists are stored: append to them, never reorder. */
export const codeBits = 22;
const at = { cluster: 10, visibility: 9, direction: 8, kind: 5, role: 0 };
const masks = { visibility: 1 << at.visibility, direction: 1 << at.direction, kind: 7 << at.kind, role: 31 };
const span = 2 ** codeBits;
export const codeMask = span - 1;

export function codeOf({ visibility, direction, kind, role, cluster = 0 }: Facetted): number {
  const first = (cluster << at.cluster) | (visibilities.indexOf(visibility) << at.visibility);
  return first | (directions.indexOf(direction) << at.direction) | (kinds.indexOf(kind) << at.kind) | roles.indexOf(role);
}

export function facetsOf(code: number): Required<Facetted> {
  return {
    cluster: code >> at.cluster,
    visibility: visibilities[(code & masks.visibility) >> at.visibility] as Visibility,
    direction: directions[(code & masks.direction) >> at.direction] as Direction,
    kind: kinds[(code & masks.kind) >> at.kind] as Kind,
    role: roles[code & masks.role] as Role,
  };
}

/** The number under which a listing is indexed; ids below 2³¹ stay exact in JavaScript. */
export const rowidOf = (id: number, code: number): number => id * span + code;
export const idOf = (rowid: number): number => Math.floor(rowid / span);
export const codeIn = (rowid: number): number => rowid % span;

/** Facets that are fixed, by value; `clusters` are any of several. */
export type Choice = Partial<Omit<Facetted, 'cluster'>> & { clusters?: number[] };

/** Whether a listing's facets are the fixed ones. */
export function fits(code: number, choice: Choice): boolean {
  const facets = facetsOf(code);
  return (
    (choice.visibility === undefined || choice.visibility === facets.visibility) &&
    (choice.direction === undefined || choice.direction === facets.direction) &&
    (choice.kind === undefined || choice.kind === facets.kind) &&
    (choice.role === undefined || choice.role === facets.role) &&
    (choice.clusters === undefined || choice.clusters.includes(facets.cluster))
  );
}

/** The same as a condition on a column whose last bits are a code. Only numbers of ours stand in it. */
export function filterOf(column: 'rowid' | 'code', ...choices: Choice[]): string {
  const { visibility, direction, kind, role, clusters } = Object.assign({}, ...choices) as Choice;
  const conditions: string[] = [];
  let mask = 0;
  if (visibility !== undefined) mask |= masks.visibility;
  if (direction !== undefined) mask |= masks.direction;
  if (kind !== undefined) mask |= masks.kind;
  if (role !== undefined) mask |= masks.role;
  if (mask) {
    // what is not fixed is masked away
    const code = codeOf({
      visibility: visibility ?? 'public',
      direction: direction ?? 'offer',
      kind: kind ?? 'input',
      role: role ?? 'supplier',
    });
    conditions.push(`(${column} & ${mask}) = ${code & mask}`);
  }
  if (clusters) conditions.push(`((${column} & ${codeMask}) >> ${at.cluster}) in (${clusters.map(Number).join(', ') || '-1'})`);
  return conditions.join(' and ');
}
