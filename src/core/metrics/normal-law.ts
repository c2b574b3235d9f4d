/** The standard normal law: distribution function and quantile, for DeLong's intervals. */
import { gammaQ } from '../density/chi-square.ts';

/** P(Z <= x). */
export function normalCdf(x: number): number {
  const tail = 0.5 * gammaQ(0.5, 0.5 * x * x);
  return x >= 0 ? 1 - tail : tail;
}

/** z with P(Z <= z) = p, p in (0, 1): Acklam's rational start, then Halley steps to full precision. */
export function normalQuantile(p: number): number {
  if (p <= 0) return -Infinity;
  if (p >= 1) return Infinity;
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  let z = -(
    t -
    (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
  );
  for (let i = 0; i < 4; i++) {
    const step = (normalCdf(z) - p) / (Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI));
    z -= step / (1 + 0.5 * step * z);
  }
  return z;
}
