/** Whether a checkpoint, which may come from a file, belongs to this network: every tensor by name and shape. */
import { PlaygroundError } from '../../core/errors.ts';
import type { Checkpoint } from '../../worker/protocol.ts';
import type { WeightStore } from '../models/weight-store.ts';

/**
 * @param needed names of the tensors that the checkpoint must have, and no others
 * @throws PlaygroundError `checkpoint-mismatch`
 */
export function requireSameTensors(
  store: WeightStore,
  { tensors }: Pick<Checkpoint, 'tensors'>,
  needed: readonly string[] = store.names(),
): void {
  const mismatch = (reason: string): never => {
    throw new PlaygroundError(
      'checkpoint-mismatch',
      `The weights do not belong to the network of these settings: ${reason}. Nothing was changed.`,
      { reason },
    );
  };
  const given = new Map(tensors.map((one) => [one.name, one]));
  for (const name of needed) {
    const { shape } = store.get(name);
    const found = given.get(name);
    if (!found) mismatch(`${name} is missing`);
    else if (found.shape.join() !== shape.join() || found.data.length !== store.get(name).size)
      mismatch(`${name} is [${found.shape.join()}] instead of [${shape.join()}]`);
  }
  if (given.size !== needed.length) mismatch('it has tensors that the network lacks');
}
