/**
 * Are sums that end in subgroups the same to the last bit as those by barriers, on this device? How threads lie in subgroups is the driver's, and one
 * that lies must be found before a run. Widths from one lane to more than a subgroup.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { formulaValues } from '../../../formula/numbers.ts';
import { withoutObjection } from '../objections.ts';
import { offeredSubgroup, useSubgroups } from '../subgroups.ts';
import { batchNormTrain } from './batch-norm.ts';

/** Rows and channels: of one workgroup and of several, four channels a lane and one. */
const SHAPES = [
  [512, 4],
  [2048, 64],
  [700, 7],
  [1024, 256],
  [96, 16],
] as const;

export interface Subgroups {
  readonly size: number;
  /** Why they are not used; empty where they are. */
  readonly reason: string;
}

/** Null where the device has none. */
export async function trySubgroups(backend: WebGPUBackend): Promise<Subgroups | null> {
  const size = offeredSubgroup(backend);
  if (size === 0) return null;
  try {
    const same = await withoutObjection(backend.device, () => agree(backend, size));
    if (!same) throw new Error('their sums differ from those by barriers');
    useSubgroups(backend, size);
    return { size, reason: '' };
  } catch (error) {
    useSubgroups(backend, 0);
    return { size, reason: error instanceof Error ? error.message : String(error) };
  }
}

async function agree(backend: WebGPUBackend, size: number): Promise<boolean> {
  for (const [rows, channels] of SHAPES) {
    useSubgroups(backend, 0);
    const plain = await momentsOf(backend, rows, channels);
    useSubgroups(backend, size);
    const handedOn = await momentsOf(backend, rows, channels);
    if (plain.some((value, i) => value !== handedOn[i])) return false;
  }
  return true;
}

/** Means and variances of every channel. */
async function momentsOf(backend: WebGPUBackend, rows: number, channels: number): Promise<Float32Array> {
  const make = (shape: number[], stream: number) =>
    backend.makeTensorInfo(
      shape,
      'float32',
      formulaValues(
        stream,
        shape.reduce((a, b) => a * b),
        1,
      ),
    );
  const inputs = { x: make([rows, channels], 0), gamma: make([channels], 1), beta: make([channels], 2) };
  const results = batchNormTrain(backend, inputs, { epsilon: 1e-5, relu: false });
  const [, mean, variance] = results;
  const read = await Promise.all([mean, variance].map(({ dataId }) => backend.read(dataId)));
  for (const { dataId } of [...Object.values(inputs), ...results]) backend.disposeData(dataId);
  return Float32Array.from((read as Float32Array[]).flatMap((values) => [...values]));
}
