/**
 * From linear light to bytes as a camera does it: lens blur, uneven lamp, exposure, white balance, tone curve (square root,
 * close to sRGB and exact on every machine), then noise. The same exposure develops a picture and its defect-free twin.
 */
import type { RgbImage } from '../image/types.ts';
import type { Random } from '../random/random.ts';
import { clamp } from './arithmetic.ts';
import { hashPoint, normalAt } from './noise.ts';
import type { Canvas, Exposure } from './types.ts';

/** How far a set lets lamp and camera vary. */
export interface ExposureLimits {
  /** Gain is drawn from 1 / (1 + gain) .. 1 + gain. */
  readonly gain: number;
  readonly tint: number;
  readonly gradient: number;
  readonly vignette: number;
  readonly noise: readonly [number, number];
}

/** `place` in [0, 1) says where in the range of gains the picture lies. */
export function drawExposure(random: Random, limits: ExposureLimits, place: number): Exposure {
  const step = 1 + limits.gain * Math.abs(2 * place - 1);
  const warm = random.uniform(-limits.tint, limits.tint);
  const green = random.uniform(-limits.tint, limits.tint) / 2;
  return {
    gain: place < 0.5 ? 1 / step : step,
    tint: [1 + warm, 1 + green, 1 - warm],
    gradientX: random.uniform(-limits.gradient, limits.gradient),
    gradientY: random.uniform(-limits.gradient, limits.gradient),
    vignette: random.uniform(0, limits.vignette),
    centreX: random.uniform(80, 176),
    centreY: random.uniform(80, 176),
    blur: random.uniform(0.08, 0.18),
    noise: random.uniform(limits.noise[0], limits.noise[1]),
    noiseSeed: random.int(0, 0x7fffffff),
  };
}

/** Three-tap blur along one axis, edges repeated; values lie `step` apart along it. */
function blurAxis(source: Float32Array, size: number, step: number, weight: number): Float32Array {
  const target = new Float32Array(source.length);
  const last = (size - 1) * step;
  const cycle = size * step;
  for (let start = 0; start < source.length; start += cycle) {
    for (let k = 0; k < cycle; k++) {
      const i = start + k;
      const before = k < step ? i : i - step;
      const after = k >= last ? i : i + step;
      target[i] = source[i] * (1 - 2 * weight) + weight * (source[before] + source[after]);
    }
  }
  return target;
}

/** The picture as 8-bit RGB. */
export function develop(canvas: Canvas, exposure: Exposure): RgbImage {
  const { sizePx, scale } = canvas;
  const light = blurAxis(blurAxis(canvas.data, sizePx, 3, exposure.blur), sizePx, 3 * sizePx, exposure.blur);
  const data = new Uint8Array(light.length);
  const gains = exposure.tint.map((tint) => tint * exposure.gain);
  for (let y = 0, i = 0; y < sizePx; y++) {
    const dy = ((y + 0.5) / scale - exposure.centreY) / 128;
    for (let x = 0; x < sizePx; x++) {
      const dx = ((x + 0.5) / scale - exposure.centreX) / 128;
      const lamp =
        (1 + exposure.gradientX * dx + exposure.gradientY * dy) /
        (1 + exposure.vignette * (dx * dx + dy * dy));
      // Mostly luminance noise, some of each channel, a little more in the shadows.
      const shared = 0.8 * normalAt(x, y, exposure.noiseSeed);
      const own = hashPoint(x, y, exposure.noiseSeed + 1);
      for (let c = 0; c < 3; c++, i++) {
        const value = Math.sqrt(clamp(light[i] * lamp * gains[c], 0, 1.2));
        const grain = shared + (((own >>> (8 * c)) & 255) - 127.5) * 0.00812;
        data[i] = clamp(255 * value + exposure.noise * (1.25 - 0.5 * value) * grain, 0, 255) + 0.5;
      }
    }
  }
  return { width: sizePx, height: sizePx, data };
}
