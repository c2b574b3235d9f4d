import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clampView,
  deepestZoom,
  MAX_ZOOM,
  paneToImage,
  panBy,
  toCssTransform,
  WHOLE_IMAGE,
  zoomAt,
} from './view-transform.ts';

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const anyView = fc
  .record({ zoom: fc.double({ min: 0.1, max: 40, noNaN: true }), centreX: unit, centreY: unit })
  .map(clampView);

describe('view transform', () => {
  it('shows the whole image at zoom 1', () => {
    expect(paneToImage(WHOLE_IMAGE, 0, 0)).toEqual({ x: 0, y: 0 });
    expect(paneToImage(WHOLE_IMAGE, 1, 1)).toEqual({ x: 1, y: 1 });
    expect(toCssTransform(WHOLE_IMAGE)).toBe('translate(0.0000%, 0.0000%) scale(1)');
  });

  it('goes deeper where the file holds more pixels than the working size, and pans there', () => {
    expect(deepestZoom(4096, 256)).toBe(16 * MAX_ZOOM);
    expect(deepestZoom(100, 256)).toBe(MAX_ZOOM);
    const most = deepestZoom(1024, 256);
    const deep = zoomAt(WHOLE_IMAGE, 1000, 0.5, 0.5, most);
    expect(deep.zoom).toBe(most);
    expect(panBy(deep, 0.1, 0).zoom).toBe(most);
    expect(zoomAt(WHOLE_IMAGE, 1000, 0.5, 0.5).zoom).toBe(MAX_ZOOM);
  });

  it('keeps the point under the pointer where it is while zooming in', () => {
    fc.assert(
      fc.property(anyView, unit, unit, (view, u, v) => {
        const before = paneToImage(view, u, v);
        const after = paneToImage(zoomAt(view, 1.5, u, v), u, v);
        expect(after.x).toBeCloseTo(before.x, 9);
        expect(after.y).toBeCloseTo(before.y, 9);
      }),
      { seed: 1 },
    );
  });

  it('never leaves the image, whatever is done to it', () => {
    const bounded = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(
        anyView,
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        unit,
        unit,
        bounded,
        bounded,
        (view, f, u, v, du, dv) => {
          const moved = panBy(zoomAt(view, f, u, v), du, dv);
          expect(moved.zoom).toBeGreaterThanOrEqual(1);
          expect(moved.zoom).toBeLessThanOrEqual(MAX_ZOOM);
          for (const corner of [paneToImage(moved, 0, 0), paneToImage(moved, 1, 1)]) {
            for (const coordinate of [corner.x, corner.y]) {
              expect(coordinate).toBeGreaterThan(-1e-9);
              expect(coordinate).toBeLessThan(1 + 1e-9);
            }
          }
        },
      ),
      { seed: 2 },
    );
  });
});
