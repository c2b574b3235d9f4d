/**
 * The trunk of a network as a TensorFlow.js Layers model: the same convolutions as `models/inference.ts` and
 * `models/efficientnet/forward.ts`, with batch norm folded into filter and bias. The head plays no part in scoring (method section 3).
 */
import { MOBILE_BLOCKS, type MobileBlock } from '../models/efficientnet/architecture.ts';
import type { Trunk } from '../models/inference.ts';
import type { ConvUnit, Network, ResidualBlock } from '../models/network.ts';
import { GraphOfLayers } from './graph-of-layers.ts';

type Shapes = Pick<Trunk, 'layer'>;

const shapesOf = (trunk: Shapes, name: string) => {
  const { filter, bias } = trunk.layer(name);
  return { filter: filter.shape, bias: bias.shape };
};

/** Topology and the list of weights that fill it. */
export function layersModel(network: Network, trunk: Shapes): { graph: GraphOfLayers; topology: object } {
  const graph = new GraphOfLayers();
  const output =
    network.backbone === 'efficientnet-b0'
      ? mobileLayers(graph, trunk)
      : residualLayers(graph, network, trunk);
  return { graph, topology: graph.topology(output) };
}

function residualLayers(graph: GraphOfLayers, network: Network, trunk: Shapes): string {
  const conv = ({ name, kernel, stride }: ConvUnit, activation: string, input: string) =>
    graph.conv(name, shapesOf(trunk, name), { stride, padding: (kernel - 1) / 2, activation }, input);
  const block = ({ first, second, shortcut }: ResidualBlock, index: number, input: string) => {
    const inner = conv(second, 'linear', conv(first, 'relu', input));
    const residual = shortcut ? conv(shortcut, 'linear', input) : input;
    const sum = graph.layer('Add', `block${index}_add`, {}, [inner, residual]);
    return graph.activation(`block${index}_out`, 'relu', sum);
  };
  let y = conv(network.stem, 'relu', graph.input);
  if (network.maxPool) {
    // Padded with zeros, which no maximum over values from ReLU notices.
    const padding = [
      [1, 1],
      [1, 1],
    ];
    y = graph.layer('ZeroPadding2D', 'pool_pad', { padding, data_format: 'channels_last' }, [y]);
    const pool = { pool_size: [3, 3], strides: [2, 2], padding: 'valid', data_format: 'channels_last' };
    y = graph.layer('MaxPooling2D', 'pool', pool, [y]);
  }
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
