/**
 * Networks of residual blocks with batch norm (He et al. 2016): their layers, and what follows from the layers alone. The small nets and
 * ResNet-18 differ only in which blocks they list.
 */
import { marginOf, outputSide } from './locations.ts';
import { fieldOf } from './receptive-field.ts';
import type { ConvUnit, Family, ParameterSpec, ResidualBlock, TrunkCost, TrunkShape } from './types.ts';

/** A convolution with the padding that keeps locations where they are, as PyTorch's networks have it. */
export function padded(
  name: string,
  kernel: number,
  stride: number,
  inputs: number,
  outputs: number,
): ConvUnit {
  return { name, kernel, stride, padding: (kernel - 1) / 2, inputs, outputs };
}

/** Blocks of stages one after another; every stage but the first begins at stride 2. */
export function residualBlocks(
  inputs: number,
  stages: readonly { width: number; blocks: number }[],
): ResidualBlock[] {
  const result: ResidualBlock[] = [];
  let width = inputs;
  stages.forEach((stage, s) => {
    for (let b = 0; b < stage.blocks; b++) {
      const stride = s > 0 && b === 0 ? 2 : 1;
      const name = `block${result.length}`;
      const outputs = stage.width;
      result.push({
        first: padded(`${name}.first`, 3, stride, width, outputs),
        second: padded(`${name}.second`, 3, 1, outputs, outputs),
        shortcut:
          stride !== 1 || width !== outputs ? padded(`${name}.shortcut`, 1, stride, width, outputs) : null,
      });
      width = outputs;
    }
  });
  return result;
}

function units({ stem, blocks }: TrunkShape): ConvUnit[] {
  return [
    stem,
    ...blocks.flatMap(({ first, second, shortcut }) =>
      shortcut ? [first, second, shortcut] : [first, second],
    ),
  ];
}

function weights(trunk: TrunkShape): ParameterSpec[] {
  return units(trunk).map(({ name, kernel, inputs, outputs }) => ({
    name: `${name}.weight`,
    shape: [kernel, kernel, inputs, outputs],
    kind: 'conv',
    fanIn: kernel * kernel * inputs,
    fanOut: kernel * kernel * outputs,
  }));
}

/** Output of every convolution and of every batch norm is kept for the backward pass; the three largest gradients live at once. */
function cost(trunk: TrunkShape, inputSidePx: number): TrunkCost {
  const sides = new Map<string, number>();
  let side = outputSide(trunk.stem, inputSidePx);
  sides.set('stem', side);
  let beside = 0;
  if (trunk.maxPool) {
    side = Math.ceil(side / 2);
    beside += side ** 2 * trunk.stem.outputs;
  }
  for (const block of trunk.blocks) {
    const { first, second, shortcut } = block;
    const margin = marginOf(block);
    // What blocks without padding keep of their input besides.
    if (margin > 0) beside += (side - 2 * margin) ** 2 * first.inputs;
    const inner = outputSide(first, side);
    sides.set(first.name, inner);
    side = outputSide(second, inner);
    for (const unit of [second, ...(shortcut ? [shortcut] : [])]) sides.set(unit.name, side);
  }
  let macs = 0;
  let activations = 0;
  let largestFloats = 0;
  for (const { name, kernel, inputs, outputs } of units(trunk)) {
    const area = (sides.get(name) as number) ** 2;
    macs += area * kernel ** 2 * inputs * outputs;
    activations += area * outputs;
    largestFloats = Math.max(largestFloats, area * outputs);
  }
  return { macs, keptFloats: 2 * activations + beside + 3 * largestFloats, largestFloats };
}

function mapSide({ stem, maxPool, blocks }: TrunkShape, inputSidePx: number): number {
  let side = outputSide(stem, inputSidePx);
  if (maxPool) side = Math.ceil(side / 2);
  for (const { first, second } of blocks) side = outputSide(second, outputSide(first, side));
  return side;
}

export const RESIDUAL: Family = {
  kind: 'residual',
  mostKeptFloats: null,
  trainingPasses: 3,
  dilates: true,
  normalised: units,
  weights,
  cost,
  mapSide,
  receptiveFieldPx: ({ stem, maxPool, blocks }) =>
    fieldOf([
      stem,
      ...(maxPool ? [{ kernel: 3, stride: 2 }] : []),
      ...blocks.flatMap(({ first, second }) => [first, second]),
    ]),
};
