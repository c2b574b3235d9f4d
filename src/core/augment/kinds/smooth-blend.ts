/**
 * SmoothBlend, after SPD (Zou et al., "SPot-the-Difference Self-Supervised Pre-training", ECCV 2022): a jittered patch of the same image, pasted through
 * a mask smoothed with a Gaussian, so that it fades out on all sides. The mask is a smaller box convolved with the Gaussian, in closed form: the
 * product of two differences of normal distribution functions; it ends where the patch does.
 */
import { applyJitter } from '../../image/colour-jitter.ts';
import { cropImage } from '../../image/rgb.ts';
import { blended } from '../paste.ts';
import { readPatchBox } from '../patch-law.ts';
import type { Size } from '../types.ts';
import { drawMove, moveBoxes, setMoveBox, type Move } from './cutpaste.ts';
import type { Kind } from './kind.ts';

export interface SmoothBlendDraw extends Move {
  readonly kind: 'smooth-blend';
  /** Standard deviation of the Gaussian, in shorter sides of the patch. */
  readonly softness: number;
}

const SOFTEST = 0.16;
const HARDEST = 0.04;
/** The smaller box begins so many standard deviations inside the patch. */
const INSET = 2;

/** Distribution function of the normal law (Abramowitz and Stegun 26.2.17, absolute error below 7.5e-8). */
function normalBelow(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    0.3989422804014327 *
    Math.exp((-z * z) / 2) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z > 0 ? 1 - tail : tail;
}

/** Along one side: the box from `INSET` sigma to the side's length less as much, convolved with the Gaussian. */
function profile(side: number, sigma: number): Float64Array {
  const [from, to] = [INSET * sigma, side - INSET * sigma];
  return Float64Array.from(
    { length: side },
    (_, i) => normalBelow((i + 0.5 - from) / sigma) - normalBelow((i + 0.5 - to) / sigma),
  );
}

/** `[height, width]` of a patch; at least 1, so that the mask is the whole patch. */
export function smoothAlpha({ width, height }: Size, softness: number): Uint8Array {
  const sigma = softness * Math.min(width, height);
  const [columns, rows] = [profile(width, sigma), profile(height, sigma)];
  const alpha = new Uint8Array(width * height);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) alpha[i] = Math.max(1, Math.round(255 * rows[y] * columns[x]));
  return alpha;
}

export const smoothBlend: Kind<SmoothBlendDraw, 'descendant'> = {
  kind: 'smooth-blend',
  family: 'descendant',
  colour: 'cutpaste',
  url: 'https://arxiv.org/abs/2207.14315',
  parameters: { cutpaste: ['augment.cutpaste.'], 'patch-jitter': ['augment.patchJitter.'] },
  draw: (context) => ({
    kind: 'smooth-blend',
    ...drawMove(context),
    softness: context.random.uniform(HARDEST, SOFTEST),
  }),
  apply(image, { source, destination, jitter, softness }, target) {
    const cut = cropImage(image, source);
    const jittered = applyJitter(cut, jitter);
    return blended(image, jittered, destination, target, smoothAlpha(source, softness), () => [
      { name: 'cut', image: cut },
      { name: 'jittered', image: jittered },
    ]);
  },
  boxes: moveBoxes,
  setBox: setMoveBox,
  readout: ({ source }, context) => readPatchBox(source, context),
  facts: ({ source, softness }) => ({
    px: (softness * Math.min(source.width, source.height)).toFixed(1),
  }),
};
