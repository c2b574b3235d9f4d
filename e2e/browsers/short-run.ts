/**
 * A run of seconds on the whole sample "Wire mesh", and what comes of it in every browser. At this learning rate rounding stays rounding:
 * at the usual one the first steps multiply it, and two runs that add in another order (one thread, two threads) soon differ.
 */
export const SHORT = {
  'training.steps': 12,
  'training.learningRate': 0.001,
  'evaluation.everySteps': 6,
};

/** Measured in Chromium, where main-job.spec.ts checks the same: losses of the first and last step, AUROC before and after. */
export const EXPECTED = { firstLoss: 1.1661, lastLoss: 1.123, untrained: 0.477, trained: 0.478 };

export const LOSS_TOLERANCE = 0.002;
export const AUROC_TOLERANCE = 0.01;
