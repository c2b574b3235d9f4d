/** The check of a network's products: it passes what is right, and finds a wrong value, a NaN and a lost part. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { stopNodeWebgpu } from '../testing/node-webgpu.ts';
import { openBackend } from '../testing/run-kernel.ts';
import { tilesOf } from '../gemm/plan.ts';
import { checkProduct, checkProducts, differentProducts, PRODUCT_TOLERANCE } from './check-products.ts';
import { convForward } from './forward.ts';
import { convGeometry, type ConvGeometry } from './geometry.ts';
import { productsOf, type NotedProduct } from './noted.ts';

let backend: WebGPUBackend;
/** Seconds on an idle machine; a busy one with a software adapter gets its time. */
vi.setConfig({ testTimeout: 300_000 });

beforeAll(async () => {
  backend = await openBackend();
});
afterAll(stopNodeWebgpu);

const geometry = convGeometry([], [5, 9, 7, 8], [3, 3, 8, 12], {
  strides: [2, 2],
  pad: 'same',
}) as ConvGeometry;
const [tile] = tilesOf('software');
const PRODUCTS: NotedProduct[] = [
  { kind: 'forward', geometry, plan: { tile, splits: 1 } },
  {
    kind: 'forward',
    geometry,
    plan: { tile, splits: 2 },
    after: { activation: 'swish', bias: true, kept: true },
  },
  { kind: 'input', geometry, plan: { tile, splits: 1 }, plus: true },
  { kind: 'filter', geometry, plan: { tile, splits: 3 } },
];

test('right products pass', async () => {
  const { worst } = await checkProducts(backend, PRODUCTS);
  expect(worst).toBeLessThan(PRODUCT_TOLERANCE / 10);
});

test('wrong ones do not', async () => {
  const [forward] = PRODUCTS;
  // Another padding: every value at an edge is wrong.
  const shifted = await checkProduct(backend, forward, (device, { plan }, g, given) => [
    convForward(device, given.x, given.filter, { ...g, padTop: g.padTop + 1 }, plan),
  ]);
  expect(shifted).toBeGreaterThan(PRODUCT_TOLERANCE);
  const lost = await checkProduct(backend, forward, (device, _, g) => [
    device.makeTensorInfo([g.batch, g.outHeight, g.outWidth, g.outChannels], 'float32', sparseNaN(g)),
  ]);
  expect(lost).toBeNaN();
});

function sparseNaN(g: ConvGeometry): Float32Array {
  const values = new Float32Array(g.batch * g.outHeight * g.outWidth * g.outChannels);
  values[0] = NaN;
  return values;
}

test('products are noted where they are made, and each kind once', () => {
  const noted = productsOf(() => {
    for (let i = 0; i < 2; i++) {
      const x = backend.makeTensorInfo([5, 9, 7, 8], 'float32');
      const filter = backend.makeTensorInfo([3, 3, 8, 12], 'float32');
      for (const one of [x, filter, convForward(backend, x, filter, geometry)])
        backend.disposeData(one.dataId);
    }
  });
  expect(noted).toHaveLength(2);
  expect(differentProducts(noted)).toHaveLength(1);
});
