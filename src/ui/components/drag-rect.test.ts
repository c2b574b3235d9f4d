import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CORNERS, dragged } from './drag-rect.ts';

const rect = { x: 10, y: 20, width: 6, height: 8 };

describe('dragged', () => {
  it('moves the whole', () => {
    expect(dragged(rect, 'all', 3, -4)).toEqual({ x: 13, y: 16, width: 6, height: 8 });
  });

  it('resizes by each corner', () => {
    expect(dragged(rect, 'se', 2, 3)).toEqual({ x: 10, y: 20, width: 8, height: 11 });
    expect(dragged(rect, 'nw', 2, 3)).toEqual({ x: 12, y: 23, width: 4, height: 5 });
    expect(dragged(rect, 'ne', 2, 3)).toEqual({ x: 10, y: 23, width: 8, height: 5 });
    expect(dragged(rect, 'sw', 2, 3)).toEqual({ x: 12, y: 20, width: 4, height: 11 });
  });

  it('keeps the opposite corner and at least 1 px, however far it is pulled', () => {
    const far = fc.integer({ min: -100, max: 100 });
    fc.assert(
      fc.property(fc.constantFrom(...CORNERS), far, far, (corner, dx, dy) => {
        const result = dragged(rect, corner, dx, dy);
        expect(Math.min(result.width, result.height)).toBeGreaterThanOrEqual(1);
        const west = corner === 'nw' || corner === 'sw';
        const north = corner === 'nw' || corner === 'ne';
        expect(west ? result.x + result.width : result.x).toBe(west ? 16 : 10);
        expect(north ? result.y + result.height : result.y).toBe(north ? 28 : 20);
      }),
    );
  });
});
