/**
 * Own WebGPU kernels against tfjs's stock ones, layer by layer, on whatever adapter this machine has (in Node, through the
 * npm package `webgpu`; a software adapter when there is no GPU). Medians, stock and own measured in turns.
 *
 *   npx tsx bench/webgpu-kernels.ts [--net NAME] [--rounds N] [--flops N] [--sweep [--tiles SET]] [--out FILE]
 *
 * --net      small-64x16, small-64x48, resnet18-64x48, resnet18-256x8 (all by default)
 * --flops    largest work per call in GFLOP; a layer above it is measured with fewer images (default: 0.05 on a software
 *            adapter, else no limit). "images" says how many; the sums per network are scaled up to the whole batch.
 * --sweep    instead of stock: every tile that the plan may choose from, to see whether it chooses well on this adapter
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import type { Tensor } from '@tensorflow/tfjs-core';
import { convFilterGradient } from '../src/engine/kernels/webgpu/conv/filter-gradient.ts';
import { convForward } from '../src/engine/kernels/webgpu/conv/forward.ts';
import { convFlops, convGeometry } from '../src/engine/kernels/webgpu/conv/geometry.ts';
import { convInputGradient } from '../src/engine/kernels/webgpu/conv/input-gradient.ts';
import { candidatePlans, planGemm, type AnyTileSet } from '../src/engine/kernels/webgpu/gemm/plan.ts';
import { tileKey } from '../src/engine/kernels/webgpu/gemm/tile.ts';
import { BATCH_NORM_TRAIN, BATCH_NORM_TRAIN_GRAD, SGD_UPDATE } from '../src/engine/kernels/names.ts';
import { registerWebgpuKernels, unregisterWebgpuKernels } from '../src/engine/kernels/webgpu/register.ts';
import type { ConvLayer, Network } from '../src/engine/kernels/webgpu/testing/layer-shapes.ts';
import { layerName, NETWORKS } from '../src/engine/kernels/webgpu/testing/layer-shapes.ts';
import { inTurns as timeInTurns } from '../src/engine/kernels/webgpu/testing/stopwatch.ts';
import { startNodeWebgpu, stopNodeWebgpu } from '../src/engine/kernels/webgpu/testing/node-webgpu.ts';

const { values: options } = parseArgs({
  options: {
    net: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    flops: { type: 'string' },
    sweep: { type: 'boolean', default: false },
    tiles: { type: 'string' },
    out: { type: 'string' },
  },
});

const { backend, adapterName, isSoftware } = await startNodeWebgpu();
backend.device.onuncapturederror = ({ error }) => {
  throw new Error(`WebGPU: ${error.message}`);
};
const tf = await import('@tensorflow/tfjs-core');
// The stock way to train a batch norm is to differentiate it, for which tfjs's gradients must be there.
createRequire(import.meta.url)('@tensorflow/tfjs-core/dist/register_all_gradients');
const rounds = Number(options.rounds);
const set = (options.tiles ?? (isSoftware ? 'software' : 'standard')) as AnyTileSet;
const mostFlops = options.flops ? Number(options.flops) * 1e9 : isSoftware ? 5e7 : Infinity;
const inTurns = (ways: (() => void)[]) =>
  timeInTurns(backend, ways, { rounds, sampleMs: isSoftware ? 0 : 30 });

interface Row {
  network: string;
  layer: string;
  kernel: string;
  images: number;
  count: number;
  stockMs: number | null;
  ownMs: number;
  gflops: number | null;
}

const kernel = (name: string, inputs: Record<string, Tensor>, attrs: object) => () =>
  tf.dispose(tf.engine().runKernel(name, inputs, attrs as never));

const withStock = (run: () => void) => () => {
  unregisterWebgpuKernels();
  run();
};
const withOwn = (run: () => void) => () => {
  registerWebgpuKernels();
  run();
};

function convCase(layer: ConvLayer, batch: number) {
  const half = Math.floor(layer.filter / 2);
  const pad = [
    [0, 0],
    [half, half],
    [half, half],
    [0, 0],
  ];
  const inputShape = [1, layer.size, layer.size, layer.channels];
  const filterShape = [layer.filter, layer.filter, layer.channels, layer.outChannels];
  const attrs = {
    strides: [layer.stride, layer.stride] as [number, number],
    pad,
    dataFormat: 'NHWC',
    dilations: 1,
  } as never as {
    strides: [number, number];
    pad: 'same';
  };
  const perImage = convFlops(convGeometry([], inputShape, filterShape, attrs)!);
  const images = Math.max(1, Math.min(batch, Math.floor(mostFlops / perImage)));
  inputShape[0] = images;
  const geometry = convGeometry([], inputShape, filterShape, attrs)!;
  const x = tf.randomNormal(inputShape);
  const filter = tf.randomNormal(filterShape);
  const dy = tf.randomNormal([images, geometry.outHeight, geometry.outWidth, layer.outChannels]);
  const pixels = images * geometry.outHeight * geometry.outWidth;
  const run = layer.filter * layer.filter;
  return {
    images,
    flops: perImage * images,
    geometry,
    tensors: { x, filter, dy },
    kernels: {
      Conv2D: kernel('Conv2D', { x, filter }, attrs),
      // The first layer's input gradient is never asked for.
      ...(layer.channels === 3
        ? {}
        : { Conv2DBackpropInput: kernel('Conv2DBackpropInput', { dy, filter }, { ...attrs, inputShape }) }),
      Conv2DBackpropFilter: kernel('Conv2DBackpropFilter', { x, dy }, { ...attrs, filterShape }),
    },
    sizes: {
      Conv2D: { rows: pixels, columns: layer.outChannels, depth: run * layer.channels },
      Conv2DBackpropInput: {
        rows: images * layer.size ** 2,
        columns: layer.channels,
        depth: Math.max(1, Math.floor(run / layer.stride ** 2)) * layer.outChannels,
      },
      Conv2DBackpropFilter: { rows: run * layer.channels, columns: layer.outChannels, depth: pixels },
    },
  };
}

function print(row: Row): void {
  const ratio = row.stockMs === null ? '' : `${(row.stockMs / row.ownMs).toFixed(1)} x`;
  const columns = [
    row.layer.padEnd(30),
    `x${row.count}`.padEnd(4),
    row.kernel.padEnd(24),
    `${row.images} images`.padStart(10),
    (row.stockMs?.toFixed(2) ?? '-').padStart(10),
    row.ownMs.toFixed(2).padStart(10),
    ratio.padStart(9),
    row.gflops === null ? '' : row.gflops.toFixed(1).padStart(9),
  ];
  console.log(columns.join(' '));
}

async function measureConvs(network: Network, rows: Row[]): Promise<void> {
  for (const layer of network.convs) {
    const c = convCase(layer, network.batch);
    for (const [name, run] of Object.entries(c.kernels)) {
      const [stockMs, ownMs] = await inTurns([withStock(run), withOwn(run)]);
      const row = {
        network: network.name,
        layer: layerName(layer),
        kernel: name,
        images: c.images,
        count: layer.count,
        stockMs,
        ownMs,
        gflops: c.flops / ownMs / 1e6,
      };
      rows.push(row);
      print(row);
    }
    tf.dispose(c.tensors);
  }
}

/** Forward and gradient of batch norm with ReLU: stock as tfjs differentiates it from moments and batchNorm. */
async function measureNorms(network: Network, rows: Row[]): Promise<void> {
  for (const [size, channels, count] of network.norms) {
    const images = Number.isFinite(mostFlops)
      ? Math.max(1, Math.min(network.batch, Math.floor(mostFlops / (100 * size * size * channels))))
      : network.batch;
    const x = tf.randomNormal([images, size, size, channels]);
    const dy = tf.randomNormal(x.shape);
    const gamma = tf.randomNormal([channels]) as import('@tensorflow/tfjs-core').Tensor1D;
    const beta = tf.randomNormal([channels]) as import('@tensorflow/tfjs-core').Tensor1D;
    const attrs = { epsilon: 1e-5, relu: true, residual: false };
    const stock = () =>
      tf.dispose(
        tf.grads((x4, g, b) => {
          const { mean, variance } = tf.moments(x4, [0, 1, 2]);
          return tf.relu(tf.batchNorm(x4, mean as never, variance as never, b as never, g as never, 1e-5));
        })([x, gamma, beta], dy),
      );
    const own = () => {
      const [y, mean, variance] = tf
        .engine()
        .runKernel(BATCH_NORM_TRAIN, { x, gamma, beta }, attrs as never) as Tensor[];
      const inputs = { x, y, dy, gamma, mean, variance };
      const gradients = tf.engine().runKernel(BATCH_NORM_TRAIN_GRAD, inputs, attrs as never);
      tf.dispose([y, mean, variance, gradients]);
    };
    const [stockMs, ownMs] = await inTurns([withStock(stock), withOwn(own)]);
    const row = {
      network: network.name,
      layer: `${size} px, ${channels}`,
      kernel: 'batch norm + ReLU, both',
      images,
      count,
      stockMs,
      ownMs,
      gflops: null,
    };
    rows.push(row);
    print(row);
    tf.dispose([x, dy, gamma, beta]);
  }
}

