/** Times work on the webgpu backend: medians of several ways to do the same thing, measured in turns. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

export interface StopwatchOptions {
  rounds: number;
  /** A sample repeats its work until it lasts about this long, so that starting it does not count; 0: once. */
  sampleMs: number;
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** Hands all recorded work to the device and waits until it is done. */
export async function finish(backend: WebGPUBackend): Promise<void> {
  const held = backend as unknown as {
    commandEncoder: unknown;
    endComputePassEncoder(): void;
    submitQueue(): void;
  };
  if (held.commandEncoder) {
    held.endComputePassEncoder();
    held.submitQueue();
  }
  await backend.queue.onSubmittedWorkDone();
}

async function sample(backend: WebGPUBackend, run: () => void, times: number): Promise<number> {
  const startedAt = performance.now();
  for (let i = 0; i < times; i++) run();
  await finish(backend);
  return (performance.now() - startedAt) / times;
}

/** Milliseconds of each way: medians, measured in turns after a warm-up that also fixes the repetitions. */
export async function inTurns(
  backend: WebGPUBackend,
  ways: (() => void)[],
  { rounds, sampleMs }: StopwatchOptions,
): Promise<number[]> {
  const times: number[] = [];
  for (const way of ways) {
    await sample(backend, way, 1);
    const once = sampleMs > 0 ? await sample(backend, way, 3) : 1;
    times.push(Math.max(1, Math.min(200, Math.ceil(sampleMs / once))));
  }
  const samples = ways.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (let w = 0; w < ways.length; w++) samples[w].push(await sample(backend, ways[w], times[w]));
  }
  return samples.map(median);
}
