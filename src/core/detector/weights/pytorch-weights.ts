/**
 * The weights of a network under the names and in the layout of its PyTorch twin (take-home-pytorch/to_pytorch.py), and back: filters
 * `[out, in, h, w]`, linear layers `[out, in]`, each batch norm's running statistics under its own name.
 */
import { inputSizePx } from '../../augment/batch-size.ts';
import { taskViews } from '../../augment/tasks.ts';
import { parseKeptConfig } from '../../config/kept.ts';
import type { Config } from '../../config/schema.ts';
import { PlaygroundError } from '../../errors.ts';
import { MOBILE_BLOCKS } from '../../networks/mobile/architecture.ts';
import { batchNorms, describeNetwork } from '../../networks/network.ts';
import { trainableParameters } from '../../networks/parameters.ts';
import type { Network, ParameterSpec } from '../../networks/types.ts';
import { requireSensibleWeights } from '../../project/plausible.ts';
import { readSafetensors, writeSafetensors, type NamedTensor } from './safetensors.ts';

/** Weights as checkpoints have them. */
export interface PlainTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export interface WeightsOfRun {
  readonly step: number;
  readonly config: Config;
  readonly tensors: readonly PlainTensor[];
}

const RUNNING = [
  ['running.mean', 'running_mean'],
  ['running.variance', 'running_var'],
] as const;

export const networkOf = ({ model, augment, data }: Config): Network =>
  describeNetwork(model, inputSizePx(model, data.imageSizePx), taskViews(augment.task).length);

/** What the twin is built from: the layers, as data. */
export function layersOf({ backbone, stem, maxPool, blocks, features, hidden, classes }: Network): object {
  const { kind } = backbone.family;
  return kind === 'mobile'
    ? { kind, blocks: MOBILE_BLOCKS, features, hidden, classes }
    : { kind, stem, maxPool, blocks, features, hidden, classes };
}

function torchName({ name, kind }: ParameterSpec): string {
  const at = name.lastIndexOf('.');
  const layer = name.slice(0, at).replaceAll('/', '.');
  if (kind === 'gamma') return `${layer}.norm.weight`;
  if (kind === 'beta') return `${layer}.norm.bias`;
  if (kind === 'bias') return `${layer}.bias`;
  if (kind === 'dense') return layer === 'logits' ? 'logits.weight' : `${layer}.linear.weight`;
  return name.endsWith('.filter') ? `${layer}.weight` : `${layer}.conv.weight`;
}

/** Order of the axes in PyTorch; `[h, w, channels, 1]` are depthwise filters. */
function axesOf({ shape, kind }: ParameterSpec): readonly number[] {
  if (kind === 'dense') return [1, 0];
  if (shape.length < 4) return [0];
  return shape[3] === 1 ? [2, 3, 0, 1] : [3, 2, 0, 1];
}

/** The same values with axis `axes[i]` in place i. */
export function transposed(
  data: Float32Array,
  shape: readonly number[],
  axes: readonly number[],
): Float32Array {
  const strides = shape.map((_, i) => shape.slice(i + 1).reduce((product, side) => product * side, 1));
  const sides = axes.map((axis) => shape[axis]);
  const steps = axes.map((axis) => strides[axis]);
  const out = new Float32Array(data.length);
  const index = sides.map(() => 0);
  let from = 0;
  for (let to = 0; to < out.length; to++) {
    out[to] = data[from];
    for (let i = sides.length - 1; i >= 0; i--) {
      from += steps[i];
      if (++index[i] < sides[i]) break;
      from -= steps[i] * sides[i];
      index[i] = 0;
    }
  }
  return out;
}

const inverse = (axes: readonly number[]): number[] => axes.map((_, i) => axes.indexOf(i));

