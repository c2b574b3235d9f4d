/**
 * `npx tsx bench/localisation.ts`: how long the pixel metrics of a test set take (over all, by type and by image, exactly), without the
 * page's thread having any part in it: the page runs the same function in a worker.
 *
 *   npx tsx bench/localisation.ts [--images 200] [--side 256]
 *
 * Half of the images are normal; the others carry one defect of five types. Maps are seeded noise, raised inside the defects.
 */
import os from 'node:os';
import { parseArgs } from 'node:util';
import { pixelMetrics } from '../src/core/metrics/pixel-metrics.ts';
import { pixelReport } from '../src/core/metrics/pixel-report.ts';
import { createRandom } from '../src/core/random/random.ts';

const { values } = parseArgs({
  options: { images: { type: 'string', default: '200' }, side: { type: 'string', default: '256' } },
});
const count = Number(values.images);
const side = Number(values.side);
const TYPES = 5;
const ROUNDS = 3;

const random = createRandom(0, 'localisation-bench');
const masks = Array.from({ length: count }, (_, i) => {
  if (i % 2 === 0) return null;
  const mask = new Uint8Array(side * side);
  const [x, y, width, height] = [random.int(0, side - 60), random.int(0, side - 60), 24, 36];
  for (let row = y; row < y + height; row++) mask.fill(1, row * side + x, row * side + x + width);
  return mask;
});
const maps = masks.map((mask) =>
  Float32Array.from({ length: side * side }, (_, p) => random.normal() + (mask?.[p] ? 1.5 : 0)),
);
const input = {
  width: side,
  height: side,
  count,
  mapAt: (i: number) => maps[i],
  maskAt: (i: number) => masks[i],
  typeAt: (i: number) => (masks[i] ? `type ${i % TYPES}` : null),
  threshold: 2,
};

const median = (work: () => unknown): number => {
  const times = Array.from({ length: ROUNDS }, () => {
    const startedMs = performance.now();
    work();
    return performance.now() - startedMs;
  });
  return times.sort((a, b) => a - b)[ROUNDS >> 1];
};

const all = median(() => pixelMetrics(input));
const report = median(() => pixelReport(input));
console.log(
  `${os.cpus()[0].model}, ${os.cpus().length} threads, load ${os.loadavg()[0].toFixed(1)}, Node ${process.version}`,
);
console.log(`${count} maps of ${side} x ${side}, median of ${ROUNDS} rounds, one thread:`);
console.log(`  over all pixels: ${(all / 1000).toFixed(2)} s`);
console.log(`  over all, by type and by image: ${(report / 1000).toFixed(2)} s`);
