/**
 * What may be faster on this GPU than on any: sums within subgroups, and tiles that were measured for it (device-tiles.ts). Both are checked on the
 * device first. A device that is lost on the way is started again without them.
 */
import { trySubgroups } from '../kernels/webgpu/norm/check-subgroups.ts';
import { SweepAbandoned } from '../kernels/webgpu/gemm/sweep.ts';
import { isSoftwareAdapter } from '../kernels/webgpu/program.ts';
import { offeredSubgroup } from '../kernels/webgpu/subgroups.ts';
import type { BackendReport } from '../../worker/protocol.ts';
import { chooseTiles, type DeviceTiles } from './device-tiles.ts';

type Told = Pick<BackendReport, 'tiles' | 'subgroups'>;

/** The device was lost while something was tried; `told` says what. */
export class GpuTrialAbandoned extends Error {
  constructor(readonly told: Told) {
    super('The graphics device stopped while it was tried what is faster on it.');
  }
}

export async function tryGpu(asked: DeviceTiles): Promise<Told> {
  const { backend, watch, mayTry } = asked;
  // Known by its driver too: what a name hides.
  if (isSoftwareAdapter(backend)) return {};
  const subgroups = mayTry ? await trySubgroups(backend) : null;
  const trouble = watch.trouble();
  if (trouble)
    throw new GpuTrialAbandoned({ subgroups: { size: offeredSubgroup(backend), reason: trouble } });
  try {
    const tiles = await chooseTiles(asked);
    return { ...(subgroups && { subgroups }), ...(tiles && { tiles }) };
  } catch (error) {
    if (!(error instanceof SweepAbandoned)) throw error;
    const leftOut = [{ name: error.set, reason: error.reason }];
    throw new GpuTrialAbandoned({
      tiles: { chosen: 'standard', speeds: [], leftOut, complete: false, tookMs: 0, kept: false },
    });
  }
}
