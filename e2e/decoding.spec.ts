/** What the decode workers make of files, byte by byte, in a real browser. */
import { expect, test, type Page } from '@playwright/test';
import { fitGeometry, type Fit } from '../src/core/dataset/fit.ts';
import { AreaRows } from '../src/core/dataset/resample.ts';
import { encodeGif, encodeTiff } from '../src/core/dataset/fixtures/encode-others.ts';
import { encodePng, testPicture, type Picture } from '../src/core/dataset/fixtures/encode-png.ts';
import { AVIF, withOrientation } from './fixtures/image-files.ts';
import { DataColumn } from './pages/data-column.ts';

interface Decoded {
  readonly path: string;
  readonly width: number;
  readonly remark: string | null;
  readonly shared: boolean;
  readonly bytes: Buffer;
}

interface StoreWindow {
  readonly playground: {
    readonly store: {
      getState(): {
        readonly importProgress: unknown;
        readonly items: readonly {
          readonly path: string;
          readonly remark?: string;
          readonly image: { readonly width: number; readonly data: Uint8Array };
        }[];
        setParameter(path: string, value: unknown): void;
      };
    };
  };
}

/** Bytes travel as one text (each a letter of Latin-1): as an array of numbers a picture takes seconds. */
async function decoded(page: Page): Promise<Decoded[]> {
  const items = await page.evaluate(() =>
    (window as unknown as StoreWindow).playground.store.getState().items.map((item) => ({
      path: item.path,
      width: item.image.width,
      remark: item.remark ?? null,
      shared: item.image.data.buffer instanceof SharedArrayBuffer,
      bytes: new TextDecoder('x-user-defined').decode(Uint8Array.from(item.image.data)),
    })),
  );
  return items.map((item) => ({ ...item, bytes: Buffer.from(item.bytes, 'latin1') }));
}

const file = (name: string, bytes: Uint8Array) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(bytes),
});

function expected({ width, height, data }: Picture, sizePx: number, fit: Fit): Buffer {
  const geometry = fitGeometry(width, height, sizePx, fit);
  const { source } = geometry;
  const rows = new AreaRows(geometry, sizePx);
  const region = new Uint8Array(source.width * source.height * 3);
  for (let y = 0; y < source.height; y++) {
    const from = ((source.y + y) * width + source.x) * 3;
    region.set(data.subarray(from, from + source.width * 3), y * source.width * 3);
  }
  rows.add({ data: region, firstRow: 0, rowCount: source.height, channels: 3 });
  return Buffer.from(rows.finish().data);
}

/** Mean of the red channel over one half of a decoded square image. */
function redMean({ width, bytes }: Decoded, half: 'left' | 'right' | 'top' | 'bottom'): number {
  let sum = 0;
  for (let y = 0; y < width; y++) {
    for (let x = 0; x < width; x++) {
      const along = half === 'left' || half === 'right' ? x : y;
      const first = half === 'left' || half === 'top';
      if (along < width / 2 === first) sum += bytes[(y * width + x) * 3];
    }
  }
  return sum / ((width * width) / 2);
}

test('the bytes are the area means of the pixels, for every fit, and again after a change of size', async ({
  page,
}) => {
  const data = new DataColumn(page);
  await data.open();
  const picture = testPicture(333, 210, 4);
  await data.chooseFiles([
    file('a.png', encodePng(picture)),
    file('b.tif', encodeTiff(picture, { tile: 64 })),
  ]);
  for (const [sizePx, fit] of [
    [256, 'stretch'],
    [256, 'crop'],
    [256, 'letterbox'],
    [64, 'letterbox'],
    [64, 'stretch'],
  ] as const) {
    await page.evaluate(
      ([size, how]) => {
        const state = (window as unknown as StoreWindow).playground.store.getState();
        state.setParameter('data.imageSizePx', size);
        state.setParameter('data.fit', how);
      },
      [sizePx, fit] as const,
    );
    await page.waitForFunction((size) => {
      const { importProgress, items } = (window as unknown as StoreWindow).playground.store.getState();
      return importProgress === null && items[0].image.width === size;
    }, sizePx);
    for (const image of await decoded(page)) {
      expect(image.shared).toBe(true);
      expect(image.bytes.equals(expected(picture, sizePx, fit)), `${image.path} ${sizePx} ${fit}`).toBe(true);
    }
  }
});

