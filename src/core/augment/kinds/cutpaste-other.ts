/** CutPaste from another image: the patch comes from anywhere in another normal image, as relatives of CutPaste do (NSA), pasted with sharp edges. */
import { applyJitter } from '../../image/colour-jitter.ts';
import { cropOther } from '../other.ts';
import { readPatchBox } from '../patch-law.ts';
import { pasted } from '../paste.ts';
import { drawMove, moveBoxes, setMoveBox, type Move } from './cutpaste.ts';
import type { KindOfTwo } from './kind.ts';

export interface CutPasteOtherDraw extends Move {
  readonly kind: 'cutpaste-other';
}

export const cutpasteOther: KindOfTwo<CutPasteOtherDraw, 'descendant'> = {
  kind: 'cutpaste-other',
  family: 'descendant',
  colour: 'cutpaste',
  url: 'https://arxiv.org/abs/2109.15222',
  parameters: { cutpaste: ['augment.cutpaste.'], 'patch-jitter': ['augment.patchJitter.'] },
  other: 'anywhere',
  draw: (context) => ({ kind: 'cutpaste-other', ...drawMove(context) }),
  apply(image, { source, destination, jitter }, target, other) {
    const cut = cropOther(other, source);
    const jittered = applyJitter(cut, jitter);
    return pasted(image, jittered, destination, target, () => [
      { name: 'cut', image: cut },
      { name: 'jittered', image: jittered },
    ]);
  },
  boxes: moveBoxes,
  setBox: setMoveBox,
  readout: ({ source }, context) => readPatchBox(source, context),
};
