/** Square pictures as `data:` addresses: whatever holds the drawing holds its pictures. */
import { colourise, colourTable } from '../../../../core/heatmap/colour-tables.ts';
import type { ColourScale } from '../../../../core/heatmap/colour-scale.ts';
import type { PreparedMap } from '../../../../core/heatmap/prepare-map.ts';
import { encodePng } from '../../../../core/export/png.ts';
import { resizeArea } from '../../../../core/image/resize.ts';
import type { RgbImage } from '../../../../core/image/types.ts';

/** Of a picture of 113 units on paper: 300 dpi would be 353, and few images have more at the working size. */
const MOST_SIDE = 256;
const PIECE = 0x8000;

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += PIECE)
    text += String.fromCharCode(...bytes.subarray(from, from + PIECE));
  return btoa(text);
}

export function pictureAddress(image: RgbImage): string {
  const small = image.width > MOST_SIDE ? resizeArea(image, MOST_SIDE, MOST_SIDE) : image;
  return `data:image/png;base64,${base64(encodePng(small.width, small.height, 3, small.data))}`;
}

/** In the page's colours at full strength; white outside of a region of interest. */
export function mapAddress(
  { values, inside }: PreparedMap,
  scale: ColourScale,
  table: Parameters<typeof colourTable>[0],
): string {
  const side = Math.sqrt(values.length);
  const rgba = new Uint8Array(side * side * 4);
  colourise(values, colourTable(table), scale, rgba);
  const data = new Uint8Array(side * side * 3);
  for (let i = 0; i < side * side; i++)
    for (let channel = 0; channel < 3; channel++)
      data[3 * i + channel] = inside && !inside[i] ? 255 : rgba[4 * i + channel];
  return pictureAddress({ width: side, height: side, data });
}
