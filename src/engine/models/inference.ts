/**
 * The trunk in inference mode: running statistics folded into convolution weights and a bias, ReLU fused. Fully
 * convolutional, so any input size works. The head plays no part: features are pooled BEFORE it (method section 3).
 */
import { add, concat, keep, mul, pad, rsqrt, slice, sub, tidy } from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { addRelu } from '../ops/add-relu.ts';
import { BATCH_NORM_EPSILON } from '../ops/batch-norm.ts';
import { convBias } from '../ops/conv2d.ts';
import { crop } from '../ops/crop.ts';
import { maxPool, maxPoolOfPositive } from '../ops/pool.ts';
import { mobileFeatures } from './efficientnet/forward.ts';
import type { Model } from './model.ts';
import { convUnits } from '../../core/networks/network.ts';
import type { ConvUnit, Family, ResidualBlock } from '../../core/networks/types.ts';
import { inPhases, PhaseWalk, type PhaseMaps, type Taking } from './phases.ts';
import { marginOf, onlyPointsAfter, outputSide } from '../../core/networks/locations.ts';

export interface InferenceLayer {
  readonly filter: Tensor4D;
  readonly bias: Tensor1D;
}

/** What embeds images: the last feature map of normalised images, in inference mode. */
export interface Trunk {
  /** `[N, s, s, D]` of normalised images `[N, S, S, 3]`, s = `mapSide` of S. Call inside a scope. */
  forward(x: Tensor4D): Tensor4D;
  /**
   * The last feature map with places every `gridPx` (a divisor of the stride) instead of every stride. Call inside a scope.
   * @param wantedPx places along an axis that are looked at: shifts without any are left out. All where it is left out.
   */
  forwardPhases(x: Tensor4D, gridPx: number, wantedPx?: readonly number[]): PhaseMaps;
  /** Filter and bias of a layer as inference uses them (batch norm folded in); owned by the trunk. */
  layer(name: string): InferenceLayer;
  dispose(): void;
}

/** The trunk of a model, whatever its backbone. */
export function createTrunk(model: Model): Trunk {
  return TRUNKS[model.network.backbone.family.kind](model);
}

const TRUNKS: Record<Family['kind'], (model: Model) => Trunk> = {
  residual: (model) => new InferenceTrunk(model),
  mobile: mobileTrunk,
};

function mobileTrunk(model: Model): Trunk {
  const forward = (x: Tensor4D) => mobileFeatures(model.store, x, ['top']).top as Tensor4D;
  return {
    forward,
    forwardPhases: (x, gridPx, wantedPx) =>
      forwardShifted(
        forward,
        x,
        shiftsAlong(gridPx, model.network.stridePx, wantedPx),
        model.network.stridePx,
      ),
    layer: (name) => ({ filter: model.store.get(`${name}.filter`), bias: model.store.get(`${name}.bias`) }),
    dispose: () => undefined,
  };
}

const shiftsAlong = (gridPx: number, stridePx: number, wantedPx?: readonly number[]): number[] =>
  Array.from({ length: stridePx / gridPx }, (_, i) => i * gridPx).filter(
    (shift) => !wantedPx || wantedPx.some((px) => px % stridePx === shift),
  );

/** Phases the plain way: the whole trunk for each shift of the image, zeros (the mean colour) beyond its end. */
function forwardShifted(
  forward: Trunk['forward'],
  x: Tensor4D,
  along: readonly number[],
  stridePx: number,
): PhaseMaps {
  const shifts = along.flatMap((downPx) => along.map((acrossPx) => ({ downPx, acrossPx })));
  const maps = shifts.map(({ downPx, acrossPx }) =>
    tidy(() => {
      if (downPx === 0 && acrossPx === 0) return forward(x);
      const rest = slice(x, [0, downPx, acrossPx, 0]);
      return forward(
        pad(rest, [
          [0, 0],
          [0, downPx],
          [0, acrossPx],
          [0, 0],
        ]),
      );
    }),
  );
  return { map: maps.length === 1 ? maps[0] : concat(maps, 0), shifts, placePx: stridePx };
}

