/**
 * A brushed steel plate: fine streaks of finite length along the brushing, and a broad highlight whose brightness depends on
 * the slope of the surface across it, so that a dent bends the light.
 */
import type { Random } from '../../random/random.ts';
import { cosTurns, sinTurns } from '../arithmetic.ts';
import { METAL_DEFECTS } from '../catalogue.ts';
import { drawExposure } from '../develop.ts';
import { noise2 } from '../noise.ts';
import { eachPixel } from '../raster.ts';
import type { SampleSet, Scene } from '../types.ts';
import { drawMetalDefect, type MetalDefect } from './defects.ts';

function createScene(random: Random, exposure: number): Scene<MetalDefect> {
  const seed = random.int(0, 0x3fffffff);
  const angle = random.uniform(-0.012, 0.012);
  const cos = cosTurns(angle);
  const sin = sinTurns(angle);
  const highlight = random.uniform(40, 216);
  const width = random.uniform(95, 150);
  const tilt = random.uniform(-0.2, 0.2);
  const coarse = random.uniform(0.85, 1.2);
  const tone = random.uniform(-0.015, 0.015);
  const light = new Float64Array(3);
  return {
    exposure: drawExposure(
      random,
      {
        gain: 0.25,
        tint: 0.03,
        gradient: 0.15,
        vignette: 0.12,
        noise: [1.5, 3.5],
      },
      exposure,
    ),
    drawDefect: drawMetalDefect,
    paint: (canvas, defect) => {
      eachPixel(canvas, null, (x, y, offset) => {
        const along = x * cos + y * sin + 300;
        const across = (y * cos - x * sin) * coarse + 300;
        const streak =
          0.5 * noise2(along / 150, across * 1.1, seed) +
          0.45 * noise2(along / 45, across * 0.62, seed + 1) +
          0.3 * noise2(along / 70, across * 0.17, seed + 2) +
          0.22 * noise2(along / 9, across * 1.25, seed + 3);
        const bow = 0.35 * noise2(x / 110, y / 110, seed + 4);
        const slope =
          (y - highlight + tilt * (x - 128)) / width + bow + 0.2 * streak + (defect?.slope?.(x, y) ?? 0);
        const base = 0.13 + 0.36 / (1 + 1.6 * slope * slope);
        const value = base * (1 + 0.34 * streak);
        light[0] = value * (1 + tone);
        light[1] = value * 1.005;
        light[2] = value * (1.035 - tone);
        defect?.tint?.(x, y, light);
        canvas.data[offset] = light[0];
        canvas.data[offset + 1] = light[1];
        canvas.data[offset + 2] = light[2];
      });
    },
  };
}

export const BRUSHED_METAL: SampleSet<MetalDefect> = {
  name: 'brushed-metal',
  kind: 'texture',
  defectTypes: METAL_DEFECTS,
  createScene,
};
