/** Faults of boards: a torn pad, a solder bridge, a misplaced pad, a scratched trace, solder balls. */
import type { Random } from '../../random/random.ts';
import { clamp, coverage, mix, smoothstep } from '../arithmetic.ts';
import { noise2 } from '../noise.ts';
import { distanceToLine, jaggedLine, pointAt, type Point } from '../shapes.ts';
import type { PADS_DEFECTS } from '../catalogue.ts';
import type { Box, Canvas } from '../types.ts';
import { CHIP_COLUMNS, LAYOUT, type Pad } from './layout.ts';
import { boardBox, eachBoardPixel, type Board } from './paint.ts';

/** Signed distance to a tear, negative where the pad is still there. */
type Tear = (bx: number, by: number) => number;

export interface PadsDefect {
  readonly box: Box;
  /** A pad that does not lie as it should, and where it is torn off. */
  readonly pad: { readonly index: number; readonly placed: Pad; readonly torn: Tear | null } | null;
  /** Painted last. */
  readonly over: ((canvas: Canvas, board: Board) => void) | null;
}

function tornPad(board: Board, random: Random): PadsDefect {
  const index = random.int(0, LAYOUT.pads.length - 1);
  const placed = LAYOUT.pads[index];
  const seed = random.int(0, 0x3fffffff);
  const sign = random.float() < 0.5 ? -1 : 1;
  const kept = random.uniform(2, 6);
  // The pad came off with its part; ragged islands of copper stay, most of them at one end.
  const torn: Tear = (bx, by) => {
    const end = placed.height / 2 - kept - sign * (by - placed.y) + 2.5 * noise2(bx / 3, by / 4, seed);
    const islands = 1.1 - 4.5 * noise2(bx / 4.2, by / 4.2, seed + 1);
    return Math.min(end, islands);
  };
  return { box: boardBox(board, [placed], 34), pad: { index, placed, torn }, over: null };
}

function misplacedPad(board: Board, random: Random): PadsDefect {
  const index = random.int(0, LAYOUT.pads.length - 1);
  const pad = LAYOUT.pads[index];
  const sign = () => (random.float() < 0.5 ? -1 : 1);
  const placed = {
    ...pad,
    x: pad.x + sign() * random.uniform(3, 7),
    y: pad.y + sign() * random.uniform(2, 9),
    turns: sign() * random.uniform(0.025, 0.08),
  };
  return { box: boardBox(board, [pad, placed], 36), pad: { index, placed, torn: null }, over: null };
}

/** A drop of solder: `height` in pixels falls from the middle to 0 at the outline; shaded by its slope. */
function paintSolder(
  canvas: Canvas,
  board: Board,
  box: Box,
  distance: (bx: number, by: number) => number,
  radius: number,
  seed: number,
): void {
  const lx = board.lightX * board.cos + board.lightY * board.sin;
  const ly = board.lightY * board.cos - board.lightX * board.sin;
  eachBoardPixel(canvas, board, box, (bx, by, offset) => {
    const d = distance(bx, by);
    if (d > 3) return;
    const inside = coverage(d * board.zoom * canvas.scale);
    const nx = (distance(bx + 0.5, by) - d) * 2;
    const ny = (distance(bx, by + 0.5) - d) * 2;
    const steep = clamp(1 + d / radius, 0, 1);
    const slope = (nx * lx + ny * ly) * steep;
    const flat = 1 - steep * steep;
    const shine = smoothstep(0.45, 0.75, slope + 0.25 * flat) * smoothstep(1, 0.8, steep);
    const value = 0.32 + 0.3 * slope + 0.2 * flat + 0.5 * shine + 0.06 * noise2(bx / 3, by / 3, seed);
    const shadow = 1 - 0.45 * smoothstep(3, 0, d) * (1 - inside);
    for (let c = 0; c < 3; c++) {
      const metal = Math.max(0.03, value) * (0.86 + 0.03 * c);
      canvas.data[offset + c] = mix(canvas.data[offset + c] * shadow, metal, inside);
    }
  });
}

