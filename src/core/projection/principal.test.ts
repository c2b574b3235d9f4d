import { expect, it } from 'vitest';
import { createRandom } from '../random/random.ts';
import { symmetricEigen } from '../density/symmetric-eigen.ts';
import { jointPlanes, onAxes, principalPlane } from './principal.ts';

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
  const { planes, axes } = jointPlanes(first, second, 30, 6);
  const [a, b] = planes;
  a.forEach((value, i) => expect(value).toBeCloseTo(b[i], 3));
  const alone = principalPlane(first, 30, 6);
  a.forEach((value, i) => expect(Math.abs(value)).toBeCloseTo(Math.abs(alone[i]), 2));
  onAxes(second, 30, 6, axes).forEach((value, i) => expect(value).toBeCloseTo(b[i], 3));
});

it('lays other rows along the axes that stand, whatever their own components are', () => {
  const first = makeRows(30, 6);
  const { planes, axes } = jointPlanes(first, first, 30, 6);
  // Twice as far apart across the leading axis and elsewhere: of their own components the axes would be others.
  const stretched = first.map((value, i) => (i % 6 === 2 ? 40 * value : value) + 3);
  const [x, y] = axes;
  expect(Math.hypot(...x)).toBeCloseTo(1, 6);
  expect(x.reduce((sum, value, k) => sum + value * y[k], 0)).toBeCloseTo(0, 4);
  const laid = onAxes(stretched, 30, 6, axes);
  const along = (k: number, i: number) => x[k] * (stretched[6 * i + k] - stretched[k]);
  for (let i = 1; i < 30; i++) {
    const moved = [0, 1, 2, 3, 4, 5].reduce((sum, k) => sum + along(k, i), 0);
    expect(laid[2 * i] - laid[0]).toBeCloseTo(moved, 3);
  }
  onAxes(first, 30, 6, axes).forEach((value, i) => expect(value).toBeCloseTo(planes[0][i], 3));
});

it('has no axes where nothing varies', () => {
  const { axes } = jointPlanes(new Float32Array(12).fill(3), new Float32Array(12), 4, 3);
  expect(axes.map((axis) => [...axis])).toEqual([
    [0, 0, 0],
    [0, 0, 0],
  ]);
});
