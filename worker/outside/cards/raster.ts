/** From the SVG of a card to pixels, by resvg; it must have been started before. */
import { Resvg } from '@resvg/resvg-wasm';
import { photoSide } from '../../../schema/attachment.ts';
import { readPhoto } from '../../domain/media/photo.ts';
import { type Card, escaped, photoName, svgOf } from './card.ts';
import { type Letters, lettersOf } from './letters.ts';
import { inDirection, type Measure, type Weight } from './lines.ts';

/** The two weights of Cairo as TrueType files, and what they can write. */
export interface Fonts {
  bytes: Record<Weight, Uint8Array>;
  letters: Letters;
}

export function fontsOf(regular: ArrayBuffer, bold: ArrayBuffer): Fonts {
  return { bytes: { 400: new Uint8Array(regular), 700: new Uint8Array(bold) }, letters: lettersOf(bold) };
}

/** A card as PNG. What is no sound JPEG or PNG is left out. */
export function pngOf(card: Card, fonts: Fonts): Uint8Array {
  const photo = card.photo && isSound(card.photo) ? card.photo : null;
  const svg = svgOf({ ...card, photo }, fonts.letters, measureWith(fonts));
  const drawing = new Resvg(svg, { font: { fontBuffers: Object.values(fonts.bytes), defaultFontFamily: 'Cairo' } });
  try {
    if (photo) drawing.resolveImage(photoName, photo.bytes);
    const pixels = drawing.render();
    try {
      return pixels.asPng();
    } finally {
      pixels.free();
    }
  } finally {
    drawing.free();
  }
}

/** security: a file of a few bytes can hold a picture that fills the memory, and another type may be an SVG of its own. */
function isSound({ bytes, type }: { bytes: Uint8Array; type: string }): boolean {
  const read = readPhoto(bytes);
  return read?.type === type && (type === 'image/jpeg' || type === 'image/png') && Math.max(read.width, read.height) <= photoSide;
}

/** resvg tells where ink is, not how far a text reaches: so it stands between two bars, and the bars are taken off. */
export function measureWith(fonts: Fonts): Measure {
  const known = new Map<string, number>();
  const between = (text: string, weight: Weight): number => {
    const name = `${weight} ${text}`;
    const width = known.get(name) ?? inkOf(`|${text}|`, fonts.bytes[weight], weight);
    known.set(name, width);
    return width;
  };
  return (text, weight) => (text === '' ? 0 : between(inDirection(text, 'ltr'), weight) - between('', weight));
}

function inkOf(text: string, font: Uint8Array, weight: Weight): number {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text font-family="Cairo" font-weight="${weight}" font-size="100" xml:space="preserve">${escaped(text)}</text></svg>`;
  const drawing = new Resvg(svg, { font: { fontBuffers: [font], defaultFontFamily: 'Cairo' } });
  const box = drawing.getBBox();
  const width = box?.width ?? 0;
  box?.free();
  drawing.free();
  return width;
}
