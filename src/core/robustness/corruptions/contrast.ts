/** Harder or flatter: the distance of every value from the image's mean times 1 + level / 100. */
import { mapBytes, type Corruption } from './corruption.ts';

export const contrast: Corruption = {
  name: 'contrast',
  unit: '%',
  levels: [-40, -20, -10, 0, 10, 20, 40],
  apply: (image, level) => {
    let sum = 0;
    for (const value of image.data) sum += value;
    const mean = sum / image.data.length;
    return mapBytes(image, (value) => mean + (value - mean) * (1 + level / 100));
  },
};
