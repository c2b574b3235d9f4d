/**
 * The products of a network's plan against plain loops on this very device, at the shapes of its layers: every pipeline (tile, split, what follows
 * in the same pass) once, with fewer images where there are many, some places of each result. Drivers and their shader compilers
 * differ, and a tile that is wrong on one of them must be found before a run, not in its scores.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { formulaValues } from '../../../formula/numbers.ts';
import { tileKey } from '../gemm/tile.ts';
import { convFilterGradient } from './filter-gradient.ts';
import { convForward } from './forward.ts';
import type { ConvGeometry } from './geometry.ts';
import { convInputGradient } from './input-gradient.ts';
import type { NotedProduct } from './noted.ts';

/** float32 stays under 1e-4; a wrong tile is far above. */
export const PRODUCT_TOLERANCE = 1e-3;
/** Values of the largest tensor; images beyond are left out. */
const MOST_VALUES = 2 ** 18;
/** Places of a result that are looked at: spread over it, the first and the last among them. */
const PLACES = 24;

/** Products that run the same pipeline in the same way have the same key. */
export function productKey({ kind, geometry: g, plan, after, plus }: NotedProduct): string {
  const fours = (channels: number) => Number(channels % 4 === 0);
  const shape = [
    fours(g.channels),
    fours(g.outChannels),
    g.filterHeight,
    g.filterWidth,
    g.strideY,
    g.strideX,
  ];
  return [
    kind,
    tileKey(plan.tile),
    plan.splits > 1,
    ...shape,
    JSON.stringify(after ?? null),
    plus ?? false,
  ].join();
}

/** Each kind of product once. */
export function differentProducts(products: readonly NotedProduct[]): NotedProduct[] {
  return [...new Map(products.map((product) => [productKey(product), product])).values()];
}

const inWords = (p: NotedProduct) =>
  `${p.kind} ${p.geometry.filterHeight} x ${p.geometry.filterWidth}, ${p.geometry.channels} to ${p.geometry.outChannels}, tile ${tileKey(p.plan.tile)}`;

/** The largest difference, relative to the size of the values, and the product that has it. */
export async function checkProducts(
  backend: WebGPUBackend,
  products: readonly NotedProduct[],
): Promise<{ worst: number; where: string }> {
  let found = { worst: 0, where: '' };
  for (const product of products) {
    const worst = await checkProduct(backend, product);
    // NaN must not be lost in a maximum.
    if (!(worst <= found.worst)) found = { worst, where: inWords(product) };
    if (Number.isNaN(worst)) break;
  }
  return found;
}

/** Tensors of a check by name, and their values on the host. */
interface Given {
  readonly values: Readonly<Record<string, Float32Array>>;
  readonly tensors: Readonly<Record<string, TensorInfo>>;
}

function make(backend: WebGPUBackend, shapes: Readonly<Record<string, number[]>>): Given {
  const values: Record<string, Float32Array> = {};
  const tensors: Record<string, TensorInfo> = {};
  Object.entries(shapes).forEach(([name, shape], stream) => {
    values[name] = formulaValues(
      stream,
      shape.reduce((a, b) => a * b),
      1,
    );
    // tfjs takes the array as its own.
    tensors[name] = backend.makeTensorInfo(shape, 'float32', values[name].slice());
  });
  return { values, tensors };
}

export async function checkProduct(
  backend: WebGPUBackend,
  product: NotedProduct,
  run: typeof runProduct = runProduct,
): Promise<number> {
  const g = fewerImages(product.geometry);
  const given = make(backend, {
    x: [g.batch, g.height, g.width, g.channels],
    filter: [g.filterHeight, g.filterWidth, g.channels, g.outChannels],
    dy: [g.batch, g.outHeight, g.outWidth, g.outChannels],
    bias: [g.outChannels],
  });
  const results = run(backend, product, g, given.tensors);
  const read = await Promise.all(results.map((tensor) => backend.read(tensor.dataId)));
  for (const { dataId } of [...results, ...Object.values(given.tensors)]) backend.disposeData(dataId);
  const [result, before] = read as Float32Array[];
  const expected = expectedAt(product, g, given.values);
  const places = Array.from({ length: PLACES }, (_, i) =>
    Math.round((i * (result.length - 1)) / (PLACES - 1)),
  );
  const plain = places.map((place) => expected(place));
  const scale = Math.sqrt(plain.reduce((sum, { after }) => sum + after * after, 0) / PLACES) || 1;
  return places.reduce((worst, place, i) => {
    const differences = [
      Math.abs(result[place] - plain[i].after) / Math.max(scale, Math.abs(plain[i].after)),
    ];
    if (before)
      differences.push(
        Math.abs(before[place] - plain[i].before) / Math.max(scale, Math.abs(plain[i].before)),
      );
    return differences.reduce((most, one) => (one <= most || Number.isNaN(most) ? most : one), worst);
  }, 0);
}

