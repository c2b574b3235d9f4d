/**
 * A network with its weights on the device: made from a seed, or filled from a checkpoint. The forward passes live in
 * train-forward.ts and inference.ts.
 */
import type { WeightTensor } from './efficientnet/weights-file.ts';
import { initialValues } from '../../core/networks/initial-values.ts';
import type { Network } from '../../core/networks/types.ts';
import { trainableParameters } from '../../core/networks/parameters.ts';
import type { ParameterSpec } from '../../core/networks/types.ts';
import { RUNNING_MEAN, RUNNING_VARIANCE, RunningStatistics } from './running-statistics.ts';
import { WeightStore } from './weight-store.ts';

export class Model {
  readonly store = new WeightStore();
  readonly parameters: readonly ParameterSpec[];
  readonly statistics: RunningStatistics;
  /** Floats that the trunk keeps for the backward pass at most, where images of a batch do not need each other; null: all. */
  mostKeptFloats: number | null;

  /** `pretrained`: weights by name that are taken instead of random ones. */
  constructor(
    readonly network: Network,
    private readonly pretrained: ReadonlyMap<string, WeightTensor> | null = null,
  ) {
    this.parameters = trainableParameters(network);
    this.mostKeptFloats = network.backbone.family.mostKeptFloats;
    this.statistics = new RunningStatistics(network);
  }

  /** Of all that makes the network what it is, in the store: parameters and running statistics. */
  weightNames(): string[] {
    return [...this.parameters.map(({ name }) => name), RUNNING_MEAN, RUNNING_VARIANCE];
  }

  /** Fresh weights: pretrained where there are some, else from the seed. */
  initialise(seed: number): this {
    for (const spec of this.parameters)
      this.store.upload(
        spec.name,
        this.pretrained?.get(spec.name)?.data ?? initialValues(this.network, spec, seed),
        spec.shape,
      );
    this.statistics.initialise(this.store);
    return this;
  }

  dispose(): void {
    this.store.dispose();
    this.statistics.dispose();
  }
}
