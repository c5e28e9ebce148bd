/** `node scripts/pictures.ts [--url http://127.0.0.1:8787]`: draws the icons from the mark and, with the address of a seeded market, the manifest's screenshots. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const into = join(import.meta.dirname, '../web/static');
const mark = readFileSync(join(into, 'favicon.svg'), 'utf8');
/** The mark without its ground. */
const grapes = mark.replace(/<rect[^>]*>/, '');
const ground = '#8c3b1f';

const { values } = parseArgs({ options: { url: { type: 'string' } } });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium', args: ['--no-sandbox'] });
await icons(browser);
if (values.url) await screenshots(browser, values.url);
await browser.close();

async function icons(browser: Browser): Promise<void> {
  // systems cut icons to their own shapes: nothing that matters stands outside of the middle 80 %
  const full = (size: number, scale: number) => drawn(grapes, size, scale, ground);
  const white = grapes.replace(/#(faf6ef|e9c3a0)/g, '#fff');
  const all: [name: string, size: number, html: string][] = [
    ['icon-180', 180, full(180, 0.94)],
    ['icon-192', 192, drawn(mark, 192, 1)],
    ['icon-512', 512, drawn(mark, 512, 1)],
    ['icon-maskable-512', 512, full(512, 0.86)],
    // the sign of a notice is a shape: its colour is the system's
    ['badge', 96, drawn(white, 96, 1)],
  ];
  for (const [name, size, html] of all) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(html);
    write(`icons/${name}.png`, await page.screenshot({ omitBackground: true }));
    await page.close();
  }
}

function drawn(svg: string, size: number, scale: number, ground = 'transparent'): string {
  const edge = Math.round(size * scale);
  return `<style>body{margin:0;display:grid;place-items:center;overflow:hidden;inline-size:${size}px;block-size:${size}px;background:${ground}}svg{inline-size:${edge}px;block-size:${edge}px}</style>${svg}`;
}

async function screenshots(browser: Browser, url: string): Promise<void> {
  const pages = { market: '/c/robbiki', search: `/c/robbiki/search?q=${encodeURIComponent('جلد')}` };
  const forms = { narrow: { width: 412, height: 732 }, wide: { width: 1280, height: 800 } };
  for (const locale of ['ar', 'fr', 'en'])
    for (const [form, viewport] of Object.entries(forms))
      for (const [name, path] of Object.entries(pages)) {
        if (form === 'wide' && name !== 'market') continue;
        const page = await browser.newPage({ viewport, locale, deviceScaleFactor: form === 'narrow' ? 1.5 : 1 });
        await page.goto(new URL(path, url).href, { waitUntil: 'networkidle' });
        const png = await page.screenshot();
        write(`screenshots/${name}-${form}-${locale}.webp`, await asWebp(browser, png));
        await page.close();
      }
}

/** The browser is the only one here that knows WebP. */
async function asWebp(browser: Browser, png: Buffer): Promise<Buffer> {
  const page = await browser.newPage();
  const data = await page.evaluate(
    async (source) => {
      const picture = await createImageBitmap(await (await fetch(source)).blob());
      const canvas = document.createElement('canvas');
      canvas.width = picture.width;
      canvas.height = picture.height;
      canvas.getContext('2d')?.drawImage(picture, 0, 0);
      return canvas.toDataURL('image/webp', 0.72);
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
  await page.close();
  return Buffer.from(data.slice(data.indexOf(',') + 1), 'base64');
}

function write(name: string, bytes: Buffer): void {
  const path = join(into, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  console.log(`${name}  ${bytes.length}`);
}
