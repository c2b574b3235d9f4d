/** Networks as data, initial values, costs. */
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../core/config/presets.ts';
import { forwardMacs, stepBytes } from './cost.ts';
import { initialValues } from './initial-values.ts';
import { convUnits, describeNetwork } from './network.ts';
import { parameterCount, trainableParameters } from './parameters.ts';
import { mapSide } from './places.ts';

const small = describeNetwork(PRESETS.quick.model, 64, 3);
const resnet = describeNetwork(PRESETS.paper.model, 256, 3);

describe('networks', () => {
  it('are those of the reference program and of torchvision', () => {
    expect(convUnits(small)).toHaveLength(9);
    expect(small).toMatchObject({ features: 64, stridePx: 8, maxPool: false });
    // torchvision's ResNet-18 without its classifier has 11,176,512 weights; the head adds 512x512 + 1024, 512x128 + 256, 128x3 + 3.
    expect(parameterCount(resnet)).toBe(11_176_512 + 262_144 + 1024 + 65_536 + 256 + 387);
    expect(resnet).toMatchObject({ features: 512, stridePx: 32, maxPool: true });
  });

  it('take the small stem for inputs of 64 px and less', () => {
    const auto = describeNetwork(PRESETS.workshop.model, 64, 3);
    expect(auto).toMatchObject({ maxPool: false, stridePx: 8 });
    expect(auto.stem).toMatchObject({ kernel: 3, stride: 1 });
  });
});

describe('places', () => {
  const valid = describeNetwork({ ...PRESETS.quick.model, backbone: 'small-valid' }, 64, 3);

  it('of a padded network are one for each stride, of the other one for each step of its 31 px', () => {
    expect([256, 64, 48, 32].map((side) => mapSide(small, side))).toEqual([32, 8, 6, 4]);
    expect(mapSide(resnet, 256)).toBe(8);
    expect([256, 64, 48, 32, 31].map((side) => mapSide(valid, side))).toEqual([29, 5, 3, 1, 1]);
    for (let side = 31; side < 80; side++) expect(mapSide(valid, side)).toBe(Math.floor((side - 31) / 8) + 1);
  });

  it('are none where the filters do not fit', () => {
    expect(() => mapSide(valid, 30)).toThrow(/needs 31 px/);
  });

  it('the network without padding has fewer weights and costs half', () => {
    expect(convUnits(valid).map(({ name }) => name)).toEqual(convUnits(small).map(({ name }) => name));
    expect(forwardMacs(valid, 64) / forwardMacs(small, 64)).toBeLessThan(0.55);
  });
});

describe('initial values', () => {
  it('depend on seed and name only', () => {
    const [first, second] = trainableParameters(small);
    expect(initialValues(small, first, 1)).toEqual(initialValues(small, first, 1));
    expect(initialValues(small, first, 1)).not.toEqual(initialValues(small, first, 2));
    expect(initialValues(small, first, 1)).not.toEqual(initialValues(small, second, 1).slice(0, 432));
  });

  it('have the variance of PyTorch and of torchvision', () => {
    const deviation = (values: Float32Array) =>
      Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);
    const find = (network: typeof small, name: string) =>
      trainableParameters(network).find((spec) => spec.name === name) ?? expect.fail(name);
    const uniform = initialValues(small, find(small, 'block2.second.weight'), 3);
    expect(deviation(uniform)).toBeCloseTo(1 / Math.sqrt(3 * 9 * 64), 3);
    const normal = initialValues(resnet, find(resnet, 'block2.second.weight'), 3);
    expect(deviation(normal)).toBeCloseTo(Math.sqrt(2 / (9 * 128)), 3);
    expect(new Set(initialValues(resnet, find(resnet, 'stem.gamma'), 3))).toEqual(new Set([1]));
  });
});

describe('costs', () => {
  it('count the multiply-adds known for ResNet-18: 1.81 GMAC at 224 px', () => {
    expect(forwardMacs(resnet, 224) / 1e9).toBeCloseTo(1.81, 1);
  });

  it('grow with batch and input', () => {
    const base = stepBytes(small, 64, 16, 1);
    expect(stepBytes(small, 64, 32, 1)).toBeGreaterThan(1.9 * base);
    expect(stepBytes(small, 128, 16, 1)).toBeGreaterThan(3.5 * base);
  });
});
