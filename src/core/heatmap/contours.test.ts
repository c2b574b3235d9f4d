import { describe, expect, it } from 'vitest';
import { contours } from './contours.ts';

/** Signed area in pixels. */
function area(line: Float32Array): number {
  let twice = 0;
  for (let i = 0; i + 3 < line.length; i += 2) twice += line[i] * line[i + 3] - line[i + 2] * line[i + 1];
  return twice / 2;
}

describe('contours', () => {
  it('draws a circle of the right size', () => {
    const map = new Float32Array(64 * 64);
    for (let y = 0; y < 64; y++)
      for (let x = 0; x < 64; x++) map[y * 64 + x] = 20 - Math.hypot(x - 30, y - 33);
    const lines = contours(map, 64, 64, 8);
    expect(lines).toHaveLength(1);
    expect(Math.abs(area(lines[0]))).toBeCloseTo(Math.PI * 12 * 12, -1);
    for (let i = 0; i < lines[0].length; i += 2)
      expect(Math.hypot(lines[0][i] - 30, lines[0][i + 1] - 33)).toBeCloseTo(12, 1);
  });

  it('closes every line, at the border too, and turns a hole the other way', () => {
    const mask = new Uint8Array(12 * 10).fill(1);
    for (const [x, y] of [[4, 4], [5, 4], [4, 5]]) mask[y * 12 + x] = 0; // prettier-ignore
    const lines = contours(mask, 12, 10, 0.5);
    expect(lines).toHaveLength(2);
    for (const line of lines) expect([...line.slice(0, 2)]).toEqual([...line.slice(-2)]);
    const [outer, inner] = lines.map(area).sort((a, b) => Math.abs(b) - Math.abs(a));
    expect(Math.sign(outer)).toBe(-Math.sign(inner));
    expect(Math.abs(outer)).toBeGreaterThan(100);
  });

  it('separates pixels that touch at a corner, each closed', () => {
    const mask = Uint8Array.from([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
    const lines = contours(mask, 4, 4, 0.6);
    expect(lines).toHaveLength(2);
    for (const line of lines) expect([...line.slice(0, 2)]).toEqual([...line.slice(-2)]);
  });

  it('finds nothing where nothing crosses', () => {
    expect(contours(new Float32Array(9), 3, 3, 1)).toEqual([]);
    expect(contours(new Float32Array(9).fill(2), 3, 3, 1)).toHaveLength(1);
  });
});
