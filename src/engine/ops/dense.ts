/** Linear layer `[N, in]` x `[in, out]` (+ bias), and reshapes on the tape. */
import { add, matMul, reshape, sum } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { CHANNEL_SUMS, DENSE, DENSE_INPUT_GRAD, DENSE_WEIGHT_GRAD } from '../kernels/names.ts';
import { hasKernel, runKernel } from './kernels.ts';
import type { Parameter, Tape } from './tape.ts';

export function dense(
  tape: Tape,
  x: Tensor2D,
  weight: Parameter<Tensor2D>,
  bias: Parameter<Tensor1D> | null,
): Tensor2D {
  const w = weight.value;
  const own = hasKernel(DENSE) && hasKernel(DENSE_INPUT_GRAD) && hasKernel(DENSE_WEIGHT_GRAD);
  const y = own
    ? runKernel<Tensor2D>(DENSE, { x, weight: w, ...(bias ? { bias: bias.value } : {}) })
    : composed(x, w, bias);
  const wantsInput = tape.tracks(x);
  return tape.record(y, wantsInput ? [x] : [], bias ? [weight, bias] : [weight], (dy: Tensor) => {
    const upstream = dy as Tensor2D;
    const gradients: Tensor[] = [];
    if (wantsInput)
      gradients.push(own ? runKernel(DENSE_INPUT_GRAD, { dy, weight: w }) : matMul(upstream, w, false, true));
    gradients.push(
      own
        ? runKernel(DENSE_WEIGHT_GRAD, { x, dy }, tape.into(weight.name))
        : matMul(x, upstream, true, false),
    );
    if (bias) gradients.push(sumOverBatch(upstream, own, tape.into(bias.name)));
    return gradients;
  });
}

function composed(x: Tensor2D, weight: Tensor2D, bias: Parameter<Tensor1D> | null): Tensor2D {
  const product = matMul(x, weight) as Tensor2D;
  if (!bias) return product;
  const y = add(product, bias.value) as Tensor2D;
  product.dispose();
  return y;
}

function sumOverBatch(dy: Tensor2D, own: boolean, place: { into?: object }): Tensor1D {
  if (!own || !hasKernel(CHANNEL_SUMS)) return sum(dy, 0);
  return reshape(runKernel(CHANNEL_SUMS, { a: dy }, { segments: 1, factor: 1, ...place }), [-1]);
}

export function reshaped<T extends Tensor>(tape: Tape, x: Tensor, shape: number[]): T {
  const from = x.shape;
  return tape.record(reshape(x, shape) as T, [x], [], (dy: Tensor) => [reshape(dy, from)]);
}
