/**
 * A plain weave of round yarns seen from above: at each place the upper of one warp (vertical) and one weft (horizontal)
 * yarn, shaded by its round section and by its rise and fall over the crossings. A defect changes the weave through hooks.
 */
import { clamp, mix, smoothstep } from '../arithmetic.ts';
import { hashPoint, noise1, noise2, uniformAt } from '../noise.ts';

export interface Weave {
  readonly seed: number;
  readonly cos: number;
  readonly sin: number;
  readonly pitchX: number;
  readonly pitchY: number;
  readonly phaseX: number;
  readonly phaseY: number;
  readonly warpColour: readonly number[];
  readonly weftColour: readonly number[];
  readonly lightX: number;
  readonly lightY: number;
  readonly lightZ: number;
}

/** What a defect may change; yarn `index` counts along its axis, `along` is the place on it in yarn pitches. */
export interface WeaveChange {
  /** Thickness of a yarn, 1 as woven, 0 where it is missing. */
  presence?(axis: 'warp' | 'weft', index: number, along: number): number;
  /** Height of the warp over the weft at a crossing: 1 above, -1 below; `woven` is the right one. */
  crossing?(column: number, row: number, woven: number): number;
  /** Moves the point that is looked up, in yarn pitches. */
  bend?(u: number, v: number): readonly [number, number];
}

/** Yarn coordinates (warp index, weft index, with fractions) of a place in design pixels. */
export function yarnCoordinates(weave: Weave, x: number, y: number): [number, number] {
  const dx = x - 128;
  const dy = y - 128;
  const rx = dx * weave.cos + dy * weave.sin;
  const ry = dy * weave.cos - dx * weave.sin;
  const sway = 1.3 * noise1(y / 75, 0, weave.seed) + 0.8 * noise1(x / 60, 1, weave.seed);
  const sag = 1.3 * noise1(x / 75, 2, weave.seed) + 0.8 * noise1(y / 60, 3, weave.seed);
  return [(rx + sway) / weave.pitchX + weave.phaseX, (ry + sag) / weave.pitchY + weave.phaseY];
}

/** Height of the warp over the weft at a crossing. */
function crossingAt(change: WeaveChange | null, column: number, row: number): number {
  const woven = (column + row) & 1 ? -1 : 1;
  return change?.crossing ? change.crossing(column, row, woven) : woven;
}

/** Reused result of `weaveLight`: linear red, green, blue. */
const result = new Float64Array(3);

/** Light of the weave at yarn coordinates; the returned array is reused by the next call. */
export function weaveLight(weave: Weave, u: number, v: number, change: WeaveChange | null): Float64Array {
  if (change?.bend) [u, v] = change.bend(u, v);
  const { seed } = weave;
  const column = Math.floor(u);
  const row = Math.floor(v);

  // Yarns wander a little and differ in thickness.
  const du = u - column - 0.5 + 0.09 * noise1(v / 5, column, seed + 2);
  const dv = v - row - 0.5 + 0.09 * noise1(u / 5, row, seed + 3);
  const thickX =
    0.455 + 0.05 * (uniformAt(column, 0, seed + 4) - 0.5) + 0.045 * noise1(v / 3, column, seed + 5);
  const thickY = 0.455 + 0.05 * (uniformAt(row, 0, seed + 6) - 0.5) + 0.045 * noise1(u / 3, row, seed + 7);
  const halfX = change?.presence ? thickX * change.presence('warp', column, v) : thickX;
  const halfY = change?.presence ? thickY * change.presence('weft', row, u) : thickY;

  // Height along the yarns, from crossing to crossing.
  const below = Math.floor(v - 0.5);
  const tv = smoothstep(0, 1, v - 0.5 - below);
  const warpFrom = crossingAt(change, column, below);
  const warpTo = crossingAt(change, column, below + 1);
  const left = Math.floor(u - 0.5);
  const tu = smoothstep(0, 1, u - 0.5 - left);
  const weftFrom = -crossingAt(change, left, row);
  const weftTo = -crossingAt(change, left + 1, row);
  const warpHeight = mix(warpFrom, warpTo, tv);
  const weftHeight = mix(weftFrom, weftTo, tu);

  const a = halfX > 0.02 ? du / halfX : 9;
  const b = halfY > 0.02 ? dv / halfY : 9;
  const warpTop = a * a < 1 ? 0.55 * warpHeight + 0.8 * Math.sqrt(1 - a * a) : -9;
  const weftTop = b * b < 1 ? 0.55 * weftHeight + 0.8 * Math.sqrt(1 - b * b) : -9;
  const warpShare = smoothstep(-0.14, 0.14, warpTop - weftTop);
  const warpEdge = smoothstep(1, 0.82, Math.abs(a));
  const weftEdge = smoothstep(1, 0.82, Math.abs(b));
  // Between the yarns one looks into the dark; an upper yarn's edge lets the lower one through.
  const seenWarp = warpEdge * mix(1 - weftEdge, 1, warpShare);
  const seenWeft = weftEdge * mix(1, 1 - warpEdge, warpShare);

  const { lightX: lx, lightY: ly, lightZ: lz } = weave;
  const warpSlope = (warpTo - warpFrom) * 0.55 * tv * (1 - tv) * 4;
  const weftSlope = (weftTo - weftFrom) * 0.55 * tu * (1 - tu) * 4;
  const warp =
    seenWarp === 0
      ? 0
      : seenWarp *
        shade(a, -warpSlope, lx, ly, lz) *
        (0.72 + 0.28 * warpHeight) *
        fibre(weave, column, v, du, seed + 11);
  const weft =
    seenWeft === 0
      ? 0
      : seenWeft *
        shade(b, -weftSlope, ly, lx, lz) *
        (0.72 + 0.28 * weftHeight) *
        fibre(weave, row, u, dv, seed + 12);
  for (let c = 0; c < 3; c++) result[c] = 0.012 + warp * weave.warpColour[c] + weft * weave.weftColour[c];
  return result;
}

/** Lambert light on a round yarn: `across` in -1..1 of its half width, `slope` along it. */
function shade(across: number, slope: number, lAcross: number, lAlong: number, lz: number): number {
  const n = clamp(across, -1, 1);
  const nz = Math.sqrt(1.02 - n * n);
  const light = (0.9 * n * lAcross + slope * lAlong + nz * lz) / Math.sqrt(1 + slope * slope);
  return 0.22 + 0.9 * clamp(light, 0, 2);
}

/** Twisted fibres, and shade from yarn to yarn and along each. */
function fibre(weave: Weave, index: number, along: number, across: number, seed: number): number {
  const own = ((hashPoint(index, 3, seed) & 255) / 255 - 0.5) * 0.22;
  const slub = 0.13 * noise1(along / 4, index, seed + 20);
  const twist = 0.16 * noise2(along * 2.4 + across * 3.2, index * 2.3 + across * 1.5, seed + 30);
  return (
    1 + own + slub + twist + 0.06 * noise1(along * 6, index * 16 + Math.floor(across * 9), weave.seed + 40)
  );
}
