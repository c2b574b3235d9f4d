/**
 * Colour jitter with the semantics of torchvision's ColorJitter on float tensors: brightness multiplies; contrast blends with the mean
 * of the grey image; saturation blends with the grey image; hue turns the hue of HSV; in random order, clamped after each.
 * The paper jitters the patch before pasting (appendix A, strength 0.1). Drawing is separate from applying.
 * Arithmetic is in float32 on the scale 0..255; bytes are made once, at the end, by rounding.
 */
import type { JitterConfig } from '../config/augment-settings.ts';
import type { Random } from '../random/random.ts';
import { copyImage, createImage } from './rgb.ts';
import type { RgbImage } from './types.ts';

export const JITTER_OPERATIONS = ['brightness', 'contrast', 'saturation', 'hue'] as const;
export type JitterOperation = (typeof JITTER_OPERATIONS)[number];

/** What was drawn: factors of 1 and a hue shift of 0 change nothing. */
export interface JitterDraw {
  readonly order: readonly JitterOperation[];
  readonly brightness: number;
  readonly contrast: number;
  readonly saturation: number;
  /** Part of the hue circle, in [-0.5, 0.5]. */
  readonly hue: number;
}

export const NO_JITTER: JitterDraw = {
  order: JITTER_OPERATIONS,
  brightness: 1,
  contrast: 1,
  saturation: 1,
  hue: 0,
};

/** Factors U(1 - s, 1 + s), not below 0, hue U(-s, s). Strength 0 gives exactly no change. */
export function drawJitter(config: JitterConfig, random: Random): JitterDraw {
  const order = random.shuffle(JITTER_OPERATIONS);
  const factor = (strength: number) => random.uniform(Math.max(0, 1 - strength), 1 + strength);
  return {
    order,
    brightness: factor(config.brightness),
    contrast: factor(config.contrast),
    saturation: factor(config.saturation),
    hue: config.hue * random.uniform(-1, 1) + 0,
  };
}

// Weights of torchvision's rgb_to_grayscale.
const GREY_R = 0.2989;
const GREY_G = 0.587;
const GREY_B = 0.114;

let scratch = new Float32Array(0);

/** `image` after the draw, a new image; pixels of `image` are not changed. */
export function applyJitter(image: RgbImage, draw: JitterDraw): RgbImage {
  const operations = draw.order.filter((name) => draw[name] !== (name === 'hue' ? 0 : 1));
  if (operations.length === 0) return copyImage(image);
  const n = image.width * image.height * 3;
  if (scratch.length < n) scratch = new Float32Array(n);
  const values = scratch.subarray(0, n);
  values.set(image.data.subarray(0, n));
  for (const name of operations) {
    switch (name) {
      case 'brightness':
        multiply(values, draw.brightness);
        break;
      case 'contrast':
        blendWithValue(values, draw.contrast, meanGrey(values));
        break;
      case 'saturation':
        blendWithGrey(values, draw.saturation);
        break;
      case 'hue':
        shiftHue(values, draw.hue);
        break;
      default:
        name satisfies never;
    }
  }
  const result = createImage(image.width, image.height);
  for (let i = 0; i < n; i++) result.data[i] = values[i] + 0.5;
  return result;
}

function multiply(values: Float32Array, factor: number): void {
  for (let i = 0; i < values.length; i++) {
    const v = values[i] * factor;
    values[i] = v > 255 ? 255 : v;
  }
}

function meanGrey(values: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 3)
    sum += GREY_R * values[i] + GREY_G * values[i + 1] + GREY_B * values[i + 2];
  return (sum * 3) / values.length;
}

function blendWithValue(values: Float32Array, factor: number, other: number): void {
  const constant = (1 - factor) * other;
  for (let i = 0; i < values.length; i++) {
    const v = values[i] * factor + constant;
    values[i] = v < 0 ? 0 : v > 255 ? 255 : v;
  }
}

function blendWithGrey(values: Float32Array, factor: number): void {
  const rest = 1 - factor;
  for (let i = 0; i < values.length; i += 3) {
    const r = values[i];
    const g = values[i + 1];
    const b = values[i + 2];
    const grey = rest * (GREY_R * r + GREY_G * g + GREY_B * b);
    const r2 = r * factor + grey;
    const g2 = g * factor + grey;
    const b2 = b * factor + grey;
    values[i] = r2 < 0 ? 0 : r2 > 255 ? 255 : r2;
    values[i + 1] = g2 < 0 ? 0 : g2 > 255 ? 255 : g2;
    values[i + 2] = b2 < 0 ? 0 : b2 > 255 ? 255 : b2;
  }
}

/**
 * Turns the hue of HSV; value and saturation stay, so maximum and minimum of the channels stay and only their middle
 * and their places change: in sector i with fraction f the middle is min + chroma * (i odd ? 1 - f : f).
 */
function shiftHue(values: Float32Array, shift: number): void {
  const sectors = shift * 6;
  for (let i = 0; i < values.length; i += 3) {
    const r = values[i];
    const g = values[i + 1];
    const b = values[i + 2];
    const max = r > g ? (r > b ? r : b) : g > b ? g : b;
    const min = r < g ? (r < b ? r : b) : g < b ? g : b;
    const chroma = max - min;
    if (chroma === 0) continue;
    let hue = max === r ? (g - b) / chroma : max === g ? 2 + (b - r) / chroma : 4 + (r - g) / chroma;
    hue += sectors;
    if (hue < 0) hue += 6;
    if (hue >= 6) hue -= 6;
    const sector = hue | 0;
    const fraction = hue - sector;
    const rising = min + chroma * fraction;
    const falling = max - chroma * fraction;
    switch (sector) {
      case 0:
        values[i] = max;
        values[i + 1] = rising;
        values[i + 2] = min;
        break;
      case 1:
        values[i] = falling;
        values[i + 1] = max;
        values[i + 2] = min;
        break;
      case 2:
        values[i] = min;
        values[i + 1] = max;
        values[i + 2] = rising;
        break;
      case 3:
        values[i] = min;
        values[i + 1] = falling;
        values[i + 2] = max;
        break;
      case 4:
        values[i] = rising;
        values[i + 1] = min;
        values[i + 2] = max;
        break;
      default:
        values[i] = max;
        values[i + 1] = min;
        values[i + 2] = falling;
    }
  }
}
