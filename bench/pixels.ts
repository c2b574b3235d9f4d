/**
 * Pixel metrics of a large test set, as the engine's worker makes them (one thread, the same functions in Node): 200 maps of 57 x 57 places
 * raised to 256 x 256 px, every second one of an image with three defects, then AUROC, average precision, AUPRO, F1 and IoU over all pixels;
 * and the report of the same over all, by type and by image, which the page asks of a worker of its own.
 */
import os from 'node:os';
import { upsampleMap } from '../src/core/heatmap/upsample-map.ts';
import { pixelMetrics } from '../src/core/metrics/pixel-metrics.ts';
import { pixelReport } from '../src/core/metrics/pixel-report.ts';
import { createRandom } from '../src/core/random/random.ts';

const IMAGES = 200;
const SIDE = 256;
const PLACES = 57;
const DEFECTS = 3;
const TYPES = 5;
const SIGMA_PX = 10;
/** The first call compiles. */
const CALLS = 4;

interface Time {
  readonly wallMs: number;
  /** Leaves out what other work took. */
  readonly processorMs: number;
}

export interface PixelTimes {
  readonly images: number;
  readonly sidePx: number;
  /** Of the quickest call, with and without the maps' upsampling. */
  readonly withMaps: Time;
  readonly metrics: Time;
  /** Over all, by type and by image, without upsampling. */
  readonly report: Time;
  readonly load: number;
}

function timed(work: () => void): Time {
  const [startedMs, before] = [performance.now(), process.cpuUsage()];
  work();
  const { user, system } = process.cpuUsage(before);
  return { wallMs: performance.now() - startedMs, processorMs: (user + system) / 1000 };
}

export function measurePixels(): PixelTimes {
  const [load] = os.loadavg();
  const random = createRandom(0, 'bench-pixels');
  const grids = Array.from({ length: IMAGES }, () => ({
    rows: PLACES,
    columns: PLACES,
    stridePx: 4,
    offsetPx: 15.5,
    scores: Float32Array.from({ length: PLACES ** 2 }, () => random.normal() ** 2),
  }));
  const masks = grids.map((_, i) => {
    if (i % 2 === 0) return null;
    const mask = new Uint8Array(SIDE * SIDE);
    for (let defect = 0; defect < DEFECTS; defect++) {
      const [left, top] = [random.int(0, SIDE - 50), random.int(0, SIDE - 50)];
      const [width, height] = [random.int(5, 50), random.int(5, 50)];
      for (let y = top; y < top + height; y++) mask.fill(1, y * SIDE + left, y * SIDE + left + width);
    }
    return mask;
  });
  const calls = Array.from({ length: CALLS }, () => {
    let maps: Float32Array[] = [];
    const raised = timed(() => (maps = grids.map((grid) => upsampleMap(grid, 'patch', SIDE, SIGMA_PX))));
    const input = {
      width: SIDE,
      height: SIDE,
      count: IMAGES,
      mapAt: (i: number) => maps[i],
      maskAt: (i: number) => masks[i],
      typeAt: (i: number) => (masks[i] ? `type ${i % TYPES}` : null),
      threshold: 1,
    };
    const metrics = timed(() => pixelMetrics(input));
    const report = timed(() => pixelReport(input));
    const withMaps = {
      wallMs: raised.wallMs + metrics.wallMs,
      processorMs: raised.processorMs + metrics.processorMs,
    };
    return { withMaps, metrics, report };
  });
  const best = calls.reduce((a, b) => (a.withMaps.processorMs < b.withMaps.processorMs ? a : b));
  return { images: IMAGES, sidePx: SIDE, ...best, load };
}
