/** Faults of a wire mesh: a broken wire, a bent wire, a thread caught in it, a drop of lacquer, a metal chip. */
import type { Random } from '../../random/random.ts';
import { clamp, mix, smoothstep } from '../arithmetic.ts';
import type { MESH_DEFECTS } from '../catalogue.ts';
import { noise2 } from '../noise.ts';
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
import type { Box } from '../types.ts';
import { across, type Mesh, type WireChange } from './wires.ts';

export interface MeshDefect {
  readonly box: Box;
  readonly change: WireChange | null;
  /** Changes the light at a place: `light` is linear RGB, in place. */
  readonly tint: ((x: number, y: number, light: Float64Array) => void) | null;
}

const place = (random: Random, margin: number): Point => ({
  x: random.uniform(margin, 256 - margin),
  y: random.uniform(margin, 256 - margin),
});

/** One wire of the mesh near a drawn place: its family and number, and where on it the fault is. */
function pickWire(mesh: Mesh, random: Random) {
  const centre = place(random, 44);
  const family: 0 | 1 = random.float() < 0.5 ? 0 : 1;
  const index = Math.floor(across(mesh.families[family], centre.x, centre.y));
  const middle = across(mesh.families[1 - family], centre.x, centre.y);
  const is = (f: 0 | 1, i: number) => f === family && i === index;
  return { box: boxAround([centre], 84), middle, is };
}

/** The wire has snapped: a gap, and ends that have sprung aside. */
function brokenWire(mesh: Mesh, random: Random): MeshDefect {
  const { box, middle, is } = pickWire(mesh, random);
  const half = random.uniform(0.35, 0.75);
  const springs = [random.uniform(-0.3, 0.3), random.uniform(-0.3, 0.3)];
  return {
    box,
    tint: null,
    change: {
      presence: (family, index, along) => (is(family, index) && Math.abs(along - middle) < half ? 0 : 1),
      shift: (family, index, along) => {
        if (!is(family, index)) return 0;
        const from = Math.abs(along - middle) - half;
        return springs[along < middle ? 0 : 1] * smoothstep(1, 0, from);
      },
    },
  };
}

/** The wire is pushed out of its line over one to three crossings. */
function bentWire(mesh: Mesh, random: Random): MeshDefect {
  const { box, middle, is } = pickWire(mesh, random);
  const half = random.uniform(1.1, 2);
  const by = (random.float() < 0.5 ? 1 : -1) * random.uniform(0.24, 0.4);
  return {
    box,
    tint: null,
    change: {
      shift: (family, index, along) =>
        is(family, index) ? by * smoothstep(half, 0, Math.abs(along - middle)) : 0,
    },
  };
}

/** A fibre of packing cloth or of a glove, lying on the wires. */
function thread(random: Random): MeshDefect {
  const centre = place(random, 60);
  const turns = random.float();
  const half = random.uniform(22, 48);
  const points = jaggedLine(
    random,
    pointAt(centre, turns, -half),
    pointAt(centre, turns + random.uniform(-0.06, 0.06), half),
    0.16,
  );
  const width = random.uniform(0.8, 1.3);
  const colour = random.float() < 0.6 ? [0.62, 0.58, 0.5] : [0.36, 0.1, 0.09];
  return {
    box: boxAround(points, 8),
    change: null,
    tint: (x, y, light) => {
      const { distance, along } = distanceToLine(points, x, y);
      const shadow = 0.4 * clamp(width + 3 - Math.abs(distance - 2), 0, 1);
      const share = clamp(width + 0.5 - Math.abs(distance), 0, 1);
      const twist = 0.85 + 0.2 * noise2(along * 34, distance, 5);
      for (let c = 0; c < 3; c++) light[c] = mix(light[c] * (1 - shadow), colour[c] * twist, share);
    },
  };
}

/** Clear lacquer that has dripped and dried between the wires. */
function lacquerDrop(random: Random): MeshDefect {
  const blob: Blob = {
    centre: place(random, 36),
    radius: random.uniform(8, 14),
    aspect: random.uniform(0.8, 1.3),
    turns: random.float(),
    roughness: 0.2,
    seed: random.int(0, 0x7fffffff),
  };
  const glint = pointAt(blob.centre, random.float(), 0.45 * blob.radius);
  return {
    box: boxAroundBlob(blob, 8),
    change: null,
    tint: (x, y, light) => {
      const d = distanceToBlob(blob, x, y);
      const inside = smoothstep(0.8, -0.8, d);
      const rim = smoothstep(-4, 0, d) * inside;
      const gx = x - glint.x;
      const gy = y - glint.y;
      const shine = inside * smoothstep(3.6, 1, Math.sqrt(gx * gx + gy * gy));
      const body = [0.2, 0.16, 0.09];
      for (let c = 0; c < 3; c++)
        light[c] = mix(light[c], 0.55 * light[c] + body[c], inside) * (1 - 0.45 * rim) + 0.6 * shine;
    },
  };
}

/** A turning from the next machine, caught between two wires. */
function metalChip(random: Random): MeshDefect {
  const blob: Blob = {
    centre: place(random, 30),
    radius: random.uniform(4.5, 7.5),
    aspect: random.uniform(1.2, 1.7),
    turns: random.float(),
    roughness: 0.4,
    seed: random.int(0, 0x7fffffff),
  };
  const bright = random.uniform(0.45, 0.75);
  return {
    box: boxAroundBlob(blob, 10),
    change: null,
    tint: (x, y, light) => {
      const d = distanceToBlob(blob, x, y);
      const shadow = 0.5 * smoothstep(4, 0, distanceToBlob(blob, x - 2, y - 2));
      const inside = smoothstep(0.7, -0.7, d);
      const facet = 0.55 + 0.75 * noise2(x / 3.1, y / 3.1, blob.seed + 1);
      for (let c = 0; c < 3; c++)
        light[c] = mix(light[c] * (1 - shadow), clamp(bright * facet, 0.05, 1), inside);
    },
  };
}

/** Draws a defect of a type of `MESH_DEFECTS`. */
export function drawMeshDefect(type: string, mesh: Mesh, random: Random): MeshDefect {
  switch (type as (typeof MESH_DEFECTS)[number]) {
    case 'broken-wire':
      return brokenWire(mesh, random);
    case 'bent-wire':
      return bentWire(mesh, random);
    case 'thread':
      return thread(random);
    case 'lacquer-drop':
      return lacquerDrop(random);
    case 'metal-chip':
      return metalChip(random);
    default:
      throw new Error(`There is no mesh defect "${type}".`);
  }
}
