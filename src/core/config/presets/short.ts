/**
 * What the short presets share against the paper: windows of one pass, the stem that suits small crops, wide and tall patches alike, and L2
 * on every parameter. Not offered by itself.
 */
import { paper } from './paper.ts';
import { preset } from './preset.ts';

export const short = preset('short', paper, {
  augment: { cutpaste: { aspectMax: 1 / 0.3, aspectLaw: 'log-uniform' } },
  model: { stem: 'auto' },
  training: { decayed: 'all' },
  evaluation: { windowSizePx: 64, dense: 'fast' },
});
