import { describe, expect, it } from 'vitest';
import { PARAMETERS, type NumericParameter } from '../../core/config/parameters.ts';
import { PRESETS } from '../../core/config/presets.ts';
import { withParameter } from '../../core/config/update.ts';
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
