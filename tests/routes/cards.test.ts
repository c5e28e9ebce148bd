/** Pictures of shared links, drawn in the Worker's own runtime. */
import { describe, expect, test } from 'vitest';
import { readPhoto } from '../../worker/domain/media/photo.ts';
import { drawCard, drawJpeg } from '../../worker/outside/cards/draw.ts';
import { env } from '../support/market.ts';

const card = {
  locale: 'ar',
  tag: 'طلب · خامات',
  direction: 'need',
  title: 'مطلوب جلد PU سُمك 1.2 مم 👞',
  figures: ['٩٠ – ١٢٠ ج.م. / قدم مربع', '٢٬٥٠٠ قدم مربع'],
  by: 'Atelier Bata & Fils',
  where: 'مدينة الروبيكي للجلود',
  site: 'عنقود',
} as const;
const shown = { ...card, figures: [...card.figures] };

/** A picture of one colour, with sides of so many pixels. */
async function plain(side: number, format: 'image/jpeg' | 'image/png' | 'image/webp'): Promise<Uint8Array> {
  const png = await drawCard({ ...shown, photo: null });
  const made = await env.IMAGES.input(new Blob([png as BlobPart]).stream())
    .transform({ width: side, height: side, fit: 'cover' })
    .output({ format });
  return new Uint8Array(await made.response().arrayBuffer());
}

describe('a card', () => {
  test('is a PNG of 1200 × 630, also when two are the first at once', async () => {
    const both = await Promise.all([drawCard({ ...shown, photo: null }), drawCard({ ...shown, photo: null })]);
    for (const png of both) expect(readPhoto(png)).toMatchObject({ type: 'image/png', width: 1200, height: 630 });
    expect(both[0]).toEqual(both[1]);
  });

  test.each(['image/jpeg', 'image/png'] as const)('has its photo in it: %s', async (type) => {
    const without = await drawCard({ ...shown, photo: null });
    expect(await drawCard({ ...shown, photo: { bytes: await plain(300, type), type } })).not.toEqual(without);
    // a photo that is larger than any that was taken in is not decoded
    expect(await drawCard({ ...shown, photo: { bytes: await plain(1700, type), type } })).toEqual(without);
  });

  test.each(['image/jpeg', 'image/png', 'image/webp'] as const)(
    'is a JPEG that messengers take, with a photo of the type %s',
    async (type) => {
      const { bytes: jpeg, whole } = await drawJpeg(env, shown, await plain(1600, type));
      expect(whole).toBe(true);
      expect(readPhoto(jpeg)).toMatchObject({ type: 'image/jpeg', width: 1200, height: 630 });
      expect(jpeg.length).toBeLessThan(250_000);
      expect(jpeg).not.toEqual((await drawJpeg(env, shown, null)).bytes);
    },
  );

  test('is drawn without a photo that cannot be drawn, and says so', async () => {
    const whole = await drawJpeg(env, shown, null);
    expect(await drawJpeg(env, shown, new TextEncoder().encode('no photo'))).toEqual({ ...whole, whole: false });
  });
});
