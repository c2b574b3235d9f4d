/** Pixels on a canvas without any change: the canvas gets the size of the image; CSS may show it larger. */
import type { RgbImage } from '../../core/image/types.ts';

/** Puts 8-bit RGB pixels (and an optional `[height, width]` alpha) on a canvas, byte for byte. */
export function paint(canvas: HTMLCanvasElement, image: RgbImage, alpha: Uint8Array | null = null): void {
  const { width, height, data } = image;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) return;
  const rgba = context.createImageData(width, height);
  for (let i = 0, o = 0; i < width * height; i++, o += 4) {
    rgba.data[o] = data[i * 3];
    rgba.data[o + 1] = data[i * 3 + 1];
    rgba.data[o + 2] = data[i * 3 + 2];
    rgba.data[o + 3] = alpha ? alpha[i] : 255;
  }
  context.putImageData(rgba, 0, 0);
}
