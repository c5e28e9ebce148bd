/** An order as strips, one a step, cut into what each firm does; a firm has the same number and shade in all of them. */
import type { PartState } from '../../schema/coalition.ts';
import type { View } from '../view.ts';
import { apart } from './marked.ts';

/** One piece of one strip. */
export interface Piece {
  firm: number;
  name: string;
  step: string;
  fraction: number;
  /** What is written for it: a quantity, or that it is the whole step. */
  share: string;
  /** Whether it is promised, asked for, or without anybody; promised where nothing was asked yet. */
  state?: PartState;
}

/** In units of the drawing, which is as wide as the page of a small phone. */
const width = 320;
const strip = 34;
const caption = 22;
const shades = ['subcontracting', 'input', 'marketing', 'labour', 'knowledge', 'technology'];

/** The number of a firm, by its first place in the order. */
export const placesOf = (pieces: Pick<Piece, 'firm'>[]): number[] => [...new Set(pieces.map(({ firm }) => firm))];

export function OrderBar({ view, id, steps, pieces }: { view: View; id: string; steps: string[]; pieces: Piece[] }) {
  const { locale } = view;
  const places = placesOf(pieces);
  const named = steps.length > 1;
  const tall = strip + (named ? caption : 0) + 8;
  // it begins where reading begins
  const x = (at: number, wide: number) => (locale === 'ar' ? width - at - wide : at);
  return (
    <svg class="vessel" viewBox={`0 0 ${width} ${steps.length * tall}`} role="img" aria-labelledby={`order-${id}`}>
      <title id={`order-${id}`}>{steps.map((step) => said(view, step, pieces, named)).join(' · ')}</title>
      {steps.map((step, row) => {
        const own = pieces.filter((one) => one.step === step);
        const top = row * tall + (named ? caption : 0);
        let at = 0;
        return (
          <g>
            {named ? (
              <text
                x={locale === 'ar' ? width : 0}
                y={top - 7}
                font-size="15"
                fill="currentColor"
                direction={locale === 'ar' ? 'rtl' : 'ltr'}
              >
                {apart(step)}
              </text>
            ) : null}
            {own.some(isFree) ? (
              <rect x="1" y={top} width={width - 2} height={strip} rx="4" fill="var(--sunk)" stroke="var(--edge)" stroke-dasharray="3 4" />
            ) : null}
            {own.map((piece) => {
              const wide = Math.max(4, piece.fraction * width - 2);
              const from = x(at + 1, wide);
              at += piece.fraction * width;
              return <Cut view={view} piece={piece} place={places.indexOf(piece.firm)} from={from} wide={wide} top={top} />;
            })}
          </g>
        );
      })}
    </svg>
  );
}

function Cut(props: { view: View; piece: Piece; place: number; from: number; wide: number; top: number }) {
  const { view, piece, place, from, wide, top } = props;
  const shade = `var(--${shades[place % shades.length]})`;
  if (isFree(piece)) return null;
  const firm = (piece.state ?? 'accepted') === 'accepted';
  return (
    <>
      <rect x={from} y={top} width={wide} height={strip} rx="4" fill={firm ? shade : 'var(--card)'} stroke={shade} stroke-width="2" />
      {wide > 18 ? (
        <text
          x={from + wide / 2}
          y={top + strip / 2 + 6}
          font-size="16"
          font-weight="700"
          text-anchor="middle"
          fill={firm ? 'var(--paper)' : shade}
        >
          {view.format.number(place + 1)}
        </text>
      ) : null}
    </>
  );
}

/** Nobody has promised it, and nobody is asked for it. */
const isFree = ({ state }: Piece) => state === 'declined' || state === 'silent' || state === 'withdrawn';

/** The number of a firm as it stands in the strips. */
export function Place({ view, place }: { view: View; place: number }) {
  return (
    <svg class="place" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <rect width="24" height="24" rx="4" fill={`var(--${shades[place % shades.length]})`} />
      <text x="12" y="18" font-size="15" font-weight="700" text-anchor="middle" fill="var(--paper)">
        {view.format.number(place + 1)}
      </text>
    </svg>
  );
}

function said({ text }: View, step: string, pieces: Piece[], named: boolean): string {
  const words = text.coalitions.bar;
  const own = pieces.filter((one) => one.step === step);
  const parts = own.map((one) => words.part(isFree(one) ? words.open : apart(one.name), one.share));
  return [named ? words.label(apart(step)) : '', ...parts].filter(Boolean).join(' – ');
}
