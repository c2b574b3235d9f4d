/**
 * A trunk at a finer grid than its own stride (à trous): a strided layer is taken at every place, and the places of each residue
 * are samples of their own. Each later layer then sees, within one sample, exactly the places that it would see if the image
 * had been shifted by that residue, and everything before the split is computed once for all shifts.
 */
import { concat, slice, tidy } from '@tensorflow/tfjs-core';
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

  /** True where the next layer, of this stride (1 or 2), must be taken at every place, in phases. */
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

/** What one phase of a layer of stride 2 needs along one axis: places cut off at the start, padding at both ends. */
export interface PhaseEdge {
  readonly cut: number;
  readonly before: number;
  readonly after: number;
}

/** Of a filter of odd side `kernel` over `size` places, for outputs around the places offset, offset + 2, ...: ceil(size / 2) of them. */
export function phaseEdge(size: number, kernel: number, offset: number): PhaseEdge {
  const reach = (kernel - 1) / 2;
  const last = 2 * (Math.ceil(size / 2) - 1) + offset;
  return {
    cut: Math.max(0, offset - reach),
    before: Math.max(0, reach - offset),
    after: Math.max(0, last + reach - (size - 1)),
  };
}

/**
 * A layer of stride 2 at every place: once for each of the four phases, `[4 N, ceil(H / 2), ceil(W / 2), C]`, in the order of `Shift`s.
 * (One layer of stride 1 and `spaceToBatchND` would give the same, in several times the time.)
 */
export function inPhases(
  x: Tensor4D,
  kernel: number,
  layer: (x: Tensor4D, down: PhaseEdge, across: PhaseEdge) => Tensor4D,
): Tensor4D {
  const [, height, width] = x.shape;
  return tidy(() =>
    concat(
      [0, 1].flatMap((top) =>
        [0, 1].map((left) => {
          const [down, across] = [phaseEdge(height, kernel, top), phaseEdge(width, kernel, left)];
          const rest = down.cut + across.cut > 0 ? slice(x, [0, down.cut, across.cut, 0]) : x;
          return layer(rest, down, across);
        }),
      ),
      0,
    ),
  );
}
