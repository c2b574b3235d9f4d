/**
 * `fast` dense embedding: the trunk runs over the full image and the last feature map is averaged over the cells of each window.
 * Where the stride is finer than the network's, the image is shifted by each phase and the results are stitched. It differs
 * from `exact` only where a window's border meets zero padding: here a cell sees the real surroundings instead.
 */
import { tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { RgbImage } from '../../core/image/types.ts';
import type { Trunk } from '../models/inference.ts';
import type { Network } from '../models/network.ts';
import { runKernel } from '../ops/kernels.ts';
import { normalisePixels } from '../training/normalise.ts';
import { chunks, samplesPerPass } from './chunks.ts';
import type { Places } from './places.ts';

/** Places whose corner is `shiftPx` modulo the network's stride, along one axis. */
export interface Phase {
  readonly shiftPx: number;
  /** Place indices first, first + step, ... (`count` of them). */
  readonly first: number;
  readonly step: number;
  readonly count: number;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

export function phasesOf(places: Places, networkStridePx: number): Phase[] {
  const step = networkStridePx / greatestCommonDivisor(places.stridePx, networkStridePx);
  return Array.from({ length: Math.min(step, places.side) }, (_, first) => ({
    shiftPx: (first * places.stridePx) % networkStridePx,
    first,
    step,
    count: Math.floor((places.side - 1 - first) / step) + 1,
  }));
}

/** Features of all places of one image, `[side * side, D]` row-major. */
export async function embedDense(
  trunk: Trunk,
  network: Network,
  image: RgbImage,
  places: Places,
): Promise<Float32Array> {
  const size = image.width;
  const all = normalisePixels(image.data);
  const phases = phasesOf(places, network.stridePx);
  const pairs = phases.flatMap((down) => phases.map((across) => ({ down, across })));
  const result = new Float32Array(places.side * places.side * network.features);
  for (const { from, to } of chunks(pairs.length, samplesPerPass(network, size))) {
    const group = pairs.slice(from, to);
    const values = new Float32Array(group.length * size * size * 3);
    group.forEach(({ down, across }, i) => shiftInto(all, size, down.shiftPx, across.shiftPx, values, i));
    const pooled = tidy(() => {
      const map = trunk.forward(tensor4d(values, [group.length, size, size, 3]));
      return averageWindows(map, network, places, phases[0].step);
    });
    const data = (await pooled.data()) as Float32Array;
    const [, rows, columns] = pooled.shape;
    group.forEach(({ down, across }, i) => stitch(data, [i, rows, columns], down, across, places, result));
    pooled.dispose();
  }
  return result;
}

/** The image with its corner at (top, left), zeros (the mean colour, as a convolution pads) beyond its end. */
function shiftInto(
  all: Float32Array,
  size: number,
  top: number,
  left: number,
  out: Float32Array,
  index: number,
) {
  for (let y = top; y < size; y++) {
    const row = all.subarray((y * size + left) * 3, (y + 1) * size * 3);
    out.set(row, (index * size + y - top) * size * 3);
  }
}

/** Means over the cells of each window, at every `phaseStep`-th place. */
function averageWindows(map: Tensor4D, network: Network, places: Places, phaseStep: number): Tensor4D {
  const cells = Math.ceil(places.windowPx / network.stridePx);
  const stride = (places.stridePx * phaseStep) / network.stridePx;
  return runKernel<Tensor4D>(
    'AvgPool',
    { x: map },
    { filterSize: [cells, cells], strides: [stride, stride], pad: 'valid', dimRoundingMode: undefined },
  );
}

function stitch(
  data: Float32Array,
  [index, rows, columns]: readonly [number, number, number],
  down: Phase,
  across: Phase,
  places: Places,
  result: Float32Array,
): void {
  const d = result.length / places.side ** 2;
  for (let r = 0; r < down.count; r++)
    for (let c = 0; c < across.count; c++) {
      const from = ((index * rows + r) * columns + c) * d;
      const place = (down.first + r * down.step) * places.side + across.first + c * across.step;
      result.set(data.subarray(from, from + d), place * d);
    }
}
