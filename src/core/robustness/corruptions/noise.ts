/** Noise of a sensor: a normal draw for every value, level is its standard deviation in grey levels. */
import type { Corruption } from './corruption.ts';

export const noise: Corruption = {
  name: 'noise',
  unit: 'grey levels',
  levels: [0, 2, 4, 8, 16],
  apply: ({ width, height, data }, level, random) => ({
    width,
    height,
    data: Uint8Array.from(data, (value) =>
      Math.min(255, Math.max(0, Math.round(value + level * random.normal()))),
    ),
  }),
};
