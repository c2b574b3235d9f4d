/**
 * The trunk of a network as a TensorFlow.js Layers model: the same convolutions as `models/inference.ts` and
 * `models/efficientnet/forward.ts`, with batch norm folded into filter and bias. The head plays no part in scoring (method section 3).
 */
import { MOBILE_BLOCKS, type MobileBlock } from '../../core/networks/mobile/architecture.ts';
import type { Trunk } from '../models/inference.ts';
import type { ConvUnit, Family, Network, ResidualBlock } from '../../core/networks/types.ts';
import { PhaseWalk } from '../models/phases.ts';
import { marginOf } from '../../core/networks/locations.ts';
import { GraphOfLayers } from './graph-of-layers.ts';

type Shapes = Pick<Trunk, 'layer'>;

const shapesOf = (trunk: Shapes, name: string) => {
  const { filter, bias } = trunk.layer(name);
  return { filter: filter.shape, bias: bias.shape };
};

export interface Grid {
  /** Pixels between the places of the output: the network's stride, or a divisor of it (not for EfficientNet-B0). */
  readonly gridPx: number;
  /** Side of the images; at a finer grid the model is made for it. */
  readonly sizePx: number;
}

/** Topology and the list of weights that fill it. */
export function layersModel(
  network: Network,
  trunk: Shapes,
  grid: Grid,
): { graph: GraphOfLayers; topology: object } {
  const graph = new GraphOfLayers();
  const output = LAYERS[network.backbone.family.kind](graph, trunk, network, grid);
  return { graph, topology: graph.topology(output) };
}

type LayersOf = (graph: GraphOfLayers, trunk: Shapes, network: Network, grid: Grid) => string;

const LAYERS: Record<Family['kind'], LayersOf> = { residual: residualLayers, mobile: mobileLayers };

/** How a layer is taken: at every place of filters that look `dilation` apart, and at `fill` places beyond until the side is whole; or as it is. */
interface Taken {
  readonly splits: boolean;
  readonly dilation: number;
  readonly fill: number;
}

/**
 * At a finer grid each phase of `models/phases.ts` is every second (fourth, ...) place of one map, and a filter that looks that far apart
 * sees the same places: the same function, in layers that stock TensorFlow.js has.
 */
function residualLayers(graph: GraphOfLayers, trunk: Shapes, network: Network, grid: Grid): string {
  const walk = new PhaseWalk(grid.gridPx);
  let side = grid.sizePx;
  let dilation = 1;
  const enter = (stride: number): Taken => {
    if (walk.enter(stride) === 'as-it-is') {
      side = Math.ceil(side / stride);
      return { splits: false, dilation, fill: 0 };
    }
    // Without padding every window of the image has its places as it is.
    const fill = network.stem.padding > 0 ? -side & (2 * dilation - 1) : 0;
    const taken = { splits: true, dilation, fill };
    side += fill;
    dilation *= 2;
    return taken;
  };
  const conv = (
    { name, stride, padding: zeros }: ConvUnit,
    activation: string,
    input: string,
    taken: Taken,
  ) => {
    const reach = taken.dilation * zeros;
    const padding = { before: reach, after: reach + taken.fill };
    const options = { stride: taken.splits ? 1 : stride, padding, activation, dilation: taken.dilation };
    return graph.conv(name, shapesOf(trunk, name), options, input);
  };
  const pool = (input: string, taken: Taken) => {
    if (taken.splits) return graph.maximumAround('pool', taken.dilation, taken.fill, input);
    // Padded with zeros, which no maximum over values from ReLU notices.
    const padded = graph.zeros('pool_pad', { before: 1, after: 1 }, input);
    const options = { pool_size: [3, 3], strides: [2, 2], padding: 'valid', data_format: 'channels_last' };
    return graph.layer('MaxPooling2D', 'pool', options, [padded]);
  };
  const block = (one: ResidualBlock, index: number, input: string) => {
    const { first, second, shortcut } = one;
    const taken = enter(first.stride);
    const inner = conv(first, 'relu', input, taken);
    const outer = conv(second, 'linear', inner, { splits: false, dilation, fill: 0 });
    const cut = graph.crop(`block${index}_cut`, marginOf(one) * taken.dilation, input);
    const residual = shortcut ? conv(shortcut, 'linear', cut, taken) : cut;
    const sum = graph.layer('Add', `block${index}_add`, {}, [outer, residual]);
    return graph.activation(`block${index}_out`, 'relu', sum);
  };
  let y = conv(network.stem, 'relu', graph.input, enter(network.stem.stride));
  if (network.maxPool) y = pool(y, enter(2));
  network.blocks.forEach((one, i) => (y = block(one, i, y)));
  return y;
}

function mobileLayers(graph: GraphOfLayers, trunk: Shapes): string {
  const conv = (name: string, activation: string, input: string, stride = 1, depthwise = false) =>
    graph.conv(name, shapesOf(trunk, name), { stride, padding: 'same', activation, depthwise }, input);
  const block = ({ name, stride, expands, residual }: MobileBlock, input: string) => {
    const plain = name.replaceAll('/', '_');
    const expanded = expands ? conv(`${name}/expand`, 'swish', input) : input;
    const spatial = conv(`${name}/depthwise`, 'swish', expanded, stride, true);
    const channels = trunk.layer(`${name}/depthwise`).bias.shape[0];
    const pooled = graph.layer('GlobalAveragePooling2D', `${plain}_mean`, { data_format: 'channels_last' }, [
      spatial,
    ]);
    const place = graph.layer('Reshape', `${plain}_place`, { target_shape: [1, 1, channels] }, [pooled]);
    const gate = conv(`${name}/se_expand`, 'sigmoid', conv(`${name}/se_reduce`, 'swish', place));
    const gated = graph.layer('Multiply', `${plain}_gated`, {}, [spatial, gate]);
    const projected = conv(`${name}/project`, 'linear', gated);
    return residual ? graph.layer('Add', `${plain}_add`, {}, [input, projected]) : projected;
  };
  let y = conv('stem', 'swish', graph.input, 2);
  for (const one of MOBILE_BLOCKS) y = block(one, y);
  return conv('top', 'swish', y);
}
