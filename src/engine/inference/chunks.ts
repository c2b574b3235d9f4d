/** How many samples go through the network at once in inference, so that memory is bounded for every image size. */
import type { Network } from '../models/network.ts';

/** Largest activations of one pass. */
const BUDGET_BYTES = 96 * 2 ** 20;
const MOST = 64;
/** Its second stack expands to so many channels at stride 2. */
const WIDEST_OF_EFFICIENTNET = 96;

/** Samples per pass for square inputs of `sizePx`. */
export function samplesPerPass(network: Network, sizePx: number): number {
  const side = Math.ceil(sizePx / network.stem.stride);
  const widest = network.backbone === 'efficientnet-b0' ? WIDEST_OF_EFFICIENTNET : network.stem.outputs;
  const perSample = 4 * 3 * side * side * widest;
  return Math.max(1, Math.min(MOST, Math.floor(BUDGET_BYTES / perSample)));
}

/** [from, to) ranges of at most `size`. */
export function chunks(count: number, size: number): { from: number; to: number }[] {
  const result = [];
  for (let from = 0; from < count; from += size) result.push({ from, to: Math.min(count, from + size) });
  return result;
}
