/**
 * A hidden tab: browsers hold its timers back, in the end to one a minute. Training and evaluating wait for none, so they go on; the page
 * that hears of it must not be waited for either. A real hidden tab: e2e/hidden-tab.spec.ts, five minutes of it: bench/hidden.ts.
 */
import { afterEach, expect, it, vi } from 'vitest';
import type { Config } from '../../core/config/schema.ts';
import type { EngineEvent } from '../../worker/protocol.ts';
import { createEngine } from './engine.ts';
import { config, images } from './testing/small-set.ts';

afterEach(() => vi.unstubAllGlobals());

const tiny: Config = {
  ...config,
  model: { ...config.model, cropSizePx: 16, headWidth: 8 },
  training: { ...config.training, steps: 4, sourcesPerStep: 1 },
  evaluation: { ...config.evaluation, everySteps: 2, windowSizePx: 16, windowStridePx: 24 },
};

it('trains, evaluates and pauses while no timer ever comes', async () => {
  const events: EngineEvent[] = [];
  const engine = createEngine({ wasmThreads: 1, batchWorkers: 0 });
  await engine.initialise('wasm', (event) => {
    events.push(event);
    // A hidden page answers at once (store/session/until-drawn.ts).
    return Promise.resolve();
  });
  await engine.setImages(images.filter((_, i) => i % 3 === 0));
  const never = vi.fn(() => 0);
  vi.stubGlobal('setTimeout', never);
  vi.stubGlobal('setInterval', never);
  await engine.prepare(tiny);
  const running = engine.train(4);
  await engine.pause();
  const paused = await running;
  expect(paused.reason).toBe('paused');
  expect(await engine.train(4)).toEqual({ step: 4, reason: 'finished' });
  vi.unstubAllGlobals();
  const evaluated = events.flatMap((event) => (event.type === 'evaluation' ? [event.evaluation.step] : []));
  expect(evaluated).toEqual(expect.arrayContaining([2, 4]));
  const steps = events.flatMap((event) => (event.type === 'steps' ? event.records : []));
  expect(steps.map(({ step }) => step)).toEqual([1, 2, 3, 4]);
});