async function measureSgd(network: Network, rows: Row[]): Promise<void> {
  const last = network.convs[network.convs.length - 2];
  const shape = [last.filter, last.filter, last.channels, last.outChannels];
  const [weight, momentum, gradient] = [
    tf.randomNormal(shape),
    tf.randomNormal(shape),
    tf.randomNormal(shape),
  ];
  const stock = () =>
    tf.dispose(
      tf.tidy(() => {
        const m = tf.add(tf.mul(momentum, 0.9), tf.add(gradient, tf.mul(weight, 1e-4)));
        return [tf.sub(weight, tf.mul(m, 0.01)), m];
      }),
    );
  const own = kernel(
    SGD_UPDATE,
    { weight, momentum, gradient },
    { learningRate: 0.01, momentum: 0.9, weightDecay: 1e-4 },
  );
  const [stockMs, ownMs] = await inTurns([withStock(stock), withOwn(own)]);
  const row = {
    network: network.name,
    layer: shape.join(' x '),
    kernel: 'SGD',
    images: network.batch,
    count: 1,
    stockMs,
    ownMs,
    gflops: null,
  };
  rows.push(row);
  print(row);
  tf.dispose([weight, momentum, gradient]);
}

async function sweep(network: Network): Promise<void> {
  for (const layer of network.convs) {
    const { tensors, geometry, sizes, kernels, flops } = convCase(layer, network.batch);
    const { x, filter, dy } = tensors;
    for (const name of Object.keys(kernels) as (keyof typeof sizes)[]) {
      const plans = candidatePlans(sizes[name], set);
      const ways = plans.map((plan) => () => {
        const output = {
          Conv2D: () => convForward(backend, x, filter, geometry, plan),
          Conv2DBackpropInput: () => convInputGradient(backend, dy, filter, geometry, plan),
          Conv2DBackpropFilter: () => convFilterGradient(backend, x, dy, geometry, plan),
        }[name]();
        backend.disposeData(output.dataId);
      });
      const times = await inTurns(ways);
      const chosen = planGemm(sizes[name], set);
      console.log(`${layerName(layer)}  ${name}`);
      const order = plans.map((_, i) => i).sort((a, b) => times[a] - times[b]);
      for (const i of order.slice(0, 6)) {
        const { tile, splits } = plans[i];
        const isChosen = tileKey(tile) === tileKey(chosen.tile) && splits === chosen.splits;
        console.log(
          `  ${tileKey(tile).padEnd(12)} splits ${String(splits).padEnd(4)} ${times[i].toFixed(3)} ms  ${(flops / times[i] / 1e6).toFixed(0)} GFLOP/s ${isChosen ? '<- plan' : ''}`,
        );
      }
    }
    tf.dispose(tensors);
  }
}

