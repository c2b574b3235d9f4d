/** Switching kernels on and off, and what is handed to the stock kernels. No adapter is needed. */
import { getKernel } from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-webgpu';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { BATCH_NORM_TRAIN, SGD_UPDATE } from '../names.ts';
import { makeDepthwiseBackpropFilter } from './conv/depthwise-filter-gradient.ts';
import { makeConv2DBackpropFilter } from './conv/filter-gradient.ts';
import { makeConv2D, makeFusedConv2D } from './conv/forward.ts';
import { makeConv2DBackpropInput } from './conv/input-gradient.ts';
import { registerWebgpuKernels, unregisterWebgpuKernels, WEBGPU_KERNELS } from './register.ts';

afterEach(unregisterWebgpuKernels);

const current = (name: string) => getKernel(name, 'webgpu')?.kernelFunc;

describe('registration', () => {
  test('replaces stock kernels, adds the fused ones and takes all back', () => {
    const stock = current('Conv2DBackpropFilter');
    expect(stock).toBeDefined();
    expect(registerWebgpuKernels()).toEqual([...WEBGPU_KERNELS]);
    expect(current('Conv2DBackpropFilter')).not.toBe(stock);
    expect(current(BATCH_NORM_TRAIN)).toBeDefined();
    unregisterWebgpuKernels();
    expect(current('Conv2DBackpropFilter')).toBe(stock);
    expect(current(BATCH_NORM_TRAIN)).toBeUndefined();
  });

  test('leaves what is disabled to stock, also when it was own before', () => {
    const stock = current('Conv2D');
    registerWebgpuKernels();
    const registered = registerWebgpuKernels({ disable: ['Conv2D', SGD_UPDATE] });
    expect(registered).not.toContain('Conv2D');
    expect(current('Conv2D')).toBe(stock);
    expect(current(SGD_UPDATE)).toBeUndefined();
    expect(current(BATCH_NORM_TRAIN)).toBeDefined();
  });
});

describe('calls that the own kernels do not cover go to stock', () => {
  const tensor = (...shape: number[]): TensorInfo => ({ dataId: {}, shape, dtype: 'float32' });
  const image = tensor(1, 8, 8, 4);
  const base = { strides: [1, 1], pad: 'same', dataFormat: 'NHWC', dilations: [1, 1] };
  const dilated = { ...base, dilations: [2, 2] };

  test.each([
    ['dilation', makeConv2D, { x: image, filter: tensor(3, 3, 4, 4) }, dilated],
    ['NCHW', makeConv2D, { x: image, filter: tensor(3, 3, 8, 4) }, { ...base, dataFormat: 'NCHW' }],
    ['an empty batch', makeConv2D, { x: tensor(0, 8, 8, 4), filter: tensor(3, 3, 4, 4) }, base],
    [
      'PReLU',
      makeFusedConv2D,
      { x: image, filter: tensor(3, 3, 4, 4), preluActivationWeights: tensor(4) },
      { ...base, activation: 'prelu' },
    ],
    [
      'NCHW filter gradient',
      makeConv2DBackpropFilter,
      { x: image, dy: image },
      { ...base, dataFormat: 'NCHW', filterShape: [3, 3, 8, 8] },
    ],
    [
      'NCHW input gradient',
      makeConv2DBackpropInput,
      { dy: image, filter: tensor(3, 3, 8, 8) },
      { ...base, dataFormat: 'NCHW', inputShape: [1, 8, 8, 4] },
    ],
    [
      'a depthwise multiplier of 2',
      makeDepthwiseBackpropFilter,
      { x: image, dy: tensor(1, 8, 8, 8) },
      { ...base, filterShape: [3, 3, 4, 2] },
    ],
  ])('%s', (_, make, inputs, attrs) => {
    const result = tensor(1);
    const stock = vi.fn(() => result);
    const args = { inputs, attrs, backend: {} } as unknown as Parameters<ReturnType<typeof make>>[0];
    expect(make(stock)(args)).toBe(result);
    expect(stock).toHaveBeenCalledExactlyOnceWith(args);
  });
});
