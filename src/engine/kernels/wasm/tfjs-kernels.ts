/** The kernels as tfjs calls them: attributes read, outputs made on the backend, cases not covered handed to stock. */
import { util } from '@tensorflow/tfjs-core';
import type { KernelFunc, NamedAttrMap, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import { ADD_RELU, BATCH_NORM_TRAIN, BATCH_NORM_TRAIN_GRAD, CROP, SGD_UPDATE } from '../names.ts';
import type { BatchNormAttrs, CropAttrs, SgdAttrs } from '../names.ts';
import type { WasmBackend } from './backend.ts';
import { convolve, filterGradient, inputGradient, type Activation } from './convolution.ts';
import { addRelu, batchNorm, batchNormGradient, crop, maxPoolGradient, sgdUpdate } from './elementwise.ts';
import { convGeometry, poolGeometry } from './geometry.ts';
import { multiply } from './matmul.ts';
import type { KernelRuntime } from './runtime.ts';

/** One call of a kernel: what it needs around it. */
interface Call {
  readonly runtime: KernelRuntime;
  readonly inputs: Record<string, TensorInfo>;
  readonly attrs: NamedAttrMap;
  /** Address of a tensor, 0 for none. */
  readonly at: (tensor: TensorInfo | undefined) => number;
  readonly make: (shape: readonly number[]) => TensorInfo;
}

/** Null: not covered, ask stock. */
export type OwnKernel = (call: Call) => TensorInfo | TensorInfo[] | null;

const conv2d: OwnKernel = ({ runtime, inputs: { x, filter }, attrs, at, make }) => {
  const g = convGeometry(x.shape, filter.shape, attrs);
  if (!g) return null;
  const y = make([g.batch, g.outHeight, g.outWidth, g.outChannels]);
  convolve(runtime, g, { x: at(x), filter: at(filter), bias: 0, target: at(y) }, 'linear');
  return y;
};

const ACTIVATIONS: readonly unknown[] = ['linear', 'relu', 'relu6'];

const fusedConv2d: OwnKernel = ({ runtime, inputs: { x, filter, bias }, attrs, at, make }) => {
  const g = convGeometry(x.shape, filter.shape, attrs);
  if (!g || !ACTIVATIONS.includes(attrs.activation) || (bias && bias.shape.length !== 1)) return null;
  const y = make([g.batch, g.outHeight, g.outWidth, g.outChannels]);
  const addresses = { x: at(x), filter: at(filter), bias: at(bias), target: at(y) };
  convolve(runtime, g, addresses, attrs.activation as Activation);
  return y;
};

const conv2dBackpropInput: OwnKernel = ({ runtime, inputs: { dy, filter }, attrs, at, make }) => {
  const shape = attrs.inputShape as number[];
  const g = convGeometry(shape, filter.shape, attrs);
  if (!g) return null;
  const dx = make(shape);
  inputGradient(runtime, g, { dy: at(dy), filter: at(filter), target: at(dx) });
  return dx;
};

const conv2dBackpropFilter: OwnKernel = ({ runtime, inputs: { x, dy }, attrs, at, make }) => {
  const shape = attrs.filterShape as number[];
  const g = convGeometry(x.shape, shape, attrs);
  if (!g) return null;
  const dw = make(shape);
  filterGradient(runtime, g, { x: at(x), dy: at(dy), target: at(dw) });
  return dw;
};

const maxPoolGrad: OwnKernel = ({ runtime, inputs: { dy, input, output }, attrs, at, make }) => {
  const g = poolGeometry(input.shape, attrs);
  if (!g || !output) return null;
  const dx = make(input.shape);
  maxPoolGradient(runtime, g, { x: at(input), y: at(output), dy: at(dy), dx: at(dx) });
  return dx;
};

const matMul: OwnKernel = ({ runtime, inputs: { a, b }, attrs, at, make }) => {
  const transposeA = Boolean(attrs.transposeA);
  const transposeB = Boolean(attrs.transposeB);
  const [rowsA, columnsA] = a.shape.slice(-2);
  const [rowsB, columnsB] = b.shape.slice(-2);
  const [m, k] = transposeA ? [columnsA, rowsA] : [rowsA, columnsA];
  const [inner, n] = transposeB ? [columnsB, rowsB] : [rowsB, columnsB];
  const batchA = util.sizeFromShape(a.shape.slice(0, -2));
  const batchB = util.sizeFromShape(b.shape.slice(0, -2));
  if (inner !== k || (batchA !== batchB && batchA !== 1 && batchB !== 1)) return null;
  const outer = batchA >= batchB ? a.shape.slice(0, -2) : b.shape.slice(0, -2);
  const c = make([...outer, m, n]);
  const broadcast = { broadcastA: batchA === 1, broadcastB: batchB === 1 };
  const product = { batch: Math.max(batchA, batchB), m, n, k, transposeA, transposeB, ...broadcast };
  multiply(runtime, product, { a: at(a), b: at(b), c: at(c) });
  return c;
};

const fusedMatMul: OwnKernel = (call) =>
  call.inputs.bias || call.attrs.activation !== 'linear' ? null : matMul(call);

const batchNormTrain: OwnKernel = ({ runtime, inputs, attrs, at, make }) => {
  const { x, gamma, beta, residual } = inputs;
  const [channels] = gamma.shape;
  const [y, mean, variance] = [make(x.shape), make([channels]), make([channels])];
  const addresses = { x: at(x), gamma: at(gamma), beta: at(beta), residual: at(residual), y: at(y) };
  const rows = util.sizeFromShape(x.shape) / channels;
  const law = attrs as unknown as BatchNormAttrs;
  batchNorm(runtime, { rows, channels }, { ...addresses, mean: at(mean), variance: at(variance) }, law);
  return [y, mean, variance];
};

const batchNormTrainGrad: OwnKernel = ({ runtime, inputs, attrs, at, make }) => {
  const { x, y, dy, gamma, mean, variance } = inputs;
  const [channels] = gamma.shape;
  const law = attrs as unknown as BatchNormAttrs;
  const [dx, dgamma, dbeta] = [make(x.shape), make([channels]), make([channels])];
  const dresidual = law.residual ? make(x.shape) : undefined;
  const rows = util.sizeFromShape(x.shape) / channels;
  const given = { x: at(x), y: at(y), dy: at(dy), gamma: at(gamma), mean: at(mean), variance: at(variance) };
  const made = { dx: at(dx), dgamma: at(dgamma), dbeta: at(dbeta), dresidual: at(dresidual) };
  batchNormGradient(runtime, { rows, channels }, { ...given, ...made }, law);
  return dresidual ? [dx, dgamma, dbeta, dresidual] : [dx, dgamma, dbeta];
};

const sgd: OwnKernel = ({ runtime, inputs: { weight, momentum, gradient }, attrs, at, make }) => {
  const [newWeight, newMomentum] = [make(weight.shape), make(weight.shape)];
  const given = { weight: at(weight), momentum: at(momentum), gradient: at(gradient) };
  const made = { newWeight: at(newWeight), newMomentum: at(newMomentum) };
  sgdUpdate(runtime, util.sizeFromShape(weight.shape), { ...given, ...made }, attrs as unknown as SgdAttrs);
  return [newWeight, newMomentum];
};

const sumRelu: OwnKernel = ({ runtime, inputs: { a, b }, at, make }) => {
  const y = make(a.shape);
  addRelu(runtime, util.sizeFromShape(a.shape), { a: at(a), b: at(b), target: at(y) });
  return y;
};

const cropped: OwnKernel = ({ runtime, inputs: { x }, attrs, at, make }) => {
  const part = attrs as unknown as CropAttrs;
  const y = make([x.shape[0], part.height, part.width, x.shape[3]]);
  crop(runtime, x.shape, part, { source: at(x), target: at(y) });
  return y;
};

export const OWN_KERNELS: Readonly<Record<string, OwnKernel>> = {
  Conv2D: conv2d,
  FusedConv2D: fusedConv2d,
  Conv2DBackpropInput: conv2dBackpropInput,
  Conv2DBackpropFilter: conv2dBackpropFilter,
  MaxPoolGrad: maxPoolGrad,
  BatchMatMul: matMul,
  _FusedMatMul: fusedMatMul,
  [ADD_RELU]: sumRelu,
  [CROP]: cropped,
  [BATCH_NORM_TRAIN]: batchNormTrain,
  [BATCH_NORM_TRAIN_GRAD]: batchNormTrainGrad,
  [SGD_UPDATE]: sgd,
};

/** The function that tfjs calls; `stock` takes the calls that are not covered. */
export function asKernelFunc(
  kernel: OwnKernel,
  name: string,
  runtime: KernelRuntime,
  stock: KernelFunc | undefined,
): KernelFunc {
  return (params) => {
    const backend = params.backend as WasmBackend;
    const inputs = params.inputs as NamedTensorInfoMap as Record<string, TensorInfo>;
    const floats = Object.values(inputs).every((tensor) => !tensor || tensor.dtype === 'float32');
    const result = floats
      ? kernel({
          runtime,
          inputs,
          attrs: params.attrs as NamedAttrMap,
          at: (tensor) => (tensor ? backend.dataIdMap.get(tensor.dataId).memoryOffset : 0),
          make: (shape) => backend.makeOutput([...shape], 'float32'),
        })
      : null;
    if (result) return result;
    if (stock) return stock(params);
    throw new Error(`Kernel ${name} does not cover this call on the wasm backend (layout, dilation or type)`);
  };
}
