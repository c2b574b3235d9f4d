/** Numbers in a range, limits included, as the configuration's schemas spell them. */
import * as v from 'valibot';

export const number = (min: number, max: number) => v.pipe(v.number(), v.minValue(min), v.maxValue(max));
export const integer = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
