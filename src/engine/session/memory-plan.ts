/**
 * What a step needs against what the device allows, before a run. Where the whole batch does not fit, it is computed in the
 * fewest parts that do (training/micro-batches.ts); the batch that is configured stays the batch of the update.
 */
import { backend } from '@tensorflow/tfjs-core';
import type { BackendName, MemoryPlan } from '../../worker/protocol.ts';
import type { EngineHost } from '../backend/host.ts';
import { largestTensorBytes, stepBytes } from '../../core/networks/cost.ts';
import type { Network } from '../../core/networks/types.ts';

const MIB = 2 ** 20;
/** tfjs's WASM heap grows to 2 GiB; a quarter is left for fragments, kernels and embeddings. */
const WASM_BYTES = 1536 * MIB;
/** Where the browser does not say how much memory there is. */
const DEFAULT_DEVICE_GIB = 4;

export interface MemoryLimits {
  readonly totalBytes: number;
  /** Of one buffer; null where there is no such limit. */
  readonly bufferBytes: number | null;
  /** The browser does not say how much memory there is. */
  readonly assumed?: boolean;
}

/** No interface tells the free memory of a GPU: half of the machine's is taken for it; `mostBytes` where less has turned out to be there. */
export function memoryLimits(
  name: BackendName,
  { memoryLimitBytes }: EngineHost,
  mostBytes = Infinity,
): MemoryLimits {
  const scope = globalThis.navigator as (Navigator & { deviceMemory?: number }) | undefined;
  const half = ((scope?.deviceMemory ?? DEFAULT_DEVICE_GIB) * 1024 * MIB) / 2;
  const totalBytes = Math.min(mostBytes, memoryLimitBytes ?? (name === 'wasm' ? WASM_BYTES : half));
  if (name !== 'webgpu') return { totalBytes, bufferBytes: null };
  const assumed =
    mostBytes === Infinity && memoryLimitBytes === undefined && scope?.deviceMemory === undefined;
  const { limits } = (backend() as unknown as { device: GPUDevice }).device;
  const bufferBytes = Math.min(limits.maxBufferSize, limits.maxStorageBufferBindingSize);
  return { totalBytes, bufferBytes, assumed };
}

export interface StepShape {
  readonly network: Network;
  readonly inputSizePx: number;
  readonly sources: number;
  readonly views: number;
  readonly optimizerSlots: number;
}

/** Bytes of a step in so many parts, counted where they can be. */
export type CountBytes = (parts: number) => number;

/** The fewest parts of whole sources that fit; one source a part where nothing does (the device then has the last word). */
export function planMemory(
  { network, inputSizePx, sources, views, optimizerSlots }: StepShape,
  limits: MemoryLimits,
  count: CountBytes | null = null,
): MemoryPlan {
  const counted = new Map<number, number>();
  const guess = (parts: number, samples: number) =>
    // In parts, the sums of the gradients lie beside the gradients of a part.
    stepBytes(network, inputSizePx, samples, optimizerSlots + (parts > 1 ? 1 : 0));
  const total = (parts: number, samples: number) => {
    if (!count) return guess(parts, samples);
    const known = counted.get(parts) ?? count(parts);
    counted.set(parts, known);
    return known;
  };
  const samplesOf = (parts: number) => Math.ceil(sources / parts) * views;
  const needs = (parts: number) => ({
    totalBytes: total(parts, samplesOf(parts)),
    bufferBytes: largestTensorBytes(network, inputSizePx, samplesOf(parts)),
  });
  const fits = (parts: number) => {
    const { totalBytes, bufferBytes } = needs(parts);
    return totalBytes <= limits.totalBytes && bufferBytes <= (limits.bufferBytes ?? Infinity);
  };
  let parts = 1;
  while (parts < sources && !fits(parts)) parts++;
  const { totalBytes, bufferBytes } = needs(parts);
  return {
    wholeBatchBytes: needs(1).totalBytes,
    neededBytes: totalBytes,
    limitBytes: limits.totalBytes,
    largestBufferBytes: bufferBytes,
    bufferLimitBytes: limits.bufferBytes,
    parts,
    samplesPerPart: Math.ceil(sources / parts) * views,
    fits: fits(parts),
  };
}
