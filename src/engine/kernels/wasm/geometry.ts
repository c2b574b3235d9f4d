/** The shape of a convolution, from tfjs's attributes, and the words of assembly/window.ts. */
import { backend_util } from '@tensorflow/tfjs-core';
import type { NamedAttrMap } from '@tensorflow/tfjs-core';

export interface ConvGeometry {
  readonly batch: number;
  readonly inHeight: number;
  readonly inWidth: number;
  readonly inChannels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly outChannels: number;
  readonly filterHeight: number;
  readonly filterWidth: number;
  readonly strideY: number;
  readonly strideX: number;
  readonly padTop: number;
  readonly padLeft: number;
}

type Shape4 = [number, number, number, number];
type Pair = [number, number];

/** Null where the kernels do not cover the case (NCHW, dilation): stock tfjs may. */
export function convGeometry(
  inputShape: readonly number[],
  filterShape: readonly number[],
  attrs: NamedAttrMap,
): ConvGeometry | null {
  const dilations = (attrs.dilations ?? 1) as number | Pair;
  if ((attrs.dataFormat ?? 'NHWC') !== 'NHWC' || ![dilations].flat().every((d) => d === 1)) return null;
  const info = backend_util.computeConv2DInfo(
    [...inputShape] as Shape4,
    [...filterShape] as Shape4,
    attrs.strides as Pair,
    1,
    attrs.pad as 'same',
    attrs.dimRoundingMode as 'floor',
  );
  return fromInfo(info);
}

/** Null where the kernels do not cover the case: NCHW, dilation, several outputs for each channel. */
export function depthwiseGeometry(
  inputShape: readonly number[],
  filterShape: readonly number[],
  attrs: NamedAttrMap,
): ConvGeometry | null {
  const dilations = (attrs.dilations ?? 1) as number | Pair;
  if ((attrs.dataFormat ?? 'NHWC') !== 'NHWC' || ![dilations ?? 1].flat().every((d) => d === 1)) return null;
  if (filterShape[3] !== 1) return null;
  const info = backend_util.computeConv2DInfo(
    [...inputShape] as Shape4,
    [...filterShape] as Shape4,
    attrs.strides as Pair,
    1,
    attrs.pad as 'same',
    attrs.dimRoundingMode as 'floor',
    true,
  );
  return fromInfo(info);
}

/** Null with dilation. */
export function poolGeometry(inputShape: readonly number[], attrs: NamedAttrMap): ConvGeometry | null {
  const dilations = (attrs.dilations ?? 1) as number | Pair;
  if (![dilations].flat().every((d) => d === 1)) return null;
  const info = backend_util.computePool2DInfo(
    [...inputShape] as Shape4,
    attrs.filterSize as Pair,
    attrs.strides as Pair,
    1,
    attrs.pad as 'same',
    attrs.dimRoundingMode as 'floor',
  );
  return fromInfo(info);
}

function fromInfo(info: backend_util.Conv2DInfo): ConvGeometry {
  return {
    batch: info.batchSize,
    inHeight: info.inHeight,
    inWidth: info.inWidth,
    inChannels: info.inChannels,
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

/** Words of `Window`: windows of the forward convolution over its input. */
export function windowWords(g: ConvGeometry, source: number): number[] {
  return [
    source,
    g.inHeight,
    g.inWidth,
    g.inChannels,
    g.outHeight,
    g.outWidth,
    g.filterHeight * g.filterWidth,
    g.filterWidth,
    g.strideY,
    g.strideX,
    g.padTop,
    g.padLeft,
  ];
}

/** Rows and columns of the register tiles and panels (assembly/tile.ts); the larger of the builds' tiles. */
export const PANEL = 8;
export const TILE_BYTES = 6 * 8 * 4;
export const TILE_ROWS = 6;
