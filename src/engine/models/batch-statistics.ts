/** What a batch norm finds in one step, and what running statistics are made from. */
import type { Tensor1D } from '@tensorflow/tfjs-core';

/** Statistics of one batch norm in one step. */
export interface BatchStatistics {
  readonly mean: Tensor1D;
  readonly variance: Tensor1D;
  /** Values per channel: batch times places. */
  readonly count: number;
}
