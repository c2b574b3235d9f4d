import { expect, test } from 'vitest';
import { cornersOf } from './roc-corners.ts';

test('a staircase keeps its corners, a slope all its points', () => {
  const stairs = [
    { x: 0, y: 0 },
    { x: 0, y: 0.2 },
    { x: 0, y: 0.5 },
    { x: 0.1, y: 0.5 },
    { x: 0.4, y: 0.5 },
    { x: 0.7, y: 0.8 },
    { x: 1, y: 1 },
  ];
  expect(cornersOf(stairs)).toEqual([stairs[0], stairs[2], stairs[4], stairs[5], stairs[6]]);
  expect(cornersOf([])).toEqual([]);
  expect(cornersOf(stairs.slice(0, 1))).toEqual(stairs.slice(0, 1));
});
