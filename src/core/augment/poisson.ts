/**
 * Poisson image editing (Perez et al., SIGGRAPH 2003) in a box: the pixels inside are solved from wanted differences between neighbours, the box's outer
 * ring stays the image's. For each inner pixel p: 4 f(p) - sum over neighbours f(q) = sum v(p, q). The solver is direct: a sine transform along the
 * shorter side takes the system apart into tridiagonal ones, so that it is exact up to rounding.
 */
import { copyImage, cropImage } from '../image/rgb.ts';
import type { Rect, RgbImage } from '../image/types.ts';
import { maskOf } from './paste.ts';
import type { ViewTrace } from './types.ts';

/** The difference f(p) - f(q) that is wanted, from those of the image and of the patch. */
export type Guidance = (image: number, patch: number) => number;

/** The patch's own gradients ("seamless cloning"). */
export const sourceGradient: Guidance = (_image, patch) => patch;

/** The stronger of (1 - weight) of the image's gradient and weight of the patch's (PII). */
export const strongerGradient =
  (weight: number): Guidance =>
  (image, patch) => {
    const [own, foreign] = [(1 - weight) * image, weight * patch];
    return Math.abs(own) > Math.abs(foreign) ? own : foreign;
  };

const CHANNELS = 3;

/** `[n, n]`: sin(pi j k / (n + 1)) for j, k from 1; symmetric, its square is (n + 1) / 2 times the identity. */
function sines(n: number): Float64Array {
  const period = 2 * (n + 1);
  const table = new Float64Array(period);
  for (let i = 0; i < period; i++) table[i] = Math.sin((2 * Math.PI * i) / period);
  const matrix = new Float64Array(n * n);
  for (let k = 1, o = 0; k <= n; k++)
    for (let j = 1, i = k; j <= n; j++, o++, i = (i + k) % period) matrix[o] = table[i];
  return matrix;
}

/**
 * Each row of `values` (`[rows, n, 3]`) times the matrix of sines, in place. Its lines are alike from both ends, or alike but for the sign, in turn:
 * sums and differences of a row's two halves leave half of the products.
 */
function transformRows(values: Float64Array, rows: number, n: number, matrix: Float64Array): void {
  const half = (n + 1) >> 1;
  const sums = new Float64Array(half * CHANNELS);
  const differences = new Float64Array(half * CHANNELS);
  for (let y = 0; y < rows; y++) {
    const from = y * n * CHANNELS;
    for (let j = 0; j < half; j++)
      for (let c = 0; c < CHANNELS; c++) {
        const near = values[from + j * CHANNELS + c];
        const far = values[from + (n - 1 - j) * CHANNELS + c];
        const middle = 2 * j + 1 === n;
        sums[j * CHANNELS + c] = middle ? near : near + far;
        differences[j * CHANNELS + c] = middle ? 0 : near - far;
      }
    for (let k = 0, o = from; k < n; k++, o += CHANNELS) {
      const folded = k % 2 === 0 ? sums : differences;
      let [red, green, blue] = [0, 0, 0];
      for (let j = 0, m = k * n, i = 0; j < half; j++, m++, i += CHANNELS) {
        const sine = matrix[m];
        red += folded[i] * sine;
        green += folded[i + 1] * sine;
        blue += folded[i + 2] * sine;
      }
      values[o] = red;
      values[o + 1] = green;
      values[o + 2] = blue;
    }
  }
}

/**
 * f with 4 f(p) - sum of its four neighbours = `values`, 0 around the box; in place.
 * @param values `[rows, n, 3]`; the cost is rows n^2, so n is best the shorter side
 */
