/** What a fault may cost: half a minute of training and no memory. The real engine on WASM. */
import { afterEach, expect, it, vi } from 'vitest';
import type { Checkpoint, EngineApi, EngineEvent, StepRecord } from '../../worker/protocol.ts';
import { createEngine } from './engine.ts';
import { config, images } from './testing/small-set.ts';

async function startEngine(): Promise<{ engine: EngineApi; events: EngineEvent[] }> {
  const events: EngineEvent[] = [];
  const engine = createEngine({ wasmThreads: 1 });
  await engine.initialise('wasm', (event) => events.push(event));
  await engine.setImages(images);
  return { engine, events };
}

const losses = (events: readonly EngineEvent[]): StepRecord[] =>
  events.flatMap((event) => (event.type === 'steps' ? event.records : []));

const noEvaluations = { ...config, evaluation: { ...config.evaluation, everySteps: 0 } };

afterEach(() => vi.restoreAllMocks());

it('between evaluations a checkpoint comes by time, and a run goes on from it bit for bit', async () => {
  const { engine, events } = await startEngine();
  await engine.prepare(noEvaluations);
  // Each look at the clock is a second and a half later, so that a few steps take half a minute.
  const real = performance.now.bind(performance);
  let ahead = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => real() + (ahead += 1500));
  await engine.train(8);
  vi.restoreAllMocks();
  const interim = events.flatMap((event): Checkpoint[] =>
    event.type === 'checkpoint' && event.interim ? [event.checkpoint] : [],
  );
  expect(interim.length).toBeGreaterThan(0);
  expect(interim.at(-1)?.step).toBeLessThan(8);
  const whole = losses(events);
  events.length = 0;
  const [first] = interim;
  await engine.restore(first);
  await engine.train(8);
  expect(losses(events)).toEqual(whole.filter(({ step }) => step > first.step));
}, 60_000);

it('weights of another network are refused', async () => {
  const { engine } = await startEngine();
  await engine.prepare(noEvaluations);
  const checkpoint = await engine.checkpoint();
  const [first, ...rest] = checkpoint.tensors;
  const wrong = [
    rest,
    [{ ...first, name: 'other' }, ...rest],
    [{ ...first, shape: [...first.shape, 1] }, ...rest],
    [...checkpoint.tensors, { name: 'one too many', shape: [1], data: Float32Array.of(1) }],
  ];
  for (const tensors of wrong) {
    await expect(engine.restore({ ...checkpoint, tensors })).rejects.toMatchObject({
      code: 'checkpoint-mismatch',
    });
  }
  await engine.restore(checkpoint);
  expect((await engine.train(1)).step).toBe(1);
}, 60_000);

it('fifty times start, stop and reset leave no tensor and no byte behind', async () => {
  const { engine } = await startEngine();
  const seen = new Set<string>();
  for (let cycle = 0; cycle < 50; cycle++) {
    await engine.prepare({ ...noEvaluations, seed: cycle });
    await engine.train(1);
    const training = engine.train(8);
    await engine.pause();
    await training;
    const { tensors, bytes } = await engine.memory();
    // The first cycle fills what is kept for later steps.
    if (cycle > 0) seen.add(`${tensors} tensors, ${bytes} bytes`);
  }
  expect([...seen]).toHaveLength(1);
}, 120_000);
