/**
 * The no-training baseline by its locations (PatchCore, Roth et al., CVPR 2022): a coreset of the features of all places of the training images, and at
 * each place of an image the distance to the nearest of them, wherever it came from. The map is those distances, the score of an image their maximum.
 * Channels are divided by their deviation over the training images, so that no stride outweighs the other.
 */
import { add, matMul, min, tensor1d, tensor2d, tidy } from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { greedyCentresOfRows } from '../../core/density/coreset.ts';

/** Places of the training images among which the coreset is sought: so many, and of each of many images so many, while they are no more than that. */
const CANDIDATES = 4000;
const CANDIDATES_PER_IMAGE = 32;
const MOST_CANDIDATES = 16_000;
/** Rows of the coreset. */
const MOST_ROWS = 1000;

export interface Candidates {
  /** `[count, D]` of one image. */
  readonly rows: Float32Array;
  readonly count: number;
}

/** An image's share of the candidates, evenly spread over its places; other images begin at other places. */
export function candidatesOf(local: Float32Array, places: number, image: number, images: number): Candidates {
  const d = local.length / places;
  const wanted = Math.min(MOST_CANDIDATES, Math.max(CANDIDATES, CANDIDATES_PER_IMAGE * images));
  const count = Math.max(1, Math.min(places, Math.floor(wanted / images)));
  const rows = new Float32Array(count * d);
  for (let i = 0; i < count; i++) {
    const place = (Math.floor((i * places) / count) + image) % places;
    rows.set(local.subarray(place * d, (place + 1) * d), i * d);
  }
  return { rows, count };
}

/** 1 / standard deviation of each channel `[D]`; 0 for channels that never change. */
export function channelScales(all: readonly Candidates[], d: number): Float64Array {
  const mean = new Float64Array(d);
  const square = new Float64Array(d);
  let n = 0;
  for (const { rows, count } of all) {
    n += count;
    for (let i = 0; i < rows.length; i++) mean[i % d] += rows[i];
  }
  for (let k = 0; k < d; k++) mean[k] /= n;
  for (const { rows } of all)
    for (let i = 0; i < rows.length; i++) square[i % d] += (rows[i] - mean[i % d]) ** 2;
  return square.map((sum) => (sum > 0 ? 1 / Math.sqrt(sum / n) : 0));
}

/** Nearest-neighbour distances to a coreset, on the device. */
export class LocationBank {
  /** -2 b of every row b, `[D, rows]`: |a - b|^2 = |a|^2 + |b|^2 - 2 a b. */
  private readonly columns: Tensor2D;
  /** |b|^2 of every row. */
  private readonly squares: Tensor1D;
  readonly size: number;

  constructor(
    kept: readonly Candidates[],
    private readonly scales: Float64Array,
  ) {
    const d = scales.length;
    const n = kept.reduce((sum, { count }) => sum + count, 0);
    const rows = new Float64Array(n * d);
    let at = 0;
    for (const { rows: own } of kept) for (const value of own) rows[at] = value * scales[at++ % d];
    this.size = Math.min(MOST_ROWS, n);
    const centres = greedyCentresOfRows(rows, n, d, this.size);
    const columns = new Float32Array(d * this.size);
    const squares = new Float32Array(this.size);
    centres.forEach((row, i) => {
      let square = 0;
      for (let k = 0; k < d; k++) {
        const value = rows[row * d + k];
        columns[k * this.size + i] = -2 * value;
        square += value * value;
      }
      squares[i] = square;
    });
    this.columns = tensor2d(columns, [d, this.size]);
    this.squares = tensor1d(squares);
  }

  /** Distance of each place `[places]` of `[places, D]` to the nearest row. */
  async distances(local: Float32Array): Promise<Float32Array> {
    const d = this.scales.length;
    const places = local.length / d;
    const scaled = Float32Array.from(local, (value, i) => value * this.scales[i % d]);
    const nearest = tidy(() =>
      min(add(this.squares, matMul(tensor2d(scaled, [places, d]), this.columns)), 1),
    );
    const least = (await nearest.data()) as Float32Array;
    nearest.dispose();
    return Float32Array.from(least, (value, place) => {
      let square = 0;
      for (let i = place * d; i < (place + 1) * d; i++) square += scaled[i] * scaled[i];
      return Math.sqrt(Math.max(0, square + value));
    });
  }

  dispose(): void {
    this.columns.dispose();
    this.squares.dispose();
  }
}
