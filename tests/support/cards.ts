/** Cards drawn in plain Node, as the Worker draws them, and what can be told of their pixels. */
import { readFileSync } from 'node:fs';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { type Card, svgOf } from '../../worker/outside/cards/card.ts';
import { fontsOf, measureWith } from '../../worker/outside/cards/raster.ts';

const packages = new URL('../../node_modules/', import.meta.url);
const read = (path: string): ArrayBuffer => Uint8Array.from(readFileSync(new URL(path, packages))).buffer;
const cairo = '@expo-google-fonts/cairo';

await initWasm(read('@resvg/resvg-wasm/index_bg.wasm'));

export const fonts = fontsOf(read(`${cairo}/400Regular/Cairo_400Regular.ttf`), read(`${cairo}/700Bold/Cairo_700Bold.ttf`));
export const measure = measureWith(fonts);

export const card = (shown: Partial<Card>): Card => ({
  locale: 'ar',
  tag: 'عرض · خامات',
  direction: 'offer',
  title: 'جلد بقري',
  figures: [],
  by: '',
  where: 'مدينة الروبيكي',
  site: 'عنقود',
  photo: null,
  ...shown,
});

export const svg = (shown: Partial<Card>): string => svgOf(card(shown), fonts.letters, measure);

/** The columns and rows of the picture that have ink of a colour. */
export interface Ink {
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** The columns from `from` to `to`, a letter for each pixel. */
  columns(from: number, to: number): string;
}

/** Where a card shows something in this colour; null when nowhere. */
export function inkOf(shown: Partial<Card>, colour: string): Ink | null {
  const { pixels, width, height } = new Resvg(svg(shown), { font: { fontBuffers: Object.values(fonts.bytes) } }).render();
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const has = (x: number, y: number) => {
    const at = 4 * (y * width + x);
    return pixels[at] === r && pixels[at + 1] === g && pixels[at + 2] === b;
  };
  const box = { left: width, right: -1, top: height, bottom: -1 };
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if (has(x, y)) {
        box.left = Math.min(box.left, x);
        box.right = Math.max(box.right, x);
        box.top = Math.min(box.top, y);
        box.bottom = Math.max(box.bottom, y);
      }
  const columns = (from: number, to: number) => {
    let all = '';
    for (let y = 0; y < height; y += 1) for (let x = from; x < to; x += 1) all += has(x, y) ? '#' : '.';
    return all;
  };
  return box.right < 0 ? null : { ...box, columns };
}
