/** Conditions of a search that are one tap each, and those that only stay with it. */
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { directions, kinds } from '../../schema/listing.ts';
import type { Facets } from '../../schema/search.ts';
import type { Typed, View } from '../view.ts';
import { addressWith } from './address.ts';

interface Searching {
  view: View;
  typed: Typed;
  /** Address of the search, without conditions. */
  path: string;
}

/** Offer or need, and the kinds: one tap each, with how many there are. */
export function DirectionAndKind({ view, typed, path, facets }: Searching & { facets: Facets | undefined }) {
  const { text, format } = view;
  const link = (name: 'direction' | 'kind', value: string, label: string, icon: string, tone: string) => {
    const current = (typed[name] ?? '') === value ? raw(' aria-current="true"') : '';
    const sign = icon ? html`<i class="i i-${icon}"></i>` : '';
    const count = (facets?.[name] as Record<string, number> | undefined)?.[value];
    const many = !count ? '' : html`<small> ${format.number(count)}</small>`;
    return html`<li><a class="${tone}" href="${addressWith(path, typed, { [name]: value })}"${current}>${sign}${label}${many}</a></li>`;
  };
  return (
    <>
      {kept('direction', directions, typed)}
      {kept('kind', kinds, typed)}
      <nav id="direction" aria-label={text.search.direction} data-renew="search">
        <ul class="segments">
          {link('direction', '', text.search.all, '', '')}
          {directions.map((one) => link('direction', one, text.directions[one], one, ''))}
        </ul>
      </nav>
      <nav id="kind" aria-label={text.search.kind} data-renew="search">
        <ul class="chips">
          {link('kind', '', text.search.all, '', '')}
          {kinds.map((one) => link('kind', one, text.kinds[one], one, `k-${one}`))}
        </ul>
      </nav>
    </>
  );
}

/** What was chosen by a link stays with the form, unless it is no choice at all. */
function kept(name: 'direction' | 'kind', choices: readonly string[], typed: Typed) {
  const value = typed[name];
  return typeof value === 'string' && choices.includes(value) ? <input type="hidden" name={name} value={value} /> : null;
}

/** A condition that no field shows: it stays with the form, and a tap takes it away. `to` is what taking it away is called. */
export function Removable(props: Searching & { name: string; label: string; to: string }) {
  const { typed, path, name, label, to } = props;
  const value = typed[name];
  if (typeof value !== 'string') return null;
  return (
    <p class="ways">
      <input type="hidden" name={name} value={value} />
      <a class="button quiet" href={addressWith(path, typed, { [name]: undefined })} data-renew="search">
        <bdi>{label}</bdi>
        <span aria-hidden="true">×</span>
        <span class="unseen">{to}</span>
      </a>
    </p>
  );
}

/** Only choices that would find something, and the chosen one; each with how many it finds, where that is known. */
export function countedOptions<T extends string>(
  { format }: View,
  choices: readonly T[],
  nameOf: (choice: T) => string,
  chosen: string,
  counts: Partial<Record<T, number>> | undefined,
): HtmlEscapedString {
  const offered = choices.filter((one) => !counts || counts[one] || one === chosen);
  return html`${offered.map((one) => {
    const selected = one === chosen ? raw(' selected') : '';
    return html`<option value="${one}"${selected}>${nameOf(one)}${counts ? ` (${format.number(counts[one] ?? 0)})` : ''}</option>`;
  })}` as HtmlEscapedString;
}
