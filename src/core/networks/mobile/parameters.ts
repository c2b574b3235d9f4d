/**
 * What EfficientNet-B0's trunk learns: names, shapes, and for an untrained one the spread of its random weights. Without batch norm the
 * spread must keep the size of signals through 16 blocks. Of large signals swish leaves half of the power, as ReLU does (of small ones
 * less, and less the smaller they are: so the stem makes them large), gates near a half leave a quarter of that, and residual
 * branches start weak, since each adds its power.
 */
import type { ParameterSpec } from '../types.ts';
import {
  expandedChannels,
  MOBILE_BLOCKS,
  squeezedChannels,
  STEM_CHANNELS,
  TAPS,
  type MobileBlock,
} from './architecture.ts';

const SWISH_POWER = 0.5;
const GATED_POWER = SWISH_POWER / 4;
const STEM_GAIN = 4;
const RESIDUAL_GAIN = 0.5;
const GATE_GAIN = 0.05;

/** Filter and bias; `power` is the mean square of what comes in. */
function layer(
  name: string,
  [kernel, inputs, outputs]: readonly [number, number, number],
  power: number,
): ParameterSpec[] {
  const fanIn = kernel * kernel * inputs;
  const fan = { fanIn, fanOut: kernel * kernel * outputs };
  const shape = [kernel, kernel, inputs, outputs];
  return [
    { name: `${name}.filter`, shape, kind: 'conv', deviation: 1 / Math.sqrt(fanIn * power), ...fan },
    { name: `${name}.bias`, shape: [outputs], kind: 'bias', deviation: 0, ...fan },
  ];
}

function depthwise(name: string, kernel: number, channels: number, power: number): ParameterSpec[] {
  const fan = { fanIn: kernel * kernel, fanOut: kernel * kernel };
  const deviation = 1 / Math.sqrt(kernel * kernel * power);
  return [
    { name: `${name}.filter`, shape: [kernel, kernel, channels, 1], kind: 'conv', deviation, ...fan },
    { name: `${name}.bias`, shape: [channels], kind: 'bias', deviation: 0, ...fan },
  ];
}

function blockParameters(block: MobileBlock): ParameterSpec[] {
  const { name, kernel, inputs, outputs, expands, residual } = block;
  const [wide, small] = [expandedChannels(block), squeezedChannels(block)];
  return [
    ...(expands ? layer(`${name}/expand`, [1, inputs, wide], 1) : []),
    ...depthwise(`${name}/depthwise`, kernel, wide, SWISH_POWER),
    ...layer(`${name}/se_reduce`, [1, wide, small], SWISH_POWER),
    ...layer(`${name}/se_expand`, [1, small, wide], 1 / GATE_GAIN ** 2),
    ...layer(`${name}/project`, [1, wide, outputs], GATED_POWER / (residual ? RESIDUAL_GAIN ** 2 : 1)),
  ];
}

/** In forward order. */
export const MOBILE_PARAMETERS: readonly ParameterSpec[] = [
  ...layer('stem', [3, 3, STEM_CHANNELS], 1 / STEM_GAIN ** 2),
  ...MOBILE_BLOCKS.flatMap(blockParameters),
  ...layer('top', [1, MOBILE_BLOCKS[MOBILE_BLOCKS.length - 1].outputs, TAPS.top.channels], 1),
];

/** Multiply-adds of a forward pass and values kept for the backward pass, for square inputs. */
export function mobileCost(sizePx: number): { macs: number; keptFloats: number } {
  let side = Math.ceil(sizePx / 2);
  let macs = side ** 2 * 27 * STEM_CHANNELS;
  let keptFloats = 2 * side ** 2 * STEM_CHANNELS;
  for (const block of MOBILE_BLOCKS) {
    const wide = expandedChannels(block);
    const out = Math.ceil(side / block.stride);
    if (block.expands) {
      macs += side ** 2 * block.inputs * wide;
      keptFloats += 2 * side ** 2 * wide;
    }
    macs += out ** 2 * wide * (block.kernel ** 2 + block.outputs);
    keptFloats += out ** 2 * (3 * wide + (block.residual ? 2 : 1) * block.outputs);
    side = out;
  }
  const { inputs, outputs } = { inputs: 320, outputs: TAPS.top.channels };
  return {
    macs: macs + side ** 2 * inputs * outputs,
    keptFloats: keptFloats + 2 * side ** 2 * outputs,
  };
}