function solvePoisson(values: Float64Array, rows: number, n: number): void {
  const matrix = sines(n);
  transformRows(values, rows, n, matrix);
  const width = n * CHANNELS;
  const ratio = new Float64Array(rows);
  for (let k = 0; k < n; k++) {
    // Elimination of the tridiagonal systems (the diagonal, -1 beside it) of this frequency.
    const diagonal = 4 - 2 * Math.cos((Math.PI * (k + 1)) / (n + 1));
    for (let y = 0; y < rows; y++) ratio[y] = 1 / (diagonal - (y > 0 ? ratio[y - 1] : 0));
    for (let c = k * CHANNELS; c < (k + 1) * CHANNELS; c++) {
      values[c] *= ratio[0];
      for (let y = 1, i = c + width; y < rows; y++, i += width)
        values[i] = (values[i] + values[i - width]) * ratio[y];
      for (let y = rows - 2, i = c + (rows - 2) * width; y >= 0; y--, i -= width)
        values[i] += ratio[y] * values[i + width];
    }
  }
  transformRows(values, rows, n, matrix);
  for (let i = 0; i < values.length; i++) values[i] *= 2 / (n + 1);
}

/**
 * The inside of a blended box, before rounding.
 * @param image of the box; @param patch of the same size
 * @returns `[height - 2, width - 2, 3]`
 */
export function solveInside(image: RgbImage, patch: RgbImage, guidance: Guidance): Float64Array {
  const { width, height, data: own } = image;
  const { data: foreign } = patch;
  const [columns, rows] = [width - 2, height - 2];
  if (columns < 1 || rows < 1) return new Float64Array(0);
  const turned = columns > rows;
  const [stepX, stepY] = turned ? [rows * CHANNELS, CHANNELS] : [CHANNELS, columns * CHANNELS];
  const values = new Float64Array(columns * rows * CHANNELS);
  const line = width * CHANNELS;
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      const o = x * stepX + y * stepY;
      const first = (y + 1) * line + (x + 1) * CHANNELS;
      for (let c = 0; c < CHANNELS; c++) {
        const p = first + c;
        const [a, b] = [own[p], foreign[p]];
        let sum =
          guidance(a - own[p - CHANNELS], b - foreign[p - CHANNELS]) +
          guidance(a - own[p + CHANNELS], b - foreign[p + CHANNELS]) +
          guidance(a - own[p - line], b - foreign[p - line]) +
          guidance(a - own[p + line], b - foreign[p + line]);
        if (x === 0) sum += own[p - CHANNELS];
        if (x === columns - 1) sum += own[p + CHANNELS];
        if (y === 0) sum += own[p - line];
        if (y === rows - 1) sum += own[p + line];
        values[o + c] = sum;
      }
    }
  if (turned) {
    solvePoisson(values, columns, rows);
    return transposed(values, columns, rows);
  }
  solvePoisson(values, rows, columns);
  return values;
}

/** `[rows, columns, 3]` as `[columns, rows, 3]`. */
function transposed(values: Float64Array, rows: number, columns: number): Float64Array {
  const result = new Float64Array(values.length);
  for (let y = 0, i = 0; y < rows; y++)
    for (let x = 0; x < columns; x++)
      for (let c = 0; c < CHANNELS; c++, i++) result[(x * rows + y) * CHANNELS + c] = values[i];
  return result;
}

/** `patch` blended into `image` at `box`, which has its size. */
export function blendPoisson(
  image: RgbImage,
  patch: RgbImage,
  box: Rect,
  target: Uint8Array | undefined,
  guidance: Guidance,
): ViewTrace {
  const result = copyImage(image, target);
  const values = solveInside(cropImage(image, box), patch, guidance);
  const inside = (box.width - 2) * CHANNELS;
  for (let y = 1, i = 0; i < values.length; y++) {
    const from = ((box.y + y) * image.width + box.x + 1) * CHANNELS;
    for (let to = from; to < from + inside; to++, i++) {
      const value = values[i];
      result.data[to] = value < 0 ? 0 : value > 255 ? 255 : value + 0.5;
    }
  }
  const steps = () => [{ name: 'blended' as const, image: cropImage(result, box) }];
  return { result, steps, mask: () => maskOf(image, box) };
}
