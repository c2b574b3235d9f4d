/**
 * `fast` dense embedding: the trunk runs over the full image and the last feature map is averaged over the cells of each window.
 * Where the stride is finer than the network's, its late layers run once for each phase (models/phases.ts) and the results are
 * stitched. It differs from `exact` only where a window's border meets zero padding: here a cell sees the real surroundings
 * (window-correction.ts takes most of that back). A network without padding has no such border: both ways are the same.
 */
import { stridedSlice, tidy } from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { RgbImage } from '../../core/image/types.ts';
import type { Trunk } from '../models/inference.ts';
import type { Network } from '../../core/networks/types.ts';
import type { Shift } from '../models/phases.ts';
import { mapSide } from '../../core/networks/locations.ts';
import { readWhole, uploadImages, type WholeEmbeddings } from './embed-whole.ts';
import type { Places } from './places.ts';
import { meanOfCells, meanOfCellsApart, type PoolWindows } from './window-cells.ts';

/** Places whose corner is `shiftPx` modulo the network's stride, along one axis. */
export interface Phase {
  readonly shiftPx: number;
  /** Place indices first, first + step, ... (`count` of them). */
  readonly first: number;
  readonly step: number;
  readonly count: number;
  /** Cell of the phase's map at which the first of them starts. */
  readonly startCell: number;
}

export function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

export function phasesOf(places: Places, networkStridePx: number): Phase[] {
  const step = networkStridePx / greatestCommonDivisor(places.stridePx, networkStridePx);
  return Array.from({ length: Math.min(step, places.side) }, (_, first) => ({
    shiftPx: (first * places.stridePx) % networkStridePx,
    first,
    step,
    count: Math.floor((places.side - 1 - first) / step) + 1,
    startCell: Math.floor((first * places.stridePx) / networkStridePx),
  }));
}

/**
 * Features of all places of each image, `[side * side, D]` row-major; the images are of one size and go through together. `pool` makes the D
 * numbers of a window from its cells (not where a network without padding keeps all places in one map: there it is their mean).
 */
export async function embedDense(
  trunk: Trunk,
  network: Network,
  images: readonly RgbImage[],
  places: Places,
  pool: PoolWindows = meanOfCells,
): Promise<Float32Array[]> {
  return (await embedDenseAndWhole(trunk, network, images, places, pool, false)).windows;
}

export interface DenseEmbeddings {
  readonly windows: Float32Array[];
  readonly whole: WholeEmbeddings | null;
}

/** The same, and with `withWhole` also what `embedWhole` gives: the phase that is not shifted is the pass over the whole image. */
export async function embedDenseAndWhole(
  trunk: Trunk,
  network: Network,
  images: readonly RgbImage[],
  places: Places,
  pool: PoolWindows,
  withWhole: boolean,
): Promise<DenseEmbeddings> {
  const gridPx = greatestCommonDivisor(places.stridePx, network.stridePx);
  const cells = mapSide(network, places.windowPx);
  const hop = places.stridePx / gridPx;
  const wantedPx = Array.from({ length: places.side }, (_, i) => i * places.stridePx);
  let phases: readonly Phase[] = [];
  let shifts: readonly Shift[] = [];
  let pooledEvery = 1;
  const [pooled, unshifted] = tidy((): Tensor4D[] => {
    const found = trunk.forwardPhases(uploadImages(images), gridPx, wantedPx);
    const apart = network.stridePx / found.placePx;
    shifts = found.shifts;
    phases = phasesOf(places, found.placePx);
    // Where every phase starts in its first cell only every hop-th mean is needed.
    if (apart === 1 && phases.every(({ startCell }) => startCell === 0)) pooledEvery = hop;
    const windows =
      apart === 1 ? pool(found.map, cells, pooledEvery) : meanOfCellsApart(found.map, cells, apart);
    if (!withWhole) return [windows];
    const [, height, width, d] = found.map.shape;
    const size = [images.length, height, width, d];
    return [windows, stridedSlice(found.map, [0, 0, 0, 0], size, [1, apart, apart, 1]) as Tensor4D];
  });
  const whole = withWhole ? await readWhole(unshifted) : null;
  const data = (await pooled.data()) as Float32Array;
  const [, rows, columns, d] = pooled.shape;
  pooled.dispose();
  const perImage = places.side * places.side * d;
  const inOrder = shifts.length === 1 && phases[0].step === 1 && hop === pooledEvery && rows === places.side;
  const windows = images.map((_, n) => {
    if (inOrder) return images.length === 1 ? data : data.slice(n * perImage, (n + 1) * perImage);
    const result = new Float32Array(perImage);
    shifts.forEach(({ downPx, acrossPx }, i) => {
      const [down, across] = [downPx, acrossPx].map((px) => phases.find(({ shiftPx }) => shiftPx === px));
      if (down && across)
        stitch(data, [i * images.length + n, rows, columns], down, across, places, hop / pooledEvery, result);
    });
    return result;
  });
  return { windows, whole };
}

function stitch(
  data: Float32Array,
  [index, rows, columns]: readonly [number, number, number],
  down: Phase,
  across: Phase,
  places: Places,
  hop: number,
  result: Float32Array,
): void {
  const d = result.length / places.side ** 2;
  for (let r = 0; r < down.count; r++)
    for (let c = 0; c < across.count; c++) {
      const [row, column] = [down.startCell + r * hop, across.startCell + c * hop];
      const from = ((index * rows + row) * columns + column) * d;
      const place = (down.first + r * down.step) * places.side + across.first + c * across.step;
      result.set(data.subarray(from, from + d), place * d);
    }
}
