import { expect, it } from 'vitest';
import { rowsWithin, scaleOf } from './scale.ts';

it('shows both networks in one scale, square, with a margin', () => {
  const plane = Float32Array.of(0, 0, 2, 1);
  const beside = Float32Array.of(-2, 0, 0, 0);
  const { all } = scaleOf(plane, beside, 448);
  expect([...all(plane)]).toEqual([224, 174, 424, 274]);
  expect([...all(beside)]).toEqual([24, 174, 224, 174]);
});

it('finds what lies in a rectangle, its border with it', () => {
  const at = Float32Array.of(10, 10, 20, 20, 30, 5);
  expect(rowsWithin(at, { x: 10, y: 5, width: 10, height: 15 })).toEqual([0, 1]);
});
