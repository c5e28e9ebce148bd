/** Watches: searches that somebody is told about when something new fits, what each found lately, and the form that adds one. */

import { roles } from '../../schema/firm.ts';
import { directions, kinds, type ListingCard } from '../../schema/listing.ts';
import type { Refusal } from '../../schema/refusal.ts';
import { rhythms, type Watch } from '../../schema/watch.ts';
import { Layout } from '../layout.tsx';
import { addressWith } from '../parts/address.ts';
import { Done } from '../parts/done.tsx';
import { ErrorSummary, type Filled, Key, Select, TextField, typedOf } from '../parts/form.tsx';
import { listingCard } from '../parts/listing-card.tsx';
import { unitOptions } from '../parts/unit-options.ts';
import { searchOf, watchWords } from '../parts/watch-words.ts';
import type { Typed, View } from '../view.ts';

interface Props {
  view: View;
  watches: Watch[];
  typed?: Typed;
  refusal?: Refusal;
  /** The form that was refused: `add` or `edit-7`. */
  form?: string;
  /** Of the form that adds one, and of those that change or remove. */
  keyOf: (form: string) => string;
  done?: string | undefined;
}

/** Cards of all watches together, about: who waits for many things sees less of each. */
const mostCards = 40;
/** Those of one watch that are seen without opening anything. */
const atFirst = 2;

export function WatchesPage({ view, watches, typed = {}, refusal, form = 'add', keyOf, done }: Props) {
  const { text } = view;
  const words = text.watches;
  const isAdding = form === 'add';
  const finding = watches.filter(({ found }) => found.length > 0).length;
  const cards = Math.max(2, Math.floor(mostCards / Math.max(1, finding)));
  return (
    <Layout view={view} title={words.title} tab="inbox">
      <Done view={view} word={done} />
      <h1>{words.title}</h1>
      {refusal && isAdding && refusal.code === 'too-many' ? (
        <div class="error-summary" role="alert" tabindex={-1}>
          <h2>{words.tooMany}</h2>
        </div>
      ) : (
        <ErrorSummary filled={{ view, typed, refusal }} fields={fieldsOf(view, form)} />
      )}
      <p class="lead">{words.lead}</p>
      {watches.length ? (
        <ul class="rows">
          {watches.map((watch) => (
            <Row view={view} watch={watch} cards={cards} chosen={form === `edit-${watch.id}` ? typed.when : undefined} keyOf={keyOf} />
          ))}
        </ul>
      ) : (
        <p class="empty">{words.none}</p>
      )}
      <Adding filled={isAdding ? { view, typed, refusal } : { view, typed: {} }} keyValue={keyOf('add')} />
    </Layout>
  );
}

function Row({
  view,
  watch,
  cards,
  chosen,
  keyOf,
}: Pick<Props, 'view' | 'keyOf'> & { watch: Watch; cards: number; chosen: Typed[string] }) {
  const { text, format, cluster, now } = view;
  const { id, q, at, rhythm, paused, waiting, tellsAt, found } = watch;
  const words = text.watches;
  const path = `/c/${cluster?.slug}/watches/${id}`;
  const currency = cluster?.currency ?? 'EGP';
  const name = watchWords(text, format, currency, watch);
  const search = addressWith(`/c/${cluster?.slug}/search`, {}, { ...searchOf(watch, currency), sort: 'newest' });
  const when = chosen ?? (paused ? 'paused' : rhythm);
  const shown = found.slice(0, cards);
  const cardsOf = (some: ListingCard[]) => <ul class="cards">{some.map((card) => listingCard(view, card))}</ul>;
  return (
    <li id={`w${id}`}>
      <div class="row">
        <div>
          <h2>
            <a href={search}>
              <bdi>{name}</bdi>
            </a>
          </h2>
          <p class="by">
            {paused ? <b class="state">{words.stopped}</b> : <span>{words.rhythms[rhythm]}</span>}
            <span>{words.ago(format.ago(at, now))}</span>
          </p>
        </div>
        <form method="post" action={`${path}/removal`}>
          <Key value={keyOf(`remove-${id}`)} />
          <button type="submit" class="button quiet" aria-label={words.removeNamed(q || name)}>
            {words.remove}
          </button>
        </form>
      </div>
      {waiting > 0 && tellsAt !== null ? (
        <p>
          {rhythm === 'at-once' ? `${words.tooMuch} ` : ''}
          {words.waiting(waiting, format.number(waiting), format.time(tellsAt))}
        </p>
      ) : null}
      {found.length > 0 ? cardsOf(found.slice(0, atFirst)) : <p class="by">{words.nothingFound}</p>}
      {shown.length > atFirst ? (
        <details>
          <summary>
            {words.earlier} <b class="badge">{format.number(shown.length - atFirst)}</b>
          </summary>
          {cardsOf(shown.slice(atFirst))}
        </details>
      ) : null}
      <form method="post" action={path} class="pair">
        <Key value={keyOf(`edit-${id}`)} />
        <label class="unseen" for={`when-${id}`}>
          {words.rhythmOf(name)}
        </label>
        <select id={`when-${id}`} name="when">
          {rhythms.map((one) => (
            <option value={one} selected={one === when}>
              {words.rhythms[one]}
            </option>
          ))}
          <option value="paused" selected={when === 'paused'}>
            {words.paused}
          </option>
        </select>
        <button type="submit" class="button quiet">
          {words.change}
        </button>
      </form>
    </li>
  );
}

