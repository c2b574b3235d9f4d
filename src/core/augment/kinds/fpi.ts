/**
 * Foreign patch interpolation (Tan et al., "Detecting outliers with foreign patch interpolation", MELBA 2022): inside a box the image is mixed with
 * another normal image at the same place, (1 - a) x + a y with a from U(0.05, 0.95).
 */
import { cropImage } from '../../image/rgb.ts';
import type { Rect, RgbImage } from '../../image/types.ts';
import { cropOther } from '../other.ts';
import { drawPatchBox, readPatchBox } from '../patch-law.ts';
import { blended } from '../paste.ts';
import type { DrawContext, KindOfTwo } from './kind.ts';
import type { Boxes } from '../types.ts';

/** A box of both images and the weight of the other one. */
export interface Interpolation {
  readonly box: Rect;
  readonly weight: number;
}

export interface FpiDraw extends Interpolation {
  readonly kind: 'fpi';
}

const LEAST_WEIGHT = 0.05;

export const drawInterpolation = (context: DrawContext): Interpolation => ({
  box: drawPatchBox(context),
  weight: context.random.uniform(LEAST_WEIGHT, 1 - LEAST_WEIGHT),
});

/** One box: what is cut lies where it is pasted. */
export const interpolationBoxes = ({ box }: Interpolation): Boxes => ({ cut: box, paste: box });

export const interpolationFacts = ({ weight }: Interpolation) => ({ percent: Math.round(100 * weight) });

/** Steps that both kinds of interpolation show. */
export const interpolationSteps = (image: RgbImage, box: Rect, cut: RgbImage, result: RgbImage) => () =>
  [
    { name: 'covered', image: cropImage(image, box) },
    { name: 'cut', image: cut },
    { name: 'blended', image: cropImage(result, box) },
  ] as const;

export const fpi: KindOfTwo<FpiDraw, 'descendant'> = {
  kind: 'fpi',
  family: 'descendant',
  colour: 'other',
  url: 'https://arxiv.org/abs/2011.04197',
  parameters: { cutpaste: ['augment.cutpaste.'] },
  other: 'aligned',
  draw: (context) => ({ kind: 'fpi', ...drawInterpolation(context) }),
  apply(image, { box, weight }, target, other) {
    const cut = cropOther(other, box);
    const alpha = new Uint8Array(box.width * box.height).fill(Math.round(255 * weight));
    const trace = blended(image, cut, box, target, alpha, () => []);
    return { ...trace, steps: interpolationSteps(image, box, cut, trace.result) };
  },
  boxes: interpolationBoxes,
  setBox: (draw, _name, box) => ({ ...draw, box }),
  readout: ({ box }, context) => readPatchBox(box, context),
  facts: interpolationFacts,
};
