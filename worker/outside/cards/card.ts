/** What the picture of a shared link looks like: an SVG of 1200 × 630, as the programs that show links want it. */
import type { Locale } from '../../../schema/ids.ts';
import { drawable, type Letters } from './letters.ts';
import { type Direction, directionOf, fitted, inDirection, type Measure, type Weight } from './lines.ts';

export interface Card {
  locale: Locale;
  /** "عرض · خامات". */
  tag: string;
  /** An offer has a solid edge, a need is stitched. */
  direction: 'offer' | 'need' | null;
  title: string;
  /** Price and quantity as they are read; they may hold isolates. */
  figures: string[];
  /** The firm. */
  by: string;
  /** The cluster. */
  where: string;
  photo: { bytes: Uint8Array; type: 'image/jpeg' | 'image/png' } | null;
  /** The name of the site. */
  site: string;
}

export const cardWidth = 1200;
export const cardHeight = 630;

/** Where the photo stands, in pixels. */
export const photoWidth = 460;
export const photoHeight = 478;

/** The name by which the SVG asks for the photo, whose bytes do not stand in it. Nothing is fetched: resvg asks for such names only. */
export const photoName = 'https://photo.invalid/';

// the light colours of web/style/colours.css
const paper = '#faf6ef';
const sheet = '#fffdf9';
const ink = '#2a211b';
const soft = '#665a4f';
const line = '#dccfbc';
const edge = '#857464';
const accent = '#8c3b1f';
const onAccent = '#fffaf4';
const stitch = '#e9c3a0';

const outer = 28;
const inner = 44;
const barTop = 534;
const panel = { x: outer, y: outer, width: cardWidth - 2 * outer, height: photoHeight, round: 24 };
const leading = 1.3;
/** How far below the middle of a line of the font its letters stand, times its size. */
const drop = 0.33;

/** The SVG of a card. Texts are measured with the font whose characters are `letters`, Cairo. */
export function svgOf(card: Card, letters: Letters, measure: Measure): string {
  const drawing = new Drawing(card, letters, measure);
  const width = panel.width - 2 * inner - (card.photo ? photoWidth : 0);
  const start = outer + inner;
  const top = panel.y + inner - 8;
  const bottom = panel.y + panel.height - inner + 12;

  const pill = drawing.pill(start, top, width);
  const by = drawing.oneLine(card.by, { start, bottom, width, sizes: [36, 32, 28], weight: 400, colour: soft });
  const figures = drawing.figures({ start, bottom: bottom - by.height, width });
  const room = bottom - by.height - figures.height - (top + pill.height) - 14;
  const title = drawing.title({ start, top: top + pill.height + 4, width, height: room });

  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${cardWidth}" height="${cardHeight}" font-family="Cairo">`,
    `<rect width="${cardWidth}" height="${cardHeight}" fill="${paper}"/>`,
    drawing.ground(),
    pill.svg,
    title,
    figures.svg,
    by.svg,
    drawing.bar(),
    '</svg>',
  ].join('');
}

interface Place {
  /** From the edge where lines begin. */
  start: number;
  width: number;
}

interface Part {
  svg: string;
  /** That it takes, with the room around it. */
  height: number;
}

const nothing: Part = { svg: '', height: 0 };

/** Draws parts of a card from the edge where its language begins. */
class Drawing {
  readonly card: Card;
  readonly letters: Letters;
  readonly measure: Measure;
  readonly direction: Direction;

  constructor(card: Card, letters: Letters, measure: Measure) {
    this.card = card;
    this.letters = letters;
    this.measure = measure;
    this.direction = card.locale === 'ar' ? 'rtl' : 'ltr';
  }

