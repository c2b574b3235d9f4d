/** The part lies elsewhere: moved to the right and half as far down, the border repeated. */
import { warp } from '../warp.ts';
import type { Corruption } from './corruption.ts';

export const shift: Corruption = {
  name: 'shift',
  unit: 'px at 256',
  levels: [0, 2, 4, 8, 16],
  apply: (image, level) => {
    const by = (level * image.width) / 256;
    return warp(image, (x, y) => [x - by, y - by / 2]);
  },
};
