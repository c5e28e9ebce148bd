/** Finding listings in a market: words, choices, and what fits. The form and its results are one element, so that the islands can renew both. */
import type { Cluster } from '../../schema/cluster.ts';
import { roles } from '../../schema/firm.ts';
import { Unit } from '../../schema/quantity.ts';
import type { Refusal } from '../../schema/refusal.ts';
import type { Found } from '../../schema/search.ts';
import { Layout } from '../layout.tsx';
import { addressWith } from '../parts/address.ts';
import { countedOptions, DirectionAndKind, Removable } from '../parts/conditions.tsx';
import { Done } from '../parts/done.tsx';
import { ErrorSummary, type Filled, Select, TextField, typedOf } from '../parts/form.tsx';
import { RecentSearches, Results, Suggestions } from '../parts/results.tsx';
import { SearchField } from '../parts/search-field.tsx';
import { unitOptions } from '../parts/unit-options.ts';
import { canBeWatched, WatchOffer } from '../parts/watch-offer.tsx';
import type { Typed, View } from '../view.ts';

interface SearchProps {
  view: View;
  cluster: Cluster;
  /** The conditions as they stand in the address. */
  typed: Typed;
  /** Absent when the conditions were refused. */
  found?: Found;
  refusal?: Refusal;
  /** For the form that asks to be told of what is new. */
  formKey: string;
  done?: string | undefined;
}

const inDetails = ['role', 'priceMin', 'priceMax', 'per', 'quantityMin', 'quantityMax', 'unit', 'near', 'within', 'sort'];

export function SearchPage(props: SearchProps) {
  const { view, cluster, typed, found, refusal } = props;
  const { text } = view;
  const path = `/c/${cluster.slug}/search`;
  const filled: Filled = { view, typed, refusal };
  const q = typedOf(filled, 'q');
  return (
    <Layout
      view={view}
      title={q ? `${q} · ${text.search.title}` : text.search.title}
      tab="search"
      shared={{ path: addressWith(path, {}, { q }) }}
      wide
    >
      <h1 class="unseen">{text.search.title}</h1>
      <div id="search" hx-sync="this:replace">
        {conditions(filled, cluster, path, found)}
        {Object.keys(typed).length === 0 && found ? (
          <>
            <RecentSearches view={view} />
            <Suggestions view={view} path={path} heading={text.search.suggested} some={found.suggestions} />
          </>
        ) : null}
        {found ? results(props, found, path, q) : null}
      </div>
      <p class="unseen" id="said" role="status"></p>
    </Layout>
  );
}

