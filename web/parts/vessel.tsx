/** A pool as a vessel that fills: its steps are lines across it, each with its price; one's own share lies on top in another shade. */
import type { PoolCard } from '../../schema/pool.ts';
import type { View } from '../view.ts';

type Shown = Pick<PoolCard, 'id' | 'steps' | 'total' | 'mine' | 'cap' | 'unit' | 'currency'>;

/** In units of the drawing, which is as wide as the page of a small phone. */
const large = { width: 320, height: 256, from: 6, to: 116, rim: 14, floor: 238, taper: 8 };
const small = { width: 44, height: 54, from: 2, to: 42, rim: 3, floor: 52, taper: 4 };
/** Between two labels. */
const apart = 42;

export function Vessel({ view, pool }: { view: View; pool: Shown }) {
  const { text, format, locale } = view;
  const { id, steps, total, mine, unit, currency } = pool;
  const words = text.pools;
  const quantity = (amount: number) => format.quantity({ amount, unit });
  // it stands where the page begins, and its prices beside it
  const x = (at: number) => (locale === 'ar' ? large.width - at : at);
  const height = heightOf(pool, large);
  const band = height(total - mine) - height(total);
  const places = spread(steps.map(({ from }) => height(from)));
  const said = [words.vessel.holds(quantity(total)), ...(mine > 0 ? [words.vessel.mine(quantity(mine))] : [])];
  const priced = steps.map(({ from, price }) => words.vessel.step(quantity(from), format.money(price, currency)));
  return (
    <svg class="vessel" viewBox={`0 0 ${large.width} ${large.height}`} role="img" aria-labelledby={`vessel-${id} steps-${id}`}>
      <title id={`vessel-${id}`}>{said.join(' · ')}</title>
      <desc id={`steps-${id}`}>{priced.join(' · ')}</desc>
      <Filling pool={pool} size={large} x={x} height={height} />
      {steps.map(({ from, price }, i) => {
        const [y, place] = [height(from), places[i] ?? 0];
        const reached = from <= total;
        return (
          <g fill="currentColor">
            <path
              d={`M${x(large.from)} ${y}H${x(large.to + 6)}L${x(large.to + 20)} ${place}`}
              fill="none"
              stroke="var(--ink)"
              stroke-width={reached ? 2 : 1.5}
              stroke-dasharray={reached ? undefined : '4 4'}
            />
            <text x={x(large.to + 26)} y={place + 1} font-size="17" font-weight="700">
              {`${format.money(price, currency)}${reached ? ' ✓' : ''}`}
            </text>
            <text x={x(large.to + 26)} y={place + 21} font-size="14" fill="var(--soft)">
              {words.from(quantity(from))}
            </text>
          </g>
        );
      })}
      {band > 20 ? (
        <text
          x={x((large.from + large.to) / 2)}
          y={height(total) + band / 2 + 5}
          font-size="14"
          text-anchor="middle"
          fill="var(--on-accent)"
          stroke="var(--accent)"
          stroke-width="6"
          paint-order="stroke"
        >
          {words.vessel.yours}
        </text>
      ) : null}
    </svg>
  );
}

/** The same without words, beside a line that says it. */
export function SmallVessel({ pool }: { pool: Shown }) {
  const height = heightOf(pool, small);
  return (
    <svg width={small.width} height={small.height} viewBox={`0 0 ${small.width} ${small.height}`} aria-hidden="true">
      <Filling pool={pool} size={small} x={(at) => at} height={height} />
      {pool.steps.map(({ from }) => (
        <path
          d={`M${small.from} ${height(from)}H${small.to}`}
          stroke="var(--ink)"
          stroke-dasharray={from <= pool.total ? undefined : '3 3'}
        />
      ))}
    </svg>
  );
}

type Size = typeof large;

function Filling({ pool, size, x, height }: { pool: Shown; size: Size; x: (at: number) => number; height: (quantity: number) => number }) {
  const { id, total, mine } = pool;
  const { from, to, rim, floor, taper } = size;
  const round = taper * 1.5;
  const outline = `M${x(from)} ${rim}L${x(from + taper)} ${floor - round}Q${x(from + taper)} ${floor} ${x(from + taper + round)} ${floor}H${x(
    to - taper - round,
  )}Q${x(to - taper)} ${floor} ${x(to - taper)} ${floor - round}L${x(to)} ${rim}`;
  const start = Math.min(x(from), x(to));
  const [level, others] = [height(total), height(total - mine)];
  const clip = `glass-${size.width}-${id}`;
  return (
    <>
      <clipPath id={clip}>
        <path d={`${outline}Z`} />
      </clipPath>
      <g clip-path={`url(#${clip})`}>
        <rect x={start} y={rim} width={to - from} height={floor - rim} fill="var(--sunk)" />
        <rect x={start} y={others} width={to - from} height={floor - others} fill="var(--subcontracting)" fill-opacity=".45" />
        <rect x={start} y={level} width={to - from} height={others - level} fill="var(--accent)" />
      </g>
      <path d={outline} fill="none" stroke="var(--edge)" stroke-width={size === large ? 4 : 2} stroke-linecap="round" />
    </>
  );
}

/** Where the surface of a quantity lies. There is room above the last step, but none above the cap. */
function heightOf({ steps, total, cap }: Shown, { rim, floor }: Size): (quantity: number) => number {
  const top = Math.min(cap ?? Number.POSITIVE_INFINITY, Math.max(steps.at(-1)?.from ?? 0, total) * 1.12);
  return (quantity) => Math.round((floor - (Math.min(quantity, top) / top) * (floor - rim)) * 10) / 10;
}

/** Places of labels, the lowest first: beside their lines, or as near as their neighbours let them. */
function spread(lines: number[]): number[] {
  const places: number[] = [];
  for (const line of lines) places.push(Math.min(line, (places.at(-1) ?? large.floor - 8 + apart) - apart));
  for (let i = places.length - 1, least = large.rim + 2; i >= 0; i--, least += apart) places[i] = Math.max(places[i] ?? 0, least);
  return places;
}
