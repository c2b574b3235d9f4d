/**
 * The files of a TensorFlow.js LayersModel (`model.json` and weight files) as they come from a folder or an archive: found by name, checked for
 * completeness, put together. Everything in them is a stranger's.
 */
import type { io } from '@tensorflow/tfjs-core';
import { PlaygroundError } from '../../core/errors.ts';
import type { BackboneFile } from '../../worker/protocol.ts';

export interface LayersFiles {
  readonly name: string;
  readonly artifacts: io.ModelArtifacts & { readonly modelTopology: unknown };
}

const unreadable = (reason: string) =>
  new PlaygroundError('backbone-unreadable', `The model cannot be read: ${reason}`, { reason });

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const baseName = (path: string) => path.split(/[\\/]/).at(-1) ?? '';

/** @throws PlaygroundError `backbone-unreadable` with what is missing or wrong. */
export function readLayersFiles(files: readonly BackboneFile[]): LayersFiles {
  const found = files
    .filter(({ name }) => name.toLowerCase().endsWith('.json'))
    .flatMap(({ name, bytes }) => {
      const value = parse(bytes);
      return isObject(value) && ('modelTopology' in value || 'weightsManifest' in value)
        ? [{ name, value }]
        : [];
    });
  if (found.length === 0) throw unreadable('there is no model.json of TensorFlow.js among the files');
  if (found.length > 1) throw unreadable(`there are ${found.length} models among the files; give one`);
  const [{ name, value }] = found;
  if (value.format === 'graph-model')
    throw unreadable(
      'it is a graph model; only LayersModels can be cut at a feature map. Convert it as a layers model',
    );
  if (!isObject(value.modelTopology) || !Array.isArray(value.weightsManifest))
    throw unreadable('model.json has no topology or no list of weights');
  const specs: io.WeightsManifestEntry[] = [];
  const parts: Uint8Array[] = [];
  for (const group of value.weightsManifest as unknown[]) {
    if (!isObject(group) || !Array.isArray(group.paths) || !Array.isArray(group.weights))
      throw unreadable('its list of weights is damaged');
    specs.push(...(group.weights as io.WeightsManifestEntry[]));
    for (const path of group.paths as unknown[]) parts.push(weightFile(files, String(path)));
  }
  return {
    name: baseName(name) === 'model.json' ? (name.split(/[\\/]/).at(-2) ?? 'model') : baseName(name),
    artifacts: {
      modelTopology: value.modelTopology,
      format: 'layers-model',
      weightSpecs: specs,
      weightData: join(parts),
    },
  };
}

function weightFile(files: readonly BackboneFile[], path: string): Uint8Array {
  const file = files.find(({ name }) => baseName(name) === baseName(path));
  if (!file)
    throw unreadable(`the weight file ${baseName(path)} is missing. Give all files of the model together`);
  return file.bytes;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

function join(parts: readonly Uint8Array[]): ArrayBuffer {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole.buffer;
}

/** Configurations of layers that state a shape of the input: `batch_input_shape` `[batch, height, width, channels]`. */
function inputConfigs(topology: unknown): Json[] {
  const holder = isObject(topology) && isObject(topology.model_config) ? topology.model_config : topology;
  const config = isObject(holder) && isObject(holder.config) ? holder.config : null;
  const layers = config?.layers ?? (isObject(holder) && Array.isArray(holder.config) ? holder.config : []);
  return (Array.isArray(layers) ? layers : []).flatMap((layer: unknown) => {
    const own = isObject(layer) && isObject(layer.config) ? layer.config : null;
    return own && Array.isArray(own.batch_input_shape) ? [own] : [];
  });
}

/** Side of the input where the model states one; null where it takes any. */
export function inputSizeOf(topology: unknown): number | null {
  const [shape] = inputConfigs(topology).map((config) => config.batch_input_shape as unknown[]);
  const side = shape?.[1];
  return typeof side === 'number' ? side : null;
}

/** A copy in which the open sides of the input are `sizePx`, so that every layer's shape is known. */
export function withInputSize(topology: unknown, sizePx: number): unknown {
  const copy = structuredClone(topology);
  for (const config of inputConfigs(copy)) {
    const shape = config.batch_input_shape as unknown[];
    if (shape.length === 4)
      config.batch_input_shape = [shape[0], shape[1] ?? sizePx, shape[2] ?? sizePx, shape[3]];
  }
  return copy;
}
