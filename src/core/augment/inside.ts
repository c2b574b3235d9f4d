/**
 * Views within a region of interest: what of a crop lies inside, crops and patches that are drawn so that they lie there. Draws are repeated
 * until they do; where a patch is too large for that, the best of them is taken, and one that misses altogether is moved onto the region.
 * Without a region nothing here is called, and every draw is what it was.
 */
import { createImage, reflectIndex } from '../image/rgb.ts';
import type { Rect } from '../image/types.ts';
import type { Random } from '../random/random.ts';
import type { Region } from '../region/region.ts';
import type { DrawContext } from './kinds/kind.ts';
import { clampRect } from './patch-law.ts';
import { kindOf, type ViewDraw, type ViewKind } from './registry.ts';
import type { Point, Size } from './types.ts';

/** Which pixels of a square view show what lies inside the region, with sums for boxes. */
export interface Inside {
  readonly size: number;
  /** `[size, size]`, 1 inside. */
  readonly pixels: Uint8Array;
  readonly count: number;
  /** `[size + 1, size + 1]`: pixels inside above and left of a corner. */
  readonly sums: Uint32Array;
}

const TRIES = 32;
/** Kinds whose box does not tell are looked at pixel by pixel. */
const SLOW_TRIES = 8;
/** Of a patch. */
const ENOUGH = 0.9;
/** Of what a crop could show. */
const ENOUGH_OF_CROP = 0.5;

function withSums(pixels: Uint8Array, size: number): Inside {
  const sums = new Uint32Array((size + 1) ** 2);
  for (let y = 0; y < size; y++) {
    let row = 0;
    for (let x = 0; x < size; x++) {
      row += pixels[y * size + x];
      sums[(y + 1) * (size + 1) + x + 1] = sums[y * (size + 1) + x + 1] + row;
    }
  }
  return { size, pixels, count: sums[sums.length - 1], sums };
}

export const wholeInside = ({ inside, sizePx }: Region): Inside => withSums(inside, sizePx);

/** Of a square crop that is shifted as `cropShifted` does it: a pixel is inside where the one that it shows is. */
export function cropInside({ inside, sizePx }: Region, crop: Rect, shift: Point): Inside {
  const size = crop.width;
  const at = (i: number, moved: number) => reflectIndex(i - moved, size);
  const columns = Array.from({ length: size }, (_, x) => crop.x + at(x, shift.x));
  const pixels = new Uint8Array(size * size);
  for (let y = 0; y < size; y++) {
    const row = (crop.y + at(y, shift.y)) * sizePx;
    for (let x = 0; x < size; x++) pixels[y * size + x] = inside[row + columns[x]];
  }
  return withSums(pixels, size);
}

/** Pixels inside in a box; the view may be larger than `inside` by a whole factor (`mistakes.pasteBeforeResize`). */
function countIn({ size, sums }: Inside, rect: Rect, factor: number): number {
  const edge = (px: number, round: (value: number) => number) =>
    Math.min(size, Math.max(0, round(px / factor)));
  const [left, top] = [edge(rect.x, Math.floor), edge(rect.y, Math.floor)];
  const right = Math.max(left + 1, edge(rect.x + rect.width, Math.ceil));
  const bottom = Math.max(top + 1, edge(rect.y + rect.height, Math.ceil));
  const sum = (x: number, y: number) => sums[Math.min(size, y) * (size + 1) + Math.min(size, x)];
  const found = sum(right, bottom) - sum(left, bottom) - sum(right, top) + sum(left, top);
  return found / ((right - left) * (bottom - top));
}

/** A pixel inside, uniformly drawn. */
function drawPixel({ size, pixels, count }: Inside, random: Random): Point {
  let left = random.int(0, count - 1);
  const index = pixels.findIndex((value) => value === 1 && left-- === 0);
  return { x: index % size, y: Math.floor(index / size) };
}

/** A crop of the patch model that shows enough of the region: at least half of what it could show. */
export function drawCrop(random: Random, whole: Inside, size: number): Rect {
  const most = whole.size - size;
  const possible = Math.min(1, whole.count / size ** 2);
  let best: { readonly crop: Rect; readonly share: number } | null = null;
  for (let i = 0; i < TRIES && (best?.share ?? 0) < ENOUGH_OF_CROP * possible; i++) {
    const crop = { x: random.int(0, most), y: random.int(0, most), width: size, height: size };
    const share = countIn(whole, crop, 1);
    if (!best || share > best.share) best = { crop, share };
  }
  if (best && best.share > 0) return best.crop;
  const { x, y } = drawPixel(whole, random);
  const corner = { x: x - size / 2, y: y - size / 2, width: size, height: size };
  return clampRect(corner, { width: whole.size, height: whole.size });
}

