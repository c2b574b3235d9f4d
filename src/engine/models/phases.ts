/**
 * A trunk at a finer grid than its own stride (à trous): a strided layer is taken at every place, and the places of each residue
 * become samples of their own. Each later layer then sees, within one sample, exactly the places that it would see if the image
 * had been shifted by that residue, and everything before the split is computed once for all shifts.
 */
import { spaceToBatchND } from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

/** Where the first place of a sample lies in the image, in pixels. */
export interface Shift {
  readonly downPx: number;
  readonly acrossPx: number;
}

export interface PhaseMaps {
  /** `[shifts * N, ...]`: samples of the first shift, then those of the second, ... */
  readonly map: Tensor4D;
  readonly shifts: readonly Shift[];
}

/** Follows the strides of a trunk and says where it has to split so that places end up `gridPx` apart. */
export class PhaseWalk {
  private placePx = 1;
  shifts: readonly Shift[] = [{ downPx: 0, acrossPx: 0 }];

  constructor(private readonly gridPx: number) {}

  /** True where the next layer, of this stride (1 or 2), must be taken at every place and split afterwards. */
  enter(stride: number): boolean {
    const splits = stride > 1 && this.placePx * stride > this.gridPx;
    if (splits) this.shifts = halved(this.shifts, this.placePx);
    this.placePx *= stride;
    return splits;
  }
}

function halved(shifts: readonly Shift[], placePx: number): Shift[] {
  return [0, placePx].flatMap((down) =>
    [0, placePx].flatMap((across) =>
      shifts.map(({ downPx, acrossPx }) => ({ downPx: downPx + down, acrossPx: acrossPx + across })),
    ),
  );
}

/** `[N, H, W, C]` to `[4 N, ceil(H / 2), ceil(W / 2), C]`: every second place, from each of the four first ones; zeros beyond the end. */
export function splitPhases(x: Tensor4D): Tensor4D {
  const [, height, width] = x.shape;
  return spaceToBatchND(
    x,
    [2, 2],
    [
      [0, height % 2],
      [0, width % 2],
    ],
  );
}
