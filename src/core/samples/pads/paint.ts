/** Painting of a board: glass fibre under green lacquer, copper that stands out under it, gilded pads, vias, white print. */
import { clamp, coverage, cosTurns, mix, sinTurns, smoothstep } from '../arithmetic.ts';
import { fractalNoise, noise2 } from '../noise.ts';
import { eachPixel } from '../raster.ts';
import { distanceToLine, type Point } from '../shapes.ts';
import type { Box, Canvas } from '../types.ts';
import type { Pad, Trace, Via } from './layout.ts';

export interface Board {
  readonly seed: number;
  readonly centreX: number;
  readonly centreY: number;
  readonly cos: number;
  readonly sin: number;
  readonly zoom: number;
  readonly lightX: number;
  readonly lightY: number;
  readonly lacquer: readonly number[];
  readonly gold: readonly number[];
}

const toPicture = (board: Board, p: Point): Point => ({
  x: board.centreX + board.zoom * (p.x * board.cos - p.y * board.sin),
  y: board.centreY + board.zoom * (p.x * board.sin + p.y * board.cos),
});

export function boardBox(board: Board, points: readonly Point[], margin: number): Box {
  const moved = points.map((p) => toPicture(board, p));
  const xs = moved.map((p) => p.x);
  const ys = moved.map((p) => p.y);
  return {
    left: Math.min(...xs) - margin,
    top: Math.min(...ys) - margin,
    right: Math.max(...xs) + margin,
    bottom: Math.max(...ys) + margin,
  };
}

/** Calls `shade` with board coordinates inside a box of the picture; it changes linear RGB at `offset`. */
export function eachBoardPixel(
  canvas: Canvas,
  board: Board,
  box: Box | null,
  shade: (bx: number, by: number, offset: number) => void,
): void {
  eachPixel(canvas, box, (x, y, offset) => {
    const dx = (x - board.centreX) / board.zoom;
    const dy = (y - board.centreY) / board.zoom;
    shade(dx * board.cos + dy * board.sin, dy * board.cos - dx * board.sin, offset);
  });
}

/** Light from the lamp on an edge that falls in the direction (nx, ny) of the board. */
function lit(board: Board, nx: number, ny: number): number {
  const lx = board.lightX * board.cos + board.lightY * board.sin;
  const ly = board.lightY * board.cos - board.lightX * board.sin;
  return nx * lx + ny * ly;
}

export function paintLacquer(canvas: Canvas, board: Board): void {
  const { seed, lacquer } = board;
  eachBoardPixel(canvas, board, null, (bx, by, offset) => {
    // The woven glass shines through as a faint grid.
    const glass = 0.5 * noise2(bx / 9, by / 1.6, seed) + 0.5 * noise2(bx / 1.6, by / 9, seed + 1);
    const value =
      1 + 0.13 * glass + 0.12 * fractalNoise(bx / 50, by / 50, seed + 2, 2) + 0.07 * noise2(bx, by, seed + 3);
    for (let c = 0; c < 3; c++) canvas.data[offset + c] = lacquer[c] * value;
  });
}

export function paintTrace(canvas: Canvas, board: Board, trace: Trace): void {
  const half = trace.width / 2;
  eachBoardPixel(canvas, board, boardBox(board, trace.points, half + 4), (bx, by, offset) => {
    const { distance } = distanceToLine(trace.points, bx, by);
    const d = Math.abs(distance) - half;
    if (d > 2.5) return;
    const { nx, ny } = outwards(trace.points, bx, by);
    const inside = coverage(d * board.zoom * canvas.scale);
    const shoulder = clamp(1 - Math.abs(d) / 1.9, 0, 1);
    const gain = mix(1, 1.75, inside) * (1 + 0.55 * shoulder * lit(board, nx, ny));
    const warm = 1 + 0.16 * inside;
    canvas.data[offset] *= gain * (1 + 0.5 * inside);
    canvas.data[offset + 1] *= gain;
    canvas.data[offset + 2] *= gain / warm;
  });
}

/** Direction from the nearest point of a polyline. */
function outwards(points: readonly Point[], x: number, y: number): { nx: number; ny: number } {
  const e = 0.5;
  const at = (px: number, py: number) => Math.abs(distanceToLine(points, px, py).distance);
  const here = at(x, y);
  const nx = (at(x + e, y) - here) / e;
  const ny = (at(x, y + e) - here) / e;
  const size = Math.sqrt(nx * nx + ny * ny) + 1e-6;
  return { nx: nx / size, ny: ny / size };
}

