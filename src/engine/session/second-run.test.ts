/**
 * Warming up says what it does, and a second run in the same page compiles nothing: it starts at once. (Of WebGPU's pipelines
 * kernels/webgpu/training-step.test.ts says so.)
 */
import { expect, it, vi } from 'vitest';
import type { Config } from '../../core/config/schema.ts';
import type { EngineEvent } from '../../worker/protocol.ts';
import { createEngine } from './engine.ts';
import { config, images } from './testing/small-set.ts';

const tiny: Config = {
  ...config,
  model: { ...config.model, cropSizePx: 16, headWidth: 8 },
  training: { ...config.training, steps: 2, sourcesPerStep: 1 },
  evaluation: { ...config.evaluation, everySteps: 0, windowSizePx: 16, windowStridePx: 24 },
};

/** Two whole runs; how much `compilations` grew in each. */
async function twice(compilations: () => number): Promise<number[]> {
  const events: EngineEvent[] = [];
  const engine = createEngine({ wasmThreads: 1, batchWorkers: 0 });
  await engine.initialise('wasm', (event) => events.push(event));
  await engine.setImages(images.filter((_, i) => i % 3 === 0));
  const grown: number[] = [];
  for (let run = 0; run < 2; run++) {
    const before = compilations();
    await engine.prepare(tiny);
    expect(await engine.train(2)).toEqual({ step: 2, reason: 'finished' });
    grown.push(compilations() - before);
    if (run === 0) expectWarmUp(events);
  }
  return grown;
}

/** The line that the page shows: it begins, goes on and is done before the first step. */
function expectWarmUp(events: readonly EngineEvent[]): void {
  const fractions = events.flatMap((e) =>
    e.type === 'status' && e.phase === 'warming-up' ? [e.fraction ?? NaN] : [],
  );
  expect(fractions[0]).toBe(0);
  expect(fractions.at(-1)).toBe(1);
  expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);
  const last = events.findLastIndex((e) => e.type === 'status' && e.phase === 'warming-up');
  expect(events.findIndex((e) => e.type === 'steps')).toBeGreaterThan(last);
}

it('on WASM, no module is compiled or made after the start', async () => {
  const compile = vi.spyOn(WebAssembly, 'compile');
  const instantiate = vi.spyOn(WebAssembly, 'instantiate');
  const count = () => compile.mock.calls.length + instantiate.mock.calls.length;
  const grown = await twice(count);
  // The backend and the kernels on it, at the start.
  expect(count()).toBeGreaterThan(0);
  expect(grown).toEqual([0, 0]);
});
