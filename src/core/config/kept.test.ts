import { describe, expect, it } from 'vitest';
import { parseKeptConfig } from './kept.ts';
import { PRESETS } from './presets.ts';
import { parseConfig } from './update.ts';

/** As version 0.1.0 let links, fields and files have it, outside of what its controls offered. */
function extreme(): Record<string, Record<string, unknown>> {
  const config = structuredClone(PRESETS.quick) as never as Record<string, Record<string, unknown>>;
  config.training.learningRate = 10;
  config.evaluation.windowStridePx = 128;
  return config;
}

describe('parseKeptConfig', () => {
  it('changes nothing within the ranges', () => {
    for (const preset of Object.values(PRESETS))
      expect(parseKeptConfig(structuredClone(preset))).toEqual({ config: preset, corrections: [] });
  });

  it('moves numbers of before into the ranges, and says which', () => {
    const { config, corrections } = parseKeptConfig(extreme());
    expect(corrections).toEqual([
      { path: 'training.learningRate', from: 10, to: 1 },
      { path: 'evaluation.windowStridePx', from: 128, to: 64 },
    ]);
    expect([config.training.learningRate, config.preset]).toEqual([1, 'custom']);
    expect(() => parseConfig(extreme())).toThrow('training.learningRate cannot be 10');
  });

  it.each([
    ['steps', Number.NaN],
    ['steps', 'many'],
    ['steps', 1.5],
    ['optimizer', 'adam'],
  ])('refuses training.%s = %s by name', (name, value) => {
    const config = extreme();
    config.training[name] = value;
    expect(() => parseKeptConfig(config)).toThrow(`training.${name}`);
  });

  it('knows settings of configurations that did not have them yet', () => {
    const config = extreme();
    delete config.mistakes;
    delete config.kernels;
    delete config.augment.shape;
    delete config.training.headSteps;
    delete config.evaluation.correction;
    const { mistakes, kernels, augment, training, evaluation } = parseKeptConfig(config).config;
    expect([mistakes, kernels, augment.shape]).toEqual([
      PRESETS.quick.mistakes,
      PRESETS.quick.kernels,
      PRESETS.quick.augment.shape,
    ]);
    expect([training.headSteps, evaluation.correction]).toEqual([2560, 'none']);
  });
});
