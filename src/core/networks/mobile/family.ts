/**
 * Networks of inverted residual blocks with squeeze-and-excitation (EfficientNet). Normalisation is folded into the weights, so images of a
 * batch do not see each other and a large one goes through the trunk in parts.
 */
import { fieldOf } from '../receptive-field.ts';
import type { Family } from '../types.ts';
import { MOBILE_BLOCKS, TAPS } from './architecture.ts';
import { MOBILE_PARAMETERS, mobileCost } from './parameters.ts';

export const MOBILE: Family = {
  kind: 'mobile',
  mostKeptFloats: 128 * 2 ** 20,
  trainingPasses: 4,
  dilates: false,
  normalised: () => [],
  weights: () => MOBILE_PARAMETERS,
  cost: (_, inputSidePx) => ({ ...mobileCost(inputSidePx), largestFloats: 0 }),
  mapSide: (_, inputSidePx) => Math.ceil(inputSidePx / TAPS.top.stridePx),
  // Of the filters; squeeze-and-excitation sees the whole image besides.
  receptiveFieldPx: () => fieldOf([{ kernel: 3, stride: 2 }, ...MOBILE_BLOCKS]),
};
