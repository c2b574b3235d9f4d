import { describe, expect, it } from 'vitest';
import { drawView } from '../../../core/augment/draw.ts';
import { PRESETS } from '../../../core/config/presets.ts';
import type { Config } from '../../../core/config/schema.ts';
import { createRandom } from '../../../core/random/random.ts';
import { setBox } from './edit-draw.ts';
import { notesFor, readPatch } from './readout.ts';

const { paper, quick } = PRESETS;
const codes = (config: Config, size = 256) => notesFor(config, size).map((note) => note.code);
const withAugment = (change: Partial<Config['augment']>): Config => ({
  ...paper,
  augment: { ...paper.augment, ...change },
});
const zero = { brightness: 0, contrast: 0, saturation: 0, hue: 0 };

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
        for (const kind of ['cutpaste', 'scar', 'scar-colour', 'cutout-grey'] as const) {
          const draw = drawView(kind, paper.augment, size, size, random, scale);
          expect(readPatch(draw, view, 256 * scale, paper.augment)).toMatchObject({ withinLaw: true });
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

describe('notesFor', () => {
  it('has nothing to say about the paper at 256 px', () => {
    expect(codes(paper)).toEqual([]);
  });

  it('warns of invisible pastes only where a patch is pasted', () => {
    expect(codes(withAugment({ patchJitter: zero }))).toContain('jitterZero');
    expect(codes(withAugment({ patchJitter: zero, task: 'cutout-grey' }))).not.toContain('jitterZero');
  });

  it('explains the pixel scale', () => {
    expect(codes(quick)).toContain('scarInCrop');
    expect(notesFor(paper, 128)).toEqual([
      { code: 'scarScaled', values: { size: 128, width: '1–8', length: '5–12.5' } },
    ]);
  });

  it('notices limits the wrong way round and a switched-off global augmentation', () => {
    const swapped = withAugment({ cutpaste: { ...paper.augment.cutpaste, areaMin: 0.3 } });
    expect(codes(swapped)).toEqual(['areaSwapped']);
    expect(codes(withAugment({ global: { shiftFraction: 0, jitter: zero } }))).toEqual(['globalOff']);
    expect(codes(withAugment({ task: 'rotation' }))).toEqual(['rotationOnlyNormal']);
  });
});
