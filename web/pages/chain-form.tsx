/** The form of a chain: the product, and its stages as rows that are moved by their numbers. */
import { mostStages } from '../../schema/chain.ts';
import { kinds } from '../../schema/listing.ts';
import { Unit } from '../../schema/quantity.ts';
import { Layout } from '../layout.tsx';
import { type Filled, Key, Select, TextArea, TextField, Tick, typedOf } from '../parts/form.tsx';
import { Refused } from '../parts/refused.tsx';
import { unitOptions } from '../parts/unit-options.ts';
import { UnitSelect } from '../parts/unit-select.tsx';
import type { View } from '../view.ts';

/** Empty rows behind those that are filled. */
const spare = 3;

interface Props {
  view: View;
  filled: Filled;
  formKey: string;
  /** The chain that is changed; a new one has none. */
  id?: number;
  /** Stages on which something is agreed. */
  agreed?: number[];
}

export function ChainFormPage({ view, filled, formKey, id, agreed = [] }: Props) {
  const { text, cluster } = view;
  const words = text.chains.form;
  const at = `/c/${cluster?.slug}/chains`;
  const here = id === undefined ? at : `${at}/${id}`;
  const title = id === undefined ? text.chains.begin.title : words.edit;
  const rows = Array.from({ length: rowsOf(filled) }, (_, row) => (
    <StageRow filled={filled} row={row} agreed={agreed.includes(Number(typedOf(filled, `stages.${row}.id`)))} />
  ));
  const used = Math.min(usedRows(filled) + 1, rows.length);
  return (
    <Layout view={view} title={title} tab={null} together>
      <h1>{title}</h1>
      <Refused filled={filled} labels={labelsOf(view)} current={here} />
      <form method="post" action={here} novalidate>
        <Key value={formKey} />
        {id === undefined ? null : <input type="hidden" name="revision" value={typedOf(filled, 'revision')} />}
        <TextField filled={filled} name="title" label={words.product} hint={words.productHint} maxlength={120} required />
        <TextArea filled={filled} name="text" label={words.text} hint={words.textHint} rows={3} maxlength={2000} />
        <div class="pair">
          <TextField filled={filled} name="amount" label={words.perMonth} inputmode="decimal" dir="ltr" />
          <UnitSelect filled={filled} name="unit" label={words.unit} />
        </div>
        <h2 id="stages">{words.stages}</h2>
        <p class="hint">{words.stagesHint}</p>
        {rows.slice(0, used)}
        {rows.length > used ? (
          <details class="more">
            <summary>{words.more}</summary>
            {rows.slice(used)}
          </details>
        ) : null}
        <p class="buttons">
          <button type="submit" class="button">
            {words.save}
          </button>
          <a class="button quiet" href={id === undefined ? `${at}/new` : here}>
            {id === undefined ? text.chains.begin.back : text.form.cancel}
          </a>
        </p>
      </form>
    </Layout>
  );
}

function StageRow({ filled, row, agreed }: { filled: Filled; row: number; agreed: boolean }) {
  const { view } = filled;
  const { text, format } = view;
  const words = text.chains.form;
  const name = `stages.${row}`;
  const id = typedOf(filled, `${name}.id`);
  const stage = words.stage(format.number(row + 1));
  const unit = Unit.safeParse(typedOf(filled, `${name}.unit`) || typedOf(filled, 'unit')).data ?? '';
  const wrong = filled.refusal?.fields?.some(({ path }) => path.startsWith(`${name}.amount`) || path.startsWith(`${name}.unit`));
  return (
    <fieldset class="contact-row stage-row">
      <legend>{stage}</legend>
      {id ? <input type="hidden" name={`${name}.id`} value={id} /> : null}
      <TextField filled={filled} name={`${name}.name`} label={words.name} maxlength={80} bare />
      <div class="pair">
        <Select
          filled={filled}
          name={`${name}.kind`}
          label={words.kind}
          choices={kinds.map((value) => ({ value, label: text.kinds[value] }))}
          bare
        />
        <TextField filled={filled} name={`${name}.place`} label={words.place} inputmode="numeric" dir="ltr" bare />
      </div>
      <details class="more" open={wrong || typedOf(filled, `${name}.amount`) !== ''}>
        <summary>{words.quantity}</summary>
        <div class="pair">
          <TextField filled={filled} name={`${name}.amount`} label={words.amount} inputmode="decimal" dir="ltr" bare />
          <Select filled={filled} name={`${name}.unit`} label={words.unit} choices={unitOptions(view, unit)} bare />
        </div>
      </details>
      {id && agreed ? <p class="hint">{words.agreed}</p> : null}
      {id && !agreed ? <Tick filled={filled} name={`${name}.drop`} label={words.drop} /> : null}
    </fieldset>
  );
}

/** Rows up to the last one that has something in it. */
function usedRows(filled: Filled): number {
  const rows = Array.from({ length: mostStages }, (_, row) => row);
  return (rows.findLast((row) => typedOf(filled, `stages.${row}.name`).trim() !== '' || typedOf(filled, `stages.${row}.id`)) ?? 0) + 1;
}

const rowsOf = (filled: Filled): number => Math.min(mostStages, usedRows(filled) + spare);

function labelsOf({ text, format }: View): Record<string, string> {
  const words = text.chains.form;
  const stages = Array.from({ length: mostStages }, (_, row) => {
    const stage = words.stage(format.number(row + 1));
    const labels = { name: words.name, kind: words.kind, place: words.place, amount: words.amount, unit: words.unit };
    return Object.entries(labels).map(([part, label]) => [`stages.${row}.${part}`, `${stage}${text.phone.form.colon}${label}`]);
  });
  return {
    title: words.product,
    text: words.text,
    amount: words.perMonth,
    unit: words.unit,
    ...Object.fromEntries(stages.flat()),
    stages: words.stages,
  };
}