export class InferenceTrunk implements Trunk {
  private readonly folded = new Map<string, InferenceLayer>();
  private version = -1;

  constructor(private readonly model: Model) {}

  forward(x: Tensor4D): Tensor4D {
    return this.forwardPhases(x, this.model.network.stridePx).map;
  }

  forwardPhases(x: Tensor4D, gridPx: number, wantedPx?: readonly number[]): PhaseMaps {
    this.refresh();
    const { network } = this.model;
    const walk = new PhaseWalk(gridPx, wantedPx);
    const map = tidy(() => {
      let y = this.conv(network.stem, x, 'relu', walk.enter(network.stem.stride));
      if (network.maxPool) y = pooled(y, walk.enter(2));
      network.blocks.forEach((block, i) => {
        const input = y;
        const taking = walk.enter(block.first.stride, onlyPointsAfter(network, i));
        const inner = this.conv(block.first, input, 'relu', taking);
        const outer = this.conv(block.second, inner, 'linear');
        inner.dispose();
        const residual = this.beside(block, input, taking);
        y = addRelu(outer, residual);
        outer.dispose();
        if (residual !== input) residual.dispose();
        input.dispose();
      });
      return y;
    });
    return { map, shifts: walk.shifts, placePx: walk.placePx };
  }

  layer(name: string): InferenceLayer {
    this.refresh();
    return this.folded.get(name) as InferenceLayer;
  }

  dispose(): void {
    for (const { filter, bias } of this.folded.values()) {
      filter.dispose();
      bias.dispose();
    }
    this.folded.clear();
    this.version = -1;
  }

  private conv(
    unit: ConvUnit,
    x: Tensor4D,
    activation: 'relu' | 'linear',
    taking: Taking = 'as-it-is',
  ): Tensor4D {
    const { filter, bias } = this.folded.get(unit.name) as InferenceLayer;
    const { kernel, padding } = unit;
    if (taking === 'everywhere') return convBias(x, filter, bias, { stride: 1, padding }, activation);
    if (taking === 'as-it-is') return convBias(x, filter, bias, unit, activation);
    const phased = { kernel, padding, outputs: outputSide(unit, x.shape[1]) };
    return inPhases(x, phased, taking, (rest, down, across) =>
      convBias(rest, filter, bias, unit, activation, [down, across]),
    );
  }

  /** What a block adds to the output of its filters: the shortcut or the input itself, cut where the filters have no padding. */
  private beside(block: ResidualBlock, input: Tensor4D, taking: Taking): Tensor4D {
    const { shortcut } = block;
    const margin = marginOf(block);
    const cut = margin > 0 ? crop(null, input, margin) : input;
    if (!shortcut) return cut;
    const beside = this.conv(shortcut, cut, 'linear', taking);
    if (cut !== input) cut.dispose();
    return beside;
  }

  /** Folds again when a weight has changed. */
  private refresh(): void {
    const { store, network } = this.model;
    if (this.version === store.version) return;
    this.dispose();
    for (const unit of convUnits(network)) this.folded.set(unit.name, this.fold(unit));
    this.version = store.version;
  }

  private fold(unit: ConvUnit): InferenceLayer {
    const { store, statistics } = this.model;
    const [filter, bias] = tidy(() => {
      const { mean, variance } = statistics.read(store, unit.name);
      const scale = mul(store.get(`${unit.name}.gamma`), rsqrt(add(variance, BATCH_NORM_EPSILON)));
      return [
        mul(store.get(`${unit.name}.weight`), scale),
        sub(store.get(`${unit.name}.beta`), mul(mean, scale)),
      ];
    });
    return { filter: keep(filter) as Tensor4D, bias: keep(bias) as Tensor1D };
  }
}

function pooled(x: Tensor4D, taking: Taking): Tensor4D {
  const filter = { kernel: 3, padding: 1, outputs: Math.ceil(x.shape[1] / 2) };
  const y = typeof taking === 'object' ? inPhases(x, filter, taking, maxPoolOfPositive) : maxPool(null, x);
  x.dispose();
  return y;
}
