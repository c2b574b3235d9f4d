/** The networks of the step benchmark: what the presets `quick` (small) and `workshop` and `paper` (ResNet-18) train. */
import { describeNetwork } from '../src/core/networks/network.ts';
import type { Network } from '../src/core/networks/types.ts';

export interface BenchNetwork {
  readonly name: string;
  readonly backbone: 'small' | 'resnet18' | 'efficientnet-b0';
  readonly sizePx: number;
  readonly batch: number;
}

export const NETWORKS: readonly BenchNetwork[] = [
  { name: 'small 64 px batch 16', backbone: 'small', sizePx: 64, batch: 16 },
  { name: 'small 64 px batch 48', backbone: 'small', sizePx: 64, batch: 48 },
  { name: 'ResNet-18 64 px batch 48', backbone: 'resnet18', sizePx: 64, batch: 48 },
  { name: 'ResNet-18 256 px batch 8', backbone: 'resnet18', sizePx: 256, batch: 8 },
];

const CLASSES = 3;

export function networkOf({ backbone, sizePx }: BenchNetwork): Network {
  const shared = { mode: 'patch', cropSizePx: 64, stem: 'auto', headWidth: 128, weights: 'random' } as const;
  const model = { backbone, width: 16, ...shared };
  return describeNetwork(model, sizePx, CLASSES);
}
