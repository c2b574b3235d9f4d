/**
 * The start-up self-test: loss and every gradient of a tiny network against values from PyTorch. A backend that answers wrongly
 * (half-precision textures, a broken driver) is not used.
 */
import { tidy } from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { createFormulaBatch, createFormulaModel } from '../formula/model.ts';
import { judgeLogits } from '../ops/softmax-cross-entropy.ts';
import { computeGradients } from '../training/train-step.ts';
import { SELF_TEST_CASE, SELF_TEST_VALUES } from './self-test-values.ts';

/** float32 everywhere stays under 1e-4; half precision is at 1e-2 and above. */
export const SELF_TEST_TOLERANCE = 2e-3;

/** Largest relative difference; NaN when the backend gives none. */
export async function runSelfTest(): Promise<number> {
  const model = createFormulaModel(SELF_TEST_CASE);
  const batch = createFormulaBatch(SELF_TEST_CASE);
  const { logits, gradients } = tidy(() => {
    const result = computeGradients(model, batch);
    return { logits: result.logits as Tensor, gradients: Object.fromEntries(result.gradients) };
  });
  try {
    const { loss } = judgeLogits((await logits.data()) as Float32Array, batch.labels);
    let worst = Math.abs(loss / SELF_TEST_VALUES.loss - 1);
    for (const [name, expected] of Object.entries(SELF_TEST_VALUES.gradientNorms)) {
      const values = (await gradients[name].data()) as Float32Array;
      const difference = Math.abs(Math.hypot(...values) / expected - 1);
      // NaN must not be lost in a maximum.
      worst = Number.isNaN(difference) || difference > worst ? difference : worst;
      if (Number.isNaN(worst)) break;
    }
    return worst;
  } finally {
    logits.dispose();
    for (const gradient of Object.values(gradients)) gradient.dispose();
    model.dispose();
  }
}
