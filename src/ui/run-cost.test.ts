/** The page's guess of a run's length: the multiply-adds of the network itself, and no figure of its own. */
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../core/config/presets.ts';
import type { Config } from '../core/config/schema.ts';
import { forwardMacs } from '../core/networks/cost.ts';
import { describeNetwork } from '../core/networks/network.ts';
import { BACKBONE_NAMES } from '../core/networks/registry.ts';
import { estimateRunMs, stepOperations } from './run-cost.ts';

const withBackbone = (backbone: Config['model']['backbone']): Config => {
  const model = { ...PRESETS.quick.model, backbone, weights: 'random' as const };
  return { ...PRESETS.quick, model };
};

describe('operations of a step', () => {
  it.each(BACKBONE_NAMES)('of %s follow from its layers', (backbone) => {
    const config = withBackbone(backbone);
    const { cropSizePx } = config.model;
    const network = describeNetwork(config.model, cropSizePx, 3);
    const batch = 3 * config.training.sourcesPerStep;
    const passes = backbone === 'efficientnet-b0' ? 4 : 3;
    expect(stepOperations(config)).toBe(2 * passes * batch * forwardMacs(network, cropSizePx));
  });

  it('of a run without steps are those of its evaluation, by the images that there are', () => {
    expect(estimateRunMs(PRESETS.best, 1e9, 200)).toBe(2 * estimateRunMs(PRESETS.best, 1e9, 100));
    expect(estimateRunMs(PRESETS.best, 1e9)).toBe(estimateRunMs(PRESETS.best, 1e9, 100));
    expect(Number.isFinite(stepOperations(PRESETS.best))).toBe(true);
  });

  it('are fewer while only the head of a pretrained network learns', () => {
    const preset = PRESETS.pretrained;
    const all = { ...preset, training: { ...preset.training, headSteps: 0 } };
    const head = { ...preset, training: { ...preset.training, headSteps: preset.training.steps } };
    expect(stepOperations(all) / stepOperations(head)).toBeCloseTo(4, 10);
  });
});
