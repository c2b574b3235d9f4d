/**
 * EfficientNet-B0 (Tan and Le, ICML 2019) as data: seven stacks of inverted residual blocks with squeeze-and-excitation. Names are those of
 * the converted weights (scripts/convert-backbone.mjs), normalisation already folded into filter and bias.
 */
export interface MobileBlock {
  /** Prefix of its weights, `stack_i/block_j`. */
  readonly name: string;
  readonly stride: 1 | 2;
  /** Side of the depthwise filter. */
  readonly kernel: 3 | 5;
  readonly inputs: number;
  readonly outputs: number;
  /** The first stack has no expansion. */
  readonly expands: boolean;
  /** Input and output are added where stride is 1 and the channels agree. */
  readonly residual: boolean;
}

export const STEM_CHANNELS = 32;
/** Channels of the expanded input, in multiples of the block's inputs. */
const EXPANSION = 6;
/** Channels between squeeze and excitation, as a share of the block's inputs. */
const SQUEEZE = 4;

const REPEATS = [1, 2, 2, 3, 3, 4, 1];
const STRIDES = [1, 2, 2, 2, 1, 2, 1] as const;
const KERNELS = [3, 3, 5, 3, 5, 5, 3] as const;
const OUTPUTS = [16, 24, 40, 80, 112, 192, 320];

export const MOBILE_BLOCKS: readonly MobileBlock[] = REPEATS.flatMap((repeats, i) =>
  Array.from({ length: repeats }, (_, j): MobileBlock => ({
    name: `stack_${i}/block_${j}`,
    stride: j === 0 ? STRIDES[i] : 1,
    kernel: KERNELS[i],
    inputs: j > 0 ? OUTPUTS[i] : (OUTPUTS[i - 1] ?? STEM_CHANNELS),
    outputs: OUTPUTS[i],
    expands: i > 0,
    residual: j > 0,
  })),
);

export const expandedChannels = ({ inputs, expands }: MobileBlock): number =>
  expands ? EXPANSION * inputs : inputs;

export const squeezedChannels = ({ inputs }: MobileBlock): number => inputs / SQUEEZE;

/** Where features can be read: the last block at each stride, and the 1x1 convolution on top. */
export const TAPS = {
  stride4: { after: 'stack_1/block_1', stridePx: 4, channels: 24 },
  stride8: { after: 'stack_2/block_1', stridePx: 8, channels: 40 },
  stride16: { after: 'stack_4/block_2', stridePx: 16, channels: 112 },
  top: { after: 'top', stridePx: 32, channels: 1280 },
} as const;

export type TapName = keyof typeof TAPS;
