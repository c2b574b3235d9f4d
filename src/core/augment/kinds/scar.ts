/** CutPaste-Scar (paper, section 3.2): a thin box, jittered, rotated on an expanded canvas, pasted through its alpha. */
import { applyJitter, drawJitter, type JitterDraw } from '../../image/colour-jitter.ts';
import { cropImage } from '../../image/rgb.ts';
import type { Rect } from '../../image/types.ts';
import { clampRect, drawPlace } from '../patch-law.ts';
import { pasted } from '../paste.ts';
import { rotatePatch } from '../rotate.ts';
import { drawScarPlace, drawScarShape, extentOf, readScar, reshapeScar, setExtent } from '../scar-law.ts';
import type { PlacedScar } from '../scar-law.ts';
import type { Point, Size } from '../types.ts';
import type { Kind } from './kind.ts';

/** `rotated` is the extent of `source` after rotation, `destination` the extent's corner. */
export interface ScarDraw {
  readonly kind: 'scar';
  readonly source: Rect;
  /** Anticlockwise as seen. */
  readonly rotationDeg: number;
  readonly rotated: Size;
  readonly destination: Point;
  readonly jitter: JitterDraw;
}

const shapeOf = (draw: ScarDraw): PlacedScar => ({ ...draw, box: draw.source });

/** The draw with another shape; the cut keeps its corner where the view allows. */
function withShape(draw: ScarDraw, { box, rotationDeg, rotated, destination }: PlacedScar, view: Size) {
  const { width, height } = box;
  return {
    ...draw,
    source: clampRect({ ...draw.source, width, height }, view),
    rotationDeg,
    rotated,
    destination,
  };
}

export const scar: Kind<ScarDraw, 'paper'> = {
  kind: 'scar',
  family: 'paper',
  colour: 'scar',
  url: 'https://arxiv.org/abs/2104.04015',
  parameters: { scar: ['augment.scar.'], 'patch-jitter': ['augment.patchJitter.'] },
  draw(context) {
    const { random, view, settings } = context;
    const shape = drawScarShape(context);
    const { box, rotationDeg, rotated } = shape;
    const source = { ...drawPlace(random, view, box), ...box };
    const destination = drawScarPlace(context, shape);
    const jitter = drawJitter(settings.patchJitter, random);
    return { kind: 'scar', source, rotationDeg, rotated, destination, jitter };
  },
  apply(image, draw, target) {
    const cut = cropImage(image, draw.source);
    const jittered = applyJitter(cut, draw.jitter);
    const rotated = rotatePatch(jittered, draw.rotationDeg, draw.rotated);
    const steps = () => [
      { name: 'cut' as const, image: cut },
      { name: 'jittered' as const, image: jittered },
      { name: 'rotated' as const, ...rotated },
    ];
    return pasted(image, rotated.image, draw.destination, target, steps, rotated.alpha);
  },
  boxes: (draw) => ({ cut: draw.source, paste: extentOf(shapeOf(draw)) }),
  setBox(draw, name, rect, view) {
    if (name === 'paste') return withShape(draw, setExtent(shapeOf(draw), rect, view), view);
    const { source, rotationDeg } = draw;
    const resized = rect.width !== source.width || rect.height !== source.height;
    const reshaped = resized
      ? withShape(draw, reshapeScar(rect, rotationDeg, extentOf(shapeOf(draw)), view), view)
      : draw;
    return { ...reshaped, source: clampRect({ ...reshaped.source, x: rect.x, y: rect.y }, view) };
  },
  readout: (draw, context) => readScar(shapeOf(draw), context),
  turning: {
    read: shapeOf,
    set: (draw, rotationDeg, view) =>
      withShape(draw, reshapeScar(draw.source, rotationDeg, extentOf(shapeOf(draw)), view), view),
  },
};
