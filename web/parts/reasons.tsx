/** Why something is proposed and what it lacks, as short phrases. */
import type { Lack, Reason } from '../../schema/reason.ts';
import type { View } from '../view.ts';
import { apart } from './marked.ts';

export function reasonText({ text, format, now }: View, reason: Reason): string {
  const words = text.reasons.reason;
  const percent = (share: number) => format.percent(share);
  switch (reason.code) {
    case 'same-quality':
      return words[reason.code](eachApart(sizesIn(text.reasons.sizes, reason.words)));
    case 'same-thing':
    case 'near-thing':
    case 'same-process':
    case 'wants-what-is-given':
      return words[reason.code](apart(reason.words));
    case 'covers':
      return words.covers(percent(reason.share), format.quantity(reason.of));
    case 'has-capacity':
      return words['has-capacity'](format.quantity(reason.perMonth));
    case 'free-from':
      return words['free-from'](format.day(reason.at));
    case 'in-time':
      return words['in-time'](format.day(reason.by));
    case 'near':
      return words.near(format.distance(reason.metres));
    case 'new':
      return words.new(format.ago(reason.at, now));
    case 'covers-step':
      return words['covers-step'](apart(reason.step), percent(reason.share));
    case 'fewest-firms':
      return words['fewest-firms'](format.number(reason.firms));
    case 'costs':
    case 'top-up':
      return words[reason.code](format.money(reason.amount, reason.currency));
    case 'stage-covered':
      return words['stage-covered'](apart(reason.stage), format.number(reason.firms));
    default:
      return words[reason.code];
  }
}

/** A colour in one writing does not turn the size beside it. */
const eachApart = (words: string): string => words.split(' · ').map(apart).join(' · ');

/** "1.2 mm" in the reader's letters; what is in no trade's words stays as it is. */
const sizesIn = (sizes: Record<string, string>, words: string): string => words.replace(/(?<=\d )[a-z]+$/, (unit) => sizes[unit] ?? unit);

export function lackText({ text, format }: View, lack: Lack): string {
  const words = text.reasons.lack;
  switch (lack.code) {
    case 'short':
      return words.short(format.quantity(lack.by));
    case 'below-minimum':
      return words['below-minimum'](format.quantity(lack.minimum));
    case 'late':
      return words.late(text.market.days(lack.days, format.number(lack.days)));
    case 'dearer':
      return words.dearer(format.percent(lack.percent / 100));
    case 'quality-not-said':
      return words['quality-not-said'](apart(lack.words));
    case 'step-open':
      return words['step-open'](apart(lack.step));
    case 'step-short':
      return words['step-short'](apart(lack.step), format.quantity(lack.by));
    case 'stage-open':
      return words['stage-open'](apart(lack.stage));
    case 'stage-short':
      return words['stage-short'](apart(lack.stage), lack.by && format.quantity(lack.by));
    default:
      return words[lack.code];
  }
}

export function Reasons({ view, reasons, lacks }: { view: View; reasons: Reason[]; lacks: Lack[] }) {
  return (
    <ul class="reasons">
      {reasons.map((reason) => (
        <li>
          <i class="i i-check"></i>
          {reasonText(view, reason)}
        </li>
      ))}
      {lacks.map((lack) => (
        <li class="lack">{lackText(view, lack)}</li>
      ))}
    </ul>
  );
}

/** The same behind "why?". */
export function Why({ view, reasons, lacks }: { view: View; reasons: Reason[]; lacks: Lack[] }) {
  return (
    <details class="why">
      <summary>{view.text.reasons.why}</summary>
      <Reasons view={view} reasons={reasons} lacks={lacks} />
    </details>
  );
}
