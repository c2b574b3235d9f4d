/**
 * Shapes of the layers that the kernels must be fast for: the small residual net on 64 px windows and ResNet-18, as lists of
 * convolutions and batch norms with how often each occurs. Read by the bench; padding is half the filter, as in PyTorch.
 */

export interface ConvLayer {
  /** Input height and width. */
  size: number;
  channels: number;
  outChannels: number;
  filter: number;
  stride: number;
  /** How many such layers the network has. */
  count: number;
}

export interface Network {
  name: string;
  batch: number;
  convs: ConvLayer[];
  /** [size, channels, count] of the batch norms. */
  norms: [number, number, number][];
}

const conv = (
  size: number,
  channels: number,
  outChannels: number,
  filter: number,
  stride: number,
  count = 1,
): ConvLayer => ({
  size,
  channels,
  outChannels,
  filter,
  stride,
  count,
});

const small = (batch: number): Network => ({
  name: `small-64x${batch}`,
  batch,
  convs: [
    conv(64, 3, 16, 3, 2),
    conv(32, 16, 16, 3, 1, 2),
    conv(32, 16, 32, 3, 2),
    conv(16, 32, 32, 3, 1),
    conv(32, 16, 32, 1, 2),
    conv(16, 32, 64, 3, 2),
    conv(8, 64, 64, 3, 1),
    conv(16, 32, 64, 1, 2),
  ],
  norms: [
    [32, 16, 3],
    [16, 32, 3],
    [8, 64, 3],
  ],
});

/** Four stages of two basic blocks; `size` is the input of the first. */
const stages = (size: number): Pick<Network, 'convs' | 'norms'> => ({
  convs: [
    conv(size, 64, 64, 3, 1, 4),
    ...[1, 2, 3].flatMap((stage) => {
      const [inSize, inChannels] = [size / 2 ** (stage - 1), 32 * 2 ** stage];
      return [
        conv(inSize, inChannels, 2 * inChannels, 3, 2),
        conv(inSize / 2, 2 * inChannels, 2 * inChannels, 3, 1, 3),
        conv(inSize, inChannels, 2 * inChannels, 1, 2),
      ];
    }),
  ],
  norms: [
    [size, 64, 4],
    [size / 2, 128, 5],
    [size / 4, 256, 5],
    [size / 8, 512, 5],
  ],
});

function resnet18(size: number, batch: number): Network {
  // At 64 px the stem is a 3 x 3 convolution of stride 1 without pooling.
  const isSmall = size <= 64;
  const body = stages(isSmall ? size : size / 4);
  const stem = isSmall ? conv(size, 3, 64, 3, 1) : conv(size, 3, 64, 7, 2);
  return {
    name: `resnet18-${size}x${batch}`,
    batch,
    convs: [stem, ...body.convs],
    norms: [[isSmall ? size : size / 2, 64, 1], ...body.norms],
  };
}

/** The networks that the benchmark names, at their batch sizes. */
export const NETWORKS = [small(16), small(48), resnet18(64, 48), resnet18(256, 8)];
/** A layer in words. */
export const layerName = (l: ConvLayer) =>
  `${l.size} px, ${l.channels} -> ${l.outChannels}, ${l.filter} x ${l.filter} / ${l.stride}`;
