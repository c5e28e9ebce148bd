/** The one line over the form: write as in a chat, and see what was understood; each piece leads to its field. */
import type { LineRead } from '../../schema/line.ts';
import type { View } from '../view.ts';
import { Icon } from './icons.tsx';
import { Dictate } from './voice.tsx';

export function OneLine({ view, text, read }: { view: View; text: string; read: LineRead | null }) {
  const words = view.text.trade.line;
  const chips = read ? chipsOf(view, read) : [];
  return (
    <section class="one-line" aria-labelledby="line-label">
      <form action={`/c/${view.cluster?.slug}/l/new`} data-line>
        <label id="line-label" for="line">
          {words.label}
        </label>
        <p class="hint" id="line-hint">
          {words.hint}
        </p>
        <div class="spoken">
          <textarea id="line" name="line" rows={2} maxlength={500} dir="auto" aria-describedby="line-hint" required>
            {text}
          </textarea>
          <Dictate view={view} into="line" />
        </div>
        <p class="ways">
          <button type="submit" class="button quiet">
            {words.read}
          </button>
        </p>
        <p class="hint" role="status" data-said={view.text.media.chips.read} data-nothing={words.nothing}></p>
      </form>
      {read ? (
        <div data-understood>
          <h2>{words.understood}</h2>
          {chips.length ? (
            <ul class="chips understood">
              {chips.map(({ field, label, value }) => (
                <li>
                  <a href={`#${field}`}>
                    <small>{label}</small> <bdi>{value}</bdi>
                  </a>
                </li>
              ))}
            </ul>
          ) : (
            <p>{words.nothing}</p>
          )}
          <p class="hint">{words.check}</p>
        </div>
      ) : null}
    </section>
  );
}

/** Where a script shows what the form says by now, each piece with its field at hand. What was filled by itself is named in `guessed`. */
export function SoFar({ view }: { view: View }) {
  const words = view.text.media.chips;
  return (
    <section class="so-far" aria-labelledby="so-far" data-chips hidden>
      <h2 id="so-far">{words.title}</h2>
      <input type="hidden" name="line" value="" />
      <input type="hidden" name="guessed" value="" />
      <ul class="chips understood"></ul>
      <template data-chip>
        <li class="piece">
          <button type="button" class="chip" aria-expanded="false">
            <small></small> <bdi></bdi>
          </button>
          <button type="button" class="chip-remove" aria-label={words.remove('{}')}>
            <Icon name="remove" />
          </button>
        </li>
      </template>
      <template data-panel>
        <li class="chip-panel">
          <button type="button" class="button quiet">
            {words.done}
          </button>
        </li>
      </template>
    </section>
  );
}

interface Chip {
  field: string;
  label: string;
  value: string;
}

/** What was understood, and the field in which it can be changed. */
function chipsOf(view: View, read: LineRead): Chip[] {
  const { text, format } = view;
  const { post, line } = text.trade;
  const { direction, kind, item, quantity, unit, priceMinor, currency, pricePer, capacity, dueBy, dimensions } = read;
  const size = (written: string) =>
    written.replace(/\d+(?:\.\d+)?/g, (n) => format.number(Number(n))).replace(/[a-zµ]+/g, (word) => line.sizes[word] ?? word);
  const amount = (of: number, code: NonNullable<LineRead['unit']>) =>
    format.quantity({ amount: Math.max(1, Math.round(of * 1000)), unit: code });
  const chips = [
    direction && { field: 'direction', label: post.direction, value: post.directions[direction] },
    kind && { field: 'kind', label: post.kind, value: text.kinds[kind] },
    item !== null && { field: 'title', label: post.what, value: item },
    dimensions && { field: 'text', label: post.text, value: dimensions.map(size).join(view.locale === 'ar' ? '، ' : ', ') },
    quantity !== null && { field: 'quantity', label: post.quantity, value: unit ? amount(quantity, unit) : format.number(quantity) },
    priceMinor !== null &&
      currency && {
        field: 'priceMin',
        label: post.priceMin,
        value: format.price({ form: 'fixed', min: priceMinor, max: null, currency, per: pricePer, barter: false }),
      },
    capacity?.period === 'month' && { field: 'capacity', label: post.capacity, value: amount(capacity.quantity, capacity.unit) },
    dueBy && { field: 'availableUntil', label: post.availableUntil, value: format.day(Date.parse(`${dueBy}T12:00:00Z`)) },
  ];
  return chips.filter((chip): chip is Chip => typeof chip === 'object' && chip !== null);
}
