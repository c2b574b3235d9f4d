/**
 * A small memory bank (PatchCore's idea, Roth et al., CVPR 2022): of the training features a coreset is kept that covers the others, chosen by
 * greedy k-centre (Gonzalez 1985): always the feature that lies farthest from those chosen so far.
 */
import type { MemoryBank } from './memory-bank.ts';
import { rowScale, type RowLayout } from './rows.ts';
import type { SharedProducts } from './shared-products.ts';
import type { Features } from './types.ts';

/** Features among which the coreset is sought: of more (patch features), an evenly spaced subset. */
const MOST_CANDIDATES = 4000;
/** Rows of a bank: scoring costs rows x bank. */
const MOST_ROWS = 500;

/** Rows kept of `n`. */
export const coresetSize = (n: number, share: number): number =>
  Math.max(1, Math.min(MOST_ROWS, Math.round(share * n), Math.min(n, MOST_CANDIDATES)));

export function coresetBank(
  features: Features,
  n: number,
  layout: RowLayout,
  share: number,
  shared: SharedProducts | null,
): MemoryBank {
  const { dimension: d, locations } = layout;
  const perLocation = n / locations;
  const candidates = Math.min(perLocation, MOST_CANDIDATES);
  const size = coresetSize(perLocation, share);
  const data = new Float64Array(locations * size * d);
  const rows = new Float64Array(candidates * d);
  for (let location = 0; location < locations; location++) {
    for (let i = 0; i < candidates; i++) {
      const row = Math.floor((i * perLocation) / candidates) * locations + location;
      const scale = rowScale(features, row, layout);
      for (let k = 0; k < d; k++) rows[i * d + k] = features[row * d + k] * scale;
    }
    const chosen =
      shared && locations === 1 && candidates === n
        ? greedyCentres(shared.products(layout.l2Normalise), n, size)
        : greedyCentresOfRows(rows, candidates, d, size);
    chosen.forEach((row, i) => {
      data.set(rows.subarray(row * d, (row + 1) * d), (location * size + i) * d);
    });
  }
  return { size, rowsOf: (location) => data.subarray(location * size * d, (location + 1) * size * d) };
}

/** A sum of squares only grows: it is looked at after so many. */
const CHANNELS_AT_ONCE = 16;

/**
 * Indices of `size` of the `n` rows: the first is the row nearest to the mean, each next one the row farthest from all before it (the lowest
 * index where several are). Nothing is drawn at random: the same features give the same bank. From the products `[n, n]` of the rows.
 */
export function greedyCentres(products: Float64Array, n: number, size: number): number[] {
  const toMean = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += products[i * n + j];
    toMean[i] = products[i * n + i] - (2 * sum) / n;
  }
  return greedy(n, size, toMean, (centre, i) =>
    Math.max(0, products[centre * n + centre] + products[i * n + i] - 2 * products[centre * n + i]),
  );
}

/** The same from rows `[n, d]`, where their products would be too many. */
export function greedyCentresOfRows(rows: Float64Array, n: number, d: number, size: number): number[] {
  const mean = new Float64Array(d);
  for (let i = 0; i < n; i++) for (let k = 0; k < d; k++) mean[k] += rows[i * d + k] / n;
  const squared = (centre: Float64Array, from: number, i: number, enough: number) => {
    let sum = 0;
    const end = (i + 1) * d;
    for (let at = i * d, of = from; at < end && sum < enough;)
      for (const stop = Math.min(at + CHANNELS_AT_ONCE, end); at < stop; at++, of++)
        sum += (rows[at] - centre[of]) ** 2;
    return sum;
  };
  const toMean = Float64Array.from({ length: n }, (_, i) => squared(mean, 0, i, Infinity));
  return greedy(n, size, toMean, (centre, i, enough) => squared(rows, centre * d, i, enough));
}

/** @param squaredDistance it may end where it has `enough`: no more is asked of it than whether it is less */
function greedy(
  n: number,
  size: number,
  toMean: Float64Array,
  squaredDistance: (centre: number, i: number, enough: number) => number,
): number[] {
  let next = 0;
  for (let i = 1; i < n; i++) if (toMean[i] < toMean[next]) next = i;
  const distances = new Float64Array(n).fill(Infinity);
  const chosen: number[] = [];
  for (;;) {
    chosen.push(next);
    if (chosen.length === size) return chosen;
    const centre = next;
    let farthest = -1;
    for (let i = 0; i < n; i++) {
      distances[i] = Math.min(distances[i], squaredDistance(centre, i, distances[i]));
      if (distances[i] > farthest) [farthest, next] = [distances[i], i];
    }
  }
}
