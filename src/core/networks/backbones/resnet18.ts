/**
 * ResNet-18 (He et al. 2016), the paper's network from scratch (section 4.1): the ImageNet stem (7x7 stride 2, max pool), or for inputs of
 * 64 px and less 3x3 stride 1 without pooling, so that crops keep a map of 8x8 locations. Initial values as torchvision's.
 */
import { padded, RESIDUAL, residualBlocks } from '../residual.ts';
import type { Backbone } from '../types.ts';

const STEM_OUTPUTS = 64;
/** Inputs up to this side take the 3x3 stride 1 stem when the stem is 'auto'. */
const SMALL_INPUT_PX = 64;
const STAGES = [64, 128, 256, 512].map((width) => ({ width, blocks: 2 }));

export const resnet18: Backbone = {
  name: 'resnet18',
  family: RESIDUAL,
  trunk({ stem }, inputSizePx) {
    const imagenet = stem === 'imagenet' || (stem === 'auto' && inputSizePx > SMALL_INPUT_PX);
    return {
      stem: imagenet ? padded('stem', 7, 2, 3, STEM_OUTPUTS) : padded('stem', 3, 1, 3, STEM_OUTPUTS),
      maxPool: imagenet,
      blocks: residualBlocks(STEM_OUTPUTS, STAGES),
      features: 512,
      widest: STEM_OUTPUTS,
      stridePx: imagenet ? 32 : 8,
      offsetPx: 0,
    };
  },
  supports: { width: false, stem: true, imagenet: false, maxPool: true },
  padded: true,
  smallestInputPx: 1,
  convolutions: 'normal-fan-out',
};
