/**
 * One pane of the light table painted on a square canvas: picture, map over it, outlines. On screen, for pinned images and in exported
 * pictures alike.
 */
import { levelFor } from '../../../core/dataset/original.ts';
import type { Original } from '../../../services/decode/protocol.ts';
import type { ViewTransform } from './view-transform.ts';

export interface PaneLayers {
  /** Side of the image in its own pixels. */
  readonly sizePx: number;
  readonly picture: CanvasImageSource | null;
  /** The pixels of the file behind the picture, where they could be read; drawn where the picture has too few. */
  readonly original?: Original | null;
  readonly map: CanvasImageSource | null;
  /** Of the map, in [0, 1]. */
  readonly opacity: number;
  /** Outline of the true defect, in image pixels. */
  readonly truth: Path2D | null;
  /** Outline of the map at its threshold, in image pixels. */
  readonly found: Path2D | null;
}

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Beyond so many screen pixels for one of the image's, single pixels are shown as they are. */
const PIXELATED_FROM = 2;
export const TRUTH_COLOUR = '#ffffff';
export const FOUND_COLOUR = '#ffd23f';
export const FOUND_DASH = [5, 4] as const;

/**
 * Paints on the square of `sidePx` whose corner is the context's origin. `unitPx`: canvas pixels of one CSS pixel, for lines. A draft, for
 * a picture that changes in the next moment, has outlines without halo and dashes, whose rasterising takes longer than all the rest.
 */
export function paintPane(
  context: Context,
  sidePx: number,
  layers: PaneLayers,
  { zoom, centreX, centreY }: ViewTransform,
  unitPx: number,
  draft = false,
): void {
  const scale = (sidePx * zoom) / layers.sizePx;
  context.save();
  context.beginPath();
  context.rect(0, 0, sidePx, sidePx);
  context.clip();
  context.translate(sidePx * (0.5 - centreX * zoom), sidePx * (0.5 - centreY * zoom));
  context.scale(scale, scale);
  const side = layers.sizePx;
  if (layers.picture) {
    context.imageSmoothingEnabled = scale / unitPx <= PIXELATED_FROM;
    context.drawImage(layers.picture, 0, 0, side, side);
    if (layers.original && scale > 1) paintOriginal(context, layers.original, side, scale, unitPx);
  }
  if (layers.map) {
    context.imageSmoothingEnabled = true;
    context.globalAlpha = layers.opacity;
    context.drawImage(layers.map, 0, 0, side, side);
    context.globalAlpha = 1;
  }
  const unit = unitPx / scale;
  const stroke = draft ? strokeDraft : strokeOutline;
  context.lineJoin = draft ? 'bevel' : 'round';
  if (layers.truth) stroke(context, layers.truth, TRUTH_COLOUR, [], unit);
  if (layers.found) stroke(context, layers.found, FOUND_COLOUR, FOUND_DASH, unit);
  context.restore();
}

/** The original over its picture, in image pixels of `side` a side. One that was closed meanwhile is left out. */
function paintOriginal(
  context: Context,
  { levels, target }: Original,
  side: number,
  scale: number,
  unitPx: number,
): void {
  const [x, y, width, height] = [target.x, target.y, target.width, target.height].map((part) => part * side);
  const level = levelFor(levels, width * scale, height * scale);
  if (level.width === 0) return;
  context.imageSmoothingEnabled = (width * scale) / level.width / unitPx <= PIXELATED_FROM;
  context.drawImage(level, x, y, width, height);
}

/** With a dark halo, so that it shows on every colour. */
function strokeOutline(
  context: Context,
  path: Path2D,
  colour: string,
  dash: readonly number[],
  unit: number,
): void {
  context.setLineDash([]);
  context.strokeStyle = 'rgb(0 0 0 / 0.6)';
  context.lineWidth = 3.5 * unit;
  context.stroke(path);
  context.setLineDash(dash.map((length) => length * unit));
  context.strokeStyle = colour;
  context.lineWidth = 1.75 * unit;
  context.stroke(path);
}

function strokeDraft(
  context: Context,
  path: Path2D,
  colour: string,
  _dash: readonly number[],
  unit: number,
): void {
  context.strokeStyle = colour;
  context.lineWidth = unit;
  context.stroke(path);
}

/** A cross at an image point (each coordinate in [0, 1]): where the pointer is on the other panes. */
export function paintCross(
  context: Context,
  sidePx: number,
  point: { readonly x: number; readonly y: number },
  { zoom, centreX, centreY }: ViewTransform,
  unitPx: number,
): void {
  const x = sidePx * (0.5 + (point.x - centreX) * zoom);
  const y = sidePx * (0.5 + (point.y - centreY) * zoom);
  const arms = new Path2D();
  for (const [dx, dy] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const) {
    // prettier-ignore
    arms.moveTo(x + 4 * dx * unitPx, y + 4 * dy * unitPx);
    arms.lineTo(x + 12 * dx * unitPx, y + 12 * dy * unitPx);
  }
  context.save();
  for (const [colour, width] of [
    ['rgb(0 0 0 / 0.6)', 3.5],
    ['#ffffff', 1.5],
  ] as const) {
    // prettier-ignore
    context.strokeStyle = colour;
    context.lineWidth = width * unitPx;
    context.stroke(arms);
  }
  context.restore();
}
