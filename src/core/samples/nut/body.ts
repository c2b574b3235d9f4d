/**
 * A hexagonal nut from above on a matte mat: chamfered rim, turned top face with the bow-tie highlight of concentric
 * grooves, countersink, thread, soft shadow. A defect changes the outline, the thread or the light through hooks.
 */
import { angleTurns, clamp, coverage, mix, smoothstep } from '../arithmetic.ts';
import { fractalNoise, noise1, noise2 } from '../noise.ts';

export interface NutScene {
  readonly seed: number;
  readonly centreX: number;
  readonly centreY: number;
  readonly cos: number;
  readonly sin: number;
  /** Half the width across flats, design pixels. */
  readonly apothem: number;
  /** Direction towards the lamp in the picture, unit length, and its height. */
  readonly lightX: number;
  readonly lightY: number;
  readonly lightZ: number;
  readonly colour: readonly number[];
  readonly mat: readonly number[];
  readonly threadTurn: number;
}

/** Hooks in the nut's own frame: `px, py` are design pixels from its centre, turned so that a flat lies to the right. */
export interface NutChange {
  /** Signed depth by which the outline is cut back at a place: above 0 the metal is gone. */
  cut?(px: number, py: number): number;
  /** 1 where the thread is crushed. */
  crush?(px: number, py: number): number;
  /** Changes the light of the metal, linear RGB in place. */
  tint?(px: number, py: number, light: Float64Array): void;
}

/** Reused: the metal's light, and the mat's. */
const light = new Float64Array(3);
const mat = new Float64Array(3);

/** Place in the nut's own frame. */
const toNut = (nut: NutScene, x: number, y: number): [number, number] => [
  (x - nut.centreX) * nut.cos + (y - nut.centreY) * nut.sin,
  (y - nut.centreY) * nut.cos - (x - nut.centreX) * nut.sin,
];

/** Place in the picture. */
export const toPicture = (nut: NutScene, px: number, py: number): { x: number; y: number } => ({
  x: nut.centreX + px * nut.cos - py * nut.sin,
  y: nut.centreY + px * nut.sin + py * nut.cos,
});

/** Distance to the outline, negative inside, with a small radius at the corners. */
function hexagon(px: number, py: number, apothem: number): number {
  const ax = Math.abs(px);
  const b = Math.abs(0.5 * px + 0.8660254 * py);
  const c = Math.abs(0.5 * px - 0.8660254 * py);
  const flat = Math.max(ax, b, c) - apothem;
  const corner = Math.sqrt(px * px + py * py) - apothem * 1.128;
  return Math.max(flat, corner);
}

/** Rubber mat: fine grain, and the nut's shadow. */
function paintMat(nut: NutScene, x: number, y: number): void {
  const grain =
    1 +
    0.2 * noise2(x * 0.9, y * 0.9, nut.seed) +
    0.14 * noise2(x / 3.1, y / 3.1, nut.seed + 1) +
    0.12 * noise2(x / 40, y / 40, nut.seed + 2);
  const [sx, sy] = toNut(nut, x + nut.lightX * 9, y + nut.lightY * 9);
  const [cx, cy] = toNut(nut, x + nut.lightX * 2, y + nut.lightY * 2);
  const cast = smoothstep(13, -9, hexagon(sx, sy, nut.apothem));
  const contact = smoothstep(7, -2, hexagon(cx, cy, nut.apothem));
  const shadow = (1 - 0.62 * cast) * (1 - 0.45 * contact);
  for (let c = 0; c < 3; c++) mat[c] = nut.mat[c] * grain * shadow;
}

/** Turned top face: grooves, and highlights towards and away from the lamp. */
function faceLight(nut: NutScene, px: number, py: number, r: number, facing: number): number {
  const groove = 0.55 * noise1(r * 1.35, 1, nut.seed + 3) + 0.45 * noise1(r * 0.42, 2, nut.seed + 4);
  const bow = facing * facing;
  const cross = 1 - bow;
  return (
    (0.3 + 0.55 * nut.lightZ) * (0.6 + 0.12 * groove) +
    (0.36 * bow * bow * bow + 0.1 * cross * cross * cross) * (1 + 0.3 * groove) +
    0.05 * fractalNoise(px / 11 + 50, py / 11 + 50, nut.seed + 5, 2)
  );
}

