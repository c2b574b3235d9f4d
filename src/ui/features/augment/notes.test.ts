import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../../core/config/presets.ts';
import type { Config } from '../../../core/config/schema.ts';
import { notesFor } from './notes.ts';

const { paper, quick } = PRESETS;
const codes = (config: Config, size = 256) => notesFor(config, size).map((note) => note.code);
const withAugment = (change: Partial<Config['augment']>): Config => ({
  ...paper,
  augment: { ...paper.augment, ...change },
});
const zero = { brightness: 0, contrast: 0, saturation: 0, hue: 0 };

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

  it('knows that confetti takes its sides from the scar’s width, and its width only', () => {
    const confetti = withAugment({
      task: 'confetti',
      scar: { ...paper.augment.scar, widthMinPx: 20, lengthMinPx: 90 },
    });
    expect(codes(confetti)).toEqual(['scarWidthSwapped']);
    expect(notesFor(withAugment({ task: 'confetti' }), 128)).toEqual([
      { code: 'confettiScaled', values: { size: 128, width: '1–8' } },
    ]);
  });

  it('notices limits the wrong way round and a switched-off global augmentation', () => {
    const swapped = withAugment({ cutpaste: { ...paper.augment.cutpaste, areaMin: 0.3 } });
    expect(codes(swapped)).toEqual(['areaSwapped']);
    expect(codes(withAugment({ global: { shiftFraction: 0, jitter: zero } }))).toEqual(['globalOff']);
    expect(codes(withAugment({ task: 'rotation' }))).toEqual([]);
  });
});
