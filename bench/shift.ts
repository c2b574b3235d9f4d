/**
 * `npx tsx bench/shift.ts`: is a shift seen, and is none invented? Of the normal images of each set 20 are drawn as test images, the others
 * stand for the training images; the test images stay as they are, are made 10 % darker, saved as JPEG of quality 30, or blurred.
 * The table has in how many of 20 draws the page would warn.
 *
 *   npx tsx bench/shift.ts [--draws 20] [--sample NAME,...] [--data FOLDER,...]
 */
import { parseArgs } from 'node:util';
import sharp, { type Sharp } from 'sharp';
import { statisticsOf, type ImageStatistics } from '../src/core/calibration/image-statistics.ts';
import { findShifts } from '../src/core/calibration/shift.ts';
import { createRandom } from '../src/core/random/random.ts';
import { SAMPLES } from '../src/core/samples/samples.ts';
import { normalSets, SIZE } from './normal-images.ts';

const TEST = 20;

const { values: options } = parseArgs({
  options: {
    draws: { type: 'string', default: '20' },
    sample: { type: 'string', default: SAMPLES.map(({ name }) => name).join(',') },
    data: { type: 'string', default: '' },
  },
});

const opened = (pixels: Uint8Array) => sharp(pixels, { raw: { width: SIZE, height: SIZE, channels: 3 } });
const rawOf = async (image: Sharp) => new Uint8Array(await image.removeAlpha().raw().toBuffer());

const CHANGES: Readonly<Record<string, (pixels: Uint8Array) => Promise<Uint8Array>>> = {
  'as they are': async (pixels) => pixels,
  '10 % darker': async (pixels) => pixels.map((value) => Math.round(0.9 * value)),
  'JPEG quality 30': async (pixels) => rawOf(sharp(await opened(pixels).jpeg({ quality: 30 }).toBuffer())),
  'blurred (sigma 1 px)': (pixels) => rawOf(opened(pixels).blur(1)),
};

const measure = (pixels: Uint8Array): ImageStatistics =>
  statisticsOf({ width: SIZE, height: SIZE, data: pixels });

const draws = Number(options.draws);
console.log(`| set | normal images | ${Object.keys(CHANGES).join(' | ')} |`);
console.log(
  `| --- | --- | ${Object.keys(CHANGES)
    .map(() => '---')
    .join(' | ')} |`,
);
const sets = normalSets(options);
for (const { name, load } of sets) {
  const normals = await load();
  const plain = normals.map(({ pixels }) => measure(pixels));
  const cells: string[] = [];
  for (const change of Object.values(CHANGES)) {
    const changed = await Promise.all(normals.map(async ({ pixels }) => measure(await change(pixels))));
    let warned = 0;
    for (let draw = 0; draw < draws; draw++) {
      const order = createRandom(draw, 'shift-bench').shuffle(normals.map((_, i) => i));
      const testNormal = order.slice(0, Math.min(TEST, normals.length >> 1)).map((i) => changed[i]);
      const train = order.slice(testNormal.length).map((i) => plain[i]);
      if (findShifts({ train, testNormal, scores: null }).shifts.length > 0) warned++;
    }
    cells.push(`${warned} of ${draws}`);
  }
  console.log(`| ${name} | ${normals.length} | ${cells.join(' | ')} |`);
}
