/**
 * The best that stock operations offer for the two gradients that tfjs's WASM backend lacks or loops naively over: the
 * filter gradient as one matrix product per tap, the input gradient as a forward convolution of dy (with zeros put in for
 * the stride). With them "stock" can train at all; batch norm and SGD are composed by src/engine/ops.
 */
import { conv2d, engine, getKernel, pad, registerKernel, reverse, stack, tidy } from '@tensorflow/tfjs-core';
import {
  concat,
  reshape,
  slice,
  stridedSlice,
  transpose,
  matMul,
  zeros,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import type { NamedAttrMap, NamedTensorInfoMap, Tensor, Tensor4D, TensorInfo } from '@tensorflow/tfjs-core';

type Pads = [[0, 0], [number, number], [number, number], [0, 0]];

function padsOf(attrs: NamedAttrMap): Pads {
  return attrs.pad as unknown as Pads;
}

function filterGradient(x: Tensor4D, dy: Tensor4D, attrs: NamedAttrMap): Tensor {
  const [height, width, inputs, outputs] = attrs.filterShape as number[];
  const [stride] = attrs.strides as number[];
  const [batch, outHeight, outWidth] = dy.shape;
  const padded = pad(x, padsOf(attrs));
  const rows = batch * outHeight * outWidth;
  const taps: Tensor[] = [];
  for (let ky = 0; ky < height; ky++)
    for (let kx = 0; kx < width; kx++) {
      const end = [batch, ky + (outHeight - 1) * stride + 1, kx + (outWidth - 1) * stride + 1, inputs];
      const window = stridedSlice(padded, [0, ky, kx, 0], end, [1, stride, stride, 1]);
      taps.push(matMul(reshape(window, [rows, inputs]), reshape(dy, [rows, outputs]), true, false));
    }
  return reshape(stack(taps), [height, width, inputs, outputs]);
}

/** dy with stride - 1 zeros between its pixels. */
function spread(dy: Tensor4D, stride: number): Tensor4D {
  if (stride === 1) return dy;
  const [batch, height, width, channels] = dy.shape;
  const wide = reshape(
    concat(
      [reshape(dy, [batch, height, width, 1, channels]), zeros([batch, height, width, stride - 1, channels])],
      3,
    ),
    [batch, height, 1, width * stride, channels],
  );
  const high = concat([wide, zeros([batch, height, stride - 1, width * stride, channels])], 2);
  return slice(
    reshape(high, [batch, height * stride, width * stride, channels]),
    [0, 0, 0, 0],
    [batch, (height - 1) * stride + 1, (width - 1) * stride + 1, channels],
  ) as Tensor4D;
}

function inputGradient(dy: Tensor4D, filter: Tensor4D, attrs: NamedAttrMap): Tensor {
  const [, inHeight, inWidth] = attrs.inputShape as number[];
  const [stride] = attrs.strides as number[];
  const [, [top], [left]] = padsOf(attrs);
  const [height, width] = filter.shape;
  const apart = spread(dy, stride);
  const before = [height - 1 - top, width - 1 - left];
  const after = [
    inHeight + height - 1 - apart.shape[1] - before[0],
    inWidth + width - 1 - apart.shape[2] - before[1],
  ];
  const turned = transpose(reverse(filter, [0, 1]), [0, 1, 3, 2]) as Tensor4D;
  const padded = pad(apart, [
    [0, 0],
    [before[0], after[0]],
    [before[1], after[1]],
    [0, 0],
  ]) as Tensor4D;
  return conv2d(padded, turned, 1, 'valid');
}

function registerComposed(
  kernelName: string,
  compose: (inputs: Tensor4D[], attrs: NamedAttrMap) => Tensor,
  names: string[],
) {
  if (getKernel(kernelName, 'wasm')) unregisterKernel(kernelName, 'wasm');
  registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs, backend }) =>
      tidy(() => {
        const tensors = names.map((name) => {
          const { dataId, shape } = (inputs as NamedTensorInfoMap)[name] as TensorInfo;
          (backend as { incRef(dataId: object): void }).incRef(dataId);
          return engine().makeTensorFromTensorInfo({ dataId, shape, dtype: 'float32' }) as Tensor4D;
        });
        return compose(tensors, attrs as NamedAttrMap);
      }),
  });
}

export function registerStockGradients(): void {
  registerComposed('Conv2DBackpropFilter', ([x, dy], attrs) => filterGradient(x, dy, attrs), ['x', 'dy']);
  registerComposed('Conv2DBackpropInput', ([dy, filter], attrs) => inputGradient(dy, filter, attrs), [
    'dy',
    'filter',
  ]);
}
