/** How far a kernel's result is from what plain loops give. */
import type { HostTensor } from '../../reference/host.ts';

/**
 * Largest difference, each relative to the larger of the expected value and the root mean square of all expected values.
 * Infinity when shapes differ or a value is not finite.
 */
export function relativeError(actual: HostTensor, expected: HostTensor): number {
  if (actual.shape.join() !== expected.shape.join()) return Infinity;
  let squares = 0;
  for (const value of expected.values) squares += value * value;
  const scale = Math.sqrt(squares / expected.values.length) || 1;
  let worst = 0;
  for (let i = 0; i < expected.values.length; i++) {
    const error =
      Math.abs(actual.values[i] - expected.values[i]) / Math.max(Math.abs(expected.values[i]), scale);
    if (!(error <= worst)) worst = Number.isNaN(error) ? Infinity : error;
  }
  return worst;
}
