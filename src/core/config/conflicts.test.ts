import { describe, expect, it } from 'vitest';
import { conflictOf, conflictsOf, newConflict } from './conflicts.ts';
import { PRESETS } from './presets.ts';
import type { Config } from './schema.ts';
import { withParameter } from './update.ts';

const set = (base: Config, changes: Readonly<Record<string, unknown>>): Config =>
  Object.entries(changes).reduce((config, [path, value]) => withParameter(config, path, value), base);

describe('conflictOf', () => {
  it.each(Object.entries(PRESETS))('preset %s has none', (_, preset) => {
    expect(conflictOf(preset)).toBeNull();
  });

  it.each([
    [{ 'augment.cutpaste.areaMin': 0.3 }, 'augment.cutpaste.areaMin', 'augment.cutpaste.areaMax'],
    [{ 'augment.scar.widthMinPx': 20 }, 'augment.scar.widthMinPx', 'augment.scar.widthMaxPx'],
    [{ 'augment.scar.lengthMinPx': 30 }, 'augment.scar.lengthMinPx', 'augment.scar.lengthMaxPx'],
    [{ 'training.warmupSteps': 20, 'training.steps': 10 }, 'training.warmupSteps', 'training.steps'],
    [{ 'model.cropSizePx': 256, 'data.imageSizePx': 128 }, 'model.cropSizePx', 'data.imageSizePx'],
    [
      { 'evaluation.windowSizePx': 128, 'data.imageSizePx': 64 },
      'evaluation.windowSizePx',
      'data.imageSizePx',
    ],
  ])('%j: the first setting is greater than the second', (changes, first, second) => {
    expect(conflictOf(set(PRESETS.quick, changes))).toMatchObject({
      code: 'settings-conflict',
      detail: { first, second },
    });
  });

  it('is none where nothing is trained: one cycle of no steps is the least there is', () => {
    expect(conflictOf(withParameter(PRESETS.quick, 'training.steps', 0))).toBeNull();
    const cycles = set(PRESETS.quick, { 'training.steps': 0, 'training.cycles': 2 });
    expect(conflictOf(cycles)?.detail).toMatchObject({ first: 'training.cycles', second: 'training.steps' });
  });

  it('of crops and windows counts only where there are any', () => {
    const small = set(PRESETS.paper, { 'data.imageSizePx': 64, 'model.cropSizePx': 256 });
    expect(conflictOf(small)).toBeNull();
    expect(conflictOf(withParameter(small, 'model.mode', 'patch'))?.code).toBe('settings-conflict');
  });

  it('names crops and windows that the network without padding cannot take', () => {
    const config = set(PRESETS.localise, { 'model.cropSizePx': 24, 'evaluation.windowSizePx': 16 });
    expect(conflictsOf(config).map(({ error }) => [error.code, error.detail.path])).toEqual([
      ['too-small-for-network', 'model.cropSizePx'],
      ['too-small-for-network', 'evaluation.windowSizePx'],
    ]);
    expect(conflictOf(withParameter(config, 'model.backbone', 'small'))).toBeNull();
  });
});

describe('newConflict', () => {
  it('lets a change pass that does not bring it about', () => {
    const before = set(PRESETS.quick, { 'augment.cutpaste.areaMin': 0.3 });
    expect(newConflict(before, withParameter(before, 'training.steps', 5))).toBeNull();
    expect(newConflict(before, withParameter(before, 'training.warmupSteps', 1000))).toBeNull();
    expect(
      newConflict(before, set(before, { 'training.steps': 5, 'training.warmupSteps': 9 })),
    ).not.toBeNull();
  });
});
