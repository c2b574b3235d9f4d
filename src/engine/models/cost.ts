/** What a step costs, from the layer shapes alone: bytes for the plan shown before a run, and multiply-adds for benchmarks. */
import { mobileCost } from './efficientnet/parameters.ts';
import { batchNorms, convUnits, headLayers, type Network } from './network.ts';
import { parameterCount } from './parameters.ts';
import { marginOf, outputSide } from './places.ts';

const BYTES = 4;
/** Activations that a fine-tuning step keeps at once: larger batches go through the trunk in parts. */
export const MOST_KEPT_FLOATS = 128 * 2 ** 20;

interface UnitShape {
  readonly outputSidePx: number;
  readonly outputs: number;
  readonly macs: number;
}

/** Output side of each convolution, in the order of `convUnits`; what blocks without padding keep of their input besides. */
function unitShapes(
  network: Network,
  inputSizePx: number,
): { units: UnitShape[]; pooledSidePx: number | null; cutFloats: number } {
  const sides = new Map<string, number>();
  let side = outputSide(network.stem, inputSizePx);
  sides.set('stem', side);
  let pooledSidePx: number | null = null;
  if (network.maxPool) pooledSidePx = side = Math.ceil(side / 2);
  let cutFloats = 0;
  for (const block of network.blocks) {
    const { first, second, shortcut } = block;
    const margin = marginOf(block);
    if (margin > 0) cutFloats += (side - 2 * margin) ** 2 * first.inputs;
    sides.set(first.name, outputSide(first, side));
    side = outputSide(second, sides.get(first.name) as number);
    for (const unit of [second, ...(shortcut ? [shortcut] : [])]) sides.set(unit.name, side);
  }
  const units = convUnits(network).map(({ name, kernel, inputs, outputs }) => {
    const outputSidePx = sides.get(name) as number;
    return { outputSidePx, outputs, macs: outputSidePx ** 2 * kernel ** 2 * inputs * outputs };
  });
  return { units, pooledSidePx, cutFloats };
}

/**
 * Bytes of one training step: weights, their gradients and optimiser slots; the batch; output of every convolution and of every
 * batch norm, kept for the backward pass; and the three largest gradients that live at once.
 */
export function stepBytes(
  network: Network,
  inputSizePx: number,
  batch: number,
  optimizerSlots: number,
): number {
  if (network.backbone === 'efficientnet-b0') {
    const kept = Math.min(batch * mobileCost(inputSizePx).keptFloats, MOST_KEPT_FLOATS);
    return BYTES * (parameterCount(network) * (2 + optimizerSlots) + kept + batch * inputSizePx ** 2 * 3);
  }
  const { units, pooledSidePx, cutFloats } = unitShapes(network, inputSizePx);
  const sizes = units.map(({ outputSidePx, outputs }) => outputSidePx ** 2 * outputs);
  const activations = 2 * sizes.reduce((a, b) => a + b, 0);
  const pooled = pooledSidePx === null ? 0 : pooledSidePx ** 2 * network.stem.outputs;
  const head = 4 * headLayers(network).reduce((sum, { outputs }) => sum + outputs, 0);
  const perSample = activations + pooled + cutFloats + head + 3 * Math.max(...sizes) + inputSizePx ** 2 * 3;
  const statistics = 2 * batchNorms(network).reduce((sum, { channels }) => sum + channels, 0);
  return BYTES * (parameterCount(network) * (2 + optimizerSlots) + statistics + batch * perSample);
}

/** Bytes of the largest tensor of a step: the output of one convolution for the whole batch, or one of the weights. */
export function largestTensorBytes(network: Network, inputSizePx: number, batch: number): number {
  const outputs = unitShapes(network, inputSizePx).units.map(
    ({ outputSidePx, outputs: channels }) => batch * outputSidePx ** 2 * channels,
  );
  const weights = convUnits(network).map(({ kernel, inputs, outputs: out }) => kernel ** 2 * inputs * out);
  return BYTES * Math.max(...outputs, ...weights, batch * inputSizePx ** 2 * 3);
}

/** Multiply-adds of one forward pass of one sample; forward and backward together take three times as many. */
export function forwardMacs(network: Network, inputSizePx: number): number {
  const trunk =
    network.backbone === 'efficientnet-b0'
      ? mobileCost(inputSizePx).macs
      : unitShapes(network, inputSizePx).units.reduce((sum, { macs }) => sum + macs, 0);
  return trunk + headLayers(network).reduce((sum, { inputs, outputs }) => sum + inputs * outputs, 0);
}
