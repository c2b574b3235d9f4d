/** A range in which a figure lies, as a pair of plain numbers. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}
