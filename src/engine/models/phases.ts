/**
 * A trunk at a finer grid than its own stride (à trous): a strided layer is taken at every place, and the places of each residue
 * are samples of their own. Each later layer then sees, within one sample, exactly the places that it would see if the image
 * had been shifted by that residue, and everything before the split is computed once for all shifts. Where only 1x1 filters follow, neighbours
 * do not matter and the places stay in one map.
 */
import { concat, tidy } from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { part } from '../ops/crop.ts';

/** Where the first place of a sample lies in the image, in pixels. */
export interface Shift {
  readonly downPx: number;
  readonly acrossPx: number;
}

export interface PhaseMaps {
  /** `[shifts * N, ...]`: samples of the first shift, then those of the second, ... */
  readonly map: Tensor4D;
  readonly shifts: readonly Shift[];
  /** Pixels between the places of one sample: the network's stride, or half of it where the last phases stayed in one map. */
  readonly placePx: number;
}

/** How a layer is taken: as it is; at every place, each phase in samples of its own; at every place of one map, as if of stride 1. */
export type Taking = 'as-it-is' | 'in-phases' | 'everywhere';

/** Follows the strides of a trunk and says where it has to split so that places end up `gridPx` apart. */
export class PhaseWalk {
  /** Pixels between the places of a sample, as far as the walk has come. */
  placePx = 1;
  shifts: readonly Shift[] = [{ downPx: 0, acrossPx: 0 }];

  constructor(private readonly gridPx: number) {}

  /** Of the next layer, of this stride (1 or 2). `onlyPoints`: all that follow it have 1x1 filters and no stride. */
  enter(stride: number, onlyPoints = false): Taking {
    const splits = stride > 1 && this.placePx * stride > this.gridPx;
    if (splits && onlyPoints) return 'everywhere';
    if (splits) this.shifts = halved(this.shifts, this.placePx);
    this.placePx *= stride;
    return splits ? 'in-phases' : 'as-it-is';
  }
}

function halved(shifts: readonly Shift[], placePx: number): Shift[] {
  return [0, placePx].flatMap((down) =>
    [0, placePx].flatMap((across) =>
      shifts.map(({ downPx, acrossPx }) => ({ downPx: downPx + down, acrossPx: acrossPx + across })),
    ),
  );
}

/** What one phase of a layer of stride 2 needs along one axis: `length` places from `cut` on, padding at both ends. */
export interface PhaseEdge {
  readonly cut: number;
  readonly length: number;
  readonly before: number;
  readonly after: number;
}

/** A filter of side `kernel` at every second place, as far as one phase of it goes. */
export interface PhaseFilter {
  readonly kernel: number;
  /** Zeros on every side of the places. */
  readonly padding: number;
  /** Outputs of a phase. Where the second phase has one less, zeros stand for what lies beyond the places. */
  readonly outputs: number;
}

/** Of a filter over `size` places, for the outputs offset, offset + 2, ... of those at stride 1. */
export function phaseEdge(
  size: number,
  { kernel, padding, outputs }: PhaseFilter,
  offset: number,
): PhaseEdge {
  const start = offset - padding;
  const end = start + 2 * (outputs - 1) + kernel;
  // A last place that no further output begins at may stay.
  const [cut, stop] = [Math.max(0, start), size - end < 2 ? size : end];
  return { cut, length: stop - cut, before: Math.max(0, -start), after: Math.max(0, end - size) };
}

/**
 * A layer of stride 2 at every place of square maps: once for each of the four phases, `[4 N, outputs, outputs, C]`, in the order of `Shift`s.
 * (One layer of stride 1 and `spaceToBatchND` would give the same, in several times the time.)
 */
export function inPhases(
  x: Tensor4D,
  filter: PhaseFilter,
  layer: (x: Tensor4D, down: PhaseEdge, across: PhaseEdge) => Tensor4D,
): Tensor4D {
  const side = x.shape[1];
  const edges = [0, 1].map((offset) => phaseEdge(side, filter, offset));
  return tidy(() =>
    concat(
      edges.flatMap((down) =>
        edges.map((across) => {
          if (down.length === side && across.length === side) return layer(x, down, across);
          const [height, width] = [down.length, across.length];
          return layer(part(x, { top: down.cut, left: across.cut, height, width }), down, across);
        }),
      ),
      0,
    ),
  );
}
