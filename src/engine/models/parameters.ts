/** Names, shapes and order of everything a network learns: one list for initial values, optimiser and checkpoints. */
import { MOBILE_PARAMETERS } from './efficientnet/parameters.ts';
import { batchNorms, convUnits, headLayers, type Network } from './network.ts';

export interface ParameterSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly kind: 'conv' | 'dense' | 'bias' | 'gamma' | 'beta';
  /** Inputs and outputs of one unit, counted over the filter: for initial values. */
  readonly fanIn: number;
  readonly fanOut: number;
  /** Given: initial values are normal with this deviation (0: zeros), whatever the kind. */
  readonly deviation?: number;
}

/** Trainable parameters in a fixed order: convolutions `[k, k, in, out]`, linear layers `[in, out]`, then gamma / beta `[C]`. */
export function trainableParameters(network: Network): ParameterSpec[] {
  const convs = convUnits(network).map(({ name, kernel, inputs, outputs }): ParameterSpec => ({
    name: `${name}.weight`,
    shape: [kernel, kernel, inputs, outputs],
    kind: 'conv',
    fanIn: kernel * kernel * inputs,
    fanOut: kernel * kernel * outputs,
  }));
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
  const trunk = network.backbone === 'efficientnet-b0' ? MOBILE_PARAMETERS : convs;
  return [...trunk, ...dense, bias, ...norms];
}

export function elementCount(shape: readonly number[]): number {
  return shape.reduce((a, b) => a * b, 1);
}

export function parameterCount(network: Network): number {
  return trainableParameters(network).reduce((sum, { shape }) => sum + elementCount(shape), 0);
}
