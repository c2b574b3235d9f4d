/**
 * A reverse-mode tape of its own, in place of tfjs's: operations record their output and a backward rule; `backward` walks
 * them in reverse and frees each activation and each gradient as soon as nothing needs it any more, which halves the
 * memory of a step. Gradients of tensors that lead to no parameter (the batch) are never computed.
 */
import { add, tidy } from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** A weight and the name under which its gradient is collected. */
export interface Parameter<T extends Tensor = Tensor> {
  readonly name: string;
  readonly value: T;
}

interface Entry {
  readonly output: Tensor;
  readonly inputs: readonly Tensor[];
  readonly parameters: readonly string[];
  readonly backward: Backward;
}

/**
 * Gradients of an operation's inputs and parameters, given that of its output. `sumsSoFar.take(input)` gives what others have already added to
 * an input's gradient, if anything, to an operation that adds its own share in the same pass; it owns that tensor then.
 */
export type Backward = (dy: Tensor, sumsSoFar: SumsSoFar) => Tensor[];

export interface SumsSoFar {
  take(input: Tensor): Tensor | undefined;
}

/** Where the optimiser wants the gradients of its parameters, by name; what a place is, kernels and optimiser know. */
export type GradientPlaces = ReadonlyMap<string, object>;

/** Names of the places for a batch norm's statistics. */
export const meanPlace = (norm: string) => `mean/${norm}`;
export const variancePlace = (norm: string) => `variance/${norm}`;

export class Tape {
  private readonly entries: Entry[] = [];
  private readonly recorded = new Set<number>();

  /** Kernels that can, write gradients to their `places`. Only for a tape that gives each gradient once. */
  constructor(readonly places: GradientPlaces | null = null) {}

  /** An attribute of a gradient kernel. */
  into(parameter: string): { into?: object } {
    const place = this.places?.get(parameter);
    return place ? { into: place } : {};
  }

  /** True when the tensor came from a recorded operation, so that its gradient is wanted. */
  tracks(tensor: Tensor): boolean {
    return this.recorded.has(tensor.id);
  }

  /**
   * Records one operation. `backward(dy)` returns the gradients of `inputs`, then of `parameters`, in that order, as new
   * tensors; those of inputs that are not tracked are thrown away, so leave such inputs out where that saves work. The tape
   * owns `output` from now on.
   */
  record<T extends Tensor>(
    output: T,
    inputs: readonly Tensor[],
    parameters: readonly Parameter[],
    backward: Backward,
  ): T {
    this.entries.push({ output, inputs, parameters: parameters.map((p) => p.name), backward });
    this.recorded.add(output.id);
    return output;
  }

  /**
   * Gradients of the parameters for d loss / d output = `dy` (which is consumed). All recorded activations are disposed of:
   * clone what is needed afterwards. The tape is empty when this returns.
   */
  backward(output: Tensor, dy: Tensor): Map<string, Tensor> {
    const pending = new Map<number, Tensor>([[output.id, dy]]);
    const gradients = new Map<string, Tensor>();
    const sumsSoFar = {
      take: ({ id }: Tensor) => {
        const sum = pending.get(id);
        pending.delete(id);
        return sum;
      },
    };
    while (this.entries.length > 0) {
      const entry = this.entries.pop() as Entry;
      const upstream = pending.get(entry.output.id);
      if (upstream) {
        pending.delete(entry.output.id);
        const results = tidy(() => entry.backward(upstream, sumsSoFar));
        entry.inputs.forEach((input, i) => {
          if (this.recorded.has(input.id)) accumulate(pending, input.id, results[i]);
          else results[i].dispose();
        });
        entry.parameters.forEach((name, i) => accumulate(gradients, name, results[entry.inputs.length + i]));
        upstream.dispose();
      }
      entry.output.dispose();
    }
    this.recorded.clear();
    return gradients;
  }
}

function accumulate<K>(sums: Map<K, Tensor>, key: K, gradient: Tensor): void {
  const before = sums.get(key);
  if (!before) {
    sums.set(key, gradient);
    return;
  }
  sums.set(key, add(before, gradient));
  before.dispose();
  gradient.dispose();
}
