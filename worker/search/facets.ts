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
const span = 2 ** codeBits;
export const codeMask = span - 1;

export function codeOf({ visibility, direction, kind, role, cluster = 0 }: Facetted): number {
  const bits = (visibilities.indexOf(visibility) << 9) | (directions.indexOf(direction) << 8) | (kinds.indexOf(kind) << 5);
  return (cluster << 10) | bits | roles.indexOf(role);
}

export function facetsOf(code: number): Required<Facetted> {
  return {
    cluster: code >> 10,
    visibility: visibilities[(code >> 9) & 1] as Visibility,
    direction: directions[(code >> 8) & 1] as Direction,
    kind: kinds[(code >> 5) & 7] as Kind,
    role: roles[code & 31] as Role,
  };
}

/** The number under which a listing is indexed; ids below 2³¹ stay exact in JavaScript. */
export const rowidOf = (id: number, code: number): number => id * span + code;
export const idOf = (rowid: number): number => Math.floor(rowid / span);
export const codeIn = (rowid: number): number => rowid % span;
