/**
 * Rotation of a small patch on an expanded canvas, for the scar (section 3.2). Nearest neighbour, so that the patch keeps the grain of
 * the image (a blurred patch would give itself away); its alpha is 255 inside the box and 0 outside. The canvas holds the
 * whole rotated box: nothing is clipped.
 */
import { createImage } from '../image/rgb.ts';
import type { RgbImage } from '../image/types.ts';
import type { Size } from './types.ts';

/** Extent of a box after rotation, in whole px: w' = w|cos| + h|sin|, h' = w|sin| + h|cos|, rounded up. */
export function rotatedSize(box: Size, rotationDeg: number): Size {
  const radians = (rotationDeg * Math.PI) / 180;
  const c = Math.abs(Math.cos(radians));
  const s = Math.abs(Math.sin(radians));
  const up = (value: number) => Math.ceil(value - 1e-9);
  return { width: up(box.width * c + box.height * s), height: up(box.width * s + box.height * c) };
}

/**
 * `patch` turned anticlockwise by `rotationDeg` about its centre, on a canvas of `canvas` px (default: its rotated extent).
 * `alpha` is `[height, width]`: 255 where a pixel's centre lies in the rotated box.
 */
export function rotatePatch(
  patch: RgbImage,
  rotationDeg: number,
  canvas: Size = rotatedSize(patch, rotationDeg),
): { image: RgbImage; alpha: Uint8Array } {
  const image = createImage(canvas.width, canvas.height);
  const alpha = new Uint8Array(canvas.width * canvas.height);
  const radians = (rotationDeg * Math.PI) / 180;
  const c = Math.cos(radians);
  const s = Math.sin(radians);
  // Rounding noise must not push a centre over an edge at 0, 90, ... degrees.
  const tolerance = 1e-9;
  for (let y = 0, o = 0; y < canvas.height; y++) {
    const v = y + 0.5 - canvas.height / 2;
    for (let x = 0; x < canvas.width; x++, o++) {
      const u = x + 0.5 - canvas.width / 2;
      const px = Math.floor(c * u - s * v + patch.width / 2 + tolerance);
      const py = Math.floor(s * u + c * v + patch.height / 2 + tolerance);
      if (px < 0 || py < 0 || px >= patch.width || py >= patch.height) continue;
      const i = (py * patch.width + px) * 3;
      image.data[o * 3] = patch.data[i];
      image.data[o * 3 + 1] = patch.data[i + 1];
      image.data[o * 3 + 2] = patch.data[i + 2];
      alpha[o] = 255;
    }
  }
  return { image, alpha };
}
