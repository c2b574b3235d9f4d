/**
 * EfficientNet-B0 (Tan and Le, ICML 2019), in the place of the paper's EfficientNet-B4 (section 4.1): ImageNet's weights without training or
 * fine-tuned head first, or untrained from the seed. 0.39 GMAC at 224 px, features of 1,280; layers and weights are in ../mobile.
 */
import { MOBILE_BLOCKS, STEM_CHANNELS, TAPS, expandedChannels } from '../mobile/architecture.ts';
import { MOBILE } from '../mobile/family.ts';
import { padded } from '../residual.ts';
import type { Backbone } from '../types.ts';

export const efficientNetB0: Backbone = {
  name: 'efficientnet-b0',
  family: MOBILE,
  trunk: () => ({
    stem: padded('stem', 3, 2, 3, STEM_CHANNELS),
    maxPool: false,
    blocks: [],
    features: TAPS.top.channels,
    // The second stack expands to 96 channels at stride 2.
    widest: expandedChannels(MOBILE_BLOCKS[1]),
    stridePx: TAPS.top.stridePx,
    offsetPx: 0,
  }),
  supports: { width: false, stem: false, imagenet: true, maxPool: false },
  padded: true,
  smallestInputPx: 1,
  convolutions: 'uniform-fan-in',
};
