/** Baseline of Table 1: the whole view in quarter turns; the network must tell by how much. */
import { turnImage } from '../../image/rgb.ts';
import { NO_PATCH, noSteps, type Kind } from './kind.ts';

export interface RotationDraw<Degrees extends 90 | 180 | 270> {
  readonly kind: `rotation-${Degrees}`;
}

const turn = <Degrees extends 90 | 180 | 270>(
  degrees: Degrees,
  quarters: 1 | 2 | 3,
): Kind<RotationDraw<Degrees>, null> => ({
  kind: `rotation-${degrees}`,
  family: null,
  colour: 'other',
  url: 'https://arxiv.org/abs/2104.04015',
  parameters: {},
  ...NO_PATCH,
  draw: () => ({ kind: `rotation-${degrees}` }),
  apply: (image, _draw, target) => noSteps(turnImage(image, quarters, target)),
});

export const rotation90 = turn(90, 1);
export const rotation180 = turn(180, 2);
export const rotation270 = turn(270, 3);
