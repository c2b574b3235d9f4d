/** What holds for all files of a data set, so that each is read like the others however often, and at whatever size, it is read. */
import type { DepthScales } from './formats/depth.ts';

export interface SetFacts {
  /** Full scale of files deeper than 8 bits. */
  readonly scales: DepthScales;
  /** Ground of the masks, `0xrrggbb`. */
  readonly ground: number;
}

/** Files of 8 bits, masks on black. */
export const PLAIN_SET: SetFacts = { scales: {}, ground: 0 };
