/** Baseline of Table 5: the scar's shape in one random colour. */
import { filledImage } from '../../image/rgb.ts';
import { drawColour } from '../patch-law.ts';
import { pasted } from '../paste.ts';
import { rotatePatch } from '../rotate.ts';
import { drawScarPlace, drawScarShape, extentOf, readScar, reshapeScar, setExtent } from '../scar-law.ts';
import type { PlacedScar } from '../scar-law.ts';
import type { Colour } from '../types.ts';
import type { Kind } from './kind.ts';

export interface ScarColourDraw extends PlacedScar {
  readonly kind: 'scar-colour';
  readonly colour: Colour;
}

export const scarColour: Kind<ScarColourDraw, 'baseline'> = {
  kind: 'scar-colour',
  family: 'baseline',
  colour: 'scar',
  url: 'https://arxiv.org/abs/2104.04015',
  parameters: { scar: ['augment.scar.'] },
  draw(context) {
    const shape = drawScarShape(context);
    const destination = drawScarPlace(context, shape);
    return { kind: 'scar-colour', ...shape, destination, colour: drawColour(context.random) };
  },
  apply(image, { box, rotationDeg, rotated, destination, colour }, target) {
    const filled = filledImage(box.width, box.height, colour);
    const turned = rotatePatch(filled, rotationDeg, rotated);
    const steps = () => [
      { name: 'filled' as const, image: filled },
      { name: 'rotated' as const, ...turned },
    ];
    return pasted(image, turned.image, destination, target, steps, turned.alpha);
  },
  boxes: (draw) => ({ paste: extentOf(draw) }),
  setBox: (draw, _name, rect, view) => ({ ...draw, ...setExtent(draw, rect, view) }),
  readout: readScar,
  turning: {
    read: (draw) => draw,
    set: (draw, rotationDeg, view) => ({
      ...draw,
      ...reshapeScar(draw.box, rotationDeg, extentOf(draw), view),
    }),
  },
};
