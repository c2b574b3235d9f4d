/** Faults of weaving and use: a missing yarn, a wrongly woven patch, a hole, a stain, a pulled yarn (snag). */
import type { Random } from '../../random/random.ts';
import { clamp, mix, smoothstep } from '../arithmetic.ts';
import { noise2, uniformAt } from '../noise.ts';
import { boxAround, boxAroundBlob, distanceToBlob, type Blob } from '../shapes.ts';
import type { CLOTH_DEFECTS } from '../catalogue.ts';
import type { Box } from '../types.ts';
import { yarnCoordinates, type Weave, type WeaveChange } from './weave.ts';

export interface ClothDefect {
  readonly box: Box;
  readonly change: WeaveChange | null;
  /** Changes the light at a place: `light` is linear RGB, in place. */
  readonly tint: ((x: number, y: number, light: Float64Array) => void) | null;
}

const place = (random: Random, margin: number) => ({
  x: random.uniform(margin, 256 - margin),
  y: random.uniform(margin, 256 - margin),
});

function missingYarn(weave: Weave, random: Random): ClothDefect {
  const centre = place(random, 40);
  const [u, v] = yarnCoordinates(weave, centre.x, centre.y);
  const vertical = random.float() < 0.5;
  const first = Math.floor(vertical ? u : v);
  const count = random.float() < 0.35 ? 2 : 1;
  const middle = vertical ? v : u;
  const half = random.uniform(4, 13);
  const reach = half * 10 + 24;
  return {
    box: boxAround([centre], 0) && {
      left: centre.x - (vertical ? 40 : reach),
      right: centre.x + (vertical ? 40 : reach),
      top: centre.y - (vertical ? reach : 40),
      bottom: centre.y + (vertical ? reach : 40),
    },
    tint: null,
    change: {
      presence: (axis, index, along) =>
        (axis === 'warp') === vertical && index >= first && index < first + count
          ? smoothstep(half - 0.4, half + 0.4, Math.abs(along - middle))
          : 1,
    },
  };
}

function misWeave(weave: Weave, random: Random): ClothDefect {
  const centre = place(random, 36);
  const [u, v] = yarnCoordinates(weave, centre.x, centre.y);
  const columns = random.int(3, 6);
  const rows = random.int(3, 7);
  const left = Math.floor(u - columns / 2);
  const top = Math.floor(v - rows / 2);
  const floats = random.float() < 0.5 ? 1 : -1;
  const kind = random.int(0, 1);
  return {
    box: boxAround([centre], 56),
    tint: null,
    change: {
      // Either all yarns of one direction float on top, or pairs are woven as one.
      crossing: (column, row, woven) => {
        const c = column - left;
        const r = row - top;
        if (c < 0 || c >= columns || r < 0 || r >= rows) return woven;
        return kind === 0 ? floats : ((c >> 1) + (r >> 1)) & 1 ? floats : -floats;
      },
    },
  };
}

function hole(weave: Weave, random: Random): ClothDefect {
  const blob: Blob = {
    centre: place(random, 34),
    radius: random.uniform(7, 13),
    aspect: random.uniform(0.8, 1.3),
    turns: random.float(),
    roughness: 0.28,
    seed: random.int(0, 0x7fffffff),
  };
  const [cu, cv] = yarnCoordinates(weave, blob.centre.x, blob.centre.y);
  const reach = (blob.radius * 1.1) / weave.pitchX;
  return {
    box: boxAroundBlob(blob, 14),
    change: {
      // Yarns are pushed away from the hole.
      bend: (u, v) => {
        const du = u - cu;
        const dv = v - cv;
        const r = Math.sqrt(du * du + dv * dv) + 1e-6;
        const pull = 0.55 * clamp(1 - r / (2.6 * reach), 0, 1);
        return [u - (du / r) * pull, v - (dv / r) * pull];
      },
    },
    tint: (x, y, light) => {
      const d = distanceToBlob(blob, x, y);
      // Torn fibres reach into the dark.
      const fray =
        2.8 * noise2(x * 0.7, y * 0.7, blob.seed + 1) + 1.5 * noise2(x * 1.7, y * 0.5, blob.seed + 2);
      const dark = smoothstep(0.9, -0.9, d + fray);
      const shadow = 1 - 0.35 * smoothstep(6, 0, d);
      const lint = uniformAt(Math.floor(x * 0.5), Math.floor(y * 0.5), blob.seed + 3) < 0.1 ? 0.02 : 0;
      for (let c = 0; c < 3; c++) light[c] = mix(light[c] * shadow, 0.012 + lint, dark);
    },
  };
}

