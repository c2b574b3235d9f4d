/** Which tiles are fastest on this device, as the page finds it, and then without its limit of time: every set against the standard one. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { TILE_SETS } from '../../src/core/config/rows/tile-sets.ts';
import { TileWork } from '../../src/engine/kernels/webgpu/conv/tile-work.ts';
import { sweepTiles } from '../../src/engine/kernels/webgpu/gemm/sweep.ts';
import { setMeasuredTiles } from '../../src/engine/kernels/webgpu/gemm/tiles-in-force.ts';
import type { Stage } from './stages.ts';

/** What it chooses is in force from then on, but on a software adapter. */
export const sweepDevice =
  (backend: WebGPUBackend): Stage =>
  async (left) => {
    const work = new TileWork(backend);
    const now = () => performance.now();
    const startedMs = now();
    try {
      const sweep = await sweepTiles({
        check: (set) => work.check(set),
        compare: (holder, challenger) => work.compare(holder, challenger),
        trying: () => Promise.resolve(),
        trouble: () => null,
        now,
      });
      const sweepMs = now() - startedMs;
      setMeasuredTiles(sweep.chosen);
      const all: Record<string, unknown> = {};
      for (const set of TILE_SETS) {
        if (left() < 0) break;
        if (set === 'standard') continue;
        try {
          await work.check(set);
          const [standardMs, ms] = await work.compare('standard', set);
          all[set] = standardMs / ms;
        } catch (error) {
          all[set] = String(error);
        }
      }
      return { ...sweep, sweepMs, againstStandard: all };
    } finally {
      work.dispose();
    }
  };
