/**
 * Warming up compiles what a run needs and says so; a second run in the same page compiles nothing and starts at once. On WASM in the
 * engine's own module, on WebGPU (a software adapter where there is no GPU) in shaders and pipelines.
 */
import { afterAll, expect, it, vi } from 'vitest';
import type { Config } from '../../core/config/schema.ts';
import type { BackendName, EngineEvent } from '../../worker/protocol.ts';
import { stopNodeWebgpu } from '../kernels/webgpu/testing/node-webgpu.ts';
import { openBackend } from '../kernels/webgpu/testing/run-kernel.ts';
import { createEngine } from './engine.ts';
import { config, images } from './testing/small-set.ts';

/** Seconds on an idle machine; a busy one with a software adapter gets its time. */
const PATIENCE_MS = 300_000;

const tiny: Config = {
  ...config,
  model: { ...config.model, cropSizePx: 16, headWidth: 8 },
  training: { ...config.training, steps: 2, sourcesPerStep: 1 },
  evaluation: { ...config.evaluation, everySteps: 0, windowSizePx: 16, windowStridePx: 24 },
};

afterAll(stopNodeWebgpu);

/** Two runs, `steps` steps of each; how much `compilations` grew in each. Steps bring evaluations, which take a software adapter long. */
async function twice(backend: BackendName, steps: 0 | 2, compilations: () => number) {
  const events: EngineEvent[] = [];
  const engine = createEngine({ wasmThreads: 1, batchWorkers: 0 });
  const report = await engine.initialise(backend, (event) => events.push(event));
  expect(report.name).toBe(backend);
  await engine.setImages(images.filter((_, i) => i % 3 === 0));
  const grown: number[] = [];
  for (let run = 0; run < 2; run++) {
    const before = compilations();
    await engine.prepare(tiny);
    if (steps > 0) expect(await engine.train(steps)).toEqual({ step: steps, reason: 'finished' });
    grown.push(compilations() - before);
    if (run === 0) expectWarmUp(events, steps);
  }
  return grown;
}

/** The line that the page shows: it begins, goes on and is done before the first step. */
function expectWarmUp(events: readonly EngineEvent[], steps: number): void {
  const fractions = events.flatMap((e) =>
    e.type === 'status' && e.phase === 'warming-up' ? [e.fraction ?? NaN] : [],
  );
  expect(fractions[0]).toBe(0);
  expect(fractions.at(-1)).toBe(1);
  expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);
  if (steps === 0) return;
  const last = events.findLastIndex((e) => e.type === 'status' && e.phase === 'warming-up');
  expect(events.findIndex((e) => e.type === 'steps')).toBeGreaterThan(last);
}

it('on WASM, no module is compiled or made after the start', async () => {
  const compile = vi.spyOn(WebAssembly, 'compile');
  const instantiate = vi.spyOn(WebAssembly, 'instantiate');
  const count = () => compile.mock.calls.length + instantiate.mock.calls.length;
  const grown = await twice('wasm', 2, count);
  // The backend and the kernels on it, at the start.
  expect(count()).toBeGreaterThan(0);
  expect(grown).toEqual([0, 0]);
});

it(
  'on WebGPU, no pipeline is made in the second run',
  async () => {
    const { device } = await openBackend();
    const pipelines = [
      vi.spyOn(device, 'createComputePipeline'),
      vi.spyOn(device, 'createComputePipelineAsync'),
    ];
    const shaders = vi.spyOn(device, 'createShaderModule');
    const count = () => [...pipelines, shaders].reduce((sum, { mock }) => sum + mock.calls.length, 0);
    const [first, second] = await twice('webgpu', 0, count);
    expect(first).toBeGreaterThan(20);
    expect(second).toBe(0);
  },
  PATIENCE_MS,
);
