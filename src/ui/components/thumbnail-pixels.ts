/** Small pictures for the grid: means over square bins, so that drawing sixty of them takes a few milliseconds. */
import type { BinaryMask, RgbImage } from '../../core/image/types.ts';

/** RGBA `[side, side, 4]` of a square image; `side` is at most the image's. */
export function shrinkToRgba(image: RgbImage, side: number): Uint8ClampedArray<ArrayBuffer> {
  const { width, data } = image;
  const out = new Uint8ClampedArray(side * side * 4);
  const edges = Int32Array.from({ length: side + 1 }, (_, i) => Math.floor((i * width) / side));
  for (let y = 0, o = 0; y < side; y++) {
    for (let x = 0; x < side; x++, o += 4) {
      let r = 0;
      let g = 0;
      let b = 0;
      for (let sy = edges[y]; sy < edges[y + 1]; sy++) {
        for (let sx = edges[x], i = (sy * width + sx) * 3; sx < edges[x + 1]; sx++, i += 3) {
          r += data[i];
          g += data[i + 1];
          b += data[i + 2];
        }
      }
      const count = (edges[y + 1] - edges[y]) * (edges[x + 1] - edges[x]);
      out[o] = r / count;
      out[o + 1] = g / count;
      out[o + 2] = b / count;
      out[o + 3] = 255;
    }
  }
  return out;
}

/** Side of the canvas for a thumbnail of `sidePx` CSS pixels: the device's pixels, at most the image's. */
export function canvasSide(imagePx: number, sidePx: number, devicePixelRatio: number): number {
  return Math.min(imagePx, Math.ceil(sidePx * Math.min(devicePixelRatio, 2)));
}

/** Colours the outline of a mask, one canvas pixel wide, into RGBA pixels of `side`. */
export function outlineMask(
  rgba: Uint8ClampedArray,
  side: number,
  mask: BinaryMask,
  [red, green, blue]: readonly [number, number, number],
): void {
  // A bin counts when any of its pixels does, so that fine defects stay visible.
  const filled = new Uint8Array(side * side);
  mask.data.forEach((value, i) => {
    if (value === 0) return;
    const x = Math.floor(((i % mask.width) * side) / mask.width);
    const y = Math.floor((Math.floor(i / mask.width) * side) / mask.height);
    filled[y * side + x] = 1;
  });
  const inside = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < side && y < side && filled[y * side + x] === 1;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (!inside(x, y)) continue;
      if (inside(x - 1, y) && inside(x + 1, y) && inside(x, y - 1) && inside(x, y + 1)) continue;
      const o = (y * side + x) * 4;
      rgba[o] = red;
      rgba[o + 1] = green;
      rgba[o + 2] = blue;
    }
  }
}
