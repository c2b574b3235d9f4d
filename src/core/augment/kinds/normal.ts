/** The source as it is: class 0 of every task. */
import { copyImage } from '../../image/rgb.ts';
import { NO_PATCH, noSteps, type Kind } from './kind.ts';

export interface NormalDraw {
  readonly kind: 'normal';
}

export const normal: Kind<NormalDraw, null> = {
  kind: 'normal',
  family: null,
  colour: 'normal',
  url: 'https://arxiv.org/abs/2104.04015',
  parameters: {},
  ...NO_PATCH,
  draw: () => ({ kind: 'normal' }),
  apply: (image, _draw, target) => noSteps(copyImage(image, target)),
};