  ground(): string {
    const { x, y, width, height, round } = panel;
    const box = `x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}"`;
    const border =
      this.card.direction === 'need' ? `stroke="${edge}" stroke-width="5" stroke-dasharray="20 13"` : `stroke="${line}" stroke-width="4"`;
    const photo = this.card.photo
      ? `<clipPath id="panel"><rect ${box}/></clipPath><image clip-path="url(#panel)" href="${photoName}" x="${this.left(cardWidth - outer - photoWidth, photoWidth)}" y="${y}" width="${photoWidth}" height="${photoHeight}" preserveAspectRatio="xMidYMid slice"/>`
      : '';
    return `<rect ${box} fill="${sheet}"/>${photo}<rect ${box} fill="none" ${border}/>`;
  }

  /** An offer is filled, a need is stitched, what is neither has a thin edge. */
  pill(start: number, top: number, width: number): Part {
    const tag = this.clean(this.card.tag);
    if (!tag) return nothing;
    const { size, text, wide } = this.single(tag, width - 56, [32, 28, 24], 700);
    const [boxWidth, height] = [Math.ceil(wide) + 56, 58];
    const look = {
      offer: `fill="${accent}" stroke="${accent}" stroke-width="3"`,
      need: `fill="none" stroke="${accent}" stroke-width="4" stroke-dasharray="11 7"`,
      none: `fill="none" stroke="${edge}" stroke-width="3"`,
    }[this.card.direction ?? 'none'];
    const colour = { offer: onAccent, need: accent, none: soft }[this.card.direction ?? 'none'];
    const box = `<rect x="${this.left(start, boxWidth)}" y="${top}" width="${boxWidth}" height="${height}" rx="14" ${look}/>`;
    return { svg: box + this.text(text, start + 28, top + height / 2, size, 700, colour, this.direction), height };
  }

  title({ start, top, width, height }: Place & { top: number; height: number }): string {
    const title = this.clean(this.card.title);
    const { size, lines } = fitted(
      title,
      { width, height, sizes: [92, 80, 70, 62, 55, 49, 44], leading, most: 3, weight: 700 },
      this.measure,
    );
    const direction = directionOf(title, this.direction);
    const first = top + (height - lines.length * size * leading) / 2 + (size * leading) / 2;
    return lines.map((one, n) => this.text(one, start, first + n * size * leading, size, 700, ink, direction)).join('');
  }

  /** Side by side where there is room, else below each other, at most two. */
  figures({ start, bottom, width }: Place & { bottom: number }): Part {
    const figures = this.card.figures.map((figure) => this.clean(figure)).filter(Boolean);
    const size = 46;
    const gap = 44;
    const wides = figures.map((figure) => (this.measure(figure, 700) * size) / 100);
    if (figures.length > 1 && sum(wides) + gap * (figures.length - 1) <= width) {
      const middle = bottom - (size * leading) / 2;
      let at = start;
      const svg = figures.map((figure, n) => {
        const dot = n === 0 ? '' : `<circle cx="${this.left(at - gap / 2, 0)}" cy="${middle}" r="5" fill="${edge}"/>`;
        const text = this.text(figure, at, middle, size, 700, n === 0 ? accent : ink, this.direction);
        at += (wides[n] ?? 0) + gap;
        return dot + text;
      });
      return { svg: svg.join(''), height: size * leading };
    }
    const rows = figures.slice(0, 2);
    const sizes = [rows.length > 1 ? 40 : 46, 34, 28];
    const fits = (one: number) => wides.slice(0, 2).every((wide) => (wide * one) / size <= width);
    const chosen = sizes.find(fits) ?? 28;
    return rows.reduceRight<Part>((below, figure, n) => {
      const place = { start, bottom: bottom - below.height, width, sizes: [chosen], weight: 700, own: false } as const;
      const row = this.oneLine(figure, { ...place, colour: n === 0 ? accent : ink });
      return { svg: row.svg + below.svg, height: row.height + below.height };
    }, nothing);
  }

