/** Range of map values for the colour scale. */
import type { Evaluation } from '../../../worker/protocol.ts';
import { memoByOne } from './memo.ts';

export interface MapRange {
  readonly low: number;
  readonly high: number;
}

/** Smallest and largest value over all arrays; 0 to 1 without any. */
function mapRange(arrays: readonly ArrayLike<number>[]): MapRange {
  let low = Infinity;
  let high = -Infinity;
  for (const values of arrays)
    for (let i = 0; i < values.length; i++) {
      if (values[i] < low) low = values[i];
      if (values[i] > high) high = values[i];
    }
  return high >= low ? { low, high } : { low: 0, high: 1 };
}

/** Range of all maps of an evaluation, for the shared scale. Grids bound their maps: upsampling weights sum to one. */
export const sharedRange = memoByOne((evaluation: Evaluation) =>
  mapRange(evaluation.maps.map((map) => map.scores)),
);
