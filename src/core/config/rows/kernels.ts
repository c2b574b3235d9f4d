/** Whose kernels compute a run: the project's own, or TensorFlow.js's (to compare, or where a device trips over one). */
import { MOBILE, SGD, WITH_MAX_POOL } from './needs.ts';
import { rowsOf, type Need } from './row.ts';
import { TILE_SETS } from './tile-sets.ts';

const { choice } = rowsOf({ group: 'kernels', scope: 'run' });
const whose = (...needs: readonly Need[]) =>
  choice(['own', 'stock'], { value: 'own', absent: 'own', advanced: true, needs });

/** In the order of a step. */
export const kernels = {
  convolution: whose(),
  batchNorm: whose(),
  channelwise: whose(MOBILE),
  product: whose(),
  pooling: whose(WITH_MAX_POOL),
  inputGradient: whose(),
  filterGradient: whose(),
  update: whose(SGD),
  /** `auto`: as measured for this GPU. */
  tiles: choice(['auto', ...TILE_SETS], { value: 'auto', absent: 'auto', advanced: true }),
};
