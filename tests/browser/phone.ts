/** A phone's camera, microphone and thumb, for tests that post with them. */
import type { Locator, Page } from 'playwright-core';

export interface Chosen {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** A picture that the browser itself draws. */
export async function photo(page: Page, width: number, height: number, colour = 'sienna'): Promise<Chosen> {
  const bytes = await page.evaluate(
    async ({ width, height, colour }) => {
      const canvas = Object.assign(document.createElement('canvas'), { width, height });
      const paper = canvas.getContext('2d') as CanvasRenderingContext2D;
      paper.fillStyle = colour;
      paper.fillRect(0, 0, width, height);
      paper.fillStyle = 'white';
      paper.fillRect(0, 0, width / 3, height / 3);
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
      return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))];
    },
    { width, height, colour },
  );
  return { name: `${colour}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(bytes) };
}

/** The same photo, of a camera that was held upright and wrote down where. */
export function turned({ buffer, ...file }: Chosen): Chosen {
  const entry = (tag: number, type: number, count: number, value: number[]) => [tag >> 8, tag & 255, 0, type, 0, 0, 0, count, ...value];
  const place = [...Buffer.from('Robbiki\0')];
  const tiff = [
    ...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 2],
    ...entry(0x010f, 2, place.length, [0, 0, 0, 38]),
    ...entry(0x0112, 3, 1, [0, 6, 0, 0]),
    ...[0, 0, 0, 0],
    ...place,
  ];
  const body = [...Buffer.from('Exif\0\0'), ...tiff];
  const segment = Buffer.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255, ...body]);
  return { ...file, buffer: Buffer.concat([buffer.subarray(0, 2), segment, buffer.subarray(2)]) };
}

/** Counts what a thumb does. */
export function counted() {
  let count = 0;
  return {
    get count() {
      return count;
    },
    on: async (target: Locator, touch: (target: Locator) => Promise<unknown> = (one) => one.tap()) => {
      count += 1;
      await touch(target);
    },
  };
}

interface Heard {
  heard: { say(words: string): void; fail(error: string): void };
}

/** Runs in the page: a browser that understands what the test says to it. */
export function understandSpeech(): void {
  class Understanding {
    onresult?: (event: unknown) => void;
    onerror?: (event: unknown) => void;
    onend?: () => void;
    start() {
      (window as unknown as Heard).heard = {
        say: (transcript) => this.onresult?.({ results: [Object.assign([{ transcript }], { isFinal: false })] }),
        fail: (error) => {
          this.onerror?.({ error });
          this.onend?.();
        },
      };
    }
    stop() {
      this.onend?.();
    }
  }
  Object.assign(window, { SpeechRecognition: Understanding });
}

export async function say(page: Page, words: string): Promise<void> {
  await page.evaluate((words) => (window as unknown as Heard).heard.say(words), words);
}

/** The browser says that it cannot. */
export async function failToHear(page: Page, error: string): Promise<void> {
  await page.evaluate((error) => (window as unknown as Heard).heard.fail(error), error);
}