function bridge(board: Board, random: Random): PadsDefect {
  const row = random.int(0, 1);
  const left = LAYOUT.pads[row * CHIP_COLUMNS + random.int(0, CHIP_COLUMNS - 2)];
  const y = left.y + random.uniform(-11, 11);
  const x = left.x + 14.5;
  const half = random.uniform(4.5, 7.5);
  const seed = random.int(0, 0x3fffffff);
  const tilt = random.uniform(-0.25, 0.25);
  // A waist between two drops on the pads, melted together (polynomial smooth minimum).
  const distance = (bx: number, by: number): number => {
    const dx = Math.abs(bx - x);
    const dy = by - y - tilt * (bx - x);
    const drop = Math.sqrt((dx - 13) * (dx - 13) + dy * dy) - half * 1.25;
    const waist = Math.max(Math.abs(dy) - half * 0.78, dx - 13);
    const blend = clamp(0.5 + (waist - drop) / 10, 0, 1);
    const melted = mix(waist, drop, blend) - 5 * blend * (1 - blend) * 0.5;
    return melted + 0.8 * noise2(bx / 5, by / 5, seed);
  };
  const box = boardBox(board, [{ x, y }], 34);
  return { box, pad: null, over: (canvas) => paintSolder(canvas, board, box, distance, half, seed) };
}

function solderBalls(board: Board, random: Random): PadsDefect {
  const centre = { x: random.uniform(-85, 85), y: random.uniform(-90, 90) };
  const spread = random.uniform(9, 20);
  const balls = Array.from({ length: random.int(3, 7) }, () => ({
    ...pointAt(centre, random.float(), spread * Math.sqrt(random.float())),
    radius: random.uniform(2.6, 6),
  }));
  const seed = random.int(0, 0x3fffffff);
  return {
    box: boardBox(board, balls, 10),
    pad: null,
    over: (canvas) => {
      for (const ball of balls) {
        const distance = (bx: number, by: number) =>
          Math.sqrt((bx - ball.x) * (bx - ball.x) + (by - ball.y) * (by - ball.y)) - ball.radius;
        paintSolder(canvas, board, boardBox(board, [ball], 9), distance, ball.radius, seed);
      }
    },
  };
}

function scratchedTrace(board: Board, random: Random): PadsDefect {
  const trace = LAYOUT.traces[random.int(0, 2 * CHIP_COLUMNS - 1)];
  const share = random.uniform(0.25, 0.8);
  const [a, b] = [trace.points[1], trace.points[3]];
  const middle: Point = { x: mix(a.x, b.x, share), y: mix(a.y, b.y, share) };
  const turns = random.uniform(-0.17, 0.17);
  const half = random.uniform(20, 38);
  const points = jaggedLine(random, pointAt(middle, turns, -half), pointAt(middle, turns, half), 0.05, 4);
  const width = random.uniform(1.6, 2.8);
  const seed = random.int(0, 0x3fffffff);
  return {
    box: boardBox(board, points, 7),
    pad: null,
    over: (canvas) => {
      eachBoardPixel(canvas, board, boardBox(board, points, 7), (bx, by, offset) => {
        const { distance, along } = distanceToLine(points, bx, by);
        const pressure = smoothstep(0, 0.2, along) * smoothstep(1, 0.8, along);
        const half = width * pressure * (1 + 0.45 * noise2(bx / 2, by / 2, seed));
        const groove = clamp(half + 0.5 - Math.abs(distance), 0, 1) * smoothstep(0, 0.2, pressure);
        const chips = clamp(1.3 - Math.abs(Math.abs(distance) - half - 1), 0, 1) * pressure;
        const flake = chips * clamp(0.45 + 0.6 * noise2(bx / 1.6, by / 1.6, seed + 1), 0, 1);
        const copper = LAYOUT.traces.some(
          (t) => Math.abs(distanceToLine(t.points, bx, by).distance) < t.width / 2,
        );
        const bare = copper ? [0.8, 0.38, 0.19] : [0.34, 0.34, 0.22];
        for (let c = 0; c < 3; c++) {
          canvas.data[offset + c] = mix(
            mix(canvas.data[offset + c], 0.55, 0.8 * flake),
            bare[c],
            0.95 * groove,
          );
        }
      });
    },
  };
}

/** Draws a defect of a type of `PADS_DEFECTS`. */
export function drawPadsDefect(type: string, board: Board, random: Random): PadsDefect {
  switch (type as (typeof PADS_DEFECTS)[number]) {
    case 'torn-pad':
      return tornPad(board, random);
    case 'misplaced-pad':
      return misplacedPad(board, random);
    case 'bridge':
      return bridge(board, random);
    case 'solder-balls':
      return solderBalls(board, random);
    case 'scratched-trace':
      return scratchedTrace(board, random);
    default:
      throw new Error(`There is no pads defect "${type}".`);
  }
}
