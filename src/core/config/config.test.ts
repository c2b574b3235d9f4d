import { describe, expect, it } from 'vitest';
import { encodeRegion } from '../region/encode.ts';
import { defaultValue, findParameter, PARAMETERS, readParameter } from './parameters.ts';
import { namedAgain, PRESETS } from './presets.ts';
import { parseConfig, parseParameterText, withParameter } from './update.ts';

const REGION = encodeRegion({ width: 2, height: 2, data: Uint8Array.of(1, 1, 0, 1) }, 'stretch');

function leaves(node: object, prefix = ''): string[] {
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? leaves(value, `${prefix}${key}.`) : [`${prefix}${key}`],
  );
}

describe('parameters', () => {
  it('has exactly one row for each leaf of the configuration', () => {
    const expected = leaves(PRESETS.paper).filter((path) => path !== 'version' && path !== 'preset');
    expect(PARAMETERS.map((p) => p.path).sort()).toEqual(expected.sort());
  });

  it.each(PARAMETERS.map((p) => [p.path, p] as const))(
    '%s: limits and choices pass the schema',
    (path, parameter) => {
      const values =
        parameter.kind === 'boolean'
          ? [true, false]
          : parameter.kind === 'choice'
            ? parameter.choices
            : parameter.kind === 'region'
              ? ['', REGION]
              : [parameter.min, parameter.max];
      for (const value of [...values, defaultValue(parameter)]) {
        expect(readParameter(withParameter(PRESETS.quick, path, value), path)).toBe(value);
      }
    },
  );
});

describe('presets', () => {
  it.each(Object.entries(PRESETS))('%s is valid and carries its own name', (name, preset) => {
    expect(parseConfig(structuredClone(preset))).toEqual(preset);
    expect(preset.preset).toBe(name);
  });

  it('paper agrees with every value that the paper states', () => {
    const differing = PARAMETERS.filter((p) => {
      const value = readParameter(PRESETS.paper, p.path);
      return p.paper !== null && value !== p.paper;
    }).map((p) => p.path);
    expect(differing).toEqual([]);
  });
});

describe('withParameter', () => {
  it('ends to be custom when every setting is a preset’s again', () => {
    const { standard, quick } = PRESETS;
    const changed = withParameter({ ...standard, seed: 7 }, 'training.steps', 10);
    expect(namedAgain(changed).preset).toBe('custom');
    expect(namedAgain(withParameter(changed, 'training.steps', standard.training.steps))).toEqual({
      ...standard,
      seed: 7,
    });
    expect(namedAgain(withParameter(changed, 'training.steps', quick.training.steps)).preset).toBe('quick');
  });

  it('makes the preset custom, but a seed keeps it', () => {
    expect(withParameter(PRESETS.quick, 'training.steps', 10).preset).toBe('custom');
    expect(withParameter(PRESETS.quick, 'seed', 3).preset).toBe('quick');
    expect(PRESETS.quick.seed).toBe(0);
  });

  it('changes one leaf and no other', () => {
    const { augment } = withParameter(PRESETS.quick, 'augment.patchJitter.hue', 0.3);
    expect(augment.patchJitter.hue).toBe(0.3);
    expect(augment.global).toEqual(PRESETS.quick.augment.global);
  });

  it('refuses unknown paths and values out of range', () => {
    expect(() => withParameter(PRESETS.quick, 'training.stepz', 1)).toThrow(/no setting/);
    expect(() => withParameter(PRESETS.quick, '__proto__.x', 1)).toThrow(/no setting/);
    expect(() => withParameter(PRESETS.quick, 'training.steps', -1)).toThrow(/Nothing was changed/);
    expect(() => withParameter(PRESETS.quick, 'training.steps', 1.5)).toThrow(/Nothing was changed/);
  });
});

describe('parseParameterText', () => {
  it('reads each kind', () => {
    expect(parseParameterText('training.steps', '12')).toBe(12);
    expect(parseParameterText('density.l2Normalise', 'false')).toBe(false);
    expect(parseParameterText('augment.task', 'union')).toBe('union');
  });

  it.each([
    ['training.steps', 'many'],
    ['training.steps', ''],
    ['density.l2Normalise', 'yes'],
    ['augment.task', '5way'],
    ['nowhere', '1'],
  ])('refuses %s = "%s"', (path, text) => {
    expect(() => parseParameterText(path, text)).toThrow();
  });
});

describe('parseConfig', () => {
  it('names what is wrong', () => {
    const broken = structuredClone(PRESETS.quick) as { training: { steps: unknown } };
    broken.training.steps = 'all';
    expect(() => parseConfig(broken)).toThrow(/training\.steps/);
    expect(() => parseConfig(null)).toThrow(/whole/);
    expect(findParameter('version')).toBeUndefined();
  });
});
