/** Counting facets: how many listings there are for each choice, all other choices kept. */

/** A choice made, by the name of its facet. */
export type Chosen = Record<string, string | undefined>;

/** Listings that are alike in every facet. */
export interface Alike {
  facets: Record<string, string>;
  n: number;
}

export function countFacets<Name extends string>(
  names: readonly Name[],
  groups: Alike[],
  chosen: Chosen,
): Record<Name, Record<string, number>> {
  const counts = new Map<Name, Record<string, number>>(names.map((name) => [name, {}]));
  for (const { facets, n } of groups) {
    const differing = names.filter((name) => chosen[name] !== undefined && chosen[name] !== facets[name]);
    // a facet is counted as if nothing were chosen in it
    if (differing.length > 1) continue;
    for (const name of differing.length === 1 ? differing : names) {
      const value = facets[name];
      const count = counts.get(name);
      if (value !== undefined && count) count[value] = (count[value] ?? 0) + n;
    }
  }
  return Object.fromEntries(counts) as Record<Name, Record<string, number>>;
}

/** Listings that have every choice. */
export function countChosen(names: readonly string[], groups: Alike[], chosen: Chosen): number {
  return groups.reduce((sum, { facets, n }) => sum + (names.every((name) => !chosen[name] || chosen[name] === facets[name]) ? n : 0), 0);
}
