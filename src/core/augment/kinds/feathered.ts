/**
 * CutPaste with feathered edges: the patch is pasted through an alpha that rises from its edges over a drawn width of 1 to 8 px (at 256 px), so that
 * the network cannot learn the sharp seam of a paste instead of the break in the pattern.
 */
import { applyJitter } from '../../image/colour-jitter.ts';
import { cropImage } from '../../image/rgb.ts';
import { blended } from '../paste.ts';
import { readPatchBox } from '../patch-law.ts';
import type { Size } from '../types.ts';
import { drawMove, moveBoxes, setMoveBox, type Move } from './cutpaste.ts';
import type { Kind } from './kind.ts';

export interface FeatheredDraw extends Move {
  readonly kind: 'feathered';
  readonly featherPx: number;
}

const NARROWEST_PX = 1;
const WIDEST_PX = 8;

/** `[height, width]` of a patch: rises from the edges over `featherPx` px, or up to the middle of a patch that is narrower. */
export function featherAlpha({ width, height }: Size, featherPx: number): Uint8Array {
  const rise = Math.max(1, Math.min(featherPx, width / 2, height / 2));
  const alpha = new Uint8Array(width * height);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const fromEdge = Math.min(x, y, width - 1 - x, height - 1 - y) + 0.5;
      alpha[i] = Math.round(255 * Math.min(1, fromEdge / rise));
    }
  return alpha;
}

export const feathered: Kind<FeatheredDraw, 'descendant'> = {
  kind: 'feathered',
  family: 'descendant',
  colour: 'cutpaste',
  url: 'https://arxiv.org/abs/2104.04015',
  parameters: { cutpaste: ['augment.cutpaste.'], 'patch-jitter': ['augment.patchJitter.'] },
  draw(context) {
    const move = drawMove(context);
    const featherPx = context.random.uniform(NARROWEST_PX, WIDEST_PX) * context.pixelScale;
    return { kind: 'feathered', ...move, featherPx };
  },
  apply(image, { source, destination, jitter, featherPx }, target) {
    const cut = cropImage(image, source);
    const jittered = applyJitter(cut, jitter);
    const alpha = featherAlpha(source, featherPx);
    return blended(image, jittered, destination, target, alpha, () => [
      { name: 'cut', image: cut },
      { name: 'jittered', image: jittered },
    ]);
  },
  boxes: moveBoxes,
  setBox: setMoveBox,
  readout: ({ source }, context) => readPatchBox(source, context),
  facts: ({ featherPx }) => ({ px: featherPx.toFixed(1) }),
};
