/** The middle one of these times, of an even number the upper one: one slow turn of a busy machine does not move it. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1];