function conditions(filled: Filled, cluster: Cluster, path: string, found: Found | undefined) {
  const { view, typed, refusal } = filled;
  const { text } = view;
  const s = text.search;
  const field = (name: string, label: string) => ({ name, label });
  const currency = view.format.currency(cluster.currency);
  const conditionsSet = inDetails.filter((name) => typed[name]).length;
  return (
    <form action={path} role="search" data-renew="search" data-typing>
      <ErrorSummary
        filled={filled}
        fields={{
          q: field('q', s.q),
          direction: field('direction', s.direction),
          kind: field('kind', s.kind),
          role: field('role', s.role),
          per: field('per', s.per),
          sort: field('sort', s.sort),
          priceMin: field('priceMin', s.priceMin(currency)),
          priceMax: field('priceMax', s.priceMax(currency)),
          quantityMin: field('quantityMin', s.quantityMin),
          quantityMax: field('quantityMax', s.quantityMax),
          unit: field('unit', s.unit),
          near: field('near', s.near),
          within: field('within', s.within),
        }}
      />
      <div class="search-box">
        <SearchField view={view} label={s.q} hint={s.qHint} value={typedOf(filled, 'q')} id="q" typing />
      </div>
      <Removable view={view} typed={typed} path={path} name="firm" label={found?.hits[0]?.firm.name ?? s.oneFirm} to={s.everyFirm} />
      <Removable view={view} typed={typed} path={path} name="exact" label={s.exact} to={s.notExact} />
      <DirectionAndKind view={view} typed={typed} path={path} facets={found?.facets} />
      <details open={refusal !== undefined}>
        <summary>
          {s.more}
          {conditionsSet ? <b class="badge">{view.format.number(conditionsSet)}</b> : null}
        </summary>
        <div class="pair">
          <Select filled={filled} name="near" label={s.near} empty={s.nowhere} choices={nearChoices(filled)} bare />
          <TextField filled={filled} name="within" label={s.within} inputmode="decimal" dir="ltr" bare />
        </div>
        <p class="ways" data-near-me={s.nearHere} data-failed={s.nearMeFailed} hidden>
          <button type="button" class="button quiet">
            <i class="i i-pin"></i>
            {s.nearMe}
          </button>
        </p>
        <div class="pair">
          <TextField filled={filled} name="priceMin" label={s.priceMin(currency)} inputmode="decimal" dir="ltr" bare />
          <TextField filled={filled} name="priceMax" label={s.priceMax(currency)} inputmode="decimal" dir="ltr" bare />
        </div>
        <Select filled={filled} name="per" label={s.per} empty={s.anyUnit} choices={unitOptions(view, chosenUnit(filled, 'per'))} bare />
        <div class="pair">
          <TextField filled={filled} name="quantityMin" label={s.quantityMin} inputmode="decimal" dir="ltr" bare />
          <TextField filled={filled} name="quantityMax" label={s.quantityMax} inputmode="decimal" dir="ltr" bare />
        </div>
        <Select filled={filled} name="unit" label={s.unit} empty={s.anyUnit} choices={unitOptions(view, chosenUnit(filled, 'unit'))} bare />
        <Select
          filled={filled}
          name="role"
          label={s.role}
          empty={s.anyRole}
          choices={countedOptions(view, roles, (role) => text.roles[role], typedOf(filled, 'role'), found?.facets.role)}
          bare
        />
        <Select
          filled={filled}
          name="sort"
          label={s.sort}
          choices={(['best', 'newest', 'nearest'] as const).map((sort) => ({ value: sort === 'best' ? '' : sort, label: s.sorts[sort] }))}
          bare
        />
        <p class="ways">
          <button type="submit" class="button">
            {s.show}
          </button>
          <a class="button quiet" href={path}>
            {s.clear}
          </a>
        </p>
      </details>
    </form>
  );
}

function results({ view, cluster, typed, formKey, done }: SearchProps, found: Found, path: string, q: string) {
  const { text } = view;
  const market = `/c/${cluster.slug}`;
  const everywhere = q ? (
    <a class="all" href={addressWith('/search', {}, { q })}>
      {text.search.everywhere}
    </a>
  ) : null;
  const watch = (label: string) => {
    if (done !== 'watched') return <WatchOffer view={view} typed={typed} formKey={formKey} label={label} />;
    return (
      <a class="all" href={`${market}/watches`}>
        {text.watches.title}
      </a>
    );
  };
  const need = { direction: 'need', kind: typeof typed.kind === 'string' ? typed.kind : '', title: q };
  return (
    <Results
      view={view}
      typed={typed}
      found={found}
      path={path}
      said={<Done view={view} word={done} />}
      empty={
        <>
          <p>
            <b>{text.search.emptyTitle}</b>
          </p>
          <p>{text.search.empty}</p>
          <Suggestions view={view} path={path} heading={text.search.suggested} some={found.suggestions} />
          <div class="ways">
            <a class="button" href={addressWith(`${market}/l/new`, {}, need)}>
              <i class="i i-post"></i>
              {text.search.postNeed}
            </a>
            {watch(text.search.watch)}
          </div>
          <p class="on">
            {everywhere}
            <a class="all" href={addressWith(`${market}/firms`, {}, { q })}>
              {text.search.firms}
            </a>
            <a class="all" href={path}>
              {text.search.clear}
            </a>
          </p>
        </>
      }
      ways={
        canBeWatched(typed) ? (
          <>
            <div class="ways">{watch(text.search.watchMore)}</div>
            {everywhere ? <p>{everywhere}</p> : null}
          </>
        ) : null
      }
    />
  );
}

/** One's firm and the middle of the cluster; a place from the telephone stays what it was. */
function nearChoices({ view, typed }: Filled) {
  const { text, you } = view;
  const here = typeof typed.near === 'string' && typed.near.includes(',') ? [{ value: typed.near, label: text.search.nearHere }] : [];
  return [
    ...(you?.firm ? [{ value: 'firm', label: text.search.nearFirm }] : []),
    { value: 'cluster', label: text.search.nearCluster },
    ...here,
  ];
}

function chosenUnit(filled: Filled, name: string): Unit | '' {
  return Unit.safeParse(typedOf(filled, name)).data ?? '';
}
