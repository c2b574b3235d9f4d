/**
 * Arithmetic of the renderers. Only + - * / and the square root are used, which IEEE 754 defines to the last bit, so that a
 * seed gives the same bytes in every browser and on every machine; the trigonometry of Math may differ between them.
 */

export const clamp = (value: number, min: number, max: number): number =>
  value < min ? min : value > max ? max : value;

export const mix = (a: number, b: number, share: number): number => a + (b - a) * share;

/** 0 below `from`, 1 above `to`, a cubic between. */
export function smoothstep(from: number, to: number, value: number): number {
  const t = clamp((value - from) / (to - from), 0, 1);
  return t * t * (3 - 2 * t);
}

/** Share of a pixel covered by a shape whose edge is `distance` pixels away (negative inside): anti-aliasing. */
export const coverage = (distance: number): number => clamp(0.5 - distance, 0, 1);

/** sin(2 pi turns), absolute error below 1e-6. */
export function sinTurns(turns: number): number {
  const t = turns - Math.floor(turns + 0.5);
  const a = t > 0.25 ? 0.5 - t : t < -0.25 ? -0.5 - t : t;
  const x = a * 6.283185307179586;
  const q = x * x;
  return x * (1 - (q / 6) * (1 - (q / 20) * (1 - (q / 42) * (1 - (q / 72) * (1 - q / 110)))));
}

export const cosTurns = (turns: number): number => sinTurns(turns + 0.25);

/** Angle of (x, y) in turns, in (-0.5, 0.5], absolute error below 1e-5. */
export function angleTurns(x: number, y: number): number {
  const ax = x < 0 ? -x : x;
  const ay = y < 0 ? -y : y;
  if (ax + ay === 0) return 0;
  const q = ax > ay ? ay / ax : ax / ay;
  const s = q * q;
  // Minimax polynomial of atan on [0, 1] (Abramowitz and Stegun 4.4.49), over 2 pi.
  const atan =
    q *
    (0.999866 + s * (-0.3302995 + s * (0.180141 + s * (-0.085133 + s * 0.0208351)))) *
    0.15915494309189535;
  const octant = ax > ay ? atan : 0.25 - atan;
  const half = x < 0 ? 0.5 - octant : octant;
  return y < 0 ? -half : half;
}