console.log(
  `Adapter: ${adapterName}${isSoftware ? ' (software: ratios say something, milliseconds nothing)' : ''}`,
);
const networks = NETWORKS.filter((n) => !options.net || n.name === options.net);
if (networks.length === 0) throw new Error(`--net must be one of ${NETWORKS.map((n) => n.name).join(', ')}.`);
const rows: Row[] = [];
for (const network of networks) {
  console.log(`\n${network.name}`);
  if (options.sweep) {
    await sweep(network);
    continue;
  }
  console.log(
    `${'layer'.padEnd(35)} ${'kernel'.padEnd(24)} ${'measured'.padStart(10)} ${'stock ms'.padStart(10)} ${'own ms'.padStart(10)} ${'ratio'.padStart(9)} ${'GFLOP/s'.padStart(9)}`,
  );
  await measureConvs(network, rows);
  await measureNorms(network, rows);
  await measureSgd(network, rows);
  const of = rows.filter((row) => row.network === network.name);
  const total = (ms: (row: Row) => number) =>
    of.reduce((sum, row) => sum + (ms(row) * row.count * network.batch) / row.images, 0);
  const [stock, own] = [total((row) => row.stockMs!), total((row) => row.ownMs)];
  console.log(
    `sum of a step's kernels above: stock ${stock.toFixed(0)} ms, own ${own.toFixed(0)} ms, ${(stock / own).toFixed(1)} x`,
  );
}
if (options.out)
  writeFileSync(options.out, JSON.stringify({ adapter: adapterName, isSoftware, rows }, null, 2));
await stopNodeWebgpu();
