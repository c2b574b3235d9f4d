/** Test support: runs a kernel on the WASM backend and as plain loops on the same numbers, and compares. */
import { engine, setBackend, tensor, type NamedAttrMap, type Tensor } from '@tensorflow/tfjs-core';
import { setThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import { expect } from 'vitest';
import { createRandom } from '../../../../core/random/random.ts';
import type { HostTensor } from '../../reference/host.ts';
import { REFERENCE_KERNELS } from '../../reference/register.ts';
import { hasRelaxedSimd } from './bare-runtime.ts';
import { registerWasmKernels, type WasmKernelOptions } from '../register.ts';

/** Starts the backend with our kernels on it; `relaxedSimd` where this Node can be told to have it. */
export async function startWasmKernels(options: WasmKernelOptions = {}): Promise<void> {
  setThreadsCount(1);
  await setBackend('wasm');
  if (options.relaxedSimd) await hasRelaxedSimd();
  await registerWasmKernels(options);
}

/** Normally distributed values from a seed. */
export function randomTensor(shape: readonly number[], seed: number): HostTensor {
  const random = createRandom(seed, 'wasm-kernels');
  const size = shape.reduce((a, b) => a * b, 1);
  return { values: Float32Array.from({ length: size }, () => random.normal()), shape };
}

/** The outputs of a kernel on the active backend. */
export function runOnWasm(
  name: string,
  inputs: Readonly<Record<string, HostTensor>>,
  attrs: object,
): HostTensor[] {
  const given: Record<string, Tensor> = {};
  for (const [key, { values, shape }] of Object.entries(inputs)) given[key] = tensor(values, [...shape]);
  const result = engine().runKernel(name, given, attrs as NamedAttrMap) as Tensor | Tensor[];
  const outputs = Array.isArray(result) ? result : [result];
  const host = outputs.map((t) => ({ values: t.dataSync() as Float32Array, shape: t.shape }));
  for (const t of [...outputs, ...Object.values(given)]) t.dispose();
  return host;
}

/** Largest difference of two arrays, relative to the largest absolute value of the truth. */
export function relativeError(actual: Float32Array, truth: Float32Array): number {
  let scale = 1e-6;
  let worst = 0;
  truth.forEach((value, i) => {
    scale = Math.max(scale, Math.abs(value));
    const difference = Math.abs(actual[i] - value);
    worst = difference > worst || Number.isNaN(difference) ? difference : worst;
  });
  return worst / scale;
}

/** Expects every output of the kernel within 1e-4 of the plain loops', relative to the output's scale. */
export function expectAsReference(
  name: string,
  inputs: Readonly<Record<string, HostTensor>>,
  attrs: object,
): void {
  const truth = REFERENCE_KERNELS[name](inputs, attrs as NamedAttrMap);
  const actual = runOnWasm(name, inputs, attrs);
  expect(actual.map(({ shape }) => [...shape])).toEqual(truth.map(({ shape }) => [...shape]));
  truth.forEach(({ values }, i) => expect(relativeError(actual[i].values, values)).toBeLessThan(1e-4));
}
