/** Linear layer `[N, in]` x `[in, out]` (+ bias), and reshapes on the tape. */
import { add, matMul, reshape, sum } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Parameter, Tape } from './tape.ts';

export function dense(
  tape: Tape,
  x: Tensor2D,
  weight: Parameter<Tensor2D>,
  bias: Parameter<Tensor1D> | null,
): Tensor2D {
  const w = weight.value;
  const product = matMul(x, w) as Tensor2D;
  const y = bias ? (add(product, bias.value) as Tensor2D) : product;
  if (bias) product.dispose();
  const wantsInput = tape.tracks(x);
  return tape.record(y, wantsInput ? [x] : [], bias ? [weight, bias] : [weight], (dy: Tensor) => {
    const upstream = dy as Tensor2D;
    const gradients: Tensor[] = [];
    if (wantsInput) gradients.push(matMul(upstream, w, false, true));
    gradients.push(matMul(x, upstream, true, false));
    if (bias) gradients.push(sumOverBatch(upstream));
    return gradients;
  });
}

function sumOverBatch(dy: Tensor2D): Tensor1D {
  return sum(dy, 0);
}

export function reshaped<T extends Tensor>(tape: Tape, x: Tensor, shape: number[]): T {
  const from = x.shape;
  return tape.record(reshape(x, shape) as T, [x], [], (dy: Tensor) => [reshape(dy, from)]);
}