function stain(random: Random): ClothDefect {
  const blob: Blob = {
    centre: place(random, 36),
    radius: random.uniform(12, 25),
    aspect: random.uniform(0.75, 1.35),
    turns: random.float(),
    roughness: 0.3,
    seed: random.int(0, 0x7fffffff),
  };
  const strength = random.uniform(0.75, 0.95);
  const absorb = random.float() < 0.6 ? [0.6, 0.85, 1] : [0.95, 1, 0.85];
  return {
    box: boxAroundBlob(blob, 8),
    change: null,
    tint: (x, y, light) => {
      const d = distanceToBlob(blob, x, y) + 1.6 * noise2(x / 4, y / 4, blob.seed + 1);
      const inside = smoothstep(0.9, -0.9, d);
      const rim = smoothstep(-6, 0, d) * inside;
      const patch = 0.78 + 0.22 * noise2(x / 9, y / 9, blob.seed + 2) + 0.4 * rim;
      for (let c = 0; c < 3; c++) light[c] *= 1 - clamp(inside * patch, 0, 1) * strength * absorb[c];
    },
  };
}

function snag(weave: Weave, random: Random): ClothDefect {
  const centre = place(random, 44);
  const [cu, cv] = yarnCoordinates(weave, centre.x, centre.y);
  const vertical = random.float() < 0.5;
  const middle = vertical ? cv : cu;
  const index = Math.floor(vertical ? cu : cv);
  const half = random.uniform(2, 3.5);
  const side = random.float() < 0.5 ? 1 : -1;
  const pull = random.uniform(0.7, 1.1);
  return {
    box: boxAround([centre], 62),
    tint: null,
    change: {
      // One yarn stands out as a thick loop, its neighbours are drawn together.
      presence: (axis, i, along) => {
        if ((axis === 'warp') !== vertical) return 1;
        const near = smoothstep(half, half * 0.5, Math.abs(along - middle));
        if (i === index) return 1 + 0.85 * near;
        return Math.abs(i - index) === 1 ? 1 - 0.45 * near : 1;
      },
      crossing: (column, row, woven) => {
        const i = vertical ? column : row;
        const along = (vertical ? row : column) + 0.5;
        return i === index && Math.abs(along - middle) < half ? (vertical ? 1 : -1) : woven;
      },
      bend: (u, v) => {
        const across = (vertical ? u : v) - index - 0.5;
        const along = (vertical ? v : u) - middle;
        const near =
          clamp(1 - (along * along) / (half * half * 3), 0, 1) * clamp(1 - Math.abs(across) / 4, 0, 1);
        const shift = side * pull * near;
        return vertical ? [u + shift, v] : [u, v + shift];
      },
    },
  };
}

/** Draws a defect of a type of `CLOTH_DEFECTS`. */
export function drawClothDefect(type: string, weave: Weave, random: Random): ClothDefect {
  switch (type as (typeof CLOTH_DEFECTS)[number]) {
    case 'missing-yarn':
      return missingYarn(weave, random);
    case 'mis-weave':
      return misWeave(weave, random);
    case 'hole':
      return hole(weave, random);
    case 'stain':
      return stain(random);
    case 'snag':
      return snag(weave, random);
    default:
      throw new Error(`There is no cloth defect "${type}".`);
  }
}
