/** Finding listings: words, choices, and what fits. The form and its results are one element, so that the island can renew both. */
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Cluster } from '../../schema/cluster.ts';
import { type Role, roles } from '../../schema/firm.ts';
import { directions, kinds } from '../../schema/listing.ts';
import { Unit } from '../../schema/quantity.ts';
import type { Refusal } from '../../schema/refusal.ts';
import type { Found } from '../../schema/search.ts';
import { Layout } from '../layout.tsx';
import { addressWith } from '../parts/address.ts';
import { ErrorSummary, type Filled, Select, TextField, typedOf } from '../parts/form.tsx';
import { listingCard } from '../parts/listing-card.tsx';
import { Pager } from '../parts/pager.tsx';
import { unitOptions } from '../parts/unit-options.ts';
import type { Typed, View } from '../view.ts';

interface SearchProps {
  view: View;
  cluster: Cluster;
  /** The conditions as they stand in the address. */
  typed: Typed;
  /** Absent when the conditions were refused. */
  found?: Found;
  refusal?: Refusal;
}

const inDetails = ['role', 'priceMin', 'priceMax', 'per', 'quantityMin', 'quantityMax', 'unit', 'near', 'within', 'sort'];

export function SearchPage({ view, cluster, typed, found, refusal }: SearchProps) {
  const { text } = view;
  const path = `/c/${cluster.slug}/search`;
  const filled: Filled = { view, typed, refusal };
  const q = typedOf(filled, 'q');
  return (
    <Layout view={view} title={q ? `${q} · ${text.search.title}` : text.search.title} tab="search" wide>
      <h1 class="unseen">{text.search.title}</h1>
      <div id="search" hx-sync="this:replace">
        {conditions(filled, cluster, path, found)}
        {found ? results(view, typed, found, path, cluster) : null}
      </div>
    </Layout>
  );
}

/** Attributes by which the island renews `#search` in place; without it they are nothing. */
const inPlace = { 'data-renew': 'search' };

/** Whose listings these are, when one firm's are asked for, and the way back to everybody's. */
function ofFirm(view: View, typed: Typed, path: string, found: Found | undefined) {
  const { firm } = typed;
  if (typeof firm !== 'string') return null;
  return (
    <p class="ways">
      <input type="hidden" name="firm" value={firm} />
      <a class="button quiet" href={addressWith(path, typed, { firm: undefined })}>
        <bdi>{found?.hits[0]?.firm.name ?? view.text.search.oneFirm}</bdi>
        <span aria-hidden="true">×</span>
        <span class="unseen">{view.text.search.everyFirm}</span>
      </a>
    </p>
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
    <form action={path} role="search" {...inPlace}>
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
        <input
          id="q"
          type="search"
          name="q"
          value={typedOf(filled, 'q')}
          aria-label={s.q}
          placeholder={s.qHint}
          maxlength={200}
          dir="auto"
          enterkeyhint="search"
        />
        <button type="submit" class="button">
          <i class="i i-search"></i>
          <span>{s.go}</span>
        </button>
      </div>
      {ofFirm(view, typed, path, found)}
      {kept('direction', directions, typed)}
      {kept('kind', kinds, typed)}
      {choicesOf(view, typed, path, found)}
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
          choices={roleOptions(view, typedOf(filled, 'role'), found)}
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

/** What was chosen by a link stays with the form, unless it is no choice at all. */
function kept(name: 'direction' | 'kind', choices: readonly string[], typed: Typed) {
  const value = typed[name];
  return typeof value === 'string' && choices.includes(value) ? <input type="hidden" name={name} value={value} /> : null;
}

/** Offer or need, and the kinds: one tap each, with how many there are. */
function choicesOf(view: View, typed: Typed, path: string, found: Found | undefined) {
  const { text, format } = view;
  const link = (name: 'direction' | 'kind', value: string, label: string, count: number | undefined, icon: string, tone: string) => {
    const current = (typed[name] ?? '') === value ? raw(' aria-current="true"') : '';
    const sign = icon ? html`<i class="i i-${icon}"></i>` : '';
    const many = !count ? '' : html`<small> ${format.number(count)}</small>`;
    return html`<li><a class="${tone}" href="${addressWith(path, typed, { [name]: value })}"${current}>${sign}${label}${many}</a></li>`;
  };
  const count = (facet: 'direction' | 'kind', value: string) =>
    found ? ((found.facets[facet] as Record<string, number>)[value] ?? 0) : undefined;
  return (
    <>
      <nav id="direction" aria-label={text.search.direction} {...inPlace}>
        <ul class="segments">
          {link('direction', '', text.search.all, undefined, '', '')}
          {directions.map((one) => link('direction', one, text.directions[one], count('direction', one), one, ''))}
        </ul>
      </nav>
      <nav id="kind" aria-label={text.search.kind} {...inPlace}>
        <ul class="chips">
          {link('kind', '', text.search.all, undefined, '', '')}
          {kinds.map((one) => link('kind', one, text.kinds[one], count('kind', one), one, `k-${one}`))}
        </ul>
      </nav>
    </>
  );
}

function results(view: View, typed: Typed, found: Found, path: string, cluster: Cluster) {
  const { text, format } = view;
  const { total, hits, page, pages } = found;
  const q = typeof typed.q === 'string' ? typed.q : '';
  return (
    <section aria-labelledby="count">
      <h2 id="count" aria-live="polite">
        {text.market.found(total, format.number(total))}
      </h2>
      {hits.length ? (
        <ul class="cards">{hits.map((card) => listingCard(view, card))}</ul>
      ) : total > 0 ? (
        <p class="empty">
          {text.search.noPage} <a href={addressWith(path, typed, {})}>{text.search.first}</a>
        </p>
      ) : (
        <div class="empty">
          <p>
            <b>{text.search.emptyTitle}</b>
          </p>
          <p>{text.search.empty}</p>
          <p class="ways">
            <a
              class="button"
              href={addressWith(
                `/c/${cluster.slug}/l/new`,
                {},
                { direction: 'need', kind: typeof typed.kind === 'string' ? typed.kind : '', title: q },
              )}
            >
              <i class="i i-post"></i>
              {text.search.postNeed}
            </a>
            <a class="button quiet" href={path}>
              {text.search.clear}
            </a>
            <a class="button quiet" href={addressWith(`/c/${cluster.slug}/firms`, {}, { q })}>
              {text.search.firms}
            </a>
          </p>
        </div>
      )}
      <Pager
        view={view}
        page={page}
        pages={pages}
        at={(to) => addressWith(path, typed, { page: to > 1 ? to : undefined })}
        renew="search"
      />
    </section>
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

/** Only roles that would find something, and the chosen one. */
function roleOptions({ text, format }: View, chosen: string, found: Found | undefined) {
  const counts: Partial<Record<Role, number>> = found?.facets.role ?? {};
  const offered = roles.filter((role) => !found || counts[role] || role === chosen);
  return html`${offered.map((role) => {
    const selected = role === chosen ? raw(' selected') : '';
    return html`<option value="${role}"${selected}>${text.roles[role]}${found ? ` (${format.number(counts[role] ?? 0)})` : ''}</option>`;
  })}` as HtmlEscapedString;
}
