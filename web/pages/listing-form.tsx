/** The fields of a listing, for posting and for editing. */
import { locales } from '../../schema/ids.ts';
import { type Direction, directions, type Kind, kinds, priceForms, terms, visibilities } from '../../schema/listing.ts';
import { type Currency, currencies } from '../../schema/money.ts';
import { Choices, type Filled, Select, TextArea, TextField, Tick, typedOf } from '../parts/form.tsx';
import { Icon, type IconName } from '../parts/icons.tsx';
import { problemText } from '../parts/refusal-text.ts';
import { UnitSelect } from '../parts/unit-select.tsx';
import type { Text } from '../text/index.ts';

/** Name of a field → its label, for the error summary. */
export function listingLabels(text: Text): Record<string, string> {
  const { post } = text.trade;
  return {
    photos: text.media.photos.title,
    voice: text.media.voice.title,
    direction: post.direction,
    kind: post.kind,
    title: post.what,
    text: post.text,
    quantity: post.quantity,
    unit: post.unit,
    priceForm: post.priceForm,
    priceMin: post.priceMin,
    priceMax: post.priceMax,
    currency: post.currency,
    per: post.per,
    ...moreLabels(text),
  };
}

function moreLabels({ trade: { post } }: Text): Record<string, string> {
  return {
    minimumOrder: post.minimumOrder,
    minimumOrderUnit: post.unitOf(post.minimumOrder),
    capacity: post.capacity,
    capacityUnit: post.unitOf(post.capacity),
    process: post.process,
    availableFrom: post.availableFrom,
    availableUntil: post.availableUntil,
    deliveryDays: post.deliveryDays,
    languages: post.languages,
    visibility: post.visibility,
    term: post.term,
    standing: post.standing,
  };
}

export function ListingFields({ filled, firstUnit }: { filled: Filled; firstUnit: string }) {
  const { text } = filled.view;
  const { post } = text.trade;
  return (
    <>
      <Cards
        filled={filled}
        name="direction"
        label={post.direction}
        wide
        cards={directions.map((value: Direction) => ({
          value,
          icon: value,
          label: post.directions[value],
          hint: post.directionHints[value],
        }))}
      />
      <Cards
        filled={filled}
        name="kind"
        label={post.kind}
        cards={kinds.map((value: Kind) => ({ value, icon: value, label: text.kinds[value], hint: text.kindHints[value] }))}
      />
      <TextField filled={filled} name="title" label={post.what} hint={post.whatHint} maxlength={120} required />
      <TextArea filled={filled} name="text" label={post.text} hint={post.textHint} rows={5} maxlength={4000} />
      <h2>{post.amount}</h2>
      <div class="pair">
        <TextField filled={filled} name="quantity" label={post.quantity} inputmode="decimal" dir="ltr" />
        <UnitSelect filled={withDefault(filled, 'unit', firstUnit)} name="unit" label={post.unit} />
      </div>
      <PriceFields filled={filled} />
      <More filled={filled} firstUnit={firstUnit} />
    </>
  );
}

function PriceFields({ filled }: { filled: Filled }) {
  const { text, cluster } = filled.view;
  const { post } = text.trade;
  return (
    <div class="price-fields">
      <Choices
        filled={filled}
        name="priceForm"
        label={post.priceForm}
        choices={priceForms.map((value) => ({ value, label: text.priceForms[value] }))}
        required
      />
      <div class="price-amounts">
        <div class="pair">
          <TextField filled={filled} name="priceMin" label={post.priceMin} hint={post.priceMinHint} inputmode="decimal" dir="ltr" bare />
          <div class="price-max">
            <TextField filled={filled} name="priceMax" label={post.priceMax} hint={post.priceMaxHint} inputmode="decimal" dir="ltr" bare />
          </div>
        </div>
        <div class="pair">
          <Select
            filled={filled}
            name="currency"
            label={post.currency}
            required
            choices={currencyChoices(filled, cluster?.currency ?? 'EGP')}
          />
          <UnitSelect
            filled={filled}
            name="per"
            label={post.per}
            first={[
              ['unit', post.perUnit],
              ['', post.perAll],
            ]}
          />
        </div>
      </div>
      <Tick filled={filled} name="barter" label={post.barter} />
    </div>
  );
}