test('orientation, transparency, frames, pages, depth and AVIF', async ({ page }) => {
  const data = new DataColumn(page);
  await data.open();
  // Bright on the left, as stored.
  const jpeg = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(64, 40);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.fillStyle = '#000';
    context.fillRect(0, 0, 64, 40);
    context.fillStyle = '#fff';
    context.fillRect(0, 0, 32, 40);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 1 });
    return Array.from(new Uint8Array(await blob.arrayBuffer()));
  });
  const grey = testPicture(40, 40, 3, 1);
  const half = Uint8Array.from({ length: 32 * 32 * 4 }, (_, i) => (i % 4 === 3 ? 128 : 200));
  await data.chooseFiles([
    file('1 upright.jpg', Buffer.from(jpeg)),
    file('2 turned.jpg', withOrientation(Buffer.from(jpeg), 6)),
    file('3 half.png', encodePng({ width: 32, height: 32, channels: 4, data: half })),
    file('4 frames.gif', encodeGif(grey, testPicture(40, 40, 9, 1))),
    file('5 grey.png', encodePng(grey)),
    file(
      '6 deep.tif',
      encodeTiff(grey, { bits: 16, samples: Uint16Array.from(grey.data, (v) => v * 257), pages: 3 }),
    ),
    file('7 small.avif', AVIF),
  ]);
  const [upright, turned, transparent, frames, png, deep, avif] = await decoded(page);
  expect(redMean(upright, 'left')).toBeGreaterThan(240);
  expect(redMean(upright, 'right')).toBeLessThan(15);
  expect(redMean(turned, 'top')).toBeGreaterThan(240);
  expect(redMean(turned, 'bottom')).toBeLessThan(15);
  expect(Math.abs(transparent.bytes[0] - 100)).toBeLessThanOrEqual(1);
  expect(frames.remark).toBe('first-frame');
  expect(frames.bytes.equals(png.bytes)).toBe(true);
  expect(deep.remark).toBe('first-page');
  expect(deep.bytes.equals(png.bytes)).toBe(true);
  const mean = avif.bytes.reduce((sum, value) => sum + value, 0) / avif.bytes.length;
  expect(mean).toBeGreaterThan(60);
  expect(mean).toBeLessThan(190);
  await expect(data.column.getByText('2 images taken with a remark')).toBeVisible();
  expect(data.errors).toEqual([]);
});

test('photographs have the bytes that a canvas gives, also with sides that no block divides', async ({
  page,
}) => {
  const data = new DataColumn(page);
  await data.open();
  const made = await page.evaluate(async () => {
    const files: { name: string; bytes: number[]; width: number; height: number; rgba: string }[] = [];
    for (const [width, height, type] of [
      [301, 203, 'jpeg'],
      [130, 257, 'webp'],
      [97, 111, 'png'],
    ] as const) {
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
      if (!context) throw new Error('no canvas');
      const noise = context.createImageData(width, height);
      let state = width;
      for (let i = 0; i < noise.data.length; i++) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        noise.data[i] = i % 4 === 3 ? 255 : 60 + (state >>> 25);
      }
      context.putImageData(noise, 0, 0);
      const blob = await canvas.convertToBlob({ type: `image/${type}`, quality: 0.9 });
      const bitmap = await createImageBitmap(blob, { colorSpaceConversion: 'none' });
      context.drawImage(bitmap, 0, 0);
      const rgba = new TextDecoder('x-user-defined').decode(context.getImageData(0, 0, width, height).data);
      files.push({
        name: `${files.length}.${type}`,
        bytes: Array.from(new Uint8Array(await blob.arrayBuffer())),
        width,
        height,
        rgba,
      });
    }
    return files;
  });
  await data.chooseFiles(made.map(({ name, bytes }) => file(name, Uint8Array.from(bytes))));
  const images = await decoded(page);
  expect(images).toHaveLength(3);
  made.forEach(({ name, width, height, rgba }, i) => {
    const rgb = Buffer.from(rgba, 'latin1').filter((_, at) => at % 4 !== 3);
    const picture: Picture = { width, height, channels: 3, data: rgb };
    expect(images[i].bytes.equals(expected(picture, images[i].width, 'stretch')), name).toBe(true);
  });
});
