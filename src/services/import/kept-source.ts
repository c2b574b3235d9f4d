/**
 * Images that came back from a project file or from the browser's storage: their pixels at the size of then are all there is. For another
 * size they are written as BMP files in memory, so that they take the way of every other image.
 */
import { PLAIN_SET } from '../../core/dataset/set-facts.ts';
import type { KeptPixels } from '../../core/project/content.ts';
import type { ImageSource } from './import-files.ts';

export interface KeptSource {
  readonly kept: KeptPixels;
}

const HEADER_BYTES = 54;

/** An uncompressed 24-bit BMP; rows go downwards (negative height), colours are blue, green, red. */
function bmp(width: number, height: number, colour: (pixel: number, channel: number) => number): Blob {
  const rowBytes = Math.ceil((3 * width) / 4) * 4;
  const bytes = new Uint8Array(HEADER_BYTES + rowBytes * height);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x424d);
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, HEADER_BYTES, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, -height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  for (let y = 0, pixel = 0; y < height; y++) {
    let o = HEADER_BYTES + y * rowBytes;
    for (let x = 0; x < width; x++, pixel++)
      for (let channel = 2; channel >= 0; channel--) bytes[o++] = colour(pixel, channel);
  }
  return new Blob([bytes], { type: 'image/bmp' });
}

export function filesOfKept({ kept: { image, mask } }: KeptSource): ImageSource {
  const { width, height, data } = image;
  return {
    source: { file: bmp(width, height, (pixel, channel) => data[3 * pixel + channel]), entry: null },
    masks: mask
      ? [{ file: bmp(mask.width, mask.height, (pixel) => (mask.data[pixel] ? 255 : 0)), entry: null }]
      : [],
    original: { widthPx: width, heightPx: height },
    annotation: null,
    set: PLAIN_SET,
  };
}
