/**
 * The numbers that a two-dimensional convolution comes down to, and which convolutions the own kernels cover: NHWC,
 * float32, no dilation, any stride, and padding as tfjs resolves it (SAME, VALID, a number or explicit pairs).
 */
import { backend_util } from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';

export interface ConvGeometry {
  batch: number;
  height: number;
  width: number;
  channels: number;
  outHeight: number;
  outWidth: number;
  outChannels: number;
  filterHeight: number;
  filterWidth: number;
  strideY: number;
  strideX: number;
  padTop: number;
  padLeft: number;
}

/** What a kernel must know of images, outputs and filters that lie over them, as uniforms. */
export const windowUniforms = (g: ConvGeometry) => ({
  height: g.height,
  width: g.width,
  outHeight: g.outHeight,
  outWidth: g.outWidth,
  filterHeight: g.filterHeight,
  filterWidth: g.filterWidth,
  strideY: g.strideY,
  strideX: g.strideX,
  padTop: g.padTop,
  padLeft: g.padLeft,
});

type Pair = [number, number] | number;
type Padding = Parameters<typeof backend_util.computeConv2DInfo>[4];

/** Attributes that Conv2D and its two gradient kernels share. */
export interface ConvAttrs {
  strides: Pair;
  pad: Padding;
  dataFormat?: 'NHWC' | 'NCHW';
  dilations?: Pair;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

type Shape4 = [number, number, number, number];

/**
 * Geometry of the convolution, or null when it is not covered and the stock kernel must do it.
 * `inputShape` [N,H,W,C], `filterShape` [h,w,C,outC] (depthwise: [h,w,C,multiplier]).
 */
export function convGeometry(
  tensors: readonly TensorInfo[],
  inputShape: readonly number[],
  filterShape: readonly number[],
  attrs: ConvAttrs,
  depthwise = false,
): ConvGeometry | null {
  const dilations = attrs.dilations ?? 1;
  const isPlain =
    (attrs.dataFormat ?? 'NHWC') === 'NHWC' &&
    [dilations].flat().every((d) => d === 1) &&
    tensors.every((t) => t.dtype === 'float32' && !t.shape.includes(0));
  if (!isPlain) return null;
  const info = backend_util.computeConv2DInfo(
    inputShape as Shape4,
    filterShape as Shape4,
    attrs.strides,
    1,
    attrs.pad,
    attrs.dimRoundingMode,
    depthwise,
  );
  return {
    batch: info.batchSize,
    height: info.inHeight,
    width: info.inWidth,
    channels: info.inChannels,
    outHeight: info.outHeight,
    outWidth: info.outWidth,
    outChannels: info.outChannels,
    filterHeight: info.filterHeight,
    filterWidth: info.filterWidth,
    strideY: info.strideHeight,
    strideX: info.strideWidth,
    padTop: info.padInfo.top,
    padLeft: info.padInfo.left,
  };
}

/** Floating-point operations of the convolution, and of either of its gradients (2 per multiply-add, padding counted). */
export function convFlops(g: ConvGeometry): number {
  return 2 * g.batch * g.outHeight * g.outWidth * g.outChannels * g.filterHeight * g.filterWidth * g.channels;
}

/**
 * Work by which products are cut into parts that must not depend on how fast the device was measured to be: about 60 ms of an integrated GPU that
 * sustains 100 GFLOP/s.
 */
export const UNMEASURED_FLOPS = 6e9;
/** What a dispatch may hold as long as nothing was measured: 100 ms of that device, the weakest that is reckoned with. */
const PRIOR_FLOPS = 1e10;
/** Longer dispatches freeze the screen, and after some seconds the driver resets the device. */
const DISPATCH_SECONDS = 0.03;
const LEAST_FLOPS = 5e8;

let mostFlops = PRIOR_FLOPS;

/**
 * A dispatch holds about 30 ms of work from now on, by the rate (FLOP/s) of whole training steps on this device, which is below that of their
 * products. Results do not depend on it: dispatches only share out what is computed alike.
 */
export function setMeasuredRate(flopsPerSecond: number): void {
  if (!(flopsPerSecond > 0)) return;
  mostFlops = Math.max(LEAST_FLOPS, flopsPerSecond * DISPATCH_SECONDS);
}

/** Nothing is measured any more: another device, or a test. */
export function forgetMeasuredRate(): void {
  mostFlops = PRIOR_FLOPS;
}

/** In how many dispatches a convolution is computed: as few as keep each of them short. */
export const dispatchesOf = (g: ConvGeometry) => Math.ceil(convFlops(g) / mostFlops);

/** Changes with every change of how work is shared out. */
export const sharingKey = () => mostFlops;
