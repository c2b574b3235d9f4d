/** How many places a network leaves of how many pixels. All maps are square: sides only. */
import { PlaygroundError } from '../../core/errors.ts';
import type { ConvUnit, Network, ResidualBlock } from './network.ts';

/** Side of a convolution's output. */
export function outputSide({ kernel, stride, padding }: ConvUnit, side: number): number {
  return Math.floor((side + 2 * padding - kernel) / stride) + 1;
}

/** Places that the filters of a block leave out on each side of its input; the shortcut beside them takes the others. */
export function marginOf({ first, second }: ResidualBlock): number {
  const cut = ({ kernel, padding }: ConvUnit) => (kernel - 1) / 2 - padding;
  return cut(first) + first.stride * cut(second);
}

/** Whether nothing after the first filter of the network's block `index` looks at a place's neighbours. */
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
  const side = sideOf(network, inputSidePx);
  if (side > 0) return side;
  let neededPx = inputSidePx + 1;
  while (sideOf(network, neededPx) < 1) neededPx++;
  throw new PlaygroundError(
    'input-too-small',
    `This network needs ${neededPx} px, and patches or windows of ${inputSidePx} px were asked for. Nothing was changed.`,
    { sizePx: inputSidePx, neededPx },
  );
}

function sideOf(network: Network, inputSidePx: number): number {
  if (network.blocks.length === 0) return Math.ceil(inputSidePx / network.stridePx);
  let side = outputSide(network.stem, inputSidePx);
  if (network.maxPool) side = Math.ceil(side / 2);
  for (const { first, second } of network.blocks) side = outputSide(second, outputSide(first, side));
  return side;
}
