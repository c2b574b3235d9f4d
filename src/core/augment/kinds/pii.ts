/**
 * Poisson image interpolation (Tan et al., "Detecting outliers with Poisson image interpolation", MICCAI 2021): as FPI, but gradients are mixed
 * instead of colours, between neighbours the stronger of (1 - a) dx and a dy, and the image is solved from them, so that no seam is left.
 */
import { cropOther } from '../other.ts';
import { readPatchBox } from '../patch-law.ts';
import { blendPoisson, strongerGradient } from '../poisson.ts';
import { drawInterpolation, interpolationBoxes, interpolationFacts, interpolationSteps } from './fpi.ts';
import type { Interpolation } from './fpi.ts';
import type { KindOfTwo } from './kind.ts';

export interface PiiDraw extends Interpolation {
  readonly kind: 'pii';
}

export const pii: KindOfTwo<PiiDraw, 'descendant'> = {
  kind: 'pii',
  family: 'descendant',
  colour: 'other',
  url: 'https://arxiv.org/abs/2107.02622',
  parameters: { cutpaste: ['augment.cutpaste.'] },
  other: 'aligned',
  draw: (context) => ({ kind: 'pii', ...drawInterpolation(context) }),
  apply(image, { box, weight }, target, other) {
    const cut = cropOther(other, box);
    const trace = blendPoisson(image, cut, box, target, strongerGradient(weight));
    return { ...trace, steps: interpolationSteps(image, box, cut, trace.result) };
  },
  boxes: interpolationBoxes,
  setBox: (draw, _name, box) => ({ ...draw, box }),
  readout: ({ box }, context) => readPatchBox(box, context),
  facts: interpolationFacts,
};
