/**
 * Bytes to network input: / 255, then ImageNet mean and standard deviation (method section 2), through a table of 3 x 256 floats: on the
 * device where it has a kernel for it (a quarter is sent then), else on the host. The same values on every backend.
 */
import { reshape, tensor1d, tidy } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { NORMALISE } from '../kernels/names.ts';
import { hasKernel, runKernel } from '../ops/kernels.ts';

export const MEAN = [0.485, 0.456, 0.406];
export const DEVIATION = [0.229, 0.224, 0.225];

const TABLE = Float32Array.from({ length: 3 * 256 }, (_, i) => {
  const channel = Math.floor(i / 256);
  return ((i % 256) / 255 - MEAN[channel]) / DEVIATION[channel];
});

/** `[..., 3]` bytes to floats of the same shape, into `target` where given. */
export function normalisePixels(
  pixels: Uint8Array,
  target: Float32Array = new Float32Array(pixels.length),
): Float32Array {
  for (let i = 0; i < pixels.length; i += 3) {
    target[i] = TABLE[pixels[i]];
    target[i + 1] = TABLE[256 + pixels[i + 1]];
    target[i + 2] = TABLE[512 + pixels[i + 2]];
  }
  return target;
}

/** Four bytes a word, zeros at the end. */
export function wordsOf(pixels: Uint8Array): Int32Array {
  const words = new Int32Array(Math.ceil(pixels.length / 4));
  new Uint8Array(words.buffer).set(pixels);
  return words;
}

/** Pixels on their way to `normalisedImages`: words where the device normalises, floats where the host has. */
export function bytesTensor(pixels: Uint8Array): Tensor {
  return hasKernel(NORMALISE) ? tensor1d(wordsOf(pixels), 'int32') : tensor1d(normalisePixels(pixels));
}

/** `[N, S, S, 3]`. Call inside a scope. */
export function normalisedImages(bytes: Tensor, shape: [number, number, number, number]): Tensor4D {
  if (bytes.dtype !== 'int32') return reshape(bytes, shape);
  return tidy(() => runKernel<Tensor4D>(NORMALISE, { words: bytes, table: tensor1d(TABLE) }, { shape }));
}