/** Where a view changes that a box does not tell: kinds without one, and patches that are turned in theirs. */
function markedBy(draw: ViewDraw, view: Size): Uint8Array | null {
  const { area, turning, apply } = kindOf(draw.kind);
  if (area) return area(draw, view);
  return turning ? apply(createImage(view.width, view.height), draw).mask() : null;
}

/** Of the marked pixels, or of the region where that is smaller. */
function shareOfMarks(marked: Uint8Array, width: number, inside: Inside, factor: number): number {
  let whole = 0;
  let within = 0;
  for (let i = 0; i < marked.length; i++) {
    if (marked[i] === 0) continue;
    whole++;
    const [x, y] = [Math.floor((i % width) / factor), Math.floor(Math.floor(i / width) / factor)];
    within += inside.pixels[y * inside.size + x];
  }
  return within / Math.max(1, Math.min(whole, inside.count * factor ** 2));
}

/** Share of a view that lies inside: of its boxes the smallest, or of the pixels that it may change. Null where it changes everything or nothing. */
function shareOf(draw: ViewDraw, context: DrawContext, inside: Inside, second: Inside): number | null {
  const { other, boxes } = kindOf(draw.kind);
  const factor = context.view.width / inside.size;
  const { cut, paste, pieces } = boxes(draw);
  if (pieces) {
    const shares = pieces.map((piece) => countIn(inside, piece, factor));
    return shares.reduce((sum, share) => sum + share, 0) / shares.length;
  }
  const marked = markedBy(draw, context.view);
  const marks = marked ? [shareOfMarks(marked, context.view.width, inside, factor)] : [];
  const shares = [
    ...(marked ? marks : paste ? [countIn(inside, paste, factor)] : []),
    ...(cut ? [countIn(other ? second : inside, cut, factor)] : []),
  ];
  return shares.length > 0 ? Math.min(...shares) : null;
}

/** A box of this size about a pixel inside. */
function onto(rect: Rect, { view, random }: DrawContext, inside: Inside): Rect {
  const factor = view.width / inside.size;
  const { x, y } = drawPixel(inside, random);
  const { width, height } = rect;
  return clampRect(
    { x: (x + 0.5) * factor - width / 2, y: (y + 0.5) * factor - height / 2, width, height },
    view,
  );
}

/**
 * A view whose patch lies inside, as far as it fits.
 * @param second what lies inside of the second image, for kinds that read one
 */
export function drawInside(
  name: ViewKind,
  context: DrawContext,
  inside: Inside,
  second: Inside = inside,
): ViewDraw {
  const kind = kindOf(name);
  let draw = kind.draw(context);
  // A crop that shows nothing of the region can have no patch in it.
  if (inside.count === 0) return draw;
  let most = shareOf(draw, context, inside, second);
  if (most === null) return draw;
  for (let i = 1; i < (kind.area || kind.turning ? SLOW_TRIES : TRIES) && most < ENOUGH; i++) {
    const next = kind.draw(context);
    const share = shareOf(next, context, inside, second) ?? 0;
    if (share > most) [draw, most] = [next, share];
  }
  const { cut, paste } = kind.boxes(draw);
  const { view } = context;
  const factor = view.width / inside.size;
  const place = (box: Rect | undefined, where: Inside): Rect | null => {
    if (!box) return null;
    const missed = where.count > 0 && (most === 0 || countIn(where, box, factor) === 0);
    if (!missed) return null;
    return onto(box, context, where);
  };
  const cutTo = place(cut, kind.other ? second : inside);
  if (cutTo) draw = kind.setBox(draw, 'cut', cutTo, view);
  const pasteTo = place(kind.boxes(draw).paste, inside) ?? (kind.settle ? paste : null);
  // A box that is set is settled: nothing may move it out again.
  return pasteTo ? kind.setBox(draw, 'paste', pasteTo, view) : draw;
}
