/**
 * Perlin masks with own texture, after the generator of DRAEM (Zavrtanik et al., ICCV 2021): Perlin noise, cut off at a level, gives a region like a
 * stain; in it the image is mixed with a texture. DRAEM takes the texture from a data set of textures; here it is another normal image of the set in
 * tiles that changed places. The level is such that the region has an area drawn by the law of the CutPaste patch, so that it is never empty.
 */
import { applyJitter, drawJitter, type JitterDraw } from '../../image/colour-jitter.ts';
import { copyImage, createImage } from '../../image/rgb.ts';
import type { RgbImage } from '../../image/types.ts';
import type { OtherView } from '../types.ts';
import { maskPicture } from '../paste.ts';
import { between } from '../patch-law.ts';
import { hashedGradient, perlinNoise, topShare } from '../perlin-noise.ts';
import { NO_PATCH, type DrawContext, type KindOfTwo } from './kind.ts';

export interface PerlinDraw {
  readonly kind: 'perlin';
  readonly seed: number;
  /** Sides of the noise's cells. */
  readonly cellPx: { readonly x: number; readonly y: number };
  /** Share of the view that the region has. */
  readonly share: number;
  /** Weight of the texture in the region. */
  readonly opacity: number;
  /** `TILES` x `TILES` tiles of the other image: which lies where. */
  readonly tiles: readonly number[];
  readonly jitter: JitterDraw;
}

const TILES = 4;
/** Cells of 8 px to 256 px at 256 px, as DRAEM's scales 2^0 to 2^5. */
const SMALLEST_CELL_PX = 8;
const SCALES = 6;
/** DRAEM keeps up to 0.8 of the image in the region. */
const LEAST_OPACITY = 0.2;

function drawCell(side: number, { random, pixelScale }: DrawContext): number {
  const cell = SMALLEST_CELL_PX * pixelScale * 2 ** random.int(0, SCALES - 1);
  return Math.max(2, Math.min(side, cell));
}

/** `[height, width]`: 255 in the region. */
export function perlinRegion({ seed, cellPx, share }: PerlinDraw, width: number, height: number): Uint8Array {
  return topShare(perlinNoise(width, height, cellPx.x, cellPx.y, hashedGradient(seed)), share);
}

/** Indices of the region's pixels. */
function placesOf(region: Uint8Array): Int32Array {
  const places = new Int32Array(region.length);
  let count = 0;
  for (let i = 0; i < region.length; i++) if (region[i] > 0) places[count++] = i;
  return places.subarray(0, count);
}

/** The texture's pixels at some places, one after the other: the other image in tiles, its colours jittered as a patch's are. */
function textureAt(
  places: Int32Array,
  { width, height }: RgbImage,
  { tiles, jitter }: PerlinDraw,
  other: OtherView,
): RgbImage {
  const [tileWidth, tileHeight] = [Math.ceil(width / TILES), Math.ceil(height / TILES)];
  const strip = createImage(places.length, 1);
  for (let p = 0, o = 0; p < places.length; p++) {
    const y = Math.floor(places[p] / width);
    const x = places[p] - y * width;
    const column = Math.floor(x / tileWidth);
    const row = Math.floor(y / tileHeight);
    const tile = tiles[row * TILES + column];
    const u = Math.min(width - 1, (tile % TILES) * tileWidth + x - column * tileWidth);
    const v = Math.min(height - 1, Math.floor(tile / TILES) * tileHeight + y - row * tileHeight);
    const from = (v * width + u) * 3;
    strip.data[o++] = other.image.data[from];
    strip.data[o++] = other.image.data[from + 1];
    strip.data[o++] = other.image.data[from + 2];
  }
  return applyJitter(strip, jitter);
}

export const perlin: KindOfTwo<PerlinDraw, 'descendant'> = {
  kind: 'perlin',
  family: 'descendant',
  colour: 'other',
  url: 'https://arxiv.org/abs/2108.07610',
  parameters: { cutpaste: ['augment.cutpaste.area'], 'patch-jitter': ['augment.patchJitter.'] },
  other: 'anywhere',
  ...NO_PATCH,
  draw(context) {
    const { random, settings, view } = context;
    return {
      kind: 'perlin',
      seed: random.int(0, 0x7fffffff),
      cellPx: { x: drawCell(view.width, context), y: drawCell(view.height, context) },
      share: between(random, settings.cutpaste.areaMin, settings.cutpaste.areaMax),
      opacity: random.uniform(LEAST_OPACITY, 1),
      tiles: random.shuffle(Array.from({ length: TILES * TILES }, (_, i) => i)),
      jitter: drawJitter(settings.patchJitter, random),
    };
  },
  apply(image, draw, target, other) {
    const { width, height } = image;
    const alpha = perlinRegion(draw, width, height);
    const places = placesOf(alpha);
    const texture = textureAt(places, image, draw, other);
    const result = copyImage(image, target);
    const { data } = result;
    for (let p = 0, t = 0; p < places.length; p++)
      for (let o = 3 * places[p], end = o + 3; o < end; o++, t++)
        data[o] = data[o] + draw.opacity * (texture.data[t] - data[o]) + 0.5;
    return {
      result,
      steps: () => [{ name: 'mask', image: maskPicture(alpha, image) }],
      mask: () => alpha,
    };
  },
  area: (draw, { width, height }) => perlinRegion(draw, width, height),
  facts: ({ share, opacity }) => ({
    area: (100 * share).toFixed(1),
    percent: Math.round(100 * opacity),
  }),
};