  /** One line that ends at `bottom`; in its own direction, or in that of the card. */
  oneLine(said: string, place: Place & { bottom: number; sizes: readonly number[]; weight: Weight; colour: string; own?: boolean }): Part {
    const { start, bottom, width, sizes, weight, colour, own = true } = place;
    const cleaned = this.clean(said);
    if (!cleaned) return nothing;
    const { size, text } = this.single(cleaned, width, sizes, weight);
    const height = size * leading;
    const direction = own ? directionOf(cleaned, this.direction) : this.direction;
    return { svg: this.text(text, start, bottom - height / 2, size, weight, colour, direction), height };
  }

  /** A strip of leather with its seam: where it is, and whose picture. */
  bar(): string {
    const middle = (barTop + 10 + cardHeight) / 2;
    const site = this.single(this.clean(this.card.site), 300, [46], 700);
    const mark = 52;
    const siteStart = cardWidth - outer - 16 - site.wide;
    const markStart = siteStart - 18 - mark;
    const where = this.clean(this.card.where);
    const place = this.single(where, markStart - outer - 16 - 40, [38, 32, 28], 400);
    return [
      `<rect y="${barTop}" width="${cardWidth}" height="${cardHeight - barTop}" fill="${accent}"/>`,
      `<path d="M0 ${barTop + 11}H${cardWidth}" stroke="${stitch}" stroke-width="3" stroke-dasharray="14 9"/>`,
      this.text(place.text, outer + 16, middle, place.size, 400, stitch, directionOf(where, this.direction)),
      `<g transform="translate(${this.left(markStart, mark)} ${middle - mark / 2}) scale(${mark / 50}) translate(-8 -7)">${bunch}</g>`,
      this.text(site.text, siteStart, middle, site.size, 700, onAccent, this.direction),
    ].join('');
  }

  /** The largest size in which a text fits on one line; cut where it fits in none. */
  private single(text: string, width: number, sizes: readonly number[], weight: Weight): { text: string; size: number; wide: number } {
    const shown = fitted(text, { width, height: 1000, sizes, leading, most: 1, weight }, this.measure);
    const [said = ''] = shown.lines;
    return { text: said, size: shown.size, wide: (this.measure(said, weight) * shown.size) / 100 };
  }

  /** A text whose line has its middle at `middle`. */
  private text(said: string, start: number, middle: number, size: number, weight: Weight, colour: string, direction: Direction): string {
    if (!said) return '';
    const anchor = this.direction === 'rtl' ? 'end' : 'start';
    const written = escaped(inDirection(said, direction));
    return `<text x="${this.left(start, 0)}" y="${round(middle + size * drop)}" font-size="${size}" font-weight="${weight}" fill="${colour}" text-anchor="${anchor}" xml:space="preserve">${written}</text>`;
  }

  /** The left edge of what begins so far from the edge where lines begin. */
  private left(start: number, width: number): number {
    return round(this.direction === 'rtl' ? cardWidth - start - width : start);
  }

  private clean(text: string): string {
    return drawable(text, this.letters, this.card.locale);
  }
}

/** The bunch of web/static/favicon.svg, between 8 7 and 58 59. */
const bunch = `<path d="M32 20.5C31.4 15.5 32.6 11.5 36 7.5" fill="none" stroke="${paper}" stroke-width="3.4" stroke-linecap="round"/><path d="M35.4 14.6C38.6 9.2 46 7.4 52.4 10.6C50 17.2 41.6 19.6 35.4 14.6Z" fill="${stitch}"/><g fill="${paper}"><circle cx="17.6" cy="27.6" r="6.7"/><circle cx="46.4" cy="27.6" r="6.7"/><circle cx="24.8" cy="40" r="6.7"/><circle cx="39.2" cy="40" r="6.7"/><circle cx="32" cy="52.4" r="6.7"/></g><circle cx="32" cy="27.6" r="6.7" fill="${stitch}"/>`;

// security: everything in a card was written by strangers
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);
const round = (n: number) => Math.round(n * 10) / 10;
