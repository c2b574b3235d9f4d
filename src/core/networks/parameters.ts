/** Names, shapes and order of everything a network learns: one list for initial values, optimiser and checkpoints. */
import { batchNorms, headLayers } from './network.ts';
import type { Network, ParameterSpec } from './types.ts';

/** Trainable parameters in a fixed order: the trunk's `[k, k, in, out]`, linear layers `[in, out]`, then gamma / beta `[C]`. */
export function trainableParameters(network: Network): ParameterSpec[] {
  const layers = headLayers(network);
  const dense = layers.map(({ name, inputs, outputs }): ParameterSpec => ({
    name: `${name}.weight`,
    shape: [inputs, outputs],
    kind: 'dense',
    fanIn: inputs,
    fanOut: outputs,
  }));
  const last = layers[layers.length - 1];
  const bias: ParameterSpec = {
    name: `${last.name}.bias`,
    shape: [last.outputs],
    kind: 'bias',
    fanIn: last.inputs,
    fanOut: last.outputs,
  };
  const norms = batchNorms(network).flatMap(({ name, channels }): ParameterSpec[] => {
    const common = { shape: [channels], fanIn: channels, fanOut: channels };
    return [
      { name: `${name}.gamma`, kind: 'gamma', ...common },
      { name: `${name}.beta`, kind: 'beta', ...common },
    ];
  });
  return [...network.backbone.family.weights(network), ...dense, bias, ...norms];
}

export function elementCount(shape: readonly number[]): number {
  return shape.reduce((a, b) => a * b, 1);
}

export function parameterCount(network: Network): number {
  return trainableParameters(network).reduce((sum, { shape }) => sum + elementCount(shape), 0);
}
