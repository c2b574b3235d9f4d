/**
 * One prepared script for a machine with a GPU: the engine in Node over Dawn, no browser. Stages, each written to the file as soon as it is
 * over, so that a run that is cut short has told what it knew:
 *
 *   npx tsx bench/gpu.ts [--out FILE] [--seconds 540] [--software]     (bench/gpu-pack.mjs packs it, with Node, for a machine without either)
 *
 * The adapter and its limits (ends with 3 where there is only a software adapter, unless --software); every tile, every product of the four networks
 * and whole steps against plain loops and PyTorch's values; what the device does at most; which tiles are fastest; milliseconds a step, ordinary and
 * recorded, of stock and of PyTorch on the same GPU; whole runs of two presets, and the paper's recipe in what time is left, with their AUROC.
 */
import { parseArgs } from 'node:util';
import { isMainThread } from 'node:worker_threads';
import { chooseKernels } from '../src/engine/kernels/choose.ts';
import { startNodeWebgpu, stopNodeWebgpu } from '../src/engine/kernels/webgpu/testing/node-webgpu.ts';
import { installWorkers, serveInThread } from './gpu/batch-thread.ts';
import { CASES } from './gpu/cases.ts';
import { checkNetworks, checkSteps, checkSubgroups, checkTiles } from './gpu/correctness.ts';
import { measureDevice, type DeviceFigures } from './gpu/device-figures.ts';
import { pytorchSteps } from './gpu/pytorch-steps.ts';
import { Stages } from './gpu/stages.ts';
import { ownSteps, stockSteps } from './gpu/steps.ts';
import { sweepDevice } from './gpu/tile-sweep.ts';
import { wholeRun } from './gpu/whole-runs.ts';
import { startPyTorch } from './pytorch.ts';

/** There is no GPU, or only a software one. */
const NO_GPU = 3;
const BATCH_THREADS = 4;

async function main(): Promise<number> {
  const { values: options } = parseArgs({
    options: {
      out: { type: 'string', default: 'gpu.json' },
      seconds: { type: 'string', default: '540' },
      software: { type: 'boolean', default: false },
    },
  });
  const stages = new Stages(options.out, Number(options.seconds));
  const { backend, adapterName, isSoftware } = await startNodeWebgpu();
  backend.device.addEventListener('uncapturederror', ({ error }) => stages.errors.push(error.message));
  const { maxBufferSize, maxStorageBufferBindingSize, maxComputeWorkgroupStorageSize } =
    backend.device.limits;
  const limits = { maxBufferSize, maxStorageBufferBindingSize, maxComputeWorkgroupStorageSize };
  stages.tell('adapter', { adapterName, isSoftware, limits, features: [...backend.device.features] });
  if (isSoftware && !options.software) return NO_GPU;
  await chooseKernels();
  installWorkers(new URL(import.meta.url));
  /** A software adapter is hundreds of times slower: it proves the script, not the speed. */
  const cases = isSoftware
    ? CASES.slice(0, 1).map((one) => ({ ...one, name: `${one.name}, tiny`, sizePx: 32, batch: 6 }))
    : CASES;
  let figures: DeviceFigures | null = null;

  await stages.run('tiles', { seconds: 45, least: 2 }, checkTiles(backend, isSoftware));
  await stages.run('products', { seconds: 30, least: 2 }, checkNetworks(backend, cases));
  await stages.run('subgroups', { seconds: 5, least: 1 }, checkSubgroups(backend));
  await stages.run('steps against PyTorch', { seconds: 20, least: 5 }, checkSteps(isSoftware));
  await stages.run('device', { seconds: 10, least: 2 }, async () => {
    figures = await measureDevice(backend, isSoftware ? 1 / 256 : 1);
    return figures;
  });
  await stages.run('tile sweep', { seconds: 15, least: 5 }, sweepDevice(backend));
  for (const one of cases)
    await stages.run(
      `${one.name}, ours`,
      { seconds: 20, least: 5 },
      ownSteps(one, isSoftware, () => figures?.peakGflops ?? null),
    );
  const pytorch = await startPyTorch();
  for (const one of cases)
    await stages.run(
      `${one.name}, PyTorch`,
      { seconds: 15, least: 5 },
      pytorchSteps(pytorch, one, isSoftware),
    );
  pytorch?.close();
  for (const one of cases) await stages.run(`${one.name}, stock`, { seconds: 15, least: 5 }, stockSteps(one));
  const order = { sample: 'hex-nuts', threads: BATCH_THREADS, tiny: isSoftware };
  await stages.run('run of quick', { seconds: 45, least: 10 }, wholeRun({ ...order, preset: 'quick' }));
  await stages.run('run of workshop', { seconds: 75, least: 15 }, wholeRun({ ...order, preset: 'workshop' }));
  await stages.run(
    "the paper's recipe",
    { seconds: Infinity, least: 20 },
    wholeRun({ ...order, preset: 'paper' }),
  );
  await stopNodeWebgpu();
  return 0;
}

if (isMainThread) process.exit(await main());
else serveInThread();
