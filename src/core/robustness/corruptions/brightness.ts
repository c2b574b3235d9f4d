/** More or less light: every value times 1 + level / 100, cut at white. */
import { mapBytes, type Corruption } from './corruption.ts';

export const brightness: Corruption = {
  name: 'brightness',
  unit: '%',
  levels: [-40, -20, -10, 0, 10, 20, 40],
  apply: (image, level) => mapBytes(image, (value) => value * (1 + level / 100)),
};
