/**
 * Training steps and forward embeddings of each network on one backend: ours, stock tfjs and PyTorch in turns, so that a
 * busy or throttled machine slows all of them alike. Medians.
 */
import os from 'node:os';
import type { BenchBrowser, BenchPage } from './browser.ts';
import { networkOf, NETWORKS, type BenchNetwork } from './networks.ts';
import { forwardMacs } from '../src/core/networks/cost.ts';
import type { BenchBackend } from './page/step.worker.ts';
import type { PyTorch } from './pytorch.ts';

export interface StepRow {
  readonly network: string;
  readonly backend: string;
  readonly threads: number;
  /** Images of a measured step: fewer than the network's batch where a whole one takes minutes (software WebGPU). */
  readonly batch: number;
  /** Steps measured; figures are their medians. */
  readonly steps: number;
  /** Load average of the machine when the row was begun: of a busy one, compare columns, not rows. */
  readonly loadAverage: number | null;
  readonly msPerStep: number | null;
  /** The same kernels held to one of the row's threads, in turns with all of them; null where the row has one. */
  readonly oneThreadMsPerStep: number | null;
  readonly stockMsPerStep: number | null;
  readonly pytorchMsPerStep: number | null;
  readonly imagesPerSecond: number | null;
  /** Of the direct sum: three forward passes. Winograd's method does fewer, so the share of the peak may exceed 1. */
  readonly gflops: number | null;
  readonly shareOfPeak: number | null;
  readonly peakBytes: number | null;
  readonly embedMs: number | null;
  readonly stockEmbedMs: number | null;
  readonly pytorchEmbedMs: number | null;
}

/** A row without figures. */
export function emptyRow(network: string, backend: string): StepRow {
  return {
    ...{
      network,
      backend,
      threads: 1,
      batch: 0,
      steps: 0,
      loadAverage: null,
      msPerStep: null,
      oneThreadMsPerStep: null,
      stockMsPerStep: null,
      pytorchMsPerStep: null,
    },
    ...{ imagesPerSecond: null, gflops: null, shareOfPeak: null, peakBytes: null },
    ...{ embedMs: null, stockEmbedMs: null, pytorchEmbedMs: null },
  };
}

export interface StepPlan {
  readonly backend: BenchBackend;
  readonly label: string;
  readonly threads: number;
  /** A step of more work is measured with fewer images, all layers in their true shapes. */
  readonly mostGflop: number;
  /** Networks of more work per step are not trained with stock. */
  readonly mostStockGflop: number;
  /** Of more work: fewer steps, and the row says how many. */
  readonly longGflop: number;
  /** Stock takes many times as long as ours: one step a round, none of warm-up; of a long step, one in all. */
  readonly slowStock: boolean;
  readonly steps: number;
}

const LONG = { warmUp: 1, rounds: 3, perRound: 1 };
const WARM_UP = 3;
const ROUNDS = 5;
const PRODUCT_SIZE = 768;

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** GFLOP of one training step. */
function stepGflop(bench: BenchNetwork): number {
  return (3 * 2 * forwardMacs(networkOf(bench), bench.sizePx) * bench.batch) / 1e9;
}

/** Two images at least: batch norm needs them. */
function withFewerImages(bench: BenchNetwork, mostGflop: number): BenchNetwork {
  const fit = Math.floor((bench.batch * mostGflop) / stepGflop(bench));
  return fit >= bench.batch ? bench : { ...bench, batch: Math.max(2, fit) };
}

interface Times {
  readonly own: number[];
  readonly oneThread: number[];
  readonly stock: number[];
  readonly pytorch: number[];
  readonly embed: number[];
  readonly stockEmbed: number[];
  readonly pytorchEmbed: number[];
}

interface Pages {
  readonly own: BenchPage;
  readonly stock: BenchPage;
}

async function inTurns(
  pages: Pages,
  bench: BenchNetwork,
  plan: StepPlan,
  pytorch: PyTorch | null,
): Promise<Times> {
  const times: Times = {
    ...{ own: [], oneThread: [], stock: [], pytorch: [] },
    ...{ embed: [], stockEmbed: [], pytorchEmbed: [] },
  };
  const trainsStock = stepGflop(bench) <= plan.mostStockGflop;
  const long = stepGflop(bench) > plan.longGflop;
  const { warmUp, rounds, perRound } = long
    ? LONG
    : { warmUp: WARM_UP, rounds: ROUNDS, perRound: Math.ceil(plan.steps / ROUNDS) };
  for (let round = -1; round < rounds; round++) {
    const warmingUp = round < 0;
    const count = warmingUp ? warmUp : perRound;
    const keep = (into: number[], measured: number[]) => warmingUp || into.push(...measured);
    keep(times.own, await pages.own.call('steps', bench, count));
    keep(times.embed, await pages.own.call('embeds', bench, count));
    if (plan.threads > 1) {
      await pages.own.call('useThreads', 1);
      keep(times.oneThread, await pages.own.call('steps', bench, count));
      await pages.own.call('useThreads', plan.threads);
    }
    if (pytorch) {
      const measured = await pytorch.measure(bench, plan.threads, count, count);
      keep(times.pytorch, measured.stepMs);
      keep(times.pytorchEmbed, measured.embedMs);
    }
    const slowCount = Number(long ? round === 0 : !warmingUp);
    const stockCount = plan.slowStock ? slowCount : count;
    if (trainsStock) keep(times.stock, await pages.stock.call('steps', bench, stockCount));
    keep(times.stockEmbed, await pages.stock.call('embeds', bench, stockCount));
  }
  return times;
}

/** Rows of one backend, network after network; each has pages of its own, so that its memory is its own. */
export async function measureSteps(
  browser: BenchBrowser,
  plan: StepPlan,
  pytorch: PyTorch | null,
  chosen: (bench: BenchNetwork) => boolean,
  report: (row: StepRow) => void,
): Promise<void> {
  for (const network of NETWORKS.filter(chosen)) {
    const bench = withFewerImages(network, plan.mostGflop);
    const gflop = stepGflop(bench);
    const [loadAverage] = os.loadavg();
    const pages: Pages = { own: await browser.open(), stock: await browser.open() };
    const threads = await pages.own.call('start', plan.backend, plan.threads, 'own');
    await pages.stock.call('start', plan.backend, plan.threads, 'stock');
    const products = await pages.own.call('products', PRODUCT_SIZE, 8);
    const peakGflops = (2 * PRODUCT_SIZE ** 3) / Math.min(...products) / 1e6;
    const times = await inTurns(pages, bench, plan, plan.backend === 'wasm' ? pytorch : null);
    const msPerStep = median(times.own);
    const gflops = msPerStep && (1000 * gflop) / msPerStep;
    report({
      network: bench.name,
      backend: plan.label,
      threads,
      batch: bench.batch,
      steps: times.own.length,
      loadAverage,
      msPerStep,
      oneThreadMsPerStep: median(times.oneThread),
      stockMsPerStep: median(times.stock),
      pytorchMsPerStep: median(times.pytorch),
      imagesPerSecond: msPerStep && (1000 * bench.batch) / msPerStep,
      gflops,
      shareOfPeak: gflops && gflops / peakGflops,
      peakBytes: await pages.own.call('peakBytes'),
      embedMs: median(times.embed),
      stockEmbedMs: median(times.stockEmbed),
      pytorchEmbedMs: median(times.pytorchEmbed),
    });
    await pages.own.close();
    await pages.stock.close();
  }
}
