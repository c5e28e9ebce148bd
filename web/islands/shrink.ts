/** Makes a photo as small as it is kept, on the phone: less to send, and nothing in it of where and by what it was taken. */

/** Longest sides in pixels, and qualities, of a photo and of its small copy. */
const large = { side: 1600, quality: 0.8 };
const little = { side: 480, quality: 0.7 };

export interface Shrunk {
  blob: Blob;
  small: Blob;
}

/** Null when the browser cannot show the file as a picture. */
export async function shrink(file: Blob): Promise<Shrunk | null> {
  const address = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = address;
    // its head is read for the size; it is not drawn at its own size, which might not fit into a cheap phone's memory
    await new Promise((loaded, failed) => {
      image.onload = loaded;
      image.onerror = failed;
    });
    const size = fitted(image.naturalWidth, image.naturalHeight, large.side);
    const drawn = draw(await decoded(file, image, size), size);
    const blob = await written(drawn, large.quality);
    const smallSize = fitted(size.width, size.height, little.side);
    const small = await written(draw(drawn, smallSize), little.quality);
    return blob && small && { blob, small };
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(address);
  }
}

interface Size {
  width: number;
  height: number;
}

/** No larger than it is, no side shorter than a pixel. */
function fitted(width: number, height: number, side: number): Size {
  const by = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * by)), height: Math.max(1, Math.round(height * by)) };
}

/** Decoded at the size that is wanted, where the browser can; it must stand as the photographer held it. */
async function decoded(file: Blob, image: HTMLImageElement, { width, height }: Size): Promise<CanvasImageSource> {
  try {
    const options = { imageOrientation: 'from-image', resizeWidth: width, resizeHeight: height, resizeQuality: 'medium' } as const;
    return await createImageBitmap(file, options);
  } catch {
    return image;
  }
}

type Canvas = OffscreenCanvas | HTMLCanvasElement;

function draw(source: CanvasImageSource, { width, height }: Size): Canvas {
  const canvas: Canvas =
    typeof OffscreenCanvas === 'undefined'
      ? Object.assign(document.createElement('canvas'), { width, height })
      : new OffscreenCanvas(width, height);
  const paper = canvas.getContext('2d') as CanvasRenderingContext2D | null;
  if (!paper) throw new Error('no canvas');
  // what can be seen through lies on white, as everywhere else
  paper.fillStyle = '#fff';
  paper.fillRect(0, 0, width, height);
  paper.imageSmoothingQuality = 'high';
  paper.drawImage(source, 0, 0, width, height);
  if (source instanceof ImageBitmap) source.close();
  return canvas;
}

/** WebP, and JPEG where the browser cannot write it. */
async function written(canvas: Canvas, quality: number): Promise<Blob | null> {
  const as = (type: string): Promise<Blob | null> =>
    canvas instanceof HTMLCanvasElement
      ? new Promise((resolve) => canvas.toBlob(resolve, type, quality))
      : canvas.convertToBlob({ type, quality });
  const blob = await as('image/webp');
  return blob?.type === 'image/webp' ? blob : as('image/jpeg');
}
