/** A circle as a ring of firms, with what passes along each arrow; drawn in the direction of reading. */
import type { CircleLeg } from '../../schema/circle.ts';
import type { View } from '../view.ts';
import { apart } from './marked.ts';

const width = 360;
const height = 370;
/** Half of a firm's box. */
const box = { x: 56, y: 23 };
/** From the middle to the boxes, and to what passes between them. */
const reach = { x: 122, y: 158 };
const inner: Record<number, { x: number; y: number }> = {
  2: { x: 64, y: 0 },
  3: { x: 62, y: 108 },
  4: { x: 71, y: 104 },
  5: { x: 68, y: 126 },
};
/** What passes between the last boxes of five stands above them. */
const lowest = 84;
/** Letters of a line. */
const inBox = 15;
const onArrow = 14;

export function Ring({ view, legs, mine }: { view: View; legs: CircleLeg[]; mine: number | null }) {
  const { text, format, locale } = view;
  const turn = locale === 'ar' ? -1 : 1;
  const at = (n: number, by: { x: number; y: number }) => {
    const angle = (2 * Math.PI * n) / legs.length;
    return { x: width / 2 + turn * by.x * Math.sin(angle), y: height / 2 - by.y * Math.cos(angle) };
  };
  const passesAt = (n: number) => {
    const { x, y } = at(n + 0.5, inner[legs.length] ?? reach);
    return { x, y: legs.length === 5 ? Math.min(y, height / 2 + lowest) : y };
  };
  return (
    <svg class="ring" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={text.circles.picture(format.number(legs.length))}>
      {legs.map((_, n) => {
        const [from, to] = [angleOf(n, legs.length, turn, 'from'), angleOf(n + 1, legs.length, turn, 'to')];
        return <path d={arc(from, to, turn)} marker-end="url(#tip)" />;
      })}
      <defs>
        <marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="5" markerHeight="5" orient="auto">
          <path d="M0 0 8 4 0 8z" />
        </marker>
      </defs>
      {legs.map(({ offer }, n) => (
        <Lines at={passesAt(n)} lines={wrapped(offer.title, onArrow)} class="passes" />
      ))}
      {legs.map(({ giver, accepted }, n) => {
        const { x, y } = at(n, reach);
        return (
          <g class={giver.id === mine ? 'mine' : undefined}>
            <rect
              x={round(x - box.x)}
              y={round(y - box.y)}
              width={2 * box.x}
              height={2 * box.y}
              rx="10"
              class={accepted ? 'yes' : undefined}
            />
            <Lines at={{ x, y }} lines={wrapped(giver.name, inBox)} />
          </g>
        );
      })}
    </svg>
  );
}

function Lines({ at, lines, ...rest }: { at: { x: number; y: number }; lines: string[]; class?: string }) {
  return (
    <text x={round(at.x)} y={round(at.y + 4.5 - (lines.length - 1) * 7.5)} {...rest}>
      {lines.map((line, n) => (
        <tspan x={round(at.x)} dy={n === 0 ? 0 : 15}>
          {apart(line)}
        </tspan>
      ))}
    </text>
  );
}

/** Where an arrow leaves a box, and where it arrives at the next: on the ellipse, beside the box. */
function angleOf(n: number, count: number, turn: number, end: 'from' | 'to'): { x: number; y: number } {
  const step = (2 * Math.PI) / count;
  for (let part = 0; part < 40; part++) {
    const angle = n * step + (end === 'from' ? part : -part) * (step / 80);
    const centre = n * step;
    const x = reach.x * Math.sin(angle) - reach.x * Math.sin(centre);
    const y = reach.y * Math.cos(angle) - reach.y * Math.cos(centre);
    if (Math.abs(x) < box.x + 5 && Math.abs(y) < box.y + 5) continue;
    return { x: width / 2 + turn * reach.x * Math.sin(angle), y: height / 2 - reach.y * Math.cos(angle) };
  }
  return { x: width / 2, y: height / 2 };
}

function arc(from: { x: number; y: number }, to: { x: number; y: number }, turn: number): string {
  return `M${round(from.x)} ${round(from.y)}A${reach.x} ${reach.y} 0 0 ${turn > 0 ? 1 : 0} ${round(to.x)} ${round(to.y)}`;
}

const round = (n: number) => Math.round(n * 10) / 10;

/** At most two lines, by words; what is left out is said by three dots. The whole stands in the list below. */
function wrapped(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const cut = (line: string, more: boolean) => {
    // by letters: half of one that is written in two parts is none
    const letters = [...line];
    if (letters.length > most) return `${letters.slice(0, most - 1).join('')}…`;
    return more ? `${line}…` : line;
  };
  return lines.slice(0, 2).map((line, n) => cut(line, n === 1 && lines.length > 2));
}
