import { expect, it } from 'vitest';
import { withBox, withPolygon, withStroke } from './draw.ts';

const empty = new Uint8Array(100);
const count = (inside: Uint8Array) => inside.reduce((sum, value) => sum + value, 0);

it('a polygon is added and taken away; two corners are none', () => {
  const corners = [
    { x: 2, y: 2 },
    { x: 8, y: 2 },
    { x: 8, y: 6 },
    { x: 2, y: 6 },
  ];
  const added = withPolygon(empty, 10, corners, true);
  expect(count(added)).toBe(24);
  expect(added[2 * 10 + 2]).toBe(1);
  expect(count(withPolygon(added, 10, corners, false))).toBe(0);
  expect(withPolygon(empty, 10, corners.slice(2), true)).toBe(empty);
  expect(count(empty)).toBe(0);
});

it('a stroke is as wide as its brush, without gaps between spots far apart', () => {
  const stroke = withStroke(
    empty,
    10,
    [
      { x: 1, y: 5 },
      { x: 9, y: 5 },
    ],
    1,
    true,
  );
  for (let x = 1; x < 9; x++) expect(stroke[4 * 10 + x] + stroke[5 * 10 + x]).toBe(2);
  expect(count(stroke.subarray(0, 40)) + count(stroke.subarray(60))).toBe(0);
});

it('a box is the same from any corner', () => {
  const box = withBox(empty, 10, { left: 0.2, top: 0.5, right: 0.4, bottom: 1 }, true);
  expect(count(box)).toBe(10);
  expect(withBox(empty, 10, { left: 0.4, top: 1, right: 0.2, bottom: 0.5 }, true)).toEqual(box);
});
