/**
 * Running statistics on WebGPU, updated in place in one dispatch: the batch norms write a batch's mean and variance side by side, and one pass
 * takes them in. What a checkpoint has put into the store is taken over first.
 */
import { backend, engine, getBackend, keep, tensor1d } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { BATCH_NORM_TRAIN } from '../kernels/names.ts';
import { FlatLayout, FlatVector } from '../kernels/webgpu/flat-vectors.ts';
import { runningUpdate } from '../kernels/webgpu/running-update.ts';
import { hasKernel } from '../ops/kernels.ts';
import { meanPlace, variancePlace, type GradientPlaces } from '../ops/tape.ts';
import type { BatchStatistics } from './batch-statistics.ts';
import type { WeightStore } from './weight-store.ts';

interface Vectors {
  readonly mean: FlatVector;
  readonly variance: FlatVector;
  readonly running: FlatVector;
  /** From a packed place to that in the vectors of the batch. */
  readonly places: Tensor;
}

const WEBGPU = () => backend() as WebGPUBackend;
const canBeFlat = () => getBackend() === 'webgpu' && hasKernel(BATCH_NORM_TRAIN);

export class FlatStatistics {
  private readonly layout: FlatLayout;
  private readonly packed: Int32Array;
  private vectors: Vectors | null = null;

  /** `names`: of the running mean and variance in the store. */
  constructor(
    norms: readonly { readonly name: string; readonly channels: number }[],
    private readonly names: readonly [string, string],
  ) {
    this.layout = new FlatLayout(norms.map(({ name, channels }) => ({ name, shape: [channels] })));
    this.packed = Int32Array.from(
      norms.flatMap(({ name, channels }) =>
        Array.from({ length: channels }, (_, i) => this.layout.place(name).at + i),
      ),
    );
  }

  /** Places of the batch's statistics; null where they are added up by other means. */
  ready(store: WeightStore): GradientPlaces | null {
    if (!canBeFlat() || this.packed.length === 0) return null;
    const vectors = this.vectors ?? this.create();
    for (const name of this.names) {
      if (vectors.running.take(name, store.get(name))) store.move(name, vectors.running.tensor(name));
    }
    return new Map(
      this.layout.names.flatMap((name): [string, object][] => [
        [meanPlace(name), vectors.mean.slice(name)],
        [variancePlace(name), vectors.variance.slice(name)],
      ]),
    );
  }

  /** Takes in the statistics of a batch. False where it is not for this to do. */
  update(
    store: WeightStore,
    batch: ReadonlyMap<string, BatchStatistics>,
    unbias: Tensor1D,
    momentum: number,
  ): boolean {
    if (!this.ready(store)) return false;
    const vectors = this.vectors as Vectors;
    for (const [name, { mean, variance }] of batch) {
      vectors.mean.take(name, mean);
      vectors.variance.take(name, variance);
    }
    const [mean, variance] = this.names.map((name) => store.get(name));
    const given = { mean: vectors.mean.whole(), variance: vectors.variance.whole() };
    runningUpdate(WEBGPU(), { mean, variance }, { ...given, unbias, places: vectors.places }, momentum);
    for (const { dataId } of Object.values(given)) engine().backend.disposeData(dataId);
    store.changedInPlace();
    return true;
  }

  dispose(): void {
    this.vectors?.places.dispose();
    for (const vector of [this.vectors?.mean, this.vectors?.variance, this.vectors?.running])
      vector?.dispose();
    this.vectors = null;
  }

  private create(): Vectors {
    const make = (layout: FlatLayout) => new FlatVector(WEBGPU(), layout);
    const shape = [this.packed.length];
    const running = new FlatLayout(this.names.map((name) => ({ name, shape })));
    const vectors = {
      ...{ mean: make(this.layout), variance: make(this.layout), running: make(running) },
      places: keep(tensor1d(this.packed, 'int32')),
    };
    this.vectors = vectors;
    return vectors;
  }
}
