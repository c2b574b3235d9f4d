/** The network of a run as it was at an earlier step, from the weights that were kept then, beside the present one: nothing of the run changes. */
import type { Checkpoint } from '../../worker/protocol.ts';
import { Model } from '../models/model.ts';
import { requireSameTensors } from '../training/same-tensors.ts';
import { Embedder } from './embedder.ts';

/**
 * What `work` makes with the former network, which is gone afterwards.
 * @param present of the run, whose network the weights must fit
 * @throws PlaygroundError `checkpoint-mismatch`
 */
export async function withFormer<T>(
  present: Model,
  former: Checkpoint,
  work: (embedder: Embedder) => Promise<T>,
): Promise<T> {
  const weights = present.weightNames();
  const wanted = new Set(weights);
  // The optimiser's state, and the weights that learned beside an average, are not asked for.
  const tensors = former.tensors.filter(({ name }) => wanted.has(name));
  requireSameTensors(present.store, { tensors }, weights);
  const model = new Model(present.network);
  try {
    for (const { name, shape, data } of tensors) model.store.upload(name, data, shape);
    const embedder = new Embedder(model);
    try {
      return await work(embedder);
    } finally {
      embedder.dispose();
    }
  } finally {
    model.dispose();
  }
}
