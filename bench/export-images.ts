/** A folder for bench/export.ts: normal images to train on, and a hundred of mixed sizes, colours and formats to be scored, as files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { generateSample } from '../src/core/samples/samples.ts';

const TRAIN = 40;

/** How the n-th of each five is written. All but JPEG keep every pixel, so only of JPEG may two decoders make different bytes. */
const FORMS: readonly (readonly [end: string, write: (image: Sharp) => Sharp])[] = [
  ['png', (image) => image.png()],
  ['rgba.png', (image) => image.ensureAlpha(0.7).png()],
  ['grey.png', (image) => image.greyscale().png()],
  ['webp', (image) => image.webp({ lossless: true })],
  ['jpg', (image) => image.withMetadata({ orientation: 6 }).jpeg({ quality: 90 })],
];

/** Width and height of the n-th image: from smaller than the network's input to several times as large, wide, tall and odd. */
const sizeOf = (n: number): readonly [number, number] => [61 + ((n * 137) % 900), 53 + ((n * 211) % 700)];

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
        const path = join(
          folder,
          'test',
          anomalous ? 'bad' : 'good',
          `${String(test++).padStart(3, '0')}.${end}`,
        );
        writeFileSync(path, await write(source.resize(width, height, { fit: 'fill' })).toBuffer());
      }
    }
}
