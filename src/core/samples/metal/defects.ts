/** Damage to a brushed plate: scratches, a dent, an oxidised stain, pits. */
import type { Random } from '../../random/random.ts';
import { clamp, mix, smoothstep } from '../arithmetic.ts';
import { fractalNoise, noise2 } from '../noise.ts';
import {
  boxAround,
  boxAroundBlob,
  distanceToBlob,
  distanceToLine,
  jaggedLine,
  pointAt,
  type Blob,
  type Point,
} from '../shapes.ts';
import type { METAL_DEFECTS } from '../catalogue.ts';
import type { Box } from '../types.ts';

export interface MetalDefect {
  readonly box: Box;
  /** Added to the slope of the surface, which moves the highlight. */
  readonly slope: ((x: number, y: number) => number) | null;
  /** Changes the light at a place: `light` is linear RGB, in place. */
  readonly tint: ((x: number, y: number, light: Float64Array) => void) | null;
}

const place = (random: Random, margin: number): Point => ({
  x: random.uniform(margin, 256 - margin),
  y: random.uniform(margin, 256 - margin),
});

function scratch(random: Random): MetalDefect {
  const centre = place(random, 60);
  // Never along the brushing, where a scratch would be one streak among many.
  const turns = random.uniform(0.07, 0.43);
  const half = random.uniform(16, 52);
  const count = random.int(1, 3);
  const lines = Array.from({ length: count }, (_, k) => {
    const shift = { x: centre.x + k * random.uniform(4, 9), y: centre.y + k * random.uniform(-3, 3) };
    const reach = half * random.uniform(0.6, 1);
    return {
      width: random.uniform(0.55, 1.15),
      bright: random.uniform(0.25, 0.6),
      points: jaggedLine(
        random,
        pointAt(shift, turns + random.uniform(-0.01, 0.01), -reach),
        pointAt(shift, turns, reach),
        0.012,
        3,
      ),
    };
  });
  return {
    box: boxAround(
      lines.flatMap((line) => line.points),
      5,
    ),
    slope: null,
    tint: (x, y, light) => {
      for (const { points, width, bright } of lines) {
        const { distance, along } = distanceToLine(points, x, y);
        const pressure = smoothstep(0, 0.15, along) * smoothstep(1, 0.8, along);
        const groove = clamp(width + 0.5 - Math.abs(distance), 0, 1) * pressure;
        const burr = clamp(1.1 - Math.abs(distance - width - 0.9), 0, 1) * pressure;
        for (let c = 0; c < 3; c++) {
          light[c] = mix(light[c], 0.03, 0.85 * groove);
          light[c] += bright * burr;
        }
      }
    },
  };
}

function dent(random: Random): MetalDefect {
  const centre = place(random, 40);
  const radius = random.uniform(11, 24);
  const aspect = random.uniform(0.75, 1.35);
  const depth = (random.float() < 0.7 ? 1 : -1) * random.uniform(1.7, 2.6);
  const falloff = (x: number, y: number): [number, number] => {
    const dx = (x - centre.x) / (radius * aspect);
    const dy = (y - centre.y) / (radius / aspect);
    return [dy, clamp(1 - dx * dx - dy * dy, 0, 1)];
  };
  return {
    box: boxAround([centre], radius * 1.45),
    slope: (x, y) => {
      const [dy, inside] = falloff(x, y);
      return depth * dy * inside * 2.2;
    },
    tint: (x, y, light) => {
      const [, inside] = falloff(x, y);
      const bruise = 1 - 0.22 * inside * inside;
      for (let c = 0; c < 3; c++) light[c] *= bruise;
    },
  };
}

function stain(random: Random): MetalDefect {
  const blob: Blob = {
    centre: place(random, 40),
    radius: random.uniform(12, 26),
    aspect: random.uniform(0.75, 1.35),
    turns: random.float(),
    roughness: 0.32,
    seed: random.int(0, 0x7fffffff),
  };
  const rust = random.float() < 0.55;
  const absorb = rust ? [0.35, 0.72, 0.92] : [0.62, 0.55, 0.5];
  const strength = random.uniform(0.55, 0.8);
  return {
    box: boxAroundBlob(blob, 8),
    slope: null,
    tint: (x, y, light) => {
      const d = distanceToBlob(blob, x, y) + 2 * fractalNoise(x / 5, y / 5, blob.seed + 1, 2);
      const inside = smoothstep(1.2, -1.2, d);
      if (inside === 0) return;
      const rim = smoothstep(-7, -0.5, d);
      const mottle = clamp(0.55 + 0.55 * fractalNoise(x / 6, y / 6, blob.seed + 2, 3) + 0.4 * rim, 0, 1);
      for (let c = 0; c < 3; c++) light[c] *= 1 - inside * mottle * strength * absorb[c];
    },
  };
}

function pits(random: Random): MetalDefect {
  const centre = place(random, 45);
  const spread = random.uniform(10, 26);
  const holes = Array.from({ length: random.int(6, 14) }, () => ({
    point: pointAt(centre, random.float(), spread * Math.sqrt(random.float())),
    radius: random.uniform(1.1, 3),
  }));
  const seed = random.int(0, 0x7fffffff);
  return {
    box: boxAround([centre], spread + 8),
    slope: null,
    tint: (x, y, light) => {
      for (const { point, radius } of holes) {
        const dx = x - point.x;
        const dy = y - point.y;
        if (dx * dx + dy * dy > 49) continue;
        const d = Math.sqrt(dx * dx + dy * dy) - radius * (1 + 0.3 * noise2(x, y, seed));
        const inside = clamp(0.5 - d, 0, 1);
        // The lower lip catches the light.
        const lip = clamp(1.2 - Math.abs(d - 0.6), 0, 1) * clamp(0.3 + dy / (radius + 1), 0, 1);
        for (let c = 0; c < 3; c++) light[c] = mix(light[c] * (1 + 0.7 * lip), 0.02, 0.92 * inside);
      }
    },
  };
}

/** Draws a defect of a type of `METAL_DEFECTS`. */
export function drawMetalDefect(type: string, random: Random): MetalDefect {
  switch (type as (typeof METAL_DEFECTS)[number]) {
    case 'scratch':
      return scratch(random);
    case 'dent':
      return dent(random);
    case 'stain':
      return stain(random);
    case 'pits':
      return pits(random);
    default:
      throw new Error(`There is no metal defect "${type}".`);
  }
}
