/** How many samples go through the network at once in inference, so that memory is bounded for every image size. */
import type { Network } from '../../core/networks/types.ts';

/** Largest activations of one pass. */
const BUDGET_BYTES = 96 * 2 ** 20;
const MOST = 64;

/** Samples per pass for square inputs of `sizePx`. */
export function samplesPerPass(network: Network, sizePx: number): number {
  const side = Math.ceil(sizePx / network.stem.stride);
  const perSample = 4 * 3 * side * side * network.widest;
  return Math.max(1, Math.min(MOST, Math.floor(BUDGET_BYTES / perSample)));
}

/** [from, to) ranges of at most `size`. */
export function chunks(count: number, size: number): { from: number; to: number }[] {
  const result = [];
  for (let from = 0; from < count; from += size) result.push({ from, to: Math.min(count, from + size) });
  return result;
}
