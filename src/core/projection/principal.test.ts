import { expect, it } from 'vitest';
import { createRandom } from '../random/random.ts';
import { symmetricEigen } from '../density/symmetric-eigen.ts';
import { jointPlanes, principalPlane } from './principal.ts';

/** Rows with standard deviation 5, 3 and 1 in turn along the features. */
function makeRows(n: number, d: number): Float32Array {
  const random = createRandom(4, 'plane', n, d);
  return Float32Array.from({ length: n * d }, (_, i) => 7 + random.normal() * [5, 3, 1][Math.min(2, i % d)]);
}

it.each([
  [60, 8],
  [12, 40],
])('has the variances of the two leading eigenvalues: %i rows of %i', (n, d) => {
  const rows = makeRows(n, d);
  const mean = Array.from({ length: d }, (_, k) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += rows[i * d + k] / n;
    return sum;
  });
  const scatter = new Float64Array(d * d);
  for (let i = 0; i < n; i++)
    for (let a = 0; a < d; a++)
      for (let b = 0; b < d; b++)
        scatter[a * d + b] += (rows[i * d + a] - mean[a]) * (rows[i * d + b] - mean[b]);
  const { values } = symmetricEigen(scatter, d);
  const plane = principalPlane(rows, n, d);
  for (const component of [0, 1]) {
    let power = 0;
    let sum = 0;
    for (let i = 0; i < n; i++) {
      power += plane[2 * i + component] ** 2;
      sum += plane[2 * i + component];
    }
    expect(Math.abs(power / values[component] - 1)).toBeLessThan(1e-3);
    expect(Math.abs(sum)).toBeLessThan(1e-2);
  }
});

it('puts equal rows in one place and a single row in the middle', () => {
  expect([...principalPlane(new Float32Array(12).fill(3), 4, 3)]).toEqual(new Array(8).fill(0));
  expect([...principalPlane(new Float32Array([1, 2]), 1, 2)]).toEqual([0, 0]);
});

it('has one plane of two networks, each about its own mean, however far they are apart', () => {
  const first = makeRows(30, 6);
  const second = first.map((value) => value + 100);
  const [a, b] = jointPlanes(first, second, 30, 6);
  a.forEach((value, i) => expect(value).toBeCloseTo(b[i], 3));
  const alone = principalPlane(first, 30, 6);
  a.forEach((value, i) => expect(Math.abs(value)).toBeCloseTo(Math.abs(alone[i]), 2));
});
