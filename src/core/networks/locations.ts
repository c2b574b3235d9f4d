/** How many locations a network leaves of how many pixels. All maps are square: sides only. */
import { PlaygroundError } from '../errors.ts';
import type { ConvUnit, Network, ResidualBlock } from './types.ts';

/** Side of a convolution's output. */
export function outputSide({ kernel, stride, padding }: ConvUnit, side: number): number {
  return Math.floor((side + 2 * padding - kernel) / stride) + 1;
}

/** Locations that the filters of a block leave out on each side of its input; the shortcut beside them takes the others. */
export function marginOf({ first, second }: ResidualBlock): number {
  const cut = ({ kernel, padding }: ConvUnit) => (kernel - 1) / 2 - padding;
  return cut(first) + first.stride * cut(second);
}

/** Whether nothing after the first filter of the network's block `index` looks at a location's neighbours. */
export function onlyPointsAfter({ blocks }: Network, index: number): boolean {
  const isPoint = ({ kernel, stride }: ConvUnit) => kernel === 1 && stride === 1;
  return (
    isPoint(blocks[index].second) &&
    blocks.slice(index + 1).every(({ first, second }) => isPoint(first) && isPoint(second))
  );
}

/**
 * Side of the last feature map, at least 1.
 * @throws PlaygroundError `input-too-small` where filters without padding do not fit into the input.
 */
export function mapSide(network: Network, inputSidePx: number): number {
  const { family, smallestInputPx } = network.backbone;
  const side = family.mapSide(network, inputSidePx);
  if (side > 0) return side;
  throw new PlaygroundError(
    'input-too-small',
    `This network needs ${smallestInputPx} px, and patches or windows of ${inputSidePx} px were asked for. Nothing was changed.`,
    { sizePx: inputSidePx, neededPx: smallestInputPx },
  );
}

/** Side in pixels of what the filters of one location of the last feature map see. */
export function receptiveFieldPx(network: Network): number {
  return network.backbone.family.receptiveFieldPx(network);
}
