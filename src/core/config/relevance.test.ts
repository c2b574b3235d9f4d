import { describe, expect, it } from 'vitest';
import { PARAMETERS } from './parameters.ts';
import { PRESETS } from './presets.ts';
import { placesReadout } from './readout.ts';
import { irrelevance } from './relevance.ts';
import { withParameter } from './update.ts';

describe('irrelevance', () => {
  it('follows the task, the network and the density', () => {
    const rotation = withParameter(PRESETS.quick, 'augment.task', 'rotation');
    expect(irrelevance('augment.cutpaste.areaMax', rotation)).toBe('not-in-task');
    expect(irrelevance('augment.cutpaste.areaMax', PRESETS.quick)).toBeNull();
    expect(irrelevance('model.width', PRESETS.paper)).toBe('only-small');
    expect(irrelevance('density.ridge', PRESETS.quick)).toBe('only-ridge');
    expect(irrelevance('training.steps', rotation)).toBeNull();
  });

  it('reads places of whole images of EfficientNet-B0 alone', () => {
    expect(placesReadout(PRESETS.best)).toBe('both');
    expect(placesReadout(PRESETS.pretrained)).toBeNull();
    const patches = withParameter(PRESETS.best, 'model.mode', 'patch');
    expect([placesReadout(patches), irrelevance('evaluation.readout', patches)]).toEqual([
      null,
      'only-whole-images',
    ]);
    expect(placesReadout(withParameter(PRESETS.paper, 'evaluation.readout', 'both'))).toBeNull();
  });

  it('of kernels follows the backend', () => {
    expect(irrelevance('kernels.product', PRESETS.quick, 'wasm')).toBeNull();
    expect(irrelevance('kernels.pooling', PRESETS.quick, 'webgpu')).toBe('no-own-kernel');
    expect(irrelevance('kernels.batchNorm', PRESETS.quick, 'webgpu')).toBeNull();
    expect(irrelevance('kernels.tiles', PRESETS.quick, 'webgpu')).toBeNull();
    expect(irrelevance('kernels.tiles', PRESETS.quick, 'wasm')).toBe('only-webgpu');
    expect(irrelevance('kernels.batchNorm', PRESETS.quick, 'cpu')).toBe('no-own-kernels');
    expect(irrelevance('kernels.pooling', PRESETS.quick, 'wasm')).toBe('only-resnet');
    expect(irrelevance('kernels.batchNorm', PRESETS.quick)).toBeNull();
  });

  it('speaks only of parameters that there are', () => {
    const everything = PARAMETERS.map(({ path }) => irrelevance(path, PRESETS.quick));
    expect(everything.some((reason) => reason !== null)).toBe(true);
  });
});
