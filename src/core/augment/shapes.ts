/**
 * Drawn shapes as pretext defects (the paper's Table 6 compares CutPaste with digits, squares, ellipses and hearts): their outlines in a box,
 * and their filling, a colour or a texture as of wood, marble or stone. Everything follows from the draw; the digits are strokes of our own.
 */
import { createImage } from '../image/rgb.ts';
import type { RgbImage } from '../image/types.ts';
import type { Random } from '../random/random.ts';
import { clamp, mix, sinTurns } from '../samples/arithmetic.ts';
import { fractalNoise, noise2 } from '../samples/noise.ts';
import { distanceToStrokes, DIGITS } from './digits.ts';
import type { Colour, Size } from './types.ts';

/** A texture as of natural material, drawn from lattice noise; colours run from `dark` to `light`. */
export interface TextureDraw {
  readonly pattern: 'wood' | 'marble' | 'stone';
  readonly seed: number;
  readonly grainPx: number;
  readonly dark: Colour;
  readonly light: Colour;
}

export type ShapeFill = { readonly colour: Colour } | { readonly texture: TextureDraw };

export interface ShapeOutline {
  readonly shape: 'digit' | 'square' | 'ellipse' | 'heart';
  /** Which digit; 0 for the other shapes. */
  readonly digit: number;
}

/** Half of a stroke's width; the box is 2 x 2. */
const HALF_STROKE = 0.19;

/** Whether a place of the box, each side from -1 to 1, lies in the shape. */
function insideShape({ shape, digit }: ShapeOutline, u: number, v: number): boolean {
  switch (shape) {
    case 'square':
      return true;
    case 'ellipse':
      return u * u + v * v <= 1;
    case 'heart': {
      // (x^2 + y^2 - 1)^3 = x^2 y^3, stretched to the box.
      const x = 1.14 * u;
      const y = 0.12 - 1.12 * v;
      const ring = x * x + y * y - 1;
      return ring * ring * ring <= x * x * y * y * y;
    }
    case 'digit':
      return distanceToStrokes(DIGITS[digit], u, v) <= HALF_STROKE;
    default:
      return shape satisfies never;
  }
}

/** `[height, width]`: 255 where a pixel's centre lies in the shape; at least one pixel, so that no view stays as it was. */
export function shapeMask(outline: ShapeOutline, { width, height }: Size): Uint8Array {
  const alpha = new Uint8Array(width * height);
  let any = false;
  for (let y = 0, i = 0; y < height; y++) {
    const v = (2 * (y + 0.5)) / height - 1;
    for (let x = 0; x < width; x++, i++) {
      if (!insideShape(outline, (2 * (x + 0.5)) / width - 1, v)) continue;
      alpha[i] = 255;
      any = true;
    }
  }
  if (!any) alpha[(height >> 1) * width + (width >> 1)] = 255;
  return alpha;
}

const TEXTURES = ['wood', 'marble', 'stone'] as const;

const tint = (random: Random, low: number, high: number): Colour => {
  const grey = random.uniform(low, high);
  const warmth = random.uniform(-0.2, 0.35);
  const channel = (share: number) => Math.round(clamp(grey * (1 + share), 0, 255));
  return [channel(warmth), channel(0), channel(-warmth)];
};

/** @param pixelScale of `drawView`: the grain keeps its size in the image */
export function drawTexture(random: Random, pixelScale: number): TextureDraw {
  return {
    pattern: TEXTURES[random.int(0, TEXTURES.length - 1)],
    seed: random.int(0, 0x7fffffff),
    grainPx: Math.max(1, random.uniform(6, 20) * pixelScale),
    dark: tint(random, 20, 110),
    light: tint(random, 130, 235),
  };
}

/** Lightness in [0, 1] of a place, in grains. */
function lightness({ pattern, seed }: TextureDraw, x: number, y: number): number {
  switch (pattern) {
    case 'wood':
      return (
        0.5 +
        0.5 *
          sinTurns(0.6 * x + 0.5 * noise2(0.5 * x, 0.12 * y, seed)) *
          (0.75 + 0.25 * noise2(6 * x, 0.5 * y, seed + 1))
      );
    case 'marble':
      return Math.abs(sinTurns(0.25 * (x + y) + 1.2 * fractalNoise(0.6 * x, 0.6 * y, seed, 4)));
    case 'stone':
      return 0.5 + 0.35 * fractalNoise(x, y, seed, 4) + 0.3 * noise2(4 * x, 4 * y, seed + 1);
    default:
      return pattern satisfies never;
  }
}

/** The filling of a whole box. */
export function fillShape(fill: ShapeFill, { width, height }: Size): RgbImage {
  const image = createImage(width, height);
  const { data } = image;
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i += 3) {
      if ('colour' in fill) {
        data.set(fill.colour, i);
        continue;
      }
      const { texture } = fill;
      const share = clamp(lightness(texture, x / texture.grainPx, y / texture.grainPx), 0, 1);
      for (let channel = 0; channel < 3; channel++)
        data[i + channel] = Math.round(mix(texture.dark[channel], texture.light[channel], share));
    }
  return image;
}
