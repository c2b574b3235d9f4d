/**
 * On a GPU a run keeps the tiles that it began with, whatever is measured or chosen later: other ones add up in another order, and a run that was
 * taken up again would no longer be the one that was begun.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { Config } from '../../core/config/schema.ts';
import type { Checkpoint } from '../../worker/protocol.ts';
import { tilesFor } from '../kernels/webgpu/gemm/tiles-in-force.ts';
import { isSoftwareAdapter } from '../kernels/webgpu/program.ts';

type From = Pick<Checkpoint, 'tiles' | 'weightsOnly'>;

/**
 * The configuration with the run's tiles by name: of the checkpoint that it is taken up from, else what `auto` comes to here. Checkpoints of before
 * there was a choice had the standard ones. @param device null on other backends
 */
export function withOwnTiles(config: Config, from: From | null, device: WebGPUBackend | null): Config {
  if (!device) return config;
  const former = isSoftwareAdapter(device) ? 'software' : 'standard';
  const kept = from && !from.weightsOnly ? (from.tiles ?? former) : null;
  // A software adapter's tiles are no choice of a configuration, but a run that began with them goes on with them.
  const tiles = (kept ?? tilesFor(config.kernels.tiles, device)) as Config['kernels']['tiles'];
  return { ...config, kernels: { ...config.kernels, tiles } };
}
