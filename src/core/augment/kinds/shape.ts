/** Baseline of Table 6: a drawn shape that fills a box of a patch's size. */
import { cropImage } from '../../image/rgb.ts';
import type { Rect } from '../../image/types.ts';
import { drawColour, drawPatchBox, readPatchBox } from '../patch-law.ts';
import { pasted } from '../paste.ts';
import { drawTexture, fillShape, shapeMask, type ShapeFill, type ShapeOutline } from '../shapes.ts';
import type { Kind } from './kind.ts';

export interface ShapeDraw extends ShapeOutline {
  readonly kind: 'shape';
  readonly box: Rect;
  readonly fill: ShapeFill;
}

export const shape: Kind<ShapeDraw, 'baseline'> = {
  kind: 'shape',
  family: 'baseline',
  colour: 'other',
  url: 'https://arxiv.org/abs/2104.04015',
  parameters: { shape: ['augment.shape.'], cutpaste: ['augment.cutpaste.'] },
  draw(context) {
    const { random, pixelScale, settings } = context;
    const box = drawPatchBox(context);
    const { kind: outline, fill } = settings.shape;
    const digit = outline === 'digit' ? random.int(0, 9) : 0;
    const drawn =
      fill === 'colour' ? { colour: drawColour(random) } : { texture: drawTexture(random, pixelScale) };
    return { kind: 'shape', shape: outline, digit, box, fill: drawn };
  },
  apply(image, draw, target) {
    const { box } = draw;
    const filled = fillShape(draw.fill, box);
    const steps = () => [
      { name: 'covered' as const, image: cropImage(image, box) },
      { name: 'filled' as const, image: filled },
    ];
    return pasted(image, filled, box, target, steps, shapeMask(draw, box));
  },
  boxes: ({ box }) => ({ paste: box }),
  setBox: (draw, _name, box) => ({ ...draw, box }),
  readout: ({ box }, context) => readPatchBox(box, context),
};
