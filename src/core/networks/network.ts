/**
 * The network of a configuration as data: forward passes, initial weights, memory estimates, the page's costs and the fully convolutional
 * evaluation all read this one description (method section 2).
 */
import { backboneOf, type BackboneName } from './registry.ts';
import type { ConvUnit, Network, TrunkChoice } from './types.ts';

/** The settings that describe a network. */
export interface NetworkChoice extends TrunkChoice {
  readonly backbone: BackboneName;
  readonly headWidth: number;
}

/** For square inputs of `inputSizePx`, with one logit per class of the task. */
export function describeNetwork(model: NetworkChoice, inputSizePx: number, classes: number): Network {
  const backbone = backboneOf(model);
  return { ...backbone.trunk(model, inputSizePx), backbone, hidden: model.headWidth, classes };
}

/** All convolutions of the trunk that a batch norm follows, in forward order. */
export function convUnits(network: Network): readonly ConvUnit[] {
  return network.backbone.family.normalised(network);
}

/** Layers of the head: the first two are followed by batch norm and ReLU, the last has a bias. */
export function headLayers(network: Network): { name: string; inputs: number; outputs: number }[] {
  const { features, hidden, classes } = network;
  return [
    { name: 'head0', inputs: features, outputs: features },
    { name: 'head1', inputs: features, outputs: hidden },
    { name: 'logits', inputs: hidden, outputs: classes },
  ];
}

/** Every batch norm: trunk, then head. The order in which running statistics are packed. */
export function batchNorms(network: Network): { name: string; channels: number }[] {
  return [
    ...convUnits(network).map(({ name, outputs }) => ({ name, channels: outputs })),
    ...headLayers(network)
      .slice(0, 2)
      .map(({ name, outputs }) => ({ name, channels: outputs })),
  ];
}
