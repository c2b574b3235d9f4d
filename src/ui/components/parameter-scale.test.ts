import { describe, expect, it } from 'vitest';
import { PARAMETERS, type NumericParameter } from '../../core/config/parameters.ts';
import { PRESETS } from '../../core/config/presets.ts';
import { withParameter } from '../../core/config/update.ts';
import { irrelevance } from './parameter-relevance.ts';
import { fromSlider, SLIDER_STEPS, toSlider } from './parameter-scale.ts';

const numeric = PARAMETERS.filter((one): one is NumericParameter => 'min' in one && one.path !== 'seed');

describe.each(numeric.map((parameter) => [parameter.path, parameter] as const))('slider of %s', (_, one) => {
  it('reaches both ends and keeps a value that it gave', () => {
    expect(fromSlider(one, 0)).toBe(one.min);
    expect(fromSlider(one, SLIDER_STEPS)).toBe(one.max);
    for (let position = 0; position <= SLIDER_STEPS; position += 20) {
      const value = fromSlider(one, position);
      expect(value).toBeGreaterThanOrEqual(one.min);
      expect(value).toBeLessThanOrEqual(one.max);
      expect(fromSlider(one, toSlider(one, value))).toBeCloseTo(value, 8);
    }
  });

  it('gives values that the configuration takes', () => {
    for (let position = 0; position <= SLIDER_STEPS; position += 20) {
      expect(() => withParameter(PRESETS.quick, one.path, fromSlider(one, position))).not.toThrow();
    }
  });
});

describe('irrelevance', () => {
  it('follows the task, the network and the density', () => {
    const rotation = withParameter(PRESETS.quick, 'augment.task', 'rotation');
    expect(irrelevance('augment.cutpaste.areaMax', rotation)).toBe('not-in-task');
    expect(irrelevance('augment.cutpaste.areaMax', PRESETS.quick)).toBeNull();
    expect(irrelevance('model.width', PRESETS.paper)).toBe('only-small');
    expect(irrelevance('density.ridge', PRESETS.quick)).toBe('only-ridge');
    expect(irrelevance('training.steps', rotation)).toBeNull();
  });

  it('of kernels follows the backend', () => {
    expect(irrelevance('kernels.product', PRESETS.quick, 'wasm')).toBeNull();
    expect(irrelevance('kernels.product', PRESETS.quick, 'webgpu')).toBe('no-own-kernel');
    expect(irrelevance('kernels.batchNorm', PRESETS.quick, 'webgpu')).toBeNull();
    expect(irrelevance('kernels.batchNorm', PRESETS.quick, 'cpu')).toBe('no-own-kernels');
    expect(irrelevance('kernels.pooling', PRESETS.quick, 'wasm')).toBe('only-resnet');
    expect(irrelevance('kernels.batchNorm', PRESETS.quick)).toBeNull();
  });

  it('speaks only of parameters that there are', () => {
    const everything = PARAMETERS.map(({ path }) => irrelevance(path, PRESETS.quick));
    expect(everything.some((reason) => reason !== null)).toBe(true);
  });
});
