/** The network of a run as it was at an earlier step, from the weights that were kept then, beside the present one: nothing of the run changes. */
import type { Checkpoint } from '../../worker/protocol.ts';
import { Model } from '../models/model.ts';
import { RUNNING_MEAN, RUNNING_VARIANCE } from '../models/running-statistics.ts';
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
  const weights = [...present.parameters.map(({ name }) => name), RUNNING_MEAN, RUNNING_VARIANCE];
  requireSameTensors(present.store, former, former.weightsOnly ? weights : present.store.names());
  const wanted = new Set(weights);
  const model = new Model(present.network);
  try {
    for (const { name, shape, data } of former.tensors)
      if (wanted.has(name)) model.store.upload(name, data, shape);
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
