/** Every draw of training lies within its law; a hand-made one may not. */
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../config/presets.ts';
import { createRandom } from '../random/random.ts';
import { drawView } from './draw.ts';
import { boxesOf, setBox } from './edit.ts';
import { readPatch } from './readout.ts';
import { VIEW_KINDS } from './registry.ts';

const { paper } = PRESETS;

describe('readPatch', () => {
  it('takes every draw of training as within its law', () => {
    for (const [size, scale] of [
      [256, 1],
      [64, 1],
      [128, 0.5],
    ] as const) {
      const view = { width: size, height: size };
      const random = createRandom(size);
      for (let i = 0; i < 400; i++) {
        for (const kind of VIEW_KINDS) {
          const draw = drawView(kind, paper.augment, size, size, random, scale);
          const numbers = readPatch(draw, view, 256 * scale, paper.augment);
          expect(numbers?.withinLaw ?? true, kind).toBe(true);
          expect(numbers !== null, kind).toBe(boxesOf(draw).paste !== undefined);
        }
      }
    }
  });

  it('says when a hand-made box lies outside it', () => {
    const view = { width: 64, height: 64 };
    const draw = drawView('cutpaste', paper.augment, 64, 64, createRandom(1));
    const wide = setBox(draw, 'cut', { x: 0, y: 0, width: 40, height: 4 }, view);
    expect(readPatch(wide, view, 256, paper.augment)).toEqual({
      widthPx: 40,
      heightPx: 4,
      areaShare: 160 / 4096,
      aspect: 10,
      rotationDeg: null,
      withinLaw: false,
    });
    expect(readPatch({ kind: 'normal' }, view, 256, paper.augment)).toBeNull();
  });
});