/** What few need; open when something in it is to be corrected. */
function More({ filled, firstUnit }: { filled: Filled; firstUnit: string }) {
  const { text, format } = filled.view;
  const { post } = text.trade;
  const names = moreLabels(text);
  const wrong = filled.refusal?.fields?.some((field) => field.path in names) ?? false;
  return (
    <details class="more" open={wrong}>
      <summary>{post.more}</summary>
      <div class="pair">
        <TextField filled={filled} name="minimumOrder" label={post.minimumOrder} inputmode="decimal" dir="ltr" />
        <UnitSelect
          filled={withDefault(filled, 'minimumOrderUnit', firstUnit)}
          name="minimumOrderUnit"
          label={post.unit}
          about={post.unitOf(post.minimumOrder)}
        />
      </div>
      <div class="pair">
        <TextField filled={filled} name="capacity" label={post.capacity} inputmode="decimal" dir="ltr" />
        <UnitSelect
          filled={withDefault(filled, 'capacityUnit', firstUnit)}
          name="capacityUnit"
          label={post.unit}
          about={post.unitOf(post.capacity)}
        />
      </div>
      <TextField filled={filled} name="process" label={post.process} hint={post.processHint} maxlength={80} />
      <div class="pair">
        <TextField filled={filled} name="availableFrom" label={post.availableFrom} type="date" />
        <TextField filled={filled} name="availableUntil" label={post.availableUntil} type="date" />
      </div>
      <TextField filled={filled} name="deliveryDays" label={post.deliveryDays} hint={post.deliveryHint} inputmode="numeric" dir="ltr" />
      <Choices
        filled={filled}
        name="languages"
        label={post.languages}
        several
        choices={locales.map((value) => ({ value, label: text.languageNames[value] }))}
      />
      <Choices
        filled={filled}
        name="visibility"
        label={post.visibility}
        choices={visibilities.map((value) => ({ value, label: text.visibilities[value] }))}
        required
      />
      <Select
        filled={filled}
        name="term"
        label={post.term}
        required
        choices={termChoices(filled).map((days) => ({ value: String(days), label: post.termOf(days, format.number(days)) }))}
      />
      <Tick filled={filled} name="standing" label={post.standing} hint={post.standingHint} />
    </details>
  );
}

interface Card {
  value: string;
  icon: IconName;
  label: string;
  hint: string;
}

/** Radio buttons as cards with an icon, a word and a hint. */
function Cards({ filled, name, label, cards, wide }: { filled: Filled; name: string; label: string; cards: Card[]; wide?: boolean }) {
  const chosen = typedOf(filled, name);
  const problem = filled.refusal?.fields?.find((field) => field.path === name);
  return (
    <fieldset
      class={`field choice-cards${wide ? ' two' : ''}${problem ? ' wrong' : ''}`}
      id={name}
      {...(problem && { 'aria-describedby': `${name}-problem` })}
    >
      <legend>{label}</legend>
      {problem ? (
        <p class="problem" id={`${name}-problem`}>
          {problemText(filled.view.text, problem)}
        </p>
      ) : null}
      {cards.map(({ value, icon, label: word, hint }) => (
        <label class={`choice-card ${value} k-${value}`}>
          <input type="radio" name={name} value={value} checked={value === chosen} required />
          <Icon name={icon} />
          <b>{word}</b>
          <small>{hint}</small>
        </label>
      ))}
    </fieldset>
  );
}

/** The cluster's currency, those of export, and the one that is chosen already. */
function currencyChoices(filled: Filled, own: Currency) {
  const names = new Intl.DisplayNames(filled.view.locale, { type: 'currency' });
  const chosen = typedOf(filled, 'currency');
  const offered = new Set<string>([own, 'USD', 'EUR', ...(Object.hasOwn(currencies, chosen) ? [chosen] : [])]);
  return [...offered].map((value) => ({ value, label: names.of(value) ?? value }));
}

/** The usual terms, and the one that is chosen already. */
function termChoices(filled: Filled): number[] {
  const chosen = Number(typedOf(filled, 'term'));
  return [...new Set([...terms, ...(Number.isInteger(chosen) && chosen > 0 && chosen <= 366 ? [chosen] : [])])].sort((a, b) => a - b);
}

function withDefault(filled: Filled, name: string, value: string): Filled {
  return typedOf(filled, name) === '' ? { ...filled, typed: { ...filled.typed, [name]: value } } : filled;
}
