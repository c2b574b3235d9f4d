/** The optimiser that a run asks for. */
import type { ParameterSpec } from '../../core/networks/types.ts';
import type { WeightStore } from '../models/weight-store.ts';
import { createAdamW } from './adamw.ts';
import type { Optimizer, OptimizerSettings } from './optimizer-types.ts';
import { createSgd } from './sgd.ts';

export function createOptimizer(
  settings: OptimizerSettings,
  store: WeightStore,
  parameters: readonly ParameterSpec[],
): Optimizer {
  switch (settings.optimizer) {
    case 'sgd':
      return createSgd(settings, store, parameters);
    case 'adamw':
      return createAdamW(settings, store, parameters);
    default:
      return settings.optimizer satisfies never;
  }
}
