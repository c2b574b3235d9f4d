/**
 * The small net for minutes on a processor: stem 3x3 stride 2, one residual block each of width w, 2w and 4w (`model.width`). PyTorch's
 * default initial values. Sees 47 px at stride 8. The project's choice; the paper has ResNet-18.
 */
import { padded, RESIDUAL, residualBlocks } from '../residual.ts';
import type { Backbone, TrunkShape } from '../types.ts';

export function smallTrunk(width: number): TrunkShape {
  const stages = [width, 2 * width, 4 * width].map((outputs) => ({ width: outputs, blocks: 1 }));
  return {
    stem: padded('stem', 3, 2, 3, width),
    maxPool: false,
    blocks: residualBlocks(width, stages),
    features: 4 * width,
    widest: width,
    stridePx: 8,
    offsetPx: 0,
  };
}

export const small: Backbone = {
  name: 'small',
  family: RESIDUAL,
  trunk: ({ width }) => smallTrunk(width),
  supports: { width: true, stem: false, imagenet: false, maxPool: false },
  padded: true,
  smallestInputPx: 1,
  convolutions: 'uniform-fan-in',
};
