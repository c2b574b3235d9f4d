/** Baseline of Table 5 (confetti noise): small boxes of random colours, their sides drawn from the scar's widths. */
import { copyImage, filledImage, pasteInto } from '../../image/rgb.ts';
import type { Rect } from '../../image/types.ts';
import { maskOf } from '../paste.ts';
import { between, drawColour, drawPlace, wholePixels } from '../patch-law.ts';
import type { Colour } from '../types.ts';
import { NO_PATCH, type Kind } from './kind.ts';

export interface ConfettiDraw {
  readonly kind: 'confetti';
  readonly pieces: readonly { readonly box: Rect; readonly colour: Colour }[];
}

export const confetti: Kind<ConfettiDraw, 'baseline'> = {
  kind: 'confetti',
  family: 'baseline',
  colour: 'other',
  url: 'https://arxiv.org/abs/2104.04015',
  parameters: { confetti: ['augment.confetti.', 'augment.scar.width'] },
  ...NO_PATCH,
  draw({ settings, view, random, pixelScale }) {
    const { widthMinPx, widthMaxPx } = settings.scar;
    const pieces = Array.from({ length: settings.confetti.count }, () => {
      const side = () => between(random, widthMinPx, widthMaxPx) * pixelScale;
      const size = wholePixels({ width: side(), height: side() }, view);
      return { box: { ...drawPlace(random, view, size), ...size }, colour: drawColour(random) };
    });
    return { kind: 'confetti', pieces };
  },
  apply(image, { pieces }, target) {
    const result = copyImage(image, target);
    for (const { box, colour } of pieces)
      pasteInto(result, filledImage(box.width, box.height, colour), box.x, box.y);
    const mask = () =>
      pieces.reduce(
        (all, { box }) => {
          const one = maskOf(image, box);
          return all.map((value, i) => Math.max(value, one[i]));
        },
        new Uint8Array(image.width * image.height),
      );
    return { result, steps: () => [], mask };
  },
  boxes: ({ pieces }) => ({ pieces: pieces.map(({ box }) => box) }),
};