/** Chamfer of the rim: a cone that falls outwards. */
function rimLight(nut: NutScene, px: number, py: number, facing: number): number {
  return (
    0.28 +
    0.34 * (0.3 + 0.55 * nut.lightZ) +
    0.46 * clamp(0.25 + 0.75 * facing, 0, 1) +
    0.03 * noise2(px / 3, py / 3, nut.seed + 6)
  );
}

/** Thread: rings that climb with the angle, lit on the far wall, darker where deeper; burrs where it is crushed. */
function threadLight(
  nut: NutScene,
  px: number,
  py: number,
  depth: number,
  facing: number,
  crush: number,
): number {
  const climb = depth * 3.1 + angleTurns(px, py) + nut.threadTurn;
  const flank = climb - Math.floor(climb);
  const ridge = flank < 0.65 ? flank / 0.65 : (1 - flank) / 0.35;
  const wall = (0.2 + 0.62 * clamp(0.25 - 0.75 * facing, 0, 1)) * (1 - 0.6 * depth);
  const smear = 0.5 + 0.5 * noise2(px / 1.6, py / 1.6, nut.seed + 11);
  return mix(wall * (0.35 + 0.95 * ridge * ridge), 0.12 + 0.62 * smear * smear, crush);
}

/** Light of the scene at a place in design pixels; the returned array is reused by the next call. */
export function nutLight(nut: NutScene, x: number, y: number, change: NutChange | null): Float64Array {
  const [px, py] = toNut(nut, x, y);
  const { apothem, seed } = nut;
  const d = hexagon(px, py, apothem);
  const cut = change?.cut?.(px, py) ?? -9;
  const outside = Math.max(d, cut);
  const body = coverage(outside);
  const r = Math.sqrt(px * px + py * py) + 1e-6;
  const crush = change?.crush?.(px, py) ?? 0;
  const bore = apothem * 0.535 - (crush > 0 ? crush * 2.2 * (1 + noise2(px / 2.2, py / 2.2, seed + 9)) : 0);
  const through = apothem * 0.405 - (crush > 0 ? crush * 5 * (0.6 + noise2(px / 3, py / 3, seed + 10)) : 0);
  const hole = coverage(r - through);
  const metal = body * (1 - hole);
  // Direction to the lamp in the nut's frame.
  const lx = nut.lightX * nut.cos + nut.lightY * nut.sin;
  const ly = nut.lightY * nut.cos - nut.lightX * nut.sin;
  const facing = (px * lx + py * ly) / r;

  if (metal < 1) {
    paintMat(nut, x, y);
    const floor = mix(1, 0.3 + 0.4 * clamp(-facing * (r / apothem), 0, 1), body * hole);
    for (let c = 0; c < 3; c++) mat[c] *= floor;
    if (metal === 0) return mat;
  }

  const rimShare = smoothstep(apothem * 0.955, apothem * 0.975, r);
  const sinkShare = smoothstep(apothem * 0.625, apothem * 0.61, r);
  const threadShare = coverage(r - bore);
  let value = 0;
  if (rimShare < 1 && sinkShare < 1) value = faceLight(nut, px, py, r, facing);
  if (rimShare > 0) value = mix(value, rimLight(nut, px, py, facing), rimShare);
  const edge = smoothstep(-2.4, -0.4, outside);
  value = mix(value, value * 0.62 + 0.16 * facing, edge);
  if (sinkShare > 0) {
    const countersink = 0.2 + 0.75 * clamp(0.3 - 0.7 * facing, 0, 1) + 0.04 * noise1(r * 2, 3, seed + 7);
    value = mix(value, countersink, sinkShare);
  }
  if (threadShare > 0) {
    const depth = clamp((bore - r) / (bore - through + 1e-6), 0, 1);
    value = mix(value, threadLight(nut, px, py, depth, facing, crush), threadShare);
  }
  for (let c = 0; c < 3; c++) light[c] = Math.max(0.004, value) * nut.colour[c];

  // A broken edge shows grey, grainy, unturned metal.
  const broken = smoothstep(-8, -6.6, cut);
  if (broken > 0) {
    const grain =
      0.3 + 0.17 * noise2(px * 0.8, py * 0.8, seed + 13) + 0.16 * noise2(px / 3, py / 3, seed + 14);
    const fall = clamp(1 + cut / 14, 0.35, 1);
    for (let c = 0; c < 3; c++) light[c] = mix(light[c], Math.max(0.02, grain * fall) * 0.8, broken);
  }
  change?.tint?.(px, py, light);
  if (metal < 1) for (let c = 0; c < 3; c++) light[c] = mix(mat[c], light[c], metal);
  return light;
}
