/**
 * A mesh of two families of round steel wires that cross over and under: where the wires are, how they are lit, and what a defect may change about
 * them. Every length along a wire and across it is in pitches (the distance from one wire of its family to the next).
 */
import { clamp, coverage, mix, smoothstep } from '../arithmetic.ts';
import { noise1, noise2, uniformAt } from '../noise.ts';

/** One direction of wires; `u = (x cos + y sin) / pitch + phase` counts them, wire k lies at u = k + 1/2. */
export interface Family {
  readonly cos: number;
  readonly sin: number;
  readonly pitch: number;
  readonly phase: number;
}

export interface Mesh {
  readonly seed: number;
  readonly families: readonly [Family, Family];
  /** Of a wire, in design pixels. */
  readonly radius: number;
  readonly lightX: number;
  readonly lightY: number;
  /** Where the shadow on the ground lies, in design pixels. */
  readonly shadowX: number;
  readonly shadowY: number;
  readonly steel: readonly number[];
  readonly ground: readonly number[];
}

/** What a defect may change; `along` is the place on wire `index` of a family, in pitches of the other. */
export interface WireChange {
  /** Moves the wire sideways, in pitches. */
  shift?(family: 0 | 1, index: number, along: number): number;
  /** Thickness of the wire: 1 as drawn, 0 where it is missing. */
  presence?(family: 0 | 1, index: number, along: number): number;
}

/** The place of a point in design pixels among the wires of a family, in pitches. */
export const across = ({ cos, sin, pitch, phase }: Family, x: number, y: number): number =>
  ((x - 128) * cos + (y - 128) * sin) / pitch + phase;

/** 1 where the wire of the first family with this number lies over that of the second, -1 where it lies under. */
const woven = (first: number, second: number): number => ((first + second) & 1 ? -1 : 1);

/** How far a place is from the middle of the family's nearest wire, sideways, in design pixels. */
function sideways(mesh: Mesh, family: 0 | 1, u: number, along: number, change: WireChange | null): number {
  const index = Math.floor(u);
  const own = (uniformAt(index, family, mesh.seed + 1) - 0.5) * 0.05;
  const wander = 0.035 * noise1(along / 2.6, index, mesh.seed + 2 + family);
  const shift = change?.shift ? change.shift(family, index, along) : 0;
  return (u - index - 0.5 - own - wander - shift) * mesh.families[family].pitch;
}

/** Half the thickness of the wire there in design pixels; far below zero where there is none. */
function radiusAt(mesh: Mesh, family: 0 | 1, u: number, along: number, change: WireChange | null): number {
  if (!change?.presence) return mesh.radius;
  const presence = change.presence(family, Math.floor(u), along);
  return presence < 0.05 ? -9 : mesh.radius * presence;
}

/**
 * Steel, drawn through a die: a soft and a sharp highlight along the round section, and fine streaks. `across` is the place across the wire, -1..1;
 * `from` is 1 where it comes from above the last crossing wire, `t` is 0 there and 1 at the next.
 */
function steelLight(mesh: Mesh, family: 0 | 1, index: number, along: number, across: number, from: number) {
  const { cos, sin } = mesh.families[family];
  const rise = along - 0.5 - Math.floor(along - 0.5);
  const t = rise * rise * (3 - 2 * rise);
  const slope = -2.4 * from * t * (1 - t);
  const lit =
    0.75 * (mesh.lightX * cos + mesh.lightY * sin) * across + 0.7 * Math.sqrt(1.0001 - across * across);
  const towards = clamp(lit / Math.sqrt(1 + slope * slope), 0, 1);
  const square = towards * towards;
  const streak =
    1 +
    0.14 * noise2(along * 1.3, across * 2.6 + 9 * index, mesh.seed + 7 + family) +
    0.1 * (uniformAt(index, 3 + family, mesh.seed + 8) - 0.5);
  return (
    (0.07 + 0.3 * towards + 0.55 * square * square * square * square) *
    streak *
    (0.86 + 0.14 * mix(from, -from, t))
  );
}

/** Lays a wire over what is painted there, where one is. */
function paintWire(
  mesh: Mesh,
  family: 0 | 1,
  u: number,
  along: number,
  change: WireChange | null,
  light: Float64Array,
): void {
  const side = sideways(mesh, family, u, along, change);
  const radius = radiusAt(mesh, family, u, along, change);
  const share = coverage(Math.abs(side) - radius);
  if (share === 0) return;
  const index = Math.floor(u);
  const below = Math.floor(along - 0.5);
  const from = family === 0 ? woven(index, below) : -woven(below, index);
  const steel = steelLight(mesh, family, index, along, clamp(side / radius, -1, 1), from);
  for (let c = 0; c < 3; c++) light[c] = mix(light[c], steel * mesh.steel[c], share);
}

/** How much of the lamp's light reaches the ground at a place, past the wires above it. */
function lightOnGround(mesh: Mesh, x: number, y: number, change: WireChange | null): number {
  const u = across(mesh.families[0], x - mesh.shadowX, y - mesh.shadowY);
  const v = across(mesh.families[1], x - mesh.shadowX, y - mesh.shadowY);
  const first = Math.abs(sideways(mesh, 0, u, v, change)) - radiusAt(mesh, 0, u, v, change);
  const second = Math.abs(sideways(mesh, 1, v, u, change)) - radiusAt(mesh, 1, v, u, change);
  return 0.42 + 0.58 * smoothstep(-2.2, 2.2, Math.min(first, second));
}

/** Linear light of the mesh at a place in design pixels, written into `light`. */
export function meshLight(mesh: Mesh, x: number, y: number, change: WireChange | null, light: Float64Array) {
  const u = across(mesh.families[0], x, y);
  const v = across(mesh.families[1], x, y);
  const ground =
    lightOnGround(mesh, x, y, change) *
    (1 + 0.2 * noise2(x / 23, y / 23, mesh.seed + 4) + 0.12 * noise2(x / 2.4, y / 2.4, mesh.seed + 5));
  for (let c = 0; c < 3; c++) light[c] = mesh.ground[c] * ground;
  // Above at the nearest crossing: painted last.
  const over: 0 | 1 = woven(Math.floor(u), Math.floor(v)) === 1 ? 0 : 1;
  if (over === 0) {
    paintWire(mesh, 1, v, u, change, light);
    paintWire(mesh, 0, u, v, change, light);
  } else {
    paintWire(mesh, 0, u, v, change, light);
    paintWire(mesh, 1, v, u, change, light);
  }
}
