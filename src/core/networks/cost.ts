/**
 * What a step costs, from the layer shapes alone: bytes for the plan shown before a run, and multiply-adds for the page's guess of its length
 * and for benchmarks.
 */
import { batchNorms, convUnits, headLayers } from './network.ts';
import { elementCount, parameterCount } from './parameters.ts';
import type { Network } from './types.ts';

const BYTES = 4;

/**
 * Bytes of one training step: weights, their gradients and optimiser slots; the batch; what the trunk keeps for the backward pass; and the
 * largest gradients that live at once.
 */
export function stepBytes(
  network: Network,
  inputSizePx: number,
  batch: number,
  optimizerSlots: number,
): number {
  const { family } = network.backbone;
  const { keptFloats } = family.cost(network, inputSizePx);
  const ofWeights = parameterCount(network) * (2 + optimizerSlots);
  const pixels = inputSizePx ** 2 * 3;
  if (family.mostKeptFloats !== null)
    return BYTES * (ofWeights + Math.min(batch * keptFloats, family.mostKeptFloats) + batch * pixels);
  const head = 4 * headLayers(network).reduce((sum, { outputs }) => sum + outputs, 0);
  const statistics = 2 * batchNorms(network).reduce((sum, { channels }) => sum + channels, 0);
  return BYTES * (ofWeights + statistics + batch * (keptFloats + head + pixels));
}

/** Bytes of the largest tensor of a step: the output of one convolution for the whole batch, or one of the weights. */
export function largestTensorBytes(network: Network, inputSizePx: number, batch: number): number {
  const { largestFloats } = network.backbone.family.cost(network, inputSizePx);
  const weights = convUnits(network).map(({ kernel, inputs, outputs }) =>
    elementCount([kernel, kernel, inputs, outputs]),
  );
  return BYTES * Math.max(batch * largestFloats, ...weights, batch * inputSizePx ** 2 * 3);
}

/** Multiply-adds of one forward pass of one sample; forward and backward together take three times as many. */
export function forwardMacs(network: Network, inputSizePx: number): number {
  const { macs } = network.backbone.family.cost(network, inputSizePx);
  return macs + headLayers(network).reduce((sum, { inputs, outputs }) => sum + inputs * outputs, 0);
}