/** The weights of a run as a safetensors file; `metadata` beside what the twin and the page need. */
export function weightsFile(
  { step, config, tensors }: WeightsOfRun,
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const network = networkOf(config);
  const given = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const of = (name: string): Float32Array => {
    const found = given.get(name);
    if (!found) throw new Error(`The checkpoint has no ${name}.`);
    return found.data;
  };
  const named = trainableParameters(network).map((spec): NamedTensor => {
    const axes = axesOf(spec);
    const shape = axes.map((axis) => spec.shape[axis]);
    return { name: torchName(spec), shape, data: transposed(of(spec.name), spec.shape, axes) };
  });
  let at = 0;
  const norms = batchNorms(network).flatMap(({ name, channels }): NamedTensor[] => {
    const from = at;
    at += channels;
    return [
      ...RUNNING.map(([packed, torch]) => ({
        name: `${name}.norm.${torch}`,
        shape: [channels],
        data: of(packed).slice(from, at),
      })),
      { name: `${name}.norm.num_batches_tracked`, shape: [], data: BigInt64Array.of(BigInt(step)) },
    ];
  });
  const own = { version: 1, step, config, network: layersOf(network) };
  return writeSafetensors({
    tensors: [...named, ...norms],
    metadata: { format: 'pt', ...metadata, cutpaste: JSON.stringify(own) },
  });
}

const unfit = (reason: string): PlaygroundError =>
  new PlaygroundError(
    'weights-unreadable',
    `The weights do not belong to the network of these settings: ${reason}. Nothing was changed.`,
    { reason },
  );

/** Step and settings that the file names; where it names none, the present ones, with the training done. */
function aboutOf(metadata: Readonly<Record<string, string>>, present: Config): Omit<WeightsOfRun, 'tensors'> {
  if (metadata.cutpaste === undefined) return { step: present.training.steps, config: present };
  let about: { readonly step?: unknown; readonly config?: unknown } | null;
  try {
    about = JSON.parse(metadata.cutpaste) as object | null;
  } catch {
    throw unfit('what the file says of itself cannot be read');
  }
  const { config } = parseKeptConfig(about?.config);
  const step = about?.step;
  if (!Number.isSafeInteger(step) || (step as number) < 0 || (step as number) > config.training.steps)
    throw unfit(`step ${String(step)} of ${config.training.steps}`);
  return { step: step as number, config };
}

/**
 * A checkpoint of the PyTorch twin, as the page's weights (no optimiser's state: a run that goes on begins with none).
 * @throws PlaygroundError `weights-unreadable`, naming the tensor; `project-implausible` for numbers that cannot be weights
 */
export function weightsFromFile(file: Uint8Array, present: Config): WeightsOfRun {
  const { tensors: found, metadata } = readSafetensors(file);
  const about = aboutOf(metadata, present);
  const network = networkOf(about.config);
  const given = new Map(found.map((tensor) => [tensor.name, tensor]));
  const take = (name: string, shape: readonly number[]): Float32Array => {
    const tensor = given.get(name);
    if (!tensor) throw unfit(`${name} is missing`);
    if (tensor.shape.join() !== shape.join())
      throw unfit(`${name} is [${tensor.shape.join(', ')}] instead of [${shape.join(', ')}]`);
    given.delete(name);
    return tensor.data as Float32Array;
  };
  const tensors = trainableParameters(network).map((spec): PlainTensor => {
    const axes = axesOf(spec);
    const shape = axes.map((axis) => spec.shape[axis]);
    const data = transposed(take(torchName(spec), shape), shape, inverse(axes));
    return { name: spec.name, shape: spec.shape, data };
  });
  const norms = batchNorms(network);
  for (const [packed, torch] of RUNNING) {
    const parts = norms.map(({ name, channels }) => take(`${name}.norm.${torch}`, [channels]));
    const data = Float32Array.from(parts.flatMap((part) => [...part]));
    tensors.push({ name: packed, shape: [data.length], data });
  }
  const more = [...given.keys()].find((name) => !name.endsWith('.num_batches_tracked'));
  if (more !== undefined) throw unfit(`it has ${more}, which the network lacks`);
  requireSensibleWeights(tensors);
  const variance = tensors[tensors.length - 1];
  if (variance.data.some((value) => value < 0)) throw unfit('a running variance is negative');
  return { ...about, tensors };
}
