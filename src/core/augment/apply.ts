/**
 * Applying: pixels from drawn parameters. `traceView` makes the view and keeps its steps for the lab; `applyView` is the same function
 * without the steps, so the lab and the network can never differ. Order for one sample: crop c(x), shift, global jitter,
 * then the view (method: CutPaste comes last, on the crop).
 */
import { applyJitter } from '../image/colour-jitter.ts';
import {
  copyImage,
  cropImage,
  cropShifted,
  filledImage,
  meanColour,
  pasteInto,
  turnImage,
} from '../image/rgb.ts';
import type { Rect, RgbImage } from '../image/types.ts';
import { rotatePatch } from './rotate.ts';
import { fillShape, shapeMask } from './shapes.ts';
import type { GlobalDraw, ViewDraw, ViewTrace } from './types.ts';

/** Crop (default: the whole image), reflect-padded shift, jitter: what all views of a source share. */
export function applyGlobal(
  image: RgbImage,
  draw: GlobalDraw,
  crop: Rect = { x: 0, y: 0, width: image.width, height: image.height },
): RgbImage {
  return applyJitter(cropShifted(image, crop, draw.shift.x, draw.shift.y), draw.jitter);
}

const noSteps = { cut: null, jittered: null, rotated: null, alpha: null };

/**
 * One view of `image` with its steps. `image` is not changed.
 * @param target bytes for the result (`width * height * 3`), for example a slice of a batch; new ones when absent.
 */
export function traceView(image: RgbImage, draw: ViewDraw, target?: Uint8Array): ViewTrace {
  switch (draw.kind) {
    case 'normal':
      return { ...noSteps, result: copyImage(image, target) };
    case 'rotation-90':
      return { ...noSteps, result: turnImage(image, 1, target) };
    case 'rotation-180':
      return { ...noSteps, result: turnImage(image, 2, target) };
    case 'rotation-270':
      return { ...noSteps, result: turnImage(image, 3, target) };
    case 'cutpaste': {
      const cut = cropImage(image, draw.source);
      const jittered = applyJitter(cut, draw.jitter);
      const result = copyImage(image, target);
      pasteInto(result, jittered, draw.destination.x, draw.destination.y);
      return { ...noSteps, cut, jittered, result };
    }
    case 'scar': {
      const cut = cropImage(image, draw.source);
      const jittered = applyJitter(cut, draw.jitter);
      const rotated = rotatePatch(jittered, draw.rotationDeg, draw.rotated);
      const result = copyImage(image, target);
      pasteInto(result, rotated.image, draw.destination.x, draw.destination.y, rotated.alpha);
      return { cut, jittered, rotated: rotated.image, alpha: rotated.alpha, result };
    }
    case 'cutout-grey':
    case 'cutout-mean':
    case 'cutout-colour': {
      const { box } = draw;
      const filled = filledImage(box.width, box.height, draw.colour ?? meanColour(image));
      const result = copyImage(image, target);
      pasteInto(result, filled, box.x, box.y);
      return { ...noSteps, cut: cropImage(image, box), jittered: filled, result };
    }
    case 'scar-colour': {
      const filled = filledImage(draw.box.width, draw.box.height, draw.colour);
      const rotated = rotatePatch(filled, draw.rotationDeg, draw.rotated);
      const result = copyImage(image, target);
      pasteInto(result, rotated.image, draw.destination.x, draw.destination.y, rotated.alpha);
      return { cut: null, jittered: filled, rotated: rotated.image, alpha: rotated.alpha, result };
    }
    case 'confetti': {
      const result = copyImage(image, target);
      for (const { box, colour } of draw.pieces)
        pasteInto(result, filledImage(box.width, box.height, colour), box.x, box.y);
      return { ...noSteps, result };
    }
    case 'shape': {
      const { box } = draw;
      const filled = fillShape(draw.fill, box);
      const result = copyImage(image, target);
      pasteInto(result, filled, box.x, box.y, shapeMask(draw, box));
      return { ...noSteps, cut: cropImage(image, box), jittered: filled, result };
    }
    default:
      return draw satisfies never;
  }
}

/** The pixels of one view; see `traceView`. */
export function applyView(image: RgbImage, draw: ViewDraw, target?: Uint8Array): RgbImage {
  return traceView(image, draw, target).result;
}
