/** Finding listings in all clusters: words, choices, and what fits, each with its cluster. */
import { type ClusterEntry, sectors } from '../../schema/cluster.ts';
import type { Refusal } from '../../schema/refusal.ts';
import type { CatalogueFound } from '../../schema/search.ts';
import { Layout } from '../layout.tsx';
import { addressWith } from '../parts/address.ts';
import { countedOptions, DirectionAndKind, Removable } from '../parts/conditions.tsx';
import { ErrorSummary, type Filled, Select, typedOf } from '../parts/form.tsx';
import { RecentSearches, Results, Suggestions } from '../parts/results.tsx';
import { SearchField } from '../parts/search-field.tsx';
import type { Typed, View } from '../view.ts';

interface Props {
  view: View;
  /** The conditions as they stand in the address. */
  typed: Typed;
  /** Those that there are, to be called by name. */
  clusters: ClusterEntry[];
  /** Absent when the conditions were refused. */
  found?: CatalogueFound;
  refusal?: Refusal;
}

const path = '/search';
const inDetails = ['country', 'cluster', 'sector', 'sort'];

export function CataloguePage(props: Props) {
  const { view, typed, found, refusal } = props;
  const { text } = view;
  const q = typedOf({ view, typed, refusal }, 'q');
  return (
    <Layout
      view={view}
      title={q ? `${q} · ${text.catalogue.title}` : text.catalogue.title}
      tab={null}
      shared={{ path: addressWith(path, {}, { q }) }}
      wide
    >
      <h1>{text.catalogue.title}</h1>
      <div id="search" hx-sync="this:replace">
        {conditions(props)}
        {Object.keys(typed).length === 0 && found ? (
          <>
            <RecentSearches view={view} />
            <Suggestions view={view} path={path} heading={text.search.suggested} some={found.suggestions} />
          </>
        ) : null}
        {found ? <Results view={view} typed={typed} found={found} path={path} empty={empty(view, found)} /> : null}
      </div>
      <p class="unseen" id="said" role="status"></p>
    </Layout>
  );
}

function conditions({ view, typed, clusters, found, refusal }: Props) {
  const { text, locale, format } = view;
  const words = text.catalogue;
  const filled: Filled = { view, typed, refusal };
  const labels = {
    q: text.search.q,
    direction: text.search.direction,
    kind: text.search.kind,
    country: words.country,
    cluster: words.cluster,
    sector: words.sector,
    sort: text.search.sort,
  };
  const names = new Map(clusters.map(({ slug, names }) => [slug, names[locale]]));
  const countries = [...new Set(clusters.map(({ country }) => country))];
  const conditionsSet = inDetails.filter((name) => typed[name]).length;
  const chosen = (name: string) => typedOf(filled, name);
  return (
    <form action={path} role="search" data-renew="search" data-typing>
      <ErrorSummary filled={filled} fields={Object.fromEntries(Object.entries(labels).map(([name, label]) => [name, { name, label }]))} />
      <div class="search-box">
        <SearchField view={view} label={text.search.q} hint={text.search.qHint} value={chosen('q')} id="q" typing />
      </div>
      <Removable view={view} typed={typed} path={path} name="exact" label={text.search.exact} to={text.search.notExact} />
      <DirectionAndKind view={view} typed={typed} path={path} facets={found?.facets} />
      <details open={refusal !== undefined}>
        <summary>
          {words.more}
          {conditionsSet ? <b class="badge">{format.number(conditionsSet)}</b> : null}
        </summary>
        <div class="pair">
          <Select
            filled={filled}
            name="country"
            label={words.country}
            empty={words.anyCountry}
            choices={countedOptions(view, countries, format.country, chosen('country'), found?.facets.country)}
            bare
          />
          <Select
            filled={filled}
            name="sector"
            label={words.sector}
            empty={words.anySector}
            choices={countedOptions(view, sectors, (sector) => text.sectors[sector], chosen('sector'), found?.facets.sector)}
            bare
          />
        </div>
        <Select
          filled={filled}
          name="cluster"
          label={words.cluster}
          empty={words.anyCluster}
          choices={countedOptions(view, [...names.keys()], (slug) => names.get(slug) ?? slug, chosen('cluster'), found?.facets.cluster)}
          bare
        />
        <Select
          filled={filled}
          name="sort"
          label={text.search.sort}
          choices={(['best', 'newest'] as const).map((sort) => ({ value: sort === 'best' ? '' : sort, label: text.search.sorts[sort] }))}
          bare
        />
        <p class="ways">
          <button type="submit" class="button">
            {text.search.show}
          </button>
          <a class="button quiet" href={path}>
            {text.search.clear}
          </a>
        </p>
      </details>
    </form>
  );
}

function empty(view: View, found: CatalogueFound) {
  const { text } = view;
  return (
    <>
      <p>
        <b>{text.search.emptyTitle}</b>
      </p>
      <p>{text.catalogue.empty}</p>
      <Suggestions view={view} path={path} heading={text.search.suggested} some={found.suggestions} />
      <div class="ways">
        <a class="button" href="/">
          <i class="i i-market"></i>
          {text.catalogue.clusters}
        </a>
        <a class="button quiet" href={path}>
          {text.search.clear}
        </a>
      </div>
    </>
  );
}
