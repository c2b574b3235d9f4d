/** What a device does at most: multiply-adds a second, bytes a second of a copy, and what an empty dispatch and a read cost. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { dispatch } from '../../src/engine/kernels/webgpu/program.ts';
import { finish } from '../../src/engine/kernels/webgpu/testing/stopwatch.ts';

export interface DeviceFigures {
  /** Two operations a multiply-add, in registers. */
  readonly peakGflops: number;
  /** Read and written, each counted. */
  readonly copyGbPerSecond: number;
  readonly emptyDispatchMicroseconds: number;
  readonly readMilliseconds: number;
}

const THREADS = 64;
const CHAINS = 8;

/** The shortest of some runs, in milliseconds. */
async function shortest(backend: WebGPUBackend, run: () => void): Promise<number> {
  let best = Infinity;
  for (let i = 0; i < 6; i++) {
    await finish(backend);
    const startedMs = performance.now();
    run();
    await finish(backend);
    best = Math.min(best, performance.now() - startedMs);
  }
  return best;
}

function multiplyAdds(backend: WebGPUBackend, output: TensorInfo, workgroups: number, rounds: number): void {
  const chains = Array.from({ length: CHAINS }, (_, i) => i);
  dispatch(backend, output, {
    key: 'peak',
    code: () => `
      fn main() {
        let x = vec4<f32>(f32(localId.x) * 0.001);
        ${chains.map((i) => `var c${i} = x + ${i}.0;`).join(' ')}
        for (var i = 0; i < uniforms.rounds; i++) { ${chains.map((i) => `c${i} = fma(c${i}, x, x);`).join(' ')} }
        result[i32(workgroupId.x) * ${THREADS} + i32(localId.x)] = ${chains.map((i) => `c${i}`).join(' + ')};
      }`,
    inputs: [],
    outputComponents: 4,
    workgroupSize: [THREADS, 1, 1],
    workgroups: [workgroups, 1, 1],
    uniforms: { rounds },
  });
}

function copy(backend: WebGPUBackend, from: TensorInfo, to: TensorInfo, workgroups: number): void {
  dispatch(backend, to, {
    key: 'copy',
    code: () => `
      fn main() { let at = i32(workgroupId.x) * ${THREADS} + i32(localId.x); result[at] = from_[at]; }`,
    inputs: [{ name: 'from_', tensor: from, components: 4 }],
    outputComponents: 4,
    workgroupSize: [THREADS, 1, 1],
    workgroups: [workgroups, 1, 1],
    uniforms: {},
  });
}

/** `share` below 1 for a slow adapter. */
export async function measureDevice(backend: WebGPUBackend, share: number): Promise<DeviceFigures> {
  const workgroups = Math.max(1, Math.round(16384 * share));
  const values = 4 * THREADS * workgroups;
  const make = () => backend.makeTensorInfo([values], 'float32');
  const [a, b] = [make(), make()];
  const rounds = Math.max(16, Math.round(1024 * share));
  const peakMs = await shortest(backend, () => multiplyAdds(backend, a, workgroups, rounds));
  const copyMs = await shortest(backend, () => copy(backend, a, b, workgroups));
  const manyMs = await shortest(backend, () => {
    for (let i = 0; i < 256; i++) copy(backend, a, b, 1);
  });
  const readStartedMs = performance.now();
  const small = backend.makeTensorInfo([4], 'float32');
  copy(backend, a, small, 1);
  await backend.read(small.dataId);
  const readMilliseconds = performance.now() - readStartedMs;
  for (const { dataId } of [a, b, small]) backend.disposeData(dataId);
  return {
    peakGflops: (2 * 4 * CHAINS * rounds * THREADS * workgroups) / peakMs / 1e6,
    copyGbPerSecond: (2 * 4 * values) / copyMs / 1e6,
    emptyDispatchMicroseconds: (1000 * manyMs) / 256,
    readMilliseconds,
  };
}
