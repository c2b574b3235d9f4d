/**
 * The update of all weights at once, on WebGPU: weights, gradients and slots lie in flat buffers (kernels/webgpu/flat-vectors.ts), gradients
 * are written there by the kernels that make them, and a step is one dispatch instead of two a tensor. What is uploaded to the weight
 * store in between (a checkpoint, new weights) is taken over before the next step. Weights change in place here.
 */
import { backend, getBackend, tensor1d, tidy } from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { ParameterSpec } from '../../core/networks/types.ts';
import { SGD_UPDATE } from '../kernels/names.ts';
import { flatUpdate, type UpdateLaw, type UpdateRange } from '../kernels/webgpu/flat-update.ts';
import { FlatLayout, FlatVector } from '../kernels/webgpu/flat-vectors.ts';
import type { WeightStore } from '../models/weight-store.ts';
import { hasKernel } from '../ops/kernels.ts';
import type { GradientPlaces } from '../ops/tape.ts';

/** True where weights can be updated so; a run that wants tfjs's own update goes without. */
export const canBeFlat = () => getBackend() === 'webgpu' && hasKernel(SGD_UPDATE);

interface Vectors {
  readonly weights: FlatVector;
  readonly gradients: FlatVector;
  readonly slots: readonly FlatVector[];
}

export interface FlatSettings {
  readonly law: UpdateLaw;
  readonly momentum: number;
  decayOf(spec: ParameterSpec): number;
  /** Names in the store, one for each slot of the law. */
  slotNames(parameter: string): readonly string[];
}

export class FlatOptimizer {
  private readonly specs: readonly ParameterSpec[];
  private readonly layout: FlatLayout;
  private vectors: Vectors | null = null;
  private readonly places = new Map<string, object>();

  constructor(
    private readonly settings: FlatSettings,
    private readonly store: WeightStore,
    parameters: readonly ParameterSpec[],
  ) {
    // Those that are decayed alike are neighbours.
    this.specs = [...parameters].sort((a, b) => settings.decayOf(b) - settings.decayOf(a));
    this.layout = new FlatLayout(this.specs);
  }

  /** Where gradients belong, with weights and slots in their places. */
  ready(): GradientPlaces {
    this.prepare();
    return this.places;
  }

  /** What others have put into the store is copied. */
  private prepare(): Vectors {
    const vectors = this.vectors ?? this.create();
    for (const { name } of this.specs) {
      this.settle(vectors.weights, name, name);
      const slotNames = this.settings.slotNames(name);
      vectors.slots.forEach((slot, i) => this.settle(slot, name, slotNames[i]));
    }
    return vectors;
  }

  /** Gradients that were made elsewhere are copied to their places. */
  apply(gradients: ReadonlyMap<string, Tensor>, rates: Tensor): void {
    const vectors = this.prepare();
    for (const [name, gradient] of gradients) vectors.gradients.take(name, gradient);
    const device = backend() as WebGPUBackend;
    flatUpdate(device, this.settings.law, vectors, rates, this.rangesOf(gradients), this.settings.momentum);
    this.store.changedInPlace();
  }

  applyRates(gradients: ReadonlyMap<string, Tensor>, rates: readonly number[]): void {
    tidy(() => this.apply(gradients, tensor1d([...rates])));
  }

  /** Neighbours that have a gradient and are decayed alike, as few ranges as there can be. */
  private rangesOf(gradients: ReadonlyMap<string, Tensor>): UpdateRange[] {
    const ranges: { first: number; count: number; decay: number }[] = [];
    this.specs.forEach((spec, i) => {
      if (!gradients.has(spec.name)) return;
      const { at } = this.layout.place(spec.name);
      const next = this.specs[i + 1];
      const end = next ? this.layout.place(next.name).at : this.layout.floats;
      const decay = this.settings.decayOf(spec);
      const last = ranges.at(-1);
      if (last && last.decay === decay && last.first + last.count === at) last.count = end - last.first;
      else ranges.push({ first: at, count: end - at, decay });
    });
    return ranges;
  }

  private create(): Vectors {
    const make = () => new FlatVector(backend() as WebGPUBackend, this.layout);
    const slots = this.settings.law.slots.map(make);
    this.vectors = { weights: make(), gradients: make(), slots };
    for (const { name } of this.specs) this.places.set(name, this.vectors.gradients.slice(name));
    this.store.onDispose(() => {
      for (const vector of [this.vectors?.weights, this.vectors?.gradients, ...slots]) vector?.dispose();
      this.vectors = null;
      this.places.clear();
    });
    return this.vectors;
  }

  private settle(vector: FlatVector, parameter: string, name: string): void {
    if (vector.take(parameter, this.store.get(name))) this.store.move(name, vector.tensor(parameter));
  }
}
