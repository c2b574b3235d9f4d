/**
 * Every backbone there is, by the name that configurations have for it. Another one is a file in backbones/, a line here, and its name in
 * the texts of `parameters` (two languages).
 */
import { efficientNetB0 } from './backbones/efficientnet-b0.ts';
import { resnet18 } from './backbones/resnet18.ts';
import { small } from './backbones/small.ts';
import { smallValid } from './backbones/small-valid.ts';
import type { Backbone } from './types.ts';

const BACKBONES = {
  small,
  'small-valid': smallValid,
  resnet18,
  'efficientnet-b0': efficientNetB0,
} as const satisfies Record<string, Backbone>;

export type BackboneName = keyof typeof BACKBONES;

/** In the order in which they are offered. */
export const BACKBONE_NAMES = Object.keys(BACKBONES) as [BackboneName, ...BackboneName[]];

export function backboneOf({ backbone }: { readonly backbone: BackboneName }): Backbone {
  return BACKBONES[backbone];
}

/** Whether a run begins with ImageNet's weights: it then trains its head alone at first. */
export function startsPretrained(model: {
  readonly backbone: BackboneName;
  readonly weights: 'imagenet' | 'random';
}): boolean {
  return backboneOf(model).supports.imagenet && model.weights === 'imagenet';
}
