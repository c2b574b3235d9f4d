/** Baselines of Tables 1 and 5: a box of a patch's size, filled with grey, with the mean colour of the view, or with a random colour. */
import { cropImage, filledImage, meanColour } from '../../image/rgb.ts';
import type { Rect } from '../../image/types.ts';
import type { Random } from '../../random/random.ts';
import { drawColour, drawPatchBox, readPatchBox } from '../patch-law.ts';
import { pasted } from '../paste.ts';
import type { Colour } from '../types.ts';
import type { Kind } from './kind.ts';

export interface CutoutDraw<Fill extends string> {
  readonly kind: `cutout-${Fill}`;
  readonly box: Rect;
  /** Null where it is the mean of the view. */
  readonly colour: Colour | null;
}

const cutout = <Fill extends string>(
  fill: Fill,
  colourFrom: (random: Random) => Colour | null,
): Kind<CutoutDraw<Fill>, 'baseline'> => ({
  kind: `cutout-${fill}`,
  family: 'baseline',
  colour: 'other',
  url: 'https://arxiv.org/abs/2104.04015',
  parameters: { cutpaste: ['augment.cutpaste.'] },
  draw: (context) => ({
    kind: `cutout-${fill}`,
    box: drawPatchBox(context),
    colour: colourFrom(context.random),
  }),
  apply(image, { box, colour }, target) {
    const filled = filledImage(box.width, box.height, colour ?? meanColour(image));
    return pasted(image, filled, box, target, () => [
      { name: 'covered', image: cropImage(image, box) },
      { name: 'filled', image: filled },
    ]);
  },
  boxes: ({ box }) => ({ paste: box }),
  setBox: (draw, _name, box) => ({ ...draw, box }),
  readout: ({ box }, context) => readPatchBox(box, context),
});

export const cutoutGrey = cutout('grey', () => [128, 128, 128]);
export const cutoutMean = cutout('mean', () => null);
export const cutoutColour = cutout('colour', drawColour);
