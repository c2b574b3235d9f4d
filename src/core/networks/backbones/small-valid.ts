/**
 * The small net without padding: what it makes of a location depends on the pixels that its filters see and on nothing else, so a window cut
 * out of an image and the same window within it have the same features (paper A.5: dense scoring without error). Its last filter is 1x1:
 * it sees 31 px, no more than the paper's window of 32.
 */
import type { Backbone, ConvUnit } from '../types.ts';
import { RESIDUAL } from '../residual.ts';
import { smallTrunk } from './small.ts';

/** Side of what its filters see: smaller crops and windows give it nothing. */
const FIELD_PX = 31;

const unpadded = (unit: ConvUnit): ConvUnit => ({ ...unit, padding: 0 });

export const smallValid: Backbone = {
  name: 'small-valid',
  family: RESIDUAL,
  trunk({ width }) {
    const small = smallTrunk(width);
    const blocks = small.blocks.map(({ first, second, shortcut }, i) => ({
      first: unpadded(first),
      second: { ...unpadded(second), kernel: i === small.blocks.length - 1 ? 1 : second.kernel },
      shortcut: shortcut && unpadded(shortcut),
    }));
    return { ...small, stem: unpadded(small.stem), blocks, offsetPx: (FIELD_PX - 1) / 2 };
  },
  supports: { width: true, stem: false, imagenet: false, maxPool: false },
  padded: false,
  smallestInputPx: FIELD_PX,
  convolutions: 'uniform-fan-in',
};
