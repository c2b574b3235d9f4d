/**
 * Softmax cross entropy, once: the network ends in logits. The device needs only the gradient; the loss itself is computed on
 * the host in float64 from the few logits that are read anyway for accuracy and confusion.
 */
import { mul, softmax, sub } from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { CROSS_ENTROPY_GRAD } from '../kernels/names.ts';
import { hasKernel, runKernel } from './kernels.ts';

/** d (mean loss) / d logits = (softmax - one-hot) / N. */
export function crossEntropyGradient(logits: Tensor2D, oneHot: Tensor2D): Tensor2D {
  if (hasKernel(CROSS_ENTROPY_GRAD)) return runKernel(CROSS_ENTROPY_GRAD, { logits, oneHot });
  return mul(sub(softmax(logits), oneHot), 1 / logits.shape[0]) as Tensor2D;
}

export interface Outcome {
  /** Mean cross entropy over the batch, natural logarithm. */
  readonly loss: number;
  /** Class of the largest logit of each sample. */
  readonly predicted: Uint8Array;
  readonly accuracy: number;
  /** Softmax of each sample, `[N, K]`. */
  readonly shares: Float32Array;
}

/** From logits `[N, K]` row-major and labels `[N]`. */
export function judgeLogits(logits: Float32Array, labels: Uint8Array): Outcome {
  const n = labels.length;
  const k = logits.length / n;
  const predicted = new Uint8Array(n);
  const shares = new Float32Array(logits.length);
  let loss = 0;
  let correct = 0;
  for (let i = 0; i < n; i++) {
    let best = 0;
    for (let c = 1; c < k; c++) if (logits[i * k + c] > logits[i * k + best]) best = c;
    const top = logits[i * k + best];
    let sum = 0;
    for (let c = 0; c < k; c++) sum += Math.exp(logits[i * k + c] - top);
    for (let c = 0; c < k; c++) shares[i * k + c] = Math.exp(logits[i * k + c] - top) / sum;
    loss += Math.log(sum) + top - logits[i * k + labels[i]];
    predicted[i] = best;
    if (best === labels[i]) correct++;
  }
  return { loss: loss / n, predicted, accuracy: correct / n, shares };
}
