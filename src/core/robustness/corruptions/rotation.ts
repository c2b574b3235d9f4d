/** The part lies turned: about the centre, the border repeated. */
import { warp } from '../warp.ts';
import type { Corruption } from './corruption.ts';

export const rotation: Corruption = {
  name: 'rotation',
  unit: '°',
  levels: [-10, -5, -2, 0, 2, 5, 10],
  apply: (image, level) => {
    const angle = (level * Math.PI) / 180;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const [cx, cy] = [(image.width - 1) / 2, (image.height - 1) / 2];
    return warp(image, (x, y) => [
      cx + cos * (x - cx) + sin * (y - cy),
      cy - sin * (x - cx) + cos * (y - cy),
    ]);
  },
};
