/** The digits 0 to 9 as strokes in a box from -1 to 1 (y downwards): polylines drawn for this project, not taken from a data set. */

type Stroke = readonly (readonly [x: number, y: number])[];

const ring = (x: number, y: number, rx: number, ry: number): Stroke =>
  Array.from({ length: 17 }, (_, i) => {
    const angle = (Math.PI * i) / 8;
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)] as const;
  });

const SIX: Stroke = [
  [0.45, -0.8],
  [-0.1, -0.55],
  [-0.5, -0.05],
  [-0.6, 0.35],
  [-0.35, 0.72],
  [0, 0.8],
  [0.4, 0.7],
  [0.6, 0.35],
  [0.4, 0],
  [0, -0.1],
  [-0.4, 0.1],
  [-0.58, 0.3],
];

export const DIGITS: readonly (readonly Stroke[])[] = [
  [ring(0, 0, 0.58, 0.8)],
  [
    [
      [-0.4, -0.45],
      [0.1, -0.8],
      [0.1, 0.8],
    ],
    [
      [-0.4, 0.8],
      [0.6, 0.8],
    ],
  ],
  [
    [
      [-0.6, -0.4],
      [-0.45, -0.7],
      [0, -0.8],
      [0.5, -0.65],
      [0.6, -0.3],
      [0.4, 0.05],
      [-0.65, 0.8],
      [0.65, 0.8],
    ],
  ],
  [
    [
      [-0.6, -0.6],
      [-0.2, -0.8],
      [0.3, -0.75],
      [0.55, -0.45],
      [0.35, -0.1],
      [-0.1, 0],
      [0.45, 0.1],
      [0.62, 0.4],
      [0.4, 0.72],
      [-0.1, 0.8],
      [-0.6, 0.62],
    ],
  ],
  [
    [
      [0.3, 0.8],
      [0.3, -0.8],
      [-0.65, 0.35],
      [0.7, 0.35],
    ],
  ],
  [
    [
      [0.55, -0.8],
      [-0.45, -0.8],
      [-0.55, -0.1],
      [-0.1, -0.2],
      [0.4, -0.05],
      [0.6, 0.3],
      [0.35, 0.7],
      [-0.1, 0.8],
      [-0.6, 0.65],
    ],
  ],
  [SIX],
  [
    [
      [-0.6, -0.8],
      [0.6, -0.8],
      [-0.1, 0.8],
    ],
  ],
  [ring(0, -0.42, 0.42, 0.38), ring(0, 0.4, 0.55, 0.4)],
  [SIX.map(([x, y]) => [-x, -y] as const)],
];

/** Distance of a place to the nearest stroke. */
export function distanceToStrokes(strokes: readonly Stroke[], x: number, y: number): number {
  let least = Infinity;
  for (const stroke of strokes)
    for (let i = 1; i < stroke.length; i++) {
      const [ax, ay] = stroke[i - 1];
      const dx = stroke[i][0] - ax;
      const dy = stroke[i][1] - ay;
      const t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
      least = Math.min(least, Math.hypot(x - ax - t * dx, y - ay - t * dy));
    }
  return least;
}
