/** Test support: every kernel once, on fixed random numbers, so that builds and numbers of threads can be compared. */
import { convolve, filterGradient, inputGradient } from '../convolution.ts';
import { batchNorm, batchNormGradient, maxPoolGradient, sgdUpdate } from '../elementwise.ts';
import type { ConvGeometry } from '../geometry.ts';
import { multiply } from '../matmul.ts';
import type { BareRuntime } from './bare-runtime.ts';
import { randomTensor } from './compare.ts';

const LAYERS: Record<string, ConvGeometry> = {
  'fused Winograd': layer(5, 24, 16, 16, 3, 1),
  'Winograd in phases': layer(3, 8, 136, 120, 3, 1),
  'stride 2': layer(4, 15, 20, 36, 3, 2),
  'many columns': layer(2, 4, 136, 130, 3, 2),
  stem: layer(2, 33, 3, 16, 7, 2),
};

function layer(
  batch: number,
  size: number,
  inChannels: number,
  outChannels: number,
  filter: number,
  stride: number,
): ConvGeometry {
  const out = Math.ceil(size / stride);
  const pad = (filter - 1) >> 1;
  return {
    ...{ batch, inHeight: size, inWidth: size, inChannels, outHeight: out, outWidth: out, outChannels },
    ...{
      filterHeight: filter,
      filterWidth: filter,
      strideY: stride,
      strideX: stride,
      padTop: pad,
      padLeft: pad,
    },
  };
}

/** Runs kernels on a runtime and returns their outputs. */
export type Work = (bare: BareRuntime) => Float32Array[];

const random = (floats: number, seed: number) => randomTensor([floats], seed).values;

function convolutions(g: ConvGeometry): Work {
  const floats = {
    x: g.batch * g.inHeight * g.inWidth * g.inChannels,
    y: g.batch * g.outHeight * g.outWidth * g.outChannels,
    filter: g.filterHeight * g.filterWidth * g.inChannels * g.outChannels,
  };
  return ({ runtime, put, room, get }) => {
    const x = put(random(floats.x, 1));
    const dy = put(random(floats.y, 2));
    const filter = put(random(floats.filter, 3));
    const bias = put(random(g.outChannels, 4));
    const [y, dx, dw] = [room(floats.y), room(floats.x), room(floats.filter)];
    convolve(runtime, g, { x, filter, bias, target: y }, 'relu');
    inputGradient(runtime, g, { dy, filter, target: dx });
    filterGradient(runtime, g, { x, dy, target: dw });
    return [get(y, floats.y), get(dx, floats.x), get(dw, floats.filter)];
  };
}

const norms: Work = ({ runtime, put, room, get }) => {
  const [rows, channels] = [5000, 20];
  const size = rows * channels;
  const x = put(random(size, 1));
  const [gamma, beta] = [put(random(channels, 2)), put(random(channels, 3))];
  const [residual, dy] = [put(random(size, 4)), put(random(size, 5))];
  const [y, dx, dresidual] = [room(size), room(size), room(size)];
  const [mean, variance, dgamma, dbeta] = [room(channels), room(channels), room(channels), room(channels)];
  const law = { epsilon: 1e-5, relu: true };
  const shape = { rows, channels };
  batchNorm(runtime, shape, { x, gamma, beta, residual, y, mean, variance }, law);
  batchNormGradient(runtime, shape, { x, y, dy, gamma, mean, variance, dx, dgamma, dbeta, dresidual }, law);
  return [get(y, size), get(dx, size), get(dresidual, size), get(dgamma, channels), get(dbeta, channels)];
};

const others: Work = ({ runtime, put, room, get }) => {
  const [m, n, k] = [70, 50, 90];
  const c = room(m * n);
  const product = {
    batch: 1,
    m,
    n,
    k,
    transposeA: true,
    transposeB: false,
    broadcastA: false,
    broadcastB: false,
  };
  multiply(runtime, product, { a: put(random(k * m, 1)), b: put(random(k * n, 2)), c });
  const weights = 100_000;
  const [newWeight, newMomentum] = [room(weights), room(weights)];
  const [weight, momentum, gradient] = [3, 4, 5].map((seed) => put(random(weights, seed)));
  const law = { learningRate: 0.1, momentum: 0.9, weightDecay: 0.01 };
  sgdUpdate(runtime, weights, { weight, momentum, gradient, newWeight, newMomentum }, law);
  const g = layer(4, 12, 8, 8, 2, 2);
  const x = random(4 * 12 * 12 * 8, 6);
  const [y, dx] = [put(random(4 * 6 * 6 * 8, 7)), room(x.length)];
  maxPoolGradient(runtime, g, { x: put(x), y, dy: y, dx });
  return [get(c, m * n), get(newWeight, weights), get(newMomentum, weights), get(dx, x.length)];
};

export const WORKS: readonly [string, Work][] = [
  ...Object.entries(LAYERS).map(([name, g]): [string, Work] => [name, convolutions(g)]),
  ['batch norm', norms],
  ['products, SGD and pooling', others],
];
