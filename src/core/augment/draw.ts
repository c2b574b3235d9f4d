/**
 * Drawing: random parameters of a view or of the global augmentation, as plain data. No pixels here.
 * CutPaste (3.1): area U(min, max) of the view, aspect r, w = sqrt(A r), h = sqrt(A / r): no rejection loop. Source and destination
 * uniform with the whole patch inside. Scar (3.2): pixel ranges are at 256 px and scale with the size of the IMAGE: a crop of 64 px out
 * of a 256 px image keeps its pixels, so it gets the full 2-16 x 10-25 px, only made smaller where the rotated box would not fit.
 * (The PyTorch reference keeps the scale too, but halves the width in its 64 px crops; the paper says nothing of halving.)
 */
import type { AugmentConfig } from '../config/schema.ts';
import { drawJitter } from '../image/colour-jitter.ts';
import type { Rect } from '../image/types.ts';
import type { Random } from '../random/random.ts';
import { rotatedSize } from './rotate.ts';
import { drawTexture } from './shapes.ts';
import type { Colour, GlobalDraw, Point, Size, ViewDraw, ViewKind } from './types.ts';

/** Side of the images for which the paper gives pixel ranges. */
const REFERENCE_SIZE_PX = 256;
const GREY: Colour = [128, 128, 128];

const between = (random: Random, a: number, b: number) => random.uniform(Math.min(a, b), Math.max(a, b));
const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value));
const place = (random: Random, inside: Size, size: Size): Point => ({
  x: random.int(0, inside.width - size.width),
  y: random.int(0, inside.height - size.height),
});
const drawColour = (random: Random): Colour => [random.int(0, 255), random.int(0, 255), random.int(0, 255)];

/** Scale of the pixel ranges for an image of this size (the whole image, not a crop of it). */
export function pixelScaleOf(imageSizePx: number): number {
  return imageSizePx / REFERENCE_SIZE_PX;
}

/** Size of a CutPaste patch in px, before rounding and limits. */
export function drawPatchSize(config: AugmentConfig['cutpaste'], view: Size, random: Random): Size {
  const area = between(random, config.areaMin, config.areaMax) * view.width * view.height;
  const { aspectMin, aspectMax } = config;
  const aspect =
    config.aspectLaw === 'log-uniform'
      ? Math.exp(random.uniform(-1, 1) * Math.log(aspectMax))
      : random.float() < 0.5
        ? random.uniform(aspectMin, 1)
        : random.uniform(1, aspectMax);
  return { width: Math.sqrt(area * aspect), height: Math.sqrt(area / aspect) };
}

function wholePixels(size: Size, view: Size): Size {
  return {
    width: clamp(Math.round(size.width), 1, view.width),
    height: clamp(Math.round(size.height), 1, view.height),
  };
}

interface ScarShape {
  readonly box: Size;
  readonly rotationDeg: number;
  readonly rotated: Size;
}

/** Box of a scar (upright, before rotation) with its rotated extent; both fit into the view. */
function drawScarShape(
  config: AugmentConfig['scar'],
  view: Size,
  pixelScale: number,
  random: Random,
): ScarShape {
  const width = between(random, config.widthMinPx, config.widthMaxPx) * pixelScale;
  const height = between(random, config.lengthMinPx, config.lengthMaxPx) * pixelScale;
  const rotationDeg = random.uniform(-1, 1) * config.rotationMaxDeg + 0;
  return { rotationDeg, ...fitScar({ width, height }, rotationDeg, view) };
}

/** The box in whole pixels, made smaller in proportion until it fits, upright and rotated. */
export function fitScar(size: Size, rotationDeg: number, view: Size): { box: Size; rotated: Size } {
  let box = wholePixels(size, view);
  let rotated = rotatedSize(box, rotationDeg);
  while (rotated.width > view.width || rotated.height > view.height) {
    const factor = Math.min(view.width / rotated.width, view.height / rotated.height);
    box = {
      width: Math.max(1, Math.floor(box.width * factor)),
      height: Math.max(1, Math.floor(box.height * factor)),
    };
    rotated = rotatedSize(box, rotationDeg);
  }
  return { box, rotated };
}

/**
 * Parameters of one view of `width` x `height` px (at least 2 x 2).
 * @param pixelScale `pixelScaleOf(size of the image)`; give it when the view is a crop.
 */
export function drawView(
  kind: ViewKind,
  config: AugmentConfig,
  width: number,
  height: number,
  random: Random,
  pixelScale = pixelScaleOf(width),
): ViewDraw {
  const view: Size = { width, height };
  switch (kind) {
    case 'normal':
    case 'rotation-90':
    case 'rotation-180':
    case 'rotation-270':
      return { kind };
    case 'cutpaste': {
      const size = wholePixels(drawPatchSize(config.cutpaste, view, random), view);
      const source: Rect = { ...place(random, view, size), ...size };
      const destination = place(random, view, size);
      return { kind, source, destination, jitter: drawJitter(config.patchJitter, random) };
    }
    case 'scar': {
      const { box, rotationDeg, rotated } = drawScarShape(config.scar, view, pixelScale, random);
      const source: Rect = { ...place(random, view, box), ...box };
      const destination = place(random, view, rotated);
      const jitter = drawJitter(config.patchJitter, random);
      return { kind, source, rotationDeg, rotated, destination, jitter };
    }
    case 'cutout-grey':
    case 'cutout-mean':
    case 'cutout-colour': {
      const size = wholePixels(drawPatchSize(config.cutpaste, view, random), view);
      const box: Rect = { ...place(random, view, size), ...size };
      const colour = kind === 'cutout-grey' ? GREY : kind === 'cutout-mean' ? null : drawColour(random);
      return { kind, box, colour };
    }
    case 'scar-colour': {
      const shape = drawScarShape(config.scar, view, pixelScale, random);
      return {
        kind,
        ...shape,
        destination: place(random, view, shape.rotated),
        colour: drawColour(random),
      };
    }
    case 'confetti': {
      const { widthMinPx, widthMaxPx } = config.scar;
      const pieces = Array.from({ length: config.confetti.count }, () => {
        const side = () => between(random, widthMinPx, widthMaxPx) * pixelScale;
        const size = wholePixels({ width: side(), height: side() }, view);
        return { box: { ...place(random, view, size), ...size }, colour: drawColour(random) };
      });
      return { kind, pieces };
    }
    case 'shape': {
      const size = wholePixels(drawPatchSize(config.cutpaste, view, random), view);
      const box: Rect = { ...place(random, view, size), ...size };
      const { kind: shape, fill } = config.shape;
      const digit = shape === 'digit' ? random.int(0, 9) : 0;
      const drawn =
        fill === 'colour' ? { colour: drawColour(random) } : { texture: drawTexture(random, pixelScale) };
      return { kind, shape, digit, box, fill: drawn };
    }
    default:
      return kind satisfies never;
  }
}

/** Shift of whole pixels, uniform up to the fraction of each side, and a jitter; one draw per source image. */
export function drawGlobal(
  config: AugmentConfig['global'],
  width: number,
  height: number,
  random: Random,
): GlobalDraw {
  const shift = (side: number) => {
    const most = Math.floor(config.shiftFraction * side + 1e-9);
    return random.int(-most, most);
  };
  return { shift: { x: shift(width), y: shift(height) }, jitter: drawJitter(config.jitter, random) };
}
