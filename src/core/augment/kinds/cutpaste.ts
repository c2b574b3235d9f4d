/** CutPaste (paper, section 3.1): cut a rectangle, jitter its colours, paste it somewhere else in the same image. */
import { applyJitter, drawJitter, type JitterDraw } from '../../image/colour-jitter.ts';
import { cropImage } from '../../image/rgb.ts';
import type { Rect } from '../../image/types.ts';
import { clampRect, drawPatchBox, drawPlace, readPatchBox } from '../patch-law.ts';
import { pasted } from '../paste.ts';
import type { Boxes, BoxName, Point, Size } from '../types.ts';
import type { DrawContext, Kind } from './kind.ts';

/** Cut `source`, jitter it, paste it with its corner at `destination`. */
export interface Move {
  readonly source: Rect;
  readonly destination: Point;
  readonly jitter: JitterDraw;
}

export interface CutPasteDraw extends Move {
  readonly kind: 'cutpaste';
}

/** Source and destination uniform, with the whole patch inside. */
export function drawMove(context: DrawContext): Move {
  const source = drawPatchBox(context);
  const destination = drawPlace(context.random, context.view, source);
  return { source, destination, jitter: drawJitter(context.settings.patchJitter, context.random) };
}

const pasteBoxOf = ({ source, destination }: Pick<Move, 'source' | 'destination'>): Rect => ({
  ...destination,
  width: source.width,
  height: source.height,
});

export const moveBoxes = (move: Move): Boxes => ({ cut: move.source, paste: pasteBoxOf(move) });

/** The other box takes the size of the one that was changed. */
export function setMoveBox<M extends Move>(move: M, name: BoxName, rect: Rect, view: Size): M {
  const { width, height } = rect;
  const other = name === 'cut' ? move.destination : move.source;
  const moved = clampRect({ x: other.x, y: other.y, width, height }, view);
  const [source, { x, y }] = name === 'cut' ? [rect, moved] : [moved, rect];
  return { ...move, source, destination: { x, y } };
}

export const cutpaste: Kind<CutPasteDraw, 'paper'> = {
  kind: 'cutpaste',
  family: 'paper',
  colour: 'cutpaste',
  url: 'https://arxiv.org/abs/2104.04015',
  parameters: { cutpaste: ['augment.cutpaste.'], 'patch-jitter': ['augment.patchJitter.'] },
  draw: (context) => ({ kind: 'cutpaste', ...drawMove(context) }),
  apply(image, { source, destination, jitter }, target) {
    const cut = cropImage(image, source);
    const jittered = applyJitter(cut, jitter);
    return pasted(image, jittered, destination, target, () => [
      { name: 'cut', image: cut },
      { name: 'jittered', image: jittered },
    ]);
  },
  boxes: moveBoxes,
  setBox: setMoveBox,
  readout: ({ source }, context) => readPatchBox(source, context),
};
