/**
 * The networks as data: which convolutions follow each other, with which stride and width. Forward passes, initial weights,
 * memory estimates and the fully convolutional evaluation all read this one description (method section 2).
 * small: stem 3x3 stride 2, one residual block each of width w, 2w, 4w. resnet18: ImageNet stem (7x7 stride 2, max pool)
 * or, for inputs of 64 px and less, 3x3 stride 1 without pooling. efficientnet-b0: see efficientnet/. Head: D-BN-ReLU, hidden-BN-ReLU,
 * logits.
 */
import type { ModelConfig } from '../../core/config/schema.ts';
import { STEM_CHANNELS, TAPS } from './efficientnet/architecture.ts';

/** A convolution without bias and the batch norm that follows it. */
export interface ConvUnit {
  readonly name: string;
  /** Side of the square filter (odd); padding is (kernel - 1) / 2. */
  readonly kernel: number;
  readonly stride: number;
  readonly inputs: number;
  readonly outputs: number;
}

/** relu(bn(second(relu(bn(first(x))))) + shortcut(x)); without `shortcut` the identity. */
export interface ResidualBlock {
  readonly first: ConvUnit;
  readonly second: ConvUnit;
  readonly shortcut: ConvUnit | null;
}

export interface Network {
  readonly backbone: ModelConfig['backbone'];
  readonly stem: ConvUnit;
  readonly maxPool: boolean;
  /** Empty for EfficientNet-B0, whose blocks are in efficientnet/architecture.ts. */
  readonly blocks: readonly ResidualBlock[];
  /** Width D of the pooled features. */
  readonly features: number;
  /** Pixels of the input per place of the last feature map. */
  readonly stridePx: number;
  /** Width of the second hidden layer of the head. */
  readonly hidden: number;
  readonly classes: number;
}

const STEM_OUTPUTS = 64;
/** Inputs up to this side take the 3x3 stride 1 stem when the stem is 'auto'. */
const SMALL_INPUT_PX = 64;

function residualBlocks(
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
        first: { name: `${name}.first`, kernel: 3, stride, inputs: width, outputs },
        second: { name: `${name}.second`, kernel: 3, stride: 1, inputs: outputs, outputs },
        shortcut:
          stride !== 1 || width !== outputs
            ? { name: `${name}.shortcut`, kernel: 1, stride, inputs: width, outputs }
            : null,
      });
      width = outputs;
    }
  });
  return result;
}

/** The network of a configuration for square inputs of `inputSizePx`, with one logit per class of the task. */
export function describeNetwork(model: ModelConfig, inputSizePx: number, classes: number): Network {
  const head = { hidden: model.headWidth, classes, backbone: model.backbone };
  switch (model.backbone) {
    case 'efficientnet-b0':
      return {
        ...head,
        stem: { name: 'stem', kernel: 3, stride: 2, inputs: 3, outputs: STEM_CHANNELS },
        maxPool: false,
        blocks: [],
        features: TAPS.top.channels,
        stridePx: TAPS.top.stridePx,
      };
    case 'small': {
      const w = model.width;
      const widths = [w, 2 * w, 4 * w];
      return {
        ...head,
        stem: { name: 'stem', kernel: 3, stride: 2, inputs: 3, outputs: w },
        maxPool: false,
        blocks: residualBlocks(
          w,
          widths.map((width) => ({ width, blocks: 1 })),
        ),
        features: 4 * w,
        stridePx: 8,
      };
    }
    case 'resnet18': {
      const imagenet = model.stem === 'imagenet' || (model.stem === 'auto' && inputSizePx > SMALL_INPUT_PX);
      const widths = [64, 128, 256, 512];
      return {
        ...head,
        stem: imagenet
          ? { name: 'stem', kernel: 7, stride: 2, inputs: 3, outputs: STEM_OUTPUTS }
          : { name: 'stem', kernel: 3, stride: 1, inputs: 3, outputs: STEM_OUTPUTS },
        maxPool: imagenet,
        blocks: residualBlocks(
          STEM_OUTPUTS,
          widths.map((width) => ({ width, blocks: 2 })),
        ),
        features: 512,
        stridePx: imagenet ? 32 : 8,
      };
    }
    default:
      return model.backbone satisfies never;
  }
}

/** All convolutions of the trunk that a batch norm follows, in forward order; EfficientNet-B0 has none. */
export function convUnits(network: Network): ConvUnit[] {
  if (network.backbone === 'efficientnet-b0') return [];
  return [
    network.stem,
    ...network.blocks.flatMap(({ first, second, shortcut }) =>
      shortcut ? [first, second, shortcut] : [first, second],
    ),
  ];
}

/** Layers of the head: the first two are followed by batch norm and ReLU, the last has a bias. */
export function headLayers(network: Network): { name: string; inputs: number; outputs: number }[] {
  const { features, hidden, classes } = network;
  return [
    { name: 'head0', inputs: features, outputs: features },
    { name: 'head1', inputs: features, outputs: hidden },
    { name: 'logits', inputs: hidden, outputs: classes },
  ];
}

/** Every batch norm: trunk, then head. The order in which running statistics are packed. */
export function batchNorms(network: Network): { name: string; channels: number }[] {
  return [
    ...convUnits(network).map(({ name, outputs }) => ({ name, channels: outputs })),
    ...headLayers(network)
      .slice(0, 2)
      .map(({ name, outputs }) => ({ name, channels: outputs })),
  ];
}
