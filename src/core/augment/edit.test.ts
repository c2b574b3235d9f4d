import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyView } from './apply.ts';
import { drawView } from './draw.ts';
import { rotatedSize } from './rotate.ts';
import { VIEW_KINDS, type ViewDraw } from './registry.ts';
import { PRESETS } from '../config/presets.ts';
import { NO_JITTER } from '../image/colour-jitter.ts';
import { filledImage } from '../image/rgb.ts';
import { createRandom } from '../random/random.ts';
import { boxesOf, setBox, setRotation, withGeometryOf } from './edit.ts';

const view = { width: 48, height: 48 };
const image = filledImage(48, 48, [9, 9, 9]);
const draws = fc
  .record({ kind: fc.constantFrom(...VIEW_KINDS), seed: fc.integer({ min: 0, max: 9999 }) })
  .map(({ kind, seed }) => drawView(kind, PRESETS.paper.augment, 48, 48, createRandom(seed), 1));
const wild = fc.integer({ min: -90, max: 90 });
const edits = fc.array(
  fc.record({ name: fc.constantFrom('cut' as const, 'paste' as const), x: wild, y: wild, w: wild, h: wild }),
  { minLength: 1, maxLength: 6 },
);

function expectSound(draw: ViewDraw) {
  const { cut, paste, pieces = [] } = boxesOf(draw);
  for (const rect of [cut, paste, ...pieces]) {
    if (!rect) continue;
    expect([rect.x, rect.y, rect.width, rect.height].every(Number.isInteger)).toBe(true);
    expect(Math.min(rect.x, rect.y)).toBeGreaterThanOrEqual(0);
    expect(Math.min(rect.width, rect.height)).toBeGreaterThanOrEqual(1);
    expect(rect.x + rect.width).toBeLessThanOrEqual(view.width);
    expect(rect.y + rect.height).toBeLessThanOrEqual(view.height);
  }
  if (draw.kind === 'scar') expect(draw.rotated).toEqual(rotatedSize(draw.source, draw.rotationDeg));
  if (draw.kind === 'scar-colour') expect(draw.rotated).toEqual(rotatedSize(draw.box, draw.rotationDeg));
}

describe('editing a draw', () => {
  it('any edits leave boxes whole, inside and consistent, and the view can be made', () => {
    fc.assert(
      fc.property(draws, edits, wild, (start, list, angle) => {
        let draw = start;
        for (const edit of list) {
          const box = boxesOf(draw)[edit.name] ?? { x: 0, y: 0, width: 1, height: 1 };
          const wanted = {
            x: box.x + edit.x,
            y: box.y + edit.y,
            width: box.width + edit.w,
            height: box.height + edit.h,
          };
          draw = setRotation(setBox(draw, edit.name, wanted, view), angle, view);
          expectSound(draw);
        }
        expect(draw.kind).toBe(start.kind);
        expect(applyView(image, draw, undefined, { image, jitter: NO_JITTER }).data.length).toBe(48 * 48 * 3);
      }),
      { numRuns: 200 },
    );
  });

  it('moving keeps the size and stops at the edge', () => {
    const draw = drawView('cutpaste', PRESETS.paper.augment, 48, 48, createRandom(1));
    const { cut, paste } = boxesOf(draw);
    if (!cut || !paste) throw new Error('boxes');
    const moved = boxesOf(setBox(draw, 'paste', { ...paste, x: 1000, y: -5 }, view));
    expect(moved.cut).toEqual(cut);
    expect(moved.paste).toEqual({ ...paste, x: 48 - paste.width, y: 0 });
  });

  it('resizing one box of CutPaste resizes the other', () => {
    const draw = drawView('cutpaste', PRESETS.paper.augment, 48, 48, createRandom(2));
    const { cut } = boxesOf(draw);
    if (!cut) throw new Error('box');
    const resized = boxesOf(setBox(draw, 'cut', { ...cut, width: 9, height: 4 }, view));
    expect(resized.cut).toMatchObject({ width: 9, height: 4 });
    expect(resized.paste).toMatchObject({ width: 9, height: 4 });
  });

  it('keeps places and takes jitter from the base, and only for the same kind', () => {
    const base = drawView('scar', PRESETS.paper.augment, 48, 48, createRandom(3), 1);
    const other = drawView('scar', PRESETS.paper.augment, 48, 48, createRandom(4), 1);
    const merged = withGeometryOf(base, other);
    if (base.kind !== 'scar' || merged?.kind !== 'scar') throw new Error('kind');
    expect(boxesOf(merged)).toEqual(boxesOf(other));
    expect(merged.jitter).toBe(base.jitter);
    expect(withGeometryOf(base, { kind: 'normal' })).toBeNull();
  });
});
