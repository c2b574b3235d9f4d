/**
 * Pixel metrics of a large test set, as the engine's worker makes them (one thread, the same functions in Node): 200 maps of 57 x 57 places
 * raised to 256 x 256 px, every second one of an image with three defects, then AUROC, average precision, AUPRO, F1 and IoU over all pixels.
 */
import os from 'node:os';
import { upsampleMap } from '../src/core/heatmap/upsample-map.ts';
import { pixelMetrics } from '../src/core/metrics/pixel-metrics.ts';
import { createRandom } from '../src/core/random/random.ts';

const IMAGES = 200;
const SIDE = 256;
const PLACES = 57;
const DEFECTS = 3;
const SIGMA_PX = 10;
/** The first call compiles. */
const CALLS = 4;

export interface PixelTimes {
  readonly images: number;
  readonly sidePx: number;
  /** Of the quickest call, with and without the maps' upsampling; processor time leaves out what other work took. */
  readonly withMaps: { readonly wallMs: number; readonly processorMs: number };
  readonly metrics: { readonly wallMs: number; readonly processorMs: number };
  readonly load: number;
}

function timed(work: () => void): { wallMs: number; processorMs: number } {
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
    const metrics = timed(() =>
      pixelMetrics({
        width: SIDE,
        height: SIDE,
        count: IMAGES,
        mapAt: (i) => maps[i],
        maskAt: (i) => masks[i],
        threshold: 1,
      }),
    );
    const withMaps = {
      wallMs: raised.wallMs + metrics.wallMs,
      processorMs: raised.processorMs + metrics.processorMs,
    };
    return { withMaps, metrics };
  });
  const best = calls.reduce((a, b) => (a.withMaps.processorMs < b.withMaps.processorMs ? a : b));
  return { images: IMAGES, sidePx: SIDE, ...best, load };
}
