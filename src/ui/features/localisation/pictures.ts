/**
 * Images, masks and maps as bitmaps of their own size, ready to be drawn at any zoom. Kept for what was looked at last: an image that
 * is stepped to again costs nothing.
 */
import type { ColourScale } from '../../../core/heatmap/colour-scale.ts';
import { colourise, colourTable, type ColourTableName } from '../../../core/heatmap/colour-tables.ts';
import { clearOutside, type PreparedMap } from '../../../core/heatmap/prepare-map.ts';
import type { BinaryMask, RgbImage } from '../../../core/image/types.ts';
import { toImageData } from '../../components/image-canvas.tsx';

/** A picture of 256 px takes 256 KiB. */
const KEPT = 96;
const pictures = new Map<object, ImageBitmap>();

function kept(source: object, make: () => ImageData): ImageBitmap {
  let picture = pictures.get(source);
  if (picture) pictures.delete(source);
  else {
    picture = toBitmap(make());
    if (pictures.size >= KEPT) pictures.delete(pictures.keys().next().value as object);
  }
  pictures.set(source, picture);
  return picture;
}

let scratch: OffscreenCanvas | null = null;

/** Through one canvas for all: getting a context for each costs more than the pixels do. */
function toBitmap(pixels: ImageData): ImageBitmap {
  const { width, height } = pixels;
  if (scratch?.width !== width || scratch.height !== height) scratch = new OffscreenCanvas(width, height);
  scratch.getContext('2d')?.putImageData(pixels, 0, 0);
  return scratch.transferToImageBitmap();
}

export const imagePicture = (image: RgbImage): ImageBitmap => kept(image, () => toImageData(image));

/** White where anomalous, on black. */
export const maskPicture = (mask: BinaryMask): ImageBitmap =>
  kept(mask, () => {
    const pixels = new ImageData(mask.width, mask.height);
    const words = new Uint32Array(pixels.data.buffer);
    // White and black with full opacity, whatever the order of bytes.
    for (let i = 0; i < words.length; i++) words[i] = mask.data[i] ? 0xffffffff : 0;
    for (let i = 3; i < pixels.data.length; i += 4) pixels.data[i] = 255;
    return pixels;
  });

export interface MapColours extends ColourScale {
  readonly table: ColourTableName;
}

const maps = new WeakMap<PreparedMap, { readonly key: string; readonly picture: ImageBitmap }>();

/** The map in a colour table; the last colours of each map are kept with it. */
export function mapPicture(map: PreparedMap, { table, ...scale }: MapColours): ImageBitmap {
  const key = [table, scale.low, scale.high, scale.centre].join(':');
  const known = maps.get(map);
  if (known?.key === key) return known.picture;
  const side = Math.sqrt(map.values.length);
  const pixels = new ImageData(side, side);
  colourise(map.values, colourTable(table), scale, pixels.data);
  clearOutside(pixels.data, map.inside);
  const picture = toBitmap(pixels);
  maps.set(map, { key, picture });
  return picture;
}

const paths = new WeakMap<PreparedMap, { readonly outline: Path2D; readonly truth: Path2D }>();

/** The map's outline and its mask's, in image pixels. */
export function outlinesOf(map: PreparedMap): { readonly outline: Path2D; readonly truth: Path2D } {
  let known = paths.get(map);
  if (!known) paths.set(map, (known = { outline: new Path2D(map.outline), truth: new Path2D(map.truth) }));
  return known;
}
