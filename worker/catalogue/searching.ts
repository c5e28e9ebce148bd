/** Searching the catalogue: the same search as in a market, over the listings of all clusters. */
import type { CatalogueFound, CatalogueHit, CatalogueQuery, HitCluster } from '../../schema/search.ts';
import { type Alike, type Chosen, countChosen, countFacets } from '../search/count.ts';
import { type Choice, facetsOf, filterOf } from '../search/facets.ts';
import { find } from '../search/find.ts';
import { lexicon } from '../search/lexicon.ts';
import { mark } from '../search/mark.ts';
import type { Query } from '../search/query.ts';
import type { Rewriter } from '../search/rewrite.ts';
import { type Group, idInHit, type Shelf } from '../search/text-index.ts';
import { clusters, type Kept } from './entries.ts';

const facets = ['direction', 'kind', 'role', 'country', 'cluster', 'sector'] as const;

export function search(sql: SqlStorage, query: CatalogueQuery, rewriter: Rewriter, now: number): CatalogueFound {
  const known = clusters(sql);
  const { direction, kind, role, country, cluster, sector } = query;
  const chosen: Chosen = { direction, kind, role, country, cluster, sector };
  const places = country || cluster || sector ? [...known].filter(([, one]) => isIn(one, query)).map(([number]) => number) : undefined;
  const choice: Choice = { direction, kind, role, clusters: places };
  const shelf: Shelf = { sql, rows: `cross join entry l on l.id = ${idInHit}`, trusted: 'l.trusted', distance: null, conditions: [] };
  const { q, sort, page, limit } = query;
  const finding = find(
    shelf,
    { q, exact: query.exact !== undefined, sort, page, limit, visible: {}, chosen: choice, now },
    lexicon,
    rewriter,
  );
  const groups = alike(finding?.groups ?? (sql.exec('select code, n from tally where n > 0').toArray() as unknown as Group[]), known);
  const total = finding?.total ?? countChosen(facets, groups, chosen);
  const ids = finding ? finding.hits.map(({ id }) => id) : newest(sql, choice, query);
  return {
    hits: cards(sql, ids, finding?.query ?? null, known),
    facets: countFacets(facets, groups, chosen) as CatalogueFound['facets'],
    total,
    complete: finding?.complete ?? total,
    page,
    pages: Math.max(1, Math.ceil(total / limit)),
    ...(finding?.rewritten && { rewritten: finding.rewritten }),
  };
}

const isIn = (one: HitCluster, { country, cluster, sector }: CatalogueQuery) =>
  (!country || one.country === country) && (!cluster || one.slug === cluster) && (!sector || one.sector === sector);

function alike(groups: Group[], known: Map<number, HitCluster>): Alike[] {
  return groups.flatMap(({ code, n }) => {
    const { direction, kind, role, cluster } = facetsOf(code);
    const place = known.get(cluster);
    return place ? [{ facets: { direction, kind, role, country: place.country, cluster: place.slug, sector: place.sector }, n }] : [];
  });
}

function newest(sql: SqlStorage, choice: Choice, { page, limit }: CatalogueQuery): number[] {
  const filter = filterOf('code', choice);
  return sql
    .exec(
      `select id from entry where code is not null ${filter ? `and ${filter}` : ''} order by published_at desc, id desc limit ? offset ?`,
      limit,
      (page - 1) * limit,
    )
    .toArray()
    .map(({ id }) => id as number);
}

function cards(sql: SqlStorage, ids: number[], query: Query | null, known: Map<number, HitCluster>): CatalogueHit[] {
  if (ids.length === 0) return [];
  const rows = sql.exec('select e.id, e.cluster, e.body from json_each(?) asked join entry e on e.id = asked.value', JSON.stringify(ids));
  const byId = new Map([...rows].map((row) => [row.id as number, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    const cluster = row && known.get(row.cluster as number);
    if (!row || !cluster) return [];
    const { card, text } = JSON.parse(row.body as string) as Kept;
    const shown = query ? mark({ title: card.title, text }, query) : { marks: [], snippet: null };
    // what was told before there were photos has none
    return [{ ...card, photo: card.photo ?? null, ...shown, cluster }];
  });
}
