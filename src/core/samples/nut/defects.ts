/** Damage to a nut: a chipped corner, a crack, rust, a crushed thread, scratches. Coordinates are the nut's own. */
import type { Random } from '../../random/random.ts';
import { clamp, cosTurns, mix, sinTurns, smoothstep, angleTurns } from '../arithmetic.ts';
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
import type { NUT_DEFECTS } from '../catalogue.ts';
import type { Box } from '../types.ts';
import { toPicture, type NutChange, type NutScene } from './body.ts';

export interface NutDefect extends NutChange {
  readonly box: Box;
}

const origin: Point = { x: 0, y: 0 };

/** Box in the picture around points of the nut's frame. */
const pictureBox = (nut: NutScene, points: readonly Point[], margin: number): Box =>
  boxAround(
    points.map((p) => toPicture(nut, p.x, p.y)),
    margin,
  );

function chippedCorner(nut: NutScene, random: Random): NutDefect {
  const turns = (random.int(0, 5) * 2 + 1) / 12 + random.uniform(-0.025, 0.025);
  const nx = cosTurns(turns);
  const ny = sinTurns(turns);
  const limit = nut.apothem * 1.128 - random.uniform(9, 17);
  const seed = random.int(0, 0x3fffffff);
  return {
    box: pictureBox(nut, [pointAt(origin, turns, nut.apothem * 1.05)], 44),
    cut: (px, py) => {
      const forward = px * nx + py * ny;
      if (forward < limit - 22) return -9;
      return forward - limit + 3.2 * noise2(px / 8, py / 8, seed) + 1.3 * noise2(px / 3, py / 3, seed + 1);
    },
  };
}

function crack(nut: NutScene, random: Random): NutDefect {
  const turns = random.float();
  const inner = nut.apothem * 0.6;
  const outer = nut.apothem * random.uniform(0.95, 1.1);
  const points = jaggedLine(
    random,
    pointAt(origin, turns, inner),
    pointAt(origin, turns + random.uniform(-0.05, 0.05), outer),
    0.09,
    4,
  );
  const width = random.uniform(1.2, 1.9);
  return {
    box: pictureBox(nut, points, 6),
    tint: (px, py, light) => {
      const { distance, along } = distanceToLine(points, px, py);
      const half = width * (1.1 - 0.7 * along) + 0.25;
      const dark = clamp(half + 0.6 - Math.abs(distance), 0, 1);
      const lip = clamp(1 - Math.abs(distance - half - 1), 0, 1);
      for (let c = 0; c < 3; c++) light[c] = mix(light[c] * (1 + 0.35 * lip), 0.02, 0.9 * dark);
    },
  };
}

const RUST = [0.3, 0.115, 0.04];

function rust(nut: NutScene, random: Random): NutDefect {
  const blob: Blob = {
    centre: pointAt(origin, random.float(), nut.apothem * random.uniform(0.72, 0.98)),
    radius: random.uniform(10, 19),
    aspect: random.uniform(0.75, 1.35),
    turns: random.float(),
    roughness: 0.4,
    seed: random.int(0, 0x3fffffff),
  };
  const centre = toPicture(nut, blob.centre.x, blob.centre.y);
  return {
    box: boxAroundBlob({ ...blob, centre }, 8),
    tint: (px, py, light) => {
      const d = distanceToBlob(blob, px, py) + 3.5 * fractalNoise(px / 5, py / 5, blob.seed + 1, 2);
      const inside = smoothstep(2, -2.5, d);
      if (inside === 0) return;
      const mottle = 1 + 0.6 * fractalNoise(px / 4, py / 4, blob.seed + 2, 3);
      const lightness = 0.55 + 0.5 * (light[0] + light[1]);
      for (let c = 0; c < 3; c++) light[c] = mix(light[c], RUST[c] * mottle * lightness, 0.88 * inside);
    },
  };
}

function crushedThread(nut: NutScene, random: Random): NutDefect {
  const turns = random.float();
  const half = random.uniform(0.09, 0.17);
  const middle = pointAt(origin, turns, nut.apothem * 0.5);
  return {
    box: pictureBox(nut, [middle], nut.apothem * 0.62),
    crush: (px, py) => {
      const r = Math.sqrt(px * px + py * py);
      if (r > nut.apothem * 0.66) return 0;
      const turn = angleTurns(px, py) - turns;
      const away = Math.abs(turn - Math.floor(turn + 0.5));
      return smoothstep(half, half * 0.7, away);
    },
  };
}

function scratch(nut: NutScene, random: Random): NutDefect {
  const turns = random.float();
  const centre = pointAt(origin, turns, nut.apothem * random.uniform(0.74, 0.84));
  const direction = turns + 0.25 + random.uniform(-0.17, 0.17);
  const half = random.uniform(18, 32);
  const lines = Array.from({ length: random.int(2, 3) }, (_, k) => {
    const middle = pointAt(centre, turns, (k - 1) * random.uniform(3, 5));
    return jaggedLine(
      random,
      pointAt(middle, direction, -half * random.uniform(0.6, 1)),
      pointAt(middle, direction + random.uniform(-0.012, 0.012), half * random.uniform(0.6, 1)),
      0.02,
      3,
    );
  });
  const width = random.uniform(0.9, 1.4);
  return {
    box: pictureBox(nut, lines.flat(), 5),
    tint: (px, py, light) => {
      for (const points of lines) {
        const { distance, along } = distanceToLine(points, px, py);
        const pressure = smoothstep(0, 0.2, along) * smoothstep(1, 0.75, along);
        const groove = clamp(width + 0.5 - Math.abs(distance), 0, 1) * pressure;
        const burr = clamp(1 - Math.abs(distance - width - 0.9), 0, 1) * pressure;
        for (let c = 0; c < 3; c++) light[c] = mix(light[c], 0.04, 0.9 * groove) + 0.4 * burr;
      }
    },
  };
}

/** Draws a defect of a type of `NUT_DEFECTS`. */
export function drawNutDefect(type: string, nut: NutScene, random: Random): NutDefect {
  switch (type as (typeof NUT_DEFECTS)[number]) {
    case 'chipped-corner':
      return chippedCorner(nut, random);
    case 'crack':
      return crack(nut, random);
    case 'rust':
      return rust(nut, random);
    case 'crushed-thread':
      return crushedThread(nut, random);
    case 'scratch':
      return scratch(nut, random);
    default:
      throw new Error(`There is no nut defect "${type}".`);
  }
}
