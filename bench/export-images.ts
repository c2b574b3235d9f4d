/** A folder for bench/export.ts: normal images to train on, and a hundred of mixed sizes, colours, depths and formats to be scored, as files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { generateSample } from '../src/core/samples/samples.ts';

const TRAIN = 40;

/** Samples of 16 bits that 8 bits cannot say. */
async function deep(image: Sharp, most: number): Promise<Sharp> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  const samples = Uint16Array.from(data, (value, i) =>
    Math.min(most, Math.round((value / 255) * most) + (i % 7)),
  );
  return sharp(samples, { raw: { width: info.width, height: info.height, channels: info.channels } });
}

type Write = (image: Sharp) => Sharp | Promise<Sharp>;

/**
 * How the n-th of each so many is written. All but those of JPEG and lossy WebP keep every pixel, so only of these may two decoders make
 * different bytes.
 */
const FORMS: readonly (readonly [end: string, write: Write])[] = [
  ['png', (image) => image.png()],
  ['rgba.png', (image) => image.ensureAlpha(0.7).png()],
  ['grey.png', (image) => image.greyscale().png()],
  ['webp', (image) => image.webp({ lossless: true })],
  ['jpg', (image) => image.withMetadata({ orientation: 6 }).jpeg({ quality: 90 })],
  ['deep.png', async (image) => (await deep(image, 65_535)).toColourspace('rgb16').png()],
  ['palette.png', (image) => image.png({ palette: true, colours: 64 })],
  ['grey.jpg', (image) => image.greyscale().jpeg({ quality: 85, progressive: true })],
  ['deep-grey.png', async (image) => (await deep(image.greyscale(), 65_535)).toColourspace('grey16').png()],
  ['grey-alpha.png', (image) => image.greyscale().ensureAlpha(0.5).png()],
  ['tif', (image) => image.tiff({ compression: 'lzw' })],
  ['lossy.webp', (image) => image.webp({ quality: 80 })],
  ['gif', (image) => image.gif()],
  ['cmyk.jpg', (image) => image.toColourspace('cmyk').jpeg({ quality: 95 })],
];

/** Of every fifty: as small as the page takes, a pixel beside a round size on either side, wide, and of a camera. */
const SPECIAL: Readonly<Record<number, readonly [number, number]>> = {
  6: [16, 16],
  13: [255, 257],
  19: [257, 255],
  25: [129, 127],
  31: [1300, 17],
  36: [256, 256],
  42: [4000, 3000],
};

/** Width and height of the n-th image: from smaller than the network's input to several times as large, wide, tall and odd. */
const sizeOf = (n: number): readonly [number, number] =>
  SPECIAL[n % 50] ?? [61 + ((n * 137) % 900), 53 + ((n * 211) % 700)];

/** Writes `count` test images below `folder`. */
export async function writeImages(folder: string, count: number): Promise<void> {
  let train = 0;
  let test = 0;
  for (const name of ['train/good', 'test/good', 'test/bad'])
    mkdirSync(join(folder, name), { recursive: true });
  for (let seed = 0; train < TRAIN || test < count; seed++)
    for (const { image, label } of generateSample('hex-nuts', seed, 256)) {
      const anomalous = label === 'anomalous';
      const raw = { raw: { width: image.width, height: image.height, channels: 3 } } as const;
      const source = sharp(image.data, raw);
      if (!anomalous && train < TRAIN) {
        writeFileSync(join(folder, `train/good/${train++}.png`), await source.png().toBuffer());
      } else if (test < count) {
        const [width, height] = sizeOf(test);
        const [end, write] = FORMS[test % FORMS.length];
        const name = `${String(test++).padStart(3, '0')}.${end}`;
        const written = await write(source.resize(width, height, { fit: 'fill' }));
        writeFileSync(join(folder, 'test', anomalous ? 'bad' : 'good', name), await written.toBuffer());
      }
    }
}

/** A disc right of the middle: what a region of interest may look at. */
export function writeRegion(file: string): Promise<unknown> {
  const circle =
    '<svg width="256" height="256"><rect width="256" height="256"/><circle cx="140" cy="120" r="80" fill="#fff"/></svg>';
  return sharp(Buffer.from(circle)).flatten().greyscale().png().toFile(file);
}