function fewerImages(g: ConvGeometry): ConvGeometry {
  const perImage = Math.max(g.height * g.width * g.channels, g.outHeight * g.outWidth * g.outChannels);
  return { ...g, batch: Math.max(1, Math.min(g.batch, Math.floor(MOST_VALUES / perImage))) };
}

/** [result] or, where it is kept, [result, value before the activation]. */
function runProduct(
  backend: WebGPUBackend,
  { kind, plan, after, plus }: NotedProduct,
  g: ConvGeometry,
  { x, filter, dy, bias }: Readonly<Record<string, TensorInfo>>,
): TensorInfo[] {
  switch (kind) {
    case 'forward': {
      const before = after?.kept ? backend.makeTensorInfo(dy.shape, 'float32') : undefined;
      const epilogue = after && { activation: after.activation, bias: after.bias ? bias : undefined, before };
      const y = convForward(backend, x, filter, g, plan, epilogue);
      return before ? [y, before] : [y];
    }
    case 'input':
      return [convInputGradient(backend, dy, filter, g, plan, plus ? x : undefined)];
    case 'filter':
      return [convFilterGradient(backend, x, dy, g, plan)];
    default:
      return kind satisfies never;
  }
}

const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
const ACTIVATION = {
  linear: (value: number) => value,
  relu: (value: number) => Math.max(0, value),
  relu6: (value: number) => Math.min(6, Math.max(0, value)),
  sigmoid,
  swish: (value: number) => value * sigmoid(value),
};

/** One value of the result in float64, before and after what follows the product. */
function expectedAt(
  { kind, after, plus }: NotedProduct,
  g: ConvGeometry,
  { x, filter, dy, bias }: Readonly<Record<string, Float32Array>>,
): (place: number) => { before: number; after: number } {
  const xAt = (n: number, row: number, column: number, c: number) =>
    ((n * g.height + row) * g.width + column) * g.channels + c;
  const yAt = (n: number, row: number, column: number, c: number) =>
    ((n * g.outHeight + row) * g.outWidth + column) * g.outChannels + c;
  const filterAt = (r: number, s: number, c: number, o: number) =>
    ((r * g.filterWidth + s) * g.channels + c) * g.outChannels + o;
  const inside = (row: number, column: number) =>
    row >= 0 && row < g.height && column >= 0 && column < g.width;
  const same = (value: number) => ({ before: value, after: value });
  if (kind === 'forward')
    return (place) => {
      const [n, row, column, o] = coordinates(place, [g.outHeight, g.outWidth, g.outChannels]);
      let sum = after?.bias ? bias[o] : 0;
      for (let r = 0; r < g.filterHeight; r++)
        for (let s = 0; s < g.filterWidth; s++) {
          const [y, z] = [row * g.strideY - g.padTop + r, column * g.strideX - g.padLeft + s];
          if (!inside(y, z)) continue;
          for (let c = 0; c < g.channels; c++) sum += x[xAt(n, y, z, c)] * filter[filterAt(r, s, c, o)];
        }
      return { before: sum, after: ACTIVATION[after?.activation ?? 'linear'](sum) };
    };
  if (kind === 'input')
    return (place) => {
      const [n, row, column, c] = coordinates(place, [g.height, g.width, g.channels]);
      let sum = plus ? x[place] : 0;
      for (let r = 0; r < g.filterHeight; r++)
        for (let s = 0; s < g.filterWidth; s++) {
          const [y, z] = [(row + g.padTop - r) / g.strideY, (column + g.padLeft - s) / g.strideX];
          if (!Number.isInteger(y) || !Number.isInteger(z)) continue;
          if (y < 0 || y >= g.outHeight || z < 0 || z >= g.outWidth) continue;
          for (let o = 0; o < g.outChannels; o++) sum += dy[yAt(n, y, z, o)] * filter[filterAt(r, s, c, o)];
        }
      return same(sum);
    };
  return (place) => {
    const [r, s, c, o] = coordinates(place, [g.filterWidth, g.channels, g.outChannels]);
    let sum = 0;
    for (let n = 0; n < g.batch; n++)
      for (let row = 0; row < g.outHeight; row++)
        for (let column = 0; column < g.outWidth; column++) {
          const [y, z] = [row * g.strideY - g.padTop + r, column * g.strideX - g.padLeft + s];
          if (inside(y, z)) sum += x[xAt(n, y, z, c)] * dy[yAt(n, row, column, o)];
        }
    return same(sum);
  };
}

function coordinates(
  place: number,
  [second, third, last]: readonly number[],
): [number, number, number, number] {
  const line = Math.floor(place / last);
  const plane = Math.floor(line / third);
  return [Math.floor(plane / second), plane % second, line % third, place % last];
}
