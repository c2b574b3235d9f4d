/** The kernels of inverted residual blocks as tfjs calls them; the others are in tfjs-kernels.ts. */
import { util } from '@tensorflow/tfjs-core';
import { CHANNEL_SCALE, CHANNEL_SUMS, SWISH, SWISH_GRAD, type ChannelSumsAttrs } from '../names.ts';
import { depthwiseGeometry } from './geometry.ts';
import {
  channelScale,
  channelSums,
  depthwiseConvolve,
  depthwiseFilterGradient,
  depthwiseInputGradient,
  swish,
} from './mobile.ts';
import type { OwnKernel } from './tfjs-kernels.ts';

const depthwise: OwnKernel = ({ runtime, inputs: { x, filter }, attrs, at, make }) => {
  const g = depthwiseGeometry(x.shape, filter.shape, attrs);
  if (!g) return null;
  const y = make([g.batch, g.outHeight, g.outWidth, g.outChannels]);
  depthwiseConvolve(runtime, g, { x: at(x), filter: at(filter), bias: 0, target: at(y) });
  return y;
};

const fusedDepthwise: OwnKernel = ({ runtime, inputs: { x, filter, bias }, attrs, at, make }) => {
  const g = depthwiseGeometry(x.shape, filter.shape, attrs);
  if (!g || attrs.activation !== 'linear' || (bias && bias.shape.length !== 1)) return null;
  const y = make([g.batch, g.outHeight, g.outWidth, g.outChannels]);
  depthwiseConvolve(runtime, g, { x: at(x), filter: at(filter), bias: at(bias), target: at(y) });
  return y;
};

const depthwiseInput: OwnKernel = ({ runtime, inputs: { dy, filter }, attrs, at, make }) => {
  const shape = attrs.inputShape as number[];
  const g = depthwiseGeometry(shape, filter.shape, attrs);
  if (!g) return null;
  const dx = make(shape);
  depthwiseInputGradient(runtime, g, { dy: at(dy), filter: at(filter), target: at(dx) });
  return dx;
};

const depthwiseFilter: OwnKernel = ({ runtime, inputs: { x, dy }, attrs, at, make }) => {
  const shape = attrs.filterShape as number[];
  const g = depthwiseGeometry(x.shape, shape, attrs);
  if (!g) return null;
  const dw = make(shape);
  depthwiseFilterGradient(runtime, g, { x: at(x), dy: at(dy), target: at(dw) });
  return dw;
};

const swishForward: OwnKernel = ({ runtime, inputs: { x }, at, make }) => {
  const y = make(x.shape);
  swish(runtime, util.sizeFromShape(x.shape), { x: at(x), target: at(y) });
  return y;
};

const swishBackward: OwnKernel = ({ runtime, inputs: { x, dy }, at, make }) => {
  const dx = make(x.shape);
  swish(runtime, util.sizeFromShape(x.shape), { x: at(x), dy: at(dy), target: at(dx) });
  return dx;
};

const sums: OwnKernel = ({ runtime, inputs: { a, b }, attrs, at, make }) => {
  const { segments, factor } = attrs as unknown as ChannelSumsAttrs;
  const channels = a.shape[a.shape.length - 1];
  const rows = util.sizeFromShape(a.shape) / channels / segments;
  const out = make([segments, channels]);
  channelSums(runtime, { segments, rows, channels }, { a: at(a), b: at(b), target: at(out) }, factor);
  return out;
};

const scale: OwnKernel = ({ runtime, inputs: { x, scale: factors, shift }, at, make }) => {
  const [segments, height, width, channels] = x.shape;
  const y = make(x.shape);
  const addresses = { x: at(x), scale: at(factors), shift: at(shift), target: at(y) };
  channelScale(runtime, { segments, rows: height * width, channels }, addresses);
  return y;
};

export const MOBILE_KERNELS: Readonly<Record<string, OwnKernel>> = {
  DepthwiseConv2dNative: depthwise,
  FusedDepthwiseConv2D: fusedDepthwise,
  DepthwiseConv2dNativeBackpropInput: depthwiseInput,
  DepthwiseConv2dNativeBackpropFilter: depthwiseFilter,
  [SWISH]: swishForward,
  [SWISH_GRAD]: swishBackward,
  [CHANNEL_SUMS]: sums,
  [CHANNEL_SCALE]: scale,
};
