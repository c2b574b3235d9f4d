/**
 * Perlin masks with own texture, after the generator of DRAEM (Zavrtanik et al., ICCV 2021): Perlin noise, cut off at a level, gives a region like a
 * stain; in it the image is mixed with a texture. DRAEM takes the texture from a data set of textures; here it is another normal image of the set in
 * tiles that changed places. The level is such that the region has an area drawn by the law of the CutPaste patch, so that it is never empty.
 */
import { applyJitter, drawJitter, type JitterDraw } from '../../image/colour-jitter.ts';
import { copyImage, createImage } from '../../image/rgb.ts';
import type { RgbImage } from '../../image/types.ts';
import type { OtherView } from '../other.ts';
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

/** The texture's pixels of the region, one after the other: the other image in tiles, its colours jittered. */
function textureOf(
  alpha: Uint8Array,
  { width, height }: RgbImage,
  { tiles, jitter }: PerlinDraw,
  other: OtherView,
): RgbImage {
  const [tileWidth, tileHeight] = [Math.ceil(width / TILES), Math.ceil(height / TILES)];
  let count = 0;
  for (let i = 0; i < alpha.length; i++) if (alpha[i] > 0) count++;
  const strip = createImage(count, 1);
  for (let y = 0, i = 0, o = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      if (alpha[i] === 0) continue;
      const [column, row] = [Math.floor(x / tileWidth), Math.floor(y / tileHeight)];
      const tile = tiles[row * TILES + column];
      const u = Math.min(width - 1, (tile % TILES) * tileWidth + (x % tileWidth));
      const v = Math.min(height - 1, Math.floor(tile / TILES) * tileHeight + (y % tileHeight));
      const from = (v * width + u) * 3;
      strip.data[o++] = other.image.data[from];
      strip.data[o++] = other.image.data[from + 1];
      strip.data[o++] = other.image.data[from + 2];
    }
  return applyJitter(applyJitter(strip, other.jitter), jitter);
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
    const texture = textureOf(alpha, image, draw, other);
    const result = copyImage(image, target);
    const { data } = result;
    for (let i = 0, t = 0; i < alpha.length; i++) {
      if (alpha[i] === 0) continue;
      for (let o = 3 * i; o < 3 * i + 3; o++, t++)
        data[o] = Math.round(image.data[o] + draw.opacity * (texture.data[t] - image.data[o]));
    }
    return {
      result,
      steps: () => [{ name: 'mask', image: maskPicture(alpha, image) }],
      mask: () => alpha,
    };
  },
  facts: ({ share, opacity }) => ({
    area: (100 * share).toFixed(1),
    percent: Math.round(100 * opacity),
  }),
};
