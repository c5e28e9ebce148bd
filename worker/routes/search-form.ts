/** The conditions of a search as a person types them in an address, read into the contract's query. */
import type { Cluster, Place } from '../../schema/cluster.ts';
import { parseMinor, parseScaled } from '../../schema/money.ts';
import { parseThousandths } from '../../schema/quantity.ts';
import type { Typed } from '../../web/view.ts';

const fields = [
  'q',
  'direction',
  'kind',
  'role',
  'firm',
  'priceMin',
  'priceMax',
  'per',
  'quantityMin',
  'quantityMax',
  'unit',
  'near',
  'within',
  'sort',
  'exact',
  'page',
];

/** The fields of a query string that are ours and not empty. */
export function typedSearch(params: URLSearchParams, names: string[] = fields): Typed {
  const typed: Typed = {};
  for (const name of names) {
    const value = params.get(name)?.trim();
    if (value) typed[name] = value;
  }
  return typed;
}

/**
 * The shape of SearchQuery. What is no number stays NaN, which the contract refuses by its field. `near` may be a place ("lat,lng"),
 * the reader's firm or the middle of the cluster; a firm that said no place is where its cluster is.
 */
export function readSearch(typed: Typed, cluster: Cluster, firmPlace: Place | null): Record<string, unknown> {
  const query: Record<string, unknown> = { ...typed };
  const read = (name: string, parse: (text: string) => number | null) => {
    const value = typed[name];
    if (typeof value === 'string') query[name] = parse(value) ?? Number.NaN;
  };
  read('priceMin', (text) => parseMinor(text, cluster.currency));
  read('priceMax', (text) => parseMinor(text, cluster.currency));
  read('quantityMin', parseThousandths);
  read('quantityMax', parseThousandths);
  read('within', (text) => {
    const scaled = parseScaled(text, 3);
    return scaled === null ? null : scaled / 1000;
  });
  read('page', (text) => parseScaled(text, 0));
  read('firm', (text) => parseScaled(text, 0));
  if (typed.near === 'firm' || typed.near === 'cluster') {
    const { lat, lng } = (typed.near === 'firm' && firmPlace) || cluster.place;
    query.near = `${lat.toFixed(6)},${lng.toFixed(6)}`;
  }
  // whoever names a place and no order wants what is near
  if (query.near !== undefined && query.sort === undefined) query.sort = 'nearest';
  return query;
}