/** Signed distance to a rectangle with round corners, in the board's frame. */
function padDistance(pad: Pad, bx: number, by: number): number {
  const cos = cosTurns(pad.turns);
  const sin = sinTurns(pad.turns);
  const dx = bx - pad.x;
  const dy = by - pad.y;
  const round = 3;
  const qx = Math.abs(dx * cos + dy * sin) - pad.width / 2 + round;
  const qy = Math.abs(dy * cos - dx * sin) - pad.height / 2 + round;
  const ox = Math.max(qx, 0);
  const oy = Math.max(qy, 0);
  return Math.sqrt(ox * ox + oy * oy) + Math.min(Math.max(qx, qy), 0) - round;
}

const padBox = (board: Board, pad: Pad, margin: number): Box =>
  boardBox(board, [pad], (pad.width + pad.height) * 0.6 + margin);

const FIBRE = [0.4, 0.33, 0.17];

/** The opening in the lacquer under a pad: a dark rim of bare glass fibre. */
export function paintOpening(canvas: Canvas, board: Board, pad: Pad): void {
  eachBoardPixel(canvas, board, padBox(board, pad, 4), (bx, by, offset) => {
    const d = padDistance(pad, bx, by) - 2.2;
    const inside = coverage(d * board.zoom * canvas.scale);
    if (inside === 0) return;
    const weave =
      1 + 0.35 * noise2(bx / 1.5, by / 6, board.seed + 4) + 0.35 * noise2(bx / 6, by / 1.5, board.seed + 5);
    const shade = 0.26 + 0.2 * smoothstep(-1, -6, d);
    for (let c = 0; c < 3; c++) {
      canvas.data[offset + c] = mix(canvas.data[offset + c], FIBRE[c] * weave * shade, inside);
    }
  });
}

/** `torn` is a signed distance to a tear: only where it is negative is the pad still there. */
export function paintPad(
  canvas: Canvas,
  board: Board,
  pad: Pad,
  index: number,
  torn: ((bx: number, by: number) => number) | null,
): void {
  const { seed, gold } = board;
  const own = noise2(index * 3.7, 11.3, seed + 6);
  eachBoardPixel(canvas, board, padBox(board, pad, 2), (bx, by, offset) => {
    const d = padDistance(pad, bx, by);
    const left = torn ? Math.max(d, torn(bx, by)) : d;
    const inside = coverage(left * board.zoom * canvas.scale);
    if (inside === 0) return;
    const nx = (padDistance(pad, bx + 0.5, by) - d) * 2;
    const ny = (padDistance(pad, bx, by + 0.5) - d) * 2;
    const bevel = smoothstep(-4.5, -0.3, d);
    const reflection = 0.5 + 0.5 * fractalNoise(bx / 38 + own * 3, by / 30, seed + 7, 2);
    const grain = 0.07 * noise2(bx * 0.9, by * 0.9, seed + 8) + 0.05 * noise2(bx / 4, by / 4, seed + 9);
    const value =
      0.52 + 0.42 * reflection + 0.1 * own + grain + 0.55 * bevel * lit(board, nx, ny) - 0.1 * bevel;
    for (let c = 0; c < 3; c++) {
      canvas.data[offset + c] = mix(canvas.data[offset + c], Math.max(0.02, value) * gold[c], inside);
    }
  });
}

export function paintVia(canvas: Canvas, board: Board, via: Via): void {
  eachBoardPixel(canvas, board, boardBox(board, [via], via.radius + 3), (bx, by, offset) => {
    const dx = bx - via.x;
    const dy = by - via.y;
    const r = Math.sqrt(dx * dx + dy * dy) + 1e-6;
    const inside = coverage((r - via.radius) * board.zoom * canvas.scale);
    if (inside === 0) return;
    const hole = coverage((r - via.radius * 0.48) * board.zoom * canvas.scale);
    const facing = lit(board, dx / r, dy / r);
    const edge = smoothstep(via.radius - 2.4, via.radius, r);
    const value = 0.62 + 0.4 * facing * (edge - 0.5 * smoothstep(0.8, 0.5, r / via.radius));
    for (let c = 0; c < 3; c++) {
      const metal = mix(Math.max(0.02, value) * board.gold[c], 0.012, hole);
      canvas.data[offset + c] = mix(canvas.data[offset + c], metal, inside);
    }
  });
}

export function paintPrint(canvas: Canvas, board: Board, trace: Trace): void {
  eachBoardPixel(canvas, board, boardBox(board, trace.points, 4), (bx, by, offset) => {
    const ragged = 0.35 * noise2(bx / 1.7, by / 1.7, board.seed + 10);
    const d = Math.abs(distanceToLine(trace.points, bx, by).distance) - trace.width / 2 + ragged;
    const inside = 0.9 * coverage(d * board.zoom * canvas.scale);
    if (inside === 0) return;
    for (let c = 0; c < 3; c++) canvas.data[offset + c] = mix(canvas.data[offset + c], 0.74, inside);
  });
}
