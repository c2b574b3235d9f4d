/**
 * Masks as people draw them, as 0 and 1 at the working size. Whatever is not background counts: 1, class numbers, 255 around them, several
 * colours, the opaque part of a transparent picture; noise of JPEG and soft edges do not. A region of the mask never vanishes when it shrinks.
 */
import type { BinaryMask } from '../image/types.ts';
import type { FitGeometry } from './fit.ts';
import type { Band } from './resample.ts';

/** More values than this are soft edges or noise, not classes. */
const MOST_CLASSES = 32;
/** Of the largest difference from the background; JPEG's ringing beside a sharp edge stays below. */
const NOISE_SHARE = 0.4;
const NOISE_FLOOR = 24;
const OPAQUE = 128;

/** How far each pixel is from the background, and how opaque it is; collects bands from the top down. */
export class MaskPlane {
  /** Largest difference of a channel from the background. */
  readonly far: Uint8Array;
  private readonly opaque: Uint8Array;
  private transparent = 0;
  /** Opaque pixels of the first opaque pixel's colour. */
  private sameColour = 0;
  private firstColour = -1;

  /** @param background `0xrrggbb` */
  constructor(
    readonly width: number,
    readonly height: number,
    private readonly background = 0,
  ) {
    this.far = new Uint8Array(width * height);
    this.opaque = new Uint8Array(width * height);
  }

  add({ data, firstRow, rowCount, channels }: Band): void {
    const { background, far, opaque } = this;
    const [r, g, b] = [background >> 16, (background >> 8) & 255, background & 255];
    let o = firstRow * this.width;
    for (let i = 0, end = rowCount * this.width * channels; i < end; i += channels, o++) {
      const most = Math.max(Math.abs(data[i] - r), Math.abs(data[i + 1] - g), Math.abs(data[i + 2] - b));
      far[o] = most;
      if (channels === 4 && data[i + 3] < OPAQUE) {
        this.transparent++;
        continue;
      }
      opaque[o] = 1;
      const colour = (data[i] << 16) | (data[i + 1] << 8) | data[i + 2];
      if (this.firstColour < 0) this.firstColour = colour;
      if (colour === this.firstColour) this.sameColour++;
    }
  }

  /** 1 where something is marked. @param lossless whether the format keeps values as they are. */
  marks(lossless: boolean): Uint8Array {
    const { far, opaque } = this;
    const count = far.length;
    // A stencil: what is opaque is marked, whatever its colour.
    if (this.transparent > 0 && this.transparent < count && this.sameColour === count - this.transparent) {
      return opaque;
    }
    const histogram = new Uint32Array(256);
    for (let i = 0; i < count; i++) if (opaque[i]) histogram[far[i]]++;
    const values = histogram.reduce((sum, one, value) => sum + Number(value > 0 && one > 0), 0);
    const most = histogram.findLastIndex((one) => one > 0);
    const soft = !lossless || values > MOST_CLASSES;
    const floor = lossless ? 0 : NOISE_FLOOR;
    const threshold = soft ? Math.max(floor, NOISE_SHARE * most) : 0;
    return far.map((value, i) => (opaque[i] && value > threshold ? 1 : 0));
  }
}

/** The eight orientations of EXIF and TIFF: the stored pixel that is seen at (x, y). */
export function storedAt(
  orientation: number,
  width: number,
  height: number,
  x: number,
  y: number,
): readonly [number, number] {
  const [right, bottom] = [width - 1, height - 1];
  switch (orientation) {
    case 2:
      return [right - x, y];
    case 3:
      return [right - x, bottom - y];
    case 4:
      return [x, bottom - y];
    case 5:
      return [y, x];
    case 6:
      return [y, bottom - x];
    case 7:
      return [right - y, bottom - x];
    case 8:
      return [right - y, x];
    default:
      return [x, y];
  }
}

/** `[height, width]` of stored marks as they are seen once turned. */
export function turn(marks: Uint8Array, width: number, height: number, orientation: number): Uint8Array {
  const swapped = orientation >= 5;
  const [seenWidth, seenHeight] = swapped ? [height, width] : [width, height];
  const out = new Uint8Array(marks.length);
  for (let y = 0, o = 0; y < seenHeight; y++) {
    for (let x = 0; x < seenWidth; x++, o++) {
      const [sx, sy] = storedAt(orientation, width, height, x, y);
      out[o] = marks[sy * width + sx];
    }
  }
  return out;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Source pixels of each target pixel: those that it covers, or the nearest one. */
const spans = (start: number, source: number, target: number): Span[] =>
  Array.from({ length: target }, (_, i) => {
    if (source <= target) {
      const at = Math.min(source - 1, Math.floor(((i + 0.5) * source) / target));
      return { from: start + at, to: start + at + 1 };
    }
    const from = Math.floor((i * source) / target);
    return { from: start + from, to: start + Math.max(from + 1, Math.ceil(((i + 1) * source) / target)) };
  });

/**
 * Marks of the whole image, `[height, width]`, at the working size: a pixel is marked where half of what it covers is. A region that would
 * vanish so keeps the pixel that it covers most.
 */
export function shrinkMarks(
  marks: Uint8Array,
  width: number,
  { source, target }: FitGeometry,
  sizePx: number,
): BinaryMask {
  const columns = spans(source.x, source.width, target.width);
  const rows = spans(source.y, source.height, target.height);
  const share = new Float32Array(sizePx * sizePx);
  const sums = new Uint32Array(source.x + source.width + 1);
  rows.forEach((row, ty) => {
    const out = (target.y + ty) * sizePx + target.x;
    for (let y = row.from; y < row.to; y++) {
      for (let x = source.x; x < source.x + source.width; x++) sums[x + 1] = sums[x] + marks[y * width + x];
      columns.forEach(({ from, to }, tx) => {
        share[out + tx] += (sums[to] - sums[from]) / ((to - from) * (row.to - row.from));
      });
    }
  });
  const data = Uint8Array.from(share, (value) => (value >= 0.5 - 1e-6 ? 1 : 0));
  keepRegions(share, data, sizePx);
  return { width: sizePx, height: sizePx, data };
}

/** Marks the fullest pixel of each connected region (8 neighbours) of `share` above 0 that has no pixel in `data`. */
function keepRegions(share: Float32Array, data: Uint8Array, size: number): void {
  const seen = new Uint8Array(share.length);
  const stack: number[] = [];
  for (let start = 0; start < share.length; start++) {
    if (share[start] === 0 || seen[start]) continue;
    let best = start;
    let kept = false;
    seen[start] = 1;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      kept ||= data[at] === 1;
      if (share[at] > share[best]) best = at;
      const x = at % size;
      for (let dy = -size; dy <= size; dy += size) {
        for (let dx = -1; dx <= 1; dx++) {
          const next = at + dy + dx;
          if (x + dx < 0 || x + dx >= size || next < 0 || next >= share.length) continue;
          if (share[next] > 0 && !seen[next]) {
            seen[next] = 1;
            stack.push(next);
          }
        }
      }
    }
    if (!kept) data[best] = 1;
  }
}
