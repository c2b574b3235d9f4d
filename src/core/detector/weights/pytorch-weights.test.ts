import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../config/presets.ts';
import type { Config } from '../../config/schema.ts';
import { batchNorms, describeNetwork } from '../../networks/network.ts';
import { elementCount, trainableParameters } from '../../networks/parameters.ts';
import { transposed, weightsFile, weightsFromFile, type WeightsOfRun } from './pytorch-weights.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';

const { quick } = PRESETS;
const configOf = (backbone: Config['model']['backbone']): Config => ({
  ...quick,
  preset: 'custom',
  model: { ...quick.model, backbone, width: 4, cropSizePx: 32 },
});

function weightsOf(config: Config): WeightsOfRun {
  const network = describeNetwork(config.model, config.model.cropSizePx, 3);
  const values = (size: number) => new Float32Array(size).map((_, i) => ((i * 7919) % 10_007) / 10_007);
  const channels = batchNorms(network).reduce((sum, norm) => sum + norm.channels, 0);
  return {
    step: 7,
    config,
    tensors: [
      ...trainableParameters(network).map(({ name, shape }) => ({
        name,
        shape,
        data: values(elementCount(shape)),
      })),
      { name: 'running.mean', shape: [channels], data: values(channels) },
      { name: 'running.variance', shape: [channels], data: values(channels) },
    ],
  };
}

/** The same tensors, number by number; millions of them are compared as bytes. */
function expectSame(found: WeightsOfRun, expected: WeightsOfRun): void {
  const facts = ({ tensors }: WeightsOfRun) => tensors.map(({ name, shape }) => [name, [...shape]]);
  expect(facts(found)).toEqual(facts(expected));
  const differing = expected.tensors.filter(({ data }, i) => {
    const other = found.tensors[i].data;
    return data.length !== other.length || data.some((value, k) => value !== other[k]);
  });
  expect(differing.map(({ name }) => name)).toEqual([]);
}

it('turns axes', () => {
  const data = Float32Array.from({ length: 24 }, (_, i) => i);
  expect([...transposed(data, [2, 3, 4], [2, 0, 1])].slice(0, 7)).toEqual([0, 4, 8, 12, 16, 20, 1]);
  expect(transposed(transposed(data, [2, 3, 4], [2, 0, 1]), [4, 2, 3], [1, 2, 0])).toEqual(data);
});

describe.each(['small', 'small-valid', 'efficientnet-b0'] as const)('%s', (backbone) => {
  const weights = weightsOf(configOf(backbone));
  const file = weightsFile(weights, { run: '#1' });

  it('comes back with every number, whatever the page’s settings are', () => {
    const found = weightsFromFile(file, PRESETS.paper);
    expect(found.step).toBe(7);
    expect(found.config).toEqual(weights.config);
    expectSame(found, weights);
  });

  it('has names and layouts that PyTorch reads', () => {
    const shapes = Object.fromEntries(readSafetensors(file).tensors.map(({ name, shape }) => [name, shape]));
    if (backbone === 'efficientnet-b0') {
      expect(shapes['stack_1.block_0.depthwise.weight']).toEqual([96, 1, 3, 3]);
      expect(shapes['stack_1.block_0.expand.weight']).toEqual([96, 16, 1, 1]);
      expect(shapes['top.bias']).toEqual([1280]);
    } else {
      expect(shapes['stem.conv.weight']).toEqual([4, 3, 3, 3]);
      expect(shapes['block0.second.norm.running_var']).toEqual([4]);
      expect(shapes['block0.second.norm.num_batches_tracked']).toEqual([]);
    }
    expect(shapes['logits.weight']).toEqual([3, 128]);
  });
});

describe('a file', () => {
  const config = configOf('small');
  const weights = weightsOf(config);
  const { tensors, metadata } = readSafetensors(weightsFile(weights, {}));
  const saved = (change: { tensors?: typeof tensors; metadata?: typeof metadata }) =>
    writeSafetensors({ tensors, metadata, ...change });

  it('without metadata belongs to the present settings, as after training', () => {
    const found = weightsFromFile(saved({ metadata: {} }), config);
    expect(found.config).toBe(config);
    expect(found.step).toBe(config.training.steps);
    expectSame(found, weights);
    expect(() => weightsFromFile(saved({ metadata: {} }), configOf('resnet18'))).toThrow(
      /stem\.conv\.weight is \[4, 3, 3, 3\]/,
    );
  });

  const changed = (name: string, change: object) =>
    tensors.map((one) => (one.name === name ? { ...one, ...change } : one));
  const about = (change: object) => ({
    cutpaste: JSON.stringify({ ...(JSON.parse(metadata.cutpaste) as object), ...change }),
  });
  it.each([
    ['without a tensor', { tensors: tensors.slice(1) }, /stem\.conv\.weight is missing/],
    [
      'with one too many',
      { tensors: [...tensors, { name: 'extra', shape: [1], data: new Float32Array(1) }] },
      /it has extra/,
    ],
    [
      'with another shape',
      { tensors: changed('logits.bias', { shape: [1, 3] }) },
      /logits\.bias is \[1, 3\] instead of \[3\]/,
    ],
    [
      'with NaN',
      { tensors: changed('logits.bias', { data: Float32Array.of(1, Number.NaN, 1) }) },
      /NaN in logits\.bias/,
    ],
    [
      'with a negative variance',
      { tensors: changed('stem.norm.running_var', { data: Float32Array.of(1, -1, 1, 1) }) },
      /running variance is negative/,
    ],
    ['of a step that the run does not have', { metadata: about({ step: 1001 }) }, /step 1001 of 1000/],
    ['with metadata that cannot be read', { metadata: { cutpaste: '{' } }, /cannot be read/],
    ['with settings that are none', { metadata: about({ config: { model: 1 } }) }, /./],
  ])('%s is refused by name', (_, change, why) => {
    expect(() => weightsFromFile(saved(change), config)).toThrow(why);
  });
});
