/**
 * The layout of the board, in design pixels from its centre: two rows of pads for a chip, a trace from each pad to a via,
 * two small parts beside it, and the white print around them. Every picture shows this same board.
 */
import type { Point } from '../shapes.ts';

export interface Pad {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Rotation in turns. */
  readonly turns: number;
}

export interface Trace {
  readonly points: readonly Point[];
  readonly width: number;
}

export interface Via {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export interface Layout {
  readonly pads: readonly Pad[];
  readonly traces: readonly Trace[];
  readonly vias: readonly Via[];
  readonly print: readonly Trace[];
}

/** Pads of the chip in one row. */
export const CHIP_COLUMNS = 6;
const PITCH = 29;
const ROW = 47;

const columnX = (column: number): number => (column - (CHIP_COLUMNS - 1) / 2) * PITCH;

const chipPads: Pad[] = [-1, 1].flatMap((side) =>
  Array.from({ length: CHIP_COLUMNS }, (_, column) => ({
    x: columnX(column),
    y: side * ROW,
    width: 16,
    height: 36,
    turns: 0,
  })),
);

const sidePads: Pad[] = [-1, 1].flatMap((side) =>
  [-1, 1].map((end) => ({ x: side * 109, y: end * 15, width: 18, height: 16, turns: 0 })),
);

/** From a pad outwards, a step sideways at 45 degrees, to a via near the edge. */
const fanOut: readonly Trace[] = chipPads.map((pad, index) => {
  const side = Math.sign(pad.y);
  const step = Math.round(((index % CHIP_COLUMNS) - (CHIP_COLUMNS - 1) / 2) / 1.6);
  const shift = step * 7;
  const bend = 80 + (index % 2) * 5;
  return {
    width: 5.2,
    points: [
      { x: pad.x, y: pad.y },
      { x: pad.x, y: side * bend },
      { x: pad.x + shift, y: side * (bend + Math.abs(shift)) },
      { x: pad.x + shift, y: side * (104 + ((index * 5) % 3) * 4) },
    ],
  };
});

const inner: readonly Trace[] = [
  {
    width: 4.4,
    points: [
      { x: columnX(0), y: -ROW },
      { x: columnX(0), y: -8 },
      { x: -100, y: 16 },
    ],
  },
  {
    width: 4.4,
    points: [
      { x: columnX(5), y: ROW },
      { x: columnX(5), y: 8 },
      { x: 100, y: -16 },
    ],
  },
  {
    width: 4.4,
    points: [
      { x: columnX(2), y: -ROW },
      { x: columnX(2), y: -9 },
      { x: columnX(3), y: 9 },
      { x: columnX(3), y: ROW },
    ],
  },
  {
    width: 4.4,
    points: [
      { x: -109, y: -15 },
      { x: -109, y: -60 },
      { x: -118, y: -69 },
      { x: -118, y: -108 },
    ],
  },
  {
    width: 4.4,
    points: [
      { x: 109, y: 15 },
      { x: 109, y: 60 },
      { x: 118, y: 69 },
      { x: 118, y: 108 },
    ],
  },
];

const traces = [...fanOut, ...inner];

const vias: Via[] = traces
  .filter((trace, index) => index < fanOut.length || trace.points.length === 4)
  .map((trace) => trace.points[trace.points.length - 1])
  .filter((point) => Math.abs(point.y) > 60)
  .map((point) => ({ x: point.x, y: point.y, radius: 6.4 }));

const line = (...coordinates: [number, number][]): Trace => ({
  width: 2,
  points: coordinates.map(([x, y]) => ({ x, y })),
});

const print: Trace[] = [
  line([-90, -21], [90, -21], [90, 21], [-90, 21], [-90, -21]),
  // Notch of pin 1, and "U1".
  line([-90, -7], [-83, -7], [-83, 7], [-90, 7]),
  line([-14, 6], [-14, 15], [-7, 15], [-7, 6]),
  line([-1, 8], [2, 6], [2, 15]),
  line([-120, -27], [-98, -27]),
  line([-120, 27], [-98, 27]),
  line([98, -27], [120, -27]),
  line([98, 27], [120, 27]),
];

export const LAYOUT: Layout = { pads: [...chipPads, ...sidePads], traces, vias, print };
