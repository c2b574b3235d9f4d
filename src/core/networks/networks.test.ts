/** Networks as data, initial values, costs. */
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../config/presets.ts';
import { forwardMacs, stepBytes } from './cost.ts';
import { initialValues } from './initial-values.ts';
import { convUnits, describeNetwork } from './network.ts';
import { parameterCount, trainableParameters } from './parameters.ts';
import { mapSide, receptiveFieldPx } from './locations.ts';
import { BACKBONE_NAMES, backboneOf, type BackboneName } from './registry.ts';

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

describe.each(BACKBONE_NAMES)('backbone %s', (name) => {
  const model = { ...PRESETS.quick.model, backbone: name };
  const network = describeNetwork(model, 64, 3);
  const { smallestInputPx } = backboneOf(model);

  it('has the name it is known by, and needs the input that it says', () => {
    expect(backboneOf(model).name).toBe(name);
    expect(mapSide(network, smallestInputPx)).toBe(1);
    if (smallestInputPx > 1)
      expect(() => mapSide(network, smallestInputPx - 1)).toThrow(
        expect.objectContaining({
          code: 'input-too-small',
          detail: { sizePx: smallestInputPx - 1, neededPx: smallestInputPx },
        }),
      );
  });

  it('offers stem and width only where they change it', () => {
    const { supports } = backboneOf(model);
    const wider = describeNetwork({ ...model, width: 2 * model.width }, 64, 3);
    const otherStem = describeNetwork({ ...model, stem: 'imagenet' }, 64, 3);
    expect(wider.features !== network.features).toBe(supports.width);
    expect(otherStem.stem.kernel !== network.stem.kernel).toBe(supports.stem);
    expect(otherStem.maxPool || network.maxPool).toBe(supports.maxPool);
  });
});

describe('what a location sees', () => {
  const field = (backbone: BackboneName, inputSizePx: number) =>
    receptiveFieldPx(describeNetwork({ ...PRESETS.paper.model, backbone, stem: 'auto' }, inputSizePx, 3));

  it('is known of ResNet-18 (435 px) and EfficientNet-B0 (851 px), and 31 px without padding', () => {
    expect(field('resnet18', 256)).toBe(435);
    expect(field('efficientnet-b0', 256)).toBe(851);
    expect(field('small-valid', 64)).toBe(31);
    expect(field('small', 64)).toBe(47);
  });
});

describe('costs', () => {
  it('are the 0.39 GMAC that are known of EfficientNet-B0', () => {
    const b0 = describeNetwork({ ...PRESETS.paper.model, backbone: 'efficientnet-b0' }, 224, 3);
    expect(forwardMacs(b0, 224) / 1e9).toBeCloseTo(0.39, 1);
  });

  it('count the multiply-adds known for ResNet-18: 1.81 GMAC at 224 px', () => {
    expect(forwardMacs(resnet, 224) / 1e9).toBeCloseTo(1.81, 1);
  });

  it('grow with batch and input', () => {
    const base = stepBytes(small, 64, 16, 1);
    expect(stepBytes(small, 64, 32, 1)).toBeGreaterThan(1.9 * base);
    expect(stepBytes(small, 128, 16, 1)).toBeGreaterThan(3.5 * base);
  });
});