/** What a search brought along, and what is missing, stands here as fields too, so that a refused form loses nothing and can be mended. */
function Adding({ filled, keyValue }: { filled: Filled; keyValue: string }) {
  const { view } = filled;
  const { text } = view;
  const words = text.watches;
  const labels = labelsOf(view);
  const wrong = new Set(filled.refusal?.fields?.map(({ path }) => path));
  const brought = (name: string) => typedOf(filled, name) !== '' || wrong.has(name);
  const choices = <T extends string>(some: readonly T[], label: (one: T) => string) =>
    some.map((value) => ({ value, label: label(value) }));
  const unit = (name: 'per' | 'unit') => unitOptions(view, (typedOf(filled, name) || '') as never);
  return (
    <section class="panel" aria-labelledby="add">
      <h2 id="add">{words.addTitle}</h2>
      <form method="post" action={`/c/${view.cluster?.slug}/watches`}>
        <Key value={keyValue} />
        <TextField filled={filled} name="q" label={words.q} hint={words.qHint} bare maxlength={200} />
        <div class="pair">
          <Select
            filled={filled}
            name="direction"
            label={labels.direction}
            empty={text.search.all}
            choices={choices(directions, (one) => text.directions[one])}
            bare
          />
          <Select
            filled={filled}
            name="kind"
            label={labels.kind}
            empty={text.search.all}
            choices={choices(kinds, (one) => text.kinds[one])}
            bare
          />
        </div>
        {brought('role') ? (
          <Select
            filled={filled}
            name="role"
            label={labels.role}
            empty={text.search.anyRole}
            choices={choices(roles, (one) => text.roles[one])}
            bare
          />
        ) : null}
        {(['priceMin', 'priceMax', 'quantityMin', 'quantityMax', 'within'] as const).map((name) =>
          brought(name) ? <TextField filled={filled} name={name} label={labels[name]} inputmode="decimal" dir="ltr" bare /> : null,
        )}
        {(['per', 'unit'] as const).map((name) =>
          brought(name) ? (
            <Select filled={filled} name={name} label={labels[name]} empty={text.search.anyUnit} choices={unit(name)} bare />
          ) : null,
        )}
        {(['firm', 'near', 'next'] as const).map((name) =>
          brought(name) ? <input type="hidden" id={name} name={name} value={typedOf(filled, name)} /> : null,
        )}
        <Select
          filled={filled}
          name="rhythm"
          label={words.rhythm}
          hint={words.rhythmHint}
          choices={choices(rhythms, (one) => words.rhythms[one])}
          bare
        />
        <p class="hint">{words.conditions}</p>
        <button type="submit" class="button">
          {words.add}
        </button>
      </form>
    </section>
  );
}

function labelsOf({ text, format, cluster }: View) {
  const s = text.search;
  const currency = cluster ? format.currency(cluster.currency) : '';
  return {
    q: text.watches.q,
    direction: s.direction,
    kind: s.kind,
    role: s.role,
    firm: s.oneFirm,
    priceMin: s.priceMin(currency),
    priceMax: s.priceMax(currency),
    per: s.per,
    quantityMin: s.quantityMin,
    quantityMax: s.quantityMax,
    unit: s.unit,
    near: s.near,
    within: s.within,
    rhythm: text.watches.rhythm,
  };
}

const fieldsOf = (view: View, form: string) => ({
  ...Object.fromEntries(Object.entries(labelsOf(view)).map(([name, label]) => [name, { name, label }])),
  when: { name: form.replace('edit', 'when'), label: view.text.watches.rhythm },
});
