/**
 * A network with its weights on the device: made from a seed, or filled from a checkpoint. The forward passes live in
 * train-forward.ts and inference.ts.
 */
import { initialValues } from './initial-values.ts';
import type { Network } from './network.ts';
import { trainableParameters, type ParameterSpec } from './parameters.ts';
import { RunningStatistics } from './running-statistics.ts';
import { WeightStore } from './weight-store.ts';

export class Model {
  readonly store = new WeightStore();
  readonly parameters: readonly ParameterSpec[];
  readonly statistics: RunningStatistics;

  constructor(readonly network: Network) {
    this.parameters = trainableParameters(network);
    this.statistics = new RunningStatistics(network);
  }

  /** Fresh weights from the seed. */
  initialise(seed: number): this {
    for (const spec of this.parameters)
      this.store.upload(spec.name, initialValues(this.network, spec, seed), spec.shape);
    this.statistics.initialise(this.store);
    return this;
  }

  dispose(): void {
    this.store.dispose();
    this.statistics.dispose();
  }
}
