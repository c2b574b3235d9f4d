/**
 * A trunk at a finer grid than its own stride (à trous): a strided layer is taken at every place, and the places of each residue
 * are samples of their own. Each later layer then sees, within one sample, exactly the places that it would see if the image
 * had been shifted by that residue, and everything before the split is computed once for all shifts. Where only 1x1 filters follow, neighbours
 * do not matter and the places stay in one map.
 */
import { concat, slice, tidy } from '@tensorflow/tfjs-core';
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

/** Of the samples of so many shifts, those that each of the four phases of a layer is taken of (all samples of a shift together). */
export interface PhaseChoice {
  readonly shifts: number;
  readonly chosen: readonly (readonly number[])[];
}

/** How a layer is taken: as it is; at every place of one map, as if of stride 1; at every place, each phase in samples of its own. */
export type Taking = 'as-it-is' | 'everywhere' | PhaseChoice;

/** Follows the strides of a trunk and says where it has to split so that places end up `gridPx` apart. */
export class PhaseWalk {
  /** Pixels between the places of a sample, as far as the walk has come. */
  placePx = 1;
  shifts: readonly Shift[] = [{ downPx: 0, acrossPx: 0 }];

  /** @param wantedPx places that are looked at along each axis; phases without any of them are not taken. All where it is left out. */
  constructor(
    private readonly gridPx: number,
    private readonly wantedPx?: readonly number[],
  ) {}

  /** Of the next layer, of this stride (1 or 2). `onlyPoints`: all that follow it have 1x1 filters and no stride. */
  enter(stride: number, onlyPoints = false): Taking {
    const before = this.placePx;
    const splits = stride > 1 && before * stride > this.gridPx;
    if (splits && onlyPoints) return 'everywhere';
    this.placePx *= stride;
    if (!splits) return 'as-it-is';
    const { shifts } = this;
    const moved = [0, before].flatMap((down) =>
      [0, before].map((across) =>
        shifts.map(({ downPx, acrossPx }) => ({ downPx: downPx + down, acrossPx: acrossPx + across })),
      ),
    );
    const chosen = moved.map((phase) => [...phase.keys()].filter((i) => this.isWanted(phase[i])));
    this.shifts = moved.flatMap((phase, k) => chosen[k].map((i) => phase[i]));
    return { shifts: shifts.length, chosen };
  }

  private isWanted({ downPx, acrossPx }: Shift): boolean {
    const { wantedPx, placePx } = this;
    if (!wantedPx) return true;
    return [downPx, acrossPx].every((shift) => wantedPx.some((px) => px % placePx === shift));
  }
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
function phaseEdge(size: number, { kernel, padding, outputs }: PhaseFilter, offset: number): PhaseEdge {
  const start = offset - padding;
  const end = start + 2 * (outputs - 1) + kernel;
  // A last place that no further output begins at may stay.
  const [cut, stop] = [Math.max(0, start), size - end < 2 ? size : end];
  return { cut, length: stop - cut, before: Math.max(0, -start), after: Math.max(0, end - size) };
}

/**
 * A layer of stride 2 at every place of square maps: once for each of the four phases, `[4 N, outputs, outputs, C]` where all samples are
 * taken, in the order of `Shift`s. (One layer of stride 1 and `spaceToBatchND` would give the same, in several times the time.)
 */
export function inPhases(
  x: Tensor4D,
  filter: PhaseFilter,
  { shifts, chosen }: PhaseChoice,
  layer: (x: Tensor4D, down: PhaseEdge, across: PhaseEdge) => Tensor4D,
): Tensor4D {
  const side = x.shape[1];
  const images = x.shape[0] / shifts;
  const samples = (of: readonly number[]): Tensor4D =>
    of.length === shifts
      ? x
      : concat(
          of.map((shift) => slice(x, [shift * images, 0, 0, 0], [images, -1, -1, -1])),
          0,
        );
  const edges = [0, 1].map((offset) => phaseEdge(side, filter, offset));
  return tidy(() =>
    concat(
      edges
        .flatMap((down) => edges.map((across) => [down, across] as const))
        .flatMap(([down, across], phase) => {
          if (chosen[phase].length === 0) return [];
          const taken = samples(chosen[phase]);
          if (down.length === side && across.length === side) return [layer(taken, down, across)];
          const [height, width] = [down.length, across.length];
          return [layer(part(taken, { top: down.cut, left: across.cut, height, width }), down, across)];
        }),
      0,
    ),
  );
}
