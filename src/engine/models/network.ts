/**
 * The networks as data: which convolutions follow each other, with which stride and width. Forward passes, initial weights,
 * memory estimates and the fully convolutional evaluation all read this one description (method section 2).
 * small: stem 3x3 stride 2, one residual block each of width w, 2w, 4w. small-valid: the same without padding, its last filter 1x1.
 * resnet18: ImageNet stem (7x7 stride 2, max pool) or, for inputs of 64 px and less, 3x3 stride 1 without pooling. efficientnet-b0: see
 * efficientnet/. Head: D-BN-ReLU, hidden-BN-ReLU, logits.
 */
import { VALID_NET_PX, type ModelConfig } from '../../core/config/schema.ts';
import { STEM_CHANNELS, TAPS } from './efficientnet/architecture.ts';

/** A convolution without bias and the batch norm that follows it. */
export interface ConvUnit {
  readonly name: string;
  /** Side of the square filter (odd). */
  readonly kernel: number;
  readonly stride: number;
  /** Zeros on every side: (kernel - 1) / 2, or none. */
  readonly padding: number;
  readonly inputs: number;
  readonly outputs: number;
}

/** relu(bn(second(relu(bn(first(x))))) + shortcut(x)); without `shortcut` the identity. Where the filters have no padding x is cut first. */
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
  /** Pixel on which the first place of the last feature map is centred. */
  readonly offsetPx: number;
  /** Width of the second hidden layer of the head. */
  readonly hidden: number;
  readonly classes: number;
}

const STEM_OUTPUTS = 64;
/** Inputs up to this side take the 3x3 stride 1 stem when the stem is 'auto'. */
const SMALL_INPUT_PX = 64;

/** A convolution with the padding that keeps places where they are, as PyTorch's networks have it. */
function padded(name: string, kernel: number, stride: number, inputs: number, outputs: number): ConvUnit {
  return { name, kernel, stride, padding: (kernel - 1) / 2, inputs, outputs };
}

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

const unpadded = (unit: ConvUnit): ConvUnit => ({ ...unit, padding: 0 });

/**
 * The small net without padding: what it makes of a place depends on the pixels that its filters see and on nothing else, so a window cut out
 * of an image and the same window within it have the same features. Its last filter is 1x1: it sees 31 px, no more than the paper's window of 32.
 */
function withoutPadding(network: Network): Network {
  const blocks = network.blocks.map(({ first, second, shortcut }, i) => ({
    first: unpadded(first),
    second: { ...unpadded(second), kernel: i === network.blocks.length - 1 ? 1 : second.kernel },
    shortcut: shortcut && unpadded(shortcut),
  }));
  return { ...network, stem: unpadded(network.stem), blocks, offsetPx: (VALID_NET_PX - 1) / 2 };
}

/** The network of a configuration for square inputs of `inputSizePx`, with one logit per class of the task. */
export function describeNetwork(model: ModelConfig, inputSizePx: number, classes: number): Network {
  const head = { hidden: model.headWidth, classes, backbone: model.backbone };
  switch (model.backbone) {
    case 'efficientnet-b0':
      return {
        ...head,
        stem: padded('stem', 3, 2, 3, STEM_CHANNELS),
        maxPool: false,
        blocks: [],
        features: TAPS.top.channels,
        stridePx: TAPS.top.stridePx,
        offsetPx: 0,
      };
    case 'small':
    case 'small-valid': {
      const w = model.width;
      const widths = [w, 2 * w, 4 * w];
      const small: Network = {
        ...head,
        stem: padded('stem', 3, 2, 3, w),
        maxPool: false,
        blocks: residualBlocks(
          w,
          widths.map((width) => ({ width, blocks: 1 })),
        ),
        features: 4 * w,
        stridePx: 8,
        offsetPx: 0,
      };
      return model.backbone === 'small' ? small : withoutPadding(small);
    }
    case 'resnet18': {
      const imagenet = model.stem === 'imagenet' || (model.stem === 'auto' && inputSizePx > SMALL_INPUT_PX);
      const widths = [64, 128, 256, 512];
      return {
        ...head,
        stem: imagenet ? padded('stem', 7, 2, 3, STEM_OUTPUTS) : padded('stem', 3, 1, 3, STEM_OUTPUTS),
        maxPool: imagenet,
        blocks: residualBlocks(
          STEM_OUTPUTS,
          widths.map((width) => ({ width, blocks: 2 })),
        ),
        features: 512,
        stridePx: imagenet ? 32 : 8,
        offsetPx: 0,
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
