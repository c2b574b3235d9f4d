/**
 * Gaussian receptive-field upsampling (paper 4.2, after FCDD): a transposed convolution of the score grid with a Gaussian,
 * divided by its response to a grid of ones. Undivided, the border falls to 6 % and the corner to 0.3 % of the centre. The
 * kernel is a product of two 1-D Gaussians and so is the response to ones: two passes of normalised 1-D weights.
 * Coordinates are pixel indices: the centre of the first pixel is 0, so a window of side w that starts at pixel 0 has its
 * centre at (w - 1) / 2.
 */

/** The centre of place i of an axis is pixel `offsetPx + stridePx * i`. */
export interface Spacing {
  readonly stridePx: number;
  readonly offsetPx: number;
}

/** Scores `[rows, columns]`. */
export interface Grid extends Spacing {
  readonly rows: number;
  readonly columns: number;
  readonly scores: Float32Array | Float64Array;
  /** Code of a region of interest; outside of it the map says nothing. */
  readonly region?: string | undefined;
}

export interface UpsampleOptions {
  /**
   * Side of the kernel, as in `conv_transpose2d`: only places whose kernel of so many pixels covers a pixel count (32 in the
   * paper). Default: the whole Gaussian to 4 sigma, which leaves no steps where the kernel would be cut.
   */
  readonly kernelSizePx?: number;
}

/** Map `[sizePx, sizePx]`. `sigmaPx` in pixels of the map. A pixel that no kernel covers takes its nearest place. */
export function upsampleGaussian(
  grid: Grid,
  sizePx: number,
  sigmaPx: number,
  options: UpsampleOptions = {},
): Float32Array {
  const out = new Float32Array(sizePx * sizePx);
  upsampleGaussianInto(grid, sizePx, sigmaPx, out, options);
  return out;
}

/** The same into a buffer `[sizePx, sizePx]` of the caller. */
export function upsampleGaussianInto(
  grid: Grid,
  sizePx: number,
  sigmaPx: number,
  out: Float32Array | Float64Array,
  { kernelSizePx }: UpsampleOptions = {},
): void {
  const reach = kernelSizePx === undefined ? 4 * sigmaPx : kernelSizePx / 2;
  const down = weights(grid.rows, grid, sizePx, sigmaPx, reach);
  const across = grid.columns === grid.rows ? down : weights(grid.columns, grid, sizePx, sigmaPx, reach);
  separable(grid, sizePx, down, across, out);
}

interface Weights {
  /** First place that touches a pixel, and how many. */
  readonly start: Int32Array;
  readonly count: Int32Array;
  /** `[sizePx, places]`, normalised to sum 1 in each row; used from index 0 of the row. */
  readonly values: Float64Array;
}

function weights(places: number, grid: Spacing, sizePx: number, sigmaPx: number, reach: number): Weights {
  const start = new Int32Array(sizePx);
  const count = new Int32Array(sizePx);
  const values = new Float64Array(sizePx * places);
  for (let x = 0; x < sizePx; x++) {
    const at = (x - grid.offsetPx) / grid.stridePx;
    const nearest = Math.min(places - 1, Math.max(0, Math.round(at)));
    const span = reach / grid.stridePx;
    const first = Math.max(0, Math.ceil(at - span - 1e-9));
    const last = Math.min(places - 1, Math.floor(at + span + 1e-9));
    start[x] = first <= last ? first : nearest;
    count[x] = first <= last ? last - first + 1 : 1;
    // Relative to the nearest place: far outside the grid the Gaussian itself would underflow.
    const closest = (nearest - at) ** 2;
    let sum = 0;
    for (let k = 0; k < count[x]; k++) {
      const distance = ((start[x] + k - at) ** 2 - closest) * grid.stridePx ** 2;
      sum += values[x * places + k] = Math.exp(-distance / (2 * sigmaPx * sigmaPx));
    }
    for (let k = 0; k < count[x]; k++) values[x * places + k] /= sum;
  }
  return { start, count, values };
}

/** Bilinear upsampling between the centres of the places, constant beyond the outermost ones. */
export function upsampleBilinear(grid: Grid, sizePx: number): Float32Array {
  const out = new Float32Array(sizePx * sizePx);
  const [down, across] = [grid.rows, grid.columns].map((places) => linearWeights(places, grid, sizePx));
  separable(grid, sizePx, down, across, out);
  return out;
}

function linearWeights(places: number, { stridePx, offsetPx }: Spacing, sizePx: number): Weights {
  const start = new Int32Array(sizePx);
  const count = new Int32Array(sizePx);
  const values = new Float64Array(sizePx * places);
  for (let x = 0; x < sizePx; x++) {
    const at = Math.min(places - 1, Math.max(0, (x - offsetPx) / stridePx));
    start[x] = Math.min(Math.floor(at), Math.max(0, places - 2));
    count[x] = Math.min(2, places);
    const share = at - start[x];
    values[x * places] = 1 - share;
    if (count[x] === 2) values[x * places + 1] = share;
  }
  return { start, count, values };
}

/** The weights of one axis as a matrix `[sizePx, places]`: a map is M_rows grid M_columns^T. */
export const gaussianMatrix = (places: number, spacing: Spacing, sizePx: number, sigmaPx: number) =>
  matrixOf(weights(places, spacing, sizePx, sigmaPx, 4 * sigmaPx), places, sizePx);

export const bilinearMatrix = (places: number, spacing: Spacing, sizePx: number) =>
  matrixOf(linearWeights(places, spacing, sizePx), places, sizePx);

function matrixOf({ start, count, values }: Weights, places: number, sizePx: number): Float64Array {
  const matrix = new Float64Array(sizePx * places);
  for (let x = 0; x < sizePx; x++)
    for (let k = 0; k < count[x]; k++) matrix[x * places + start[x] + k] = values[x * places + k];
  return matrix;
}

function separable(
  grid: Grid,
  sizePx: number,
  down: Weights,
  across: Weights,
  out: Float32Array | Float64Array,
): void {
  const { rows, columns, scores } = grid;
  const wide = new Float64Array(rows * sizePx);
  for (let r = 0; r < rows; r++)
    for (let x = 0; x < sizePx; x++) {
      let sum = 0;
      for (let k = 0, from = r * columns + across.start[x]; k < across.count[x]; k++)
        sum += across.values[x * columns + k] * scores[from + k];
      wide[r * sizePx + x] = sum;
    }
  const line = new Float64Array(sizePx);
  for (let y = 0; y < sizePx; y++) {
    line.fill(0);
    addRows(wide, down, y, rows, line);
    out.set(line, y * sizePx);
  }
}

/** Adds the rows of `wide` `[rows, sizePx]` that pixel row y sees, four at a time: each sum is then read and written once for four. */
function addRows(
  wide: Float64Array,
  { start, count, values }: Weights,
  y: number,
  rows: number,
  line: Float64Array,
): void {
  const sizePx = line.length;
  let from = start[y] * sizePx;
  let at = y * rows;
  let left = count[y];
  for (; left >= 4; left -= 4, at += 4, from += 4 * sizePx) {
    const w0 = values[at];
    const w1 = values[at + 1];
    const w2 = values[at + 2];
    const w3 = values[at + 3];
    for (let x = 0, i = from; x < sizePx; x++, i++) {
      const sum = line[x] + w0 * wide[i] + w1 * wide[i + sizePx];
      line[x] = sum + w2 * wide[i + 2 * sizePx] + w3 * wide[i + 3 * sizePx];
    }
  }
  for (; left > 0; left--, at++, from += sizePx)
    for (let x = 0; x < sizePx; x++) line[x] += values[at] * wide[from + x];
}
