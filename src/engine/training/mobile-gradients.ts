/**
 * Forward and backward of a fine-tuning step (paper, section 4.1 and appendix A: head first, then all layers, normalisation frozen). The
 * normalisation of the trunk is folded into its weights, so images do not see each other there: a batch that would keep too
 * many activations goes through the trunk in parts, forward once for the head and again for the gradients. The head has
 * batch norm and sees the whole batch at once.
 */
import { add, clone, concat, slice, tidy } from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { mobileFeatures } from '../models/efficientnet/forward.ts';
import { chunks } from '../inference/chunks.ts';
import type { Model } from '../models/model.ts';
import type { BatchStatistics } from '../models/batch-statistics.ts';
import { headForward } from '../models/train-forward.ts';
import { globalAveragePool } from '../ops/pool.ts';
import { Tape, type GradientPlaces } from '../ops/tape.ts';

/** The name under which the head's tape gives the gradient of the features. */
const FEATURES = 'features';
/** Images of a forward pass that keeps nothing. */
const FORWARD_IMAGES = 8;

/** The forward pass of a step, with what its backward pass needs. */
export interface TrunkStep {
  readonly logits: Tensor2D;
  readonly statistics: ReadonlyMap<string, BatchStatistics>;
  /** Gradients by name, given d loss / d logits; empties the tapes. */
  backward(dlogits: Tensor2D): Map<string, Tensor>;
}

/** `x` `[N, S, S, 3]`, normalised. With `frozen` only the head gets gradients. Call inside a scope. */
export function mobileStep(
  model: Model,
  x: Tensor4D,
  frozen: boolean,
  places: GradientPlaces | null,
): TrunkStep {
  const [n, size] = x.shape;
  const { family } = model.network.backbone;
  const { keptFloats } = family.cost(model.network, size);
  const fitting = Math.max(1, Math.floor((model.mostKeptFloats ?? Infinity) / keptFloats));
  // Parts of equal size.
  const perPart = Math.ceil(n / Math.ceil(n / fitting));
  const whole = !frozen && perPart >= n;
  // Gradients of parts are added up, so only those of a whole batch are made where they are wanted.
  const trunkTape = whole ? new Tape(places) : null;
  const features = trunkTape ? pooled(model, x, trunkTape) : featuresInParts(model, x);

  const headTape = new Tape(places);
  const statistics = new Map<string, BatchStatistics>();
  const input = clone(features);
  headTape.record(input, [], [{ name: FEATURES, value: input }], (dy: Tensor) => [clone(dy)]);
  const logits = headForward(model, headTape, input, statistics);
  return {
    logits,
    statistics,
    backward(dlogits) {
      const gradients = headTape.backward(logits, dlogits);
      const dfeatures = gradients.get(FEATURES) as Tensor2D;
      gradients.delete(FEATURES);
      if (frozen) return gradients;
      if (trunkTape) addAll(gradients, trunkTape.backward(features, dfeatures));
      else
        for (const { from, to } of chunks(n, perPart)) {
          const tape = new Tape();
          const part = pooled(model, imagesOf(x, from, to), tape);
          const dpart = slice(dfeatures, [from, 0], [to - from, -1]);
          addAll(gradients, tape.backward(part, dpart));
        }
      return gradients;
    },
  };
}

function pooled(model: Model, x: Tensor4D, tape: Tape | null): Tensor2D {
  return globalAveragePool(tape, mobileFeatures(model.store, x, ['top'], tape).top as Tensor4D);
}

function featuresInParts(model: Model, x: Tensor4D): Tensor2D {
  const parts = chunks(x.shape[0], FORWARD_IMAGES);
  return tidy(() =>
    concat(parts.map(({ from, to }) => tidy(() => pooled(model, imagesOf(x, from, to), null)))),
  );
}

function imagesOf(x: Tensor4D, from: number, to: number): Tensor4D {
  return slice(x, [from, 0, 0, 0], [to - from, -1, -1, -1]);
}

function addAll(sums: Map<string, Tensor>, added: ReadonlyMap<string, Tensor>): void {
  for (const [name, gradient] of added) {
    const before = sums.get(name);
    sums.set(name, before ? add(before, gradient) : gradient);
    if (!before) continue;
    before.dispose();
    gradient.dispose();
  }
}
