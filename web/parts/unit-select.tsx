/** A choice of units: those that the trade uses most come first. */
import type { Sector } from '../../schema/cluster.ts';
import { type Unit, unitCodes } from '../../schema/quantity.ts';
import { type Filled, typedOf } from './form.tsx';
import { problemText } from './refusal-text.ts';

/** What a sector counts in, the likeliest first. */
const usual: Record<Sector, Unit[]> = {
  leather: ['FTK', 'H87', 'KGM', 'TNE', 'ST', 'LTR'],
  footwear: ['PR', 'DPR', 'H87', 'FTK', 'KGM', 'MTR'],
  furniture: ['H87', 'SET', 'MTQ', 'MTR', 'ST', 'MTK'],
  carpets: ['MTK', 'H87', 'KGM', 'XRO', 'MTR'],
  stone: ['MTK', 'MTQ', 'TNE', 'MTR', 'H87'],
  dates: ['KGM', 'TNE', 'XBX', 'XSA', 'XPX'],
  crafts: ['H87', 'SET', 'DZN', 'KGM', 'MTR'],
  mechanics: ['H87', 'HUR', 'KGM', 'TNE', 'MTR', 'SET'],
  digital: ['E48', 'HUR', 'DAY', 'MON', 'H87'],
  food: ['KGM', 'TNE', 'LTR', 'XBX', 'XPX', 'XSA'],
  textiles: ['MTR', 'KGM', 'H87', 'XRO', 'MTK'],
  other: ['H87', 'KGM', 'MTR', 'HUR', 'E48'],
};

export const usualUnits = (sector: Sector | undefined): Unit[] => usual[sector ?? 'other'];

/** `about`: what is counted, for those who hear the form. `first`: choices that stand before all units, as value and label. */
export function UnitSelect(props: {
  filled: Filled;
  name: string;
  label: string;
  about?: string;
  first?: [value: string, label: string][];
}) {
  const { filled, name, label, about, first = [] } = props;
  const { view, refusal } = filled;
  const { text } = view;
  const likely = usualUnits(view.cluster?.sector);
  const chosen = typedOf(filled, name);
  const problem = refusal?.fields?.find((field) => field.path === name);
  const option = (code: Unit) => (
    <option value={code} selected={code === chosen}>
      {text.units[code].one}
    </option>
  );
  return (
    <div class={problem ? 'field wrong' : 'field'}>
      <label for={name}>{label}</label>
      {problem ? (
        <p class="problem" id={`${name}-problem`}>
          {problemText(text, problem)}
        </p>
      ) : null}
      <select
        id={name}
        name={name}
        {...(about && { 'aria-label': about })}
        {...(problem && { 'aria-invalid': 'true' as const, 'aria-describedby': `${name}-problem` })}
      >
        {first.map(([value, words]) => (
          <option value={value} selected={value === chosen}>
            {words}
          </option>
        ))}
        <optgroup label={text.trade.post.usualUnits}>{likely.map(option)}</optgroup>
        <optgroup label={text.trade.post.otherUnits}>{unitCodes.filter((code) => !likely.includes(code)).map(option)}</optgroup>
      </select>
    </div>
  );
}
