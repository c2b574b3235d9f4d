/** A run whose batch does not fit: the engine says so in its plan, trains in parts, and its records are those of the whole batch. */
import { expect, it } from 'vitest';
import { PRESETS } from '../../core/config/presets.ts';
import type { Config } from '../../core/config/schema.ts';
import type { EngineEvent, EngineImage } from '../../worker/protocol.ts';
import { createEngine } from './engine.ts';

const SIZE = 64;
const images = Array.from({ length: 6 }, (_, k): EngineImage => {
  const pixels = Uint8Array.from({ length: SIZE * SIZE * 3 }, (_value, i) => 90 + ((i * (k + 7)) % 61));
  return { id: `${k}`, role: 'train', label: 'normal', pixels, mask: null };
});
const { quick } = PRESETS;
const config: Config = {
  ...quick,
  data: { ...quick.data, imageSizePx: SIZE },
  model: { ...quick.model, width: 4, cropSizePx: 32, headWidth: 16 },
  training: { ...quick.training, steps: 4, sourcesPerStep: 4 },
  evaluation: { ...quick.evaluation, windowSizePx: 32 },
};

async function run(memoryLimitBytes?: number) {
  const events: EngineEvent[] = [];
  const engine = createEngine({ wasmThreads: 1, memoryLimitBytes });
  await engine.initialise('wasm', (event) => events.push(event));
  await engine.setImages(images);
  const plan = await engine.prepare(config);
  const { tensors } = await engine.memory();
  await engine.train(4);
  const records = events.flatMap((event) => (event.type === 'steps' ? event.records : []));
  return { plan, records, grown: (await engine.memory()).tensors - tensors };
}

it('trains in parts where memory asks for it', async () => {
  const whole = await run();
  expect(whole.plan.memory).toMatchObject({ parts: 1, samplesPerPart: 12, fits: true });
  const parts = await run(whole.plan.memory.neededBytes * 0.6);
  expect(parts.plan.memory).toMatchObject({ parts: 2, samplesPerPart: 6, fits: true });
  expect(parts.plan.batchSize).toBe(12);
  expect(parts.plan.memory.wholeBatchBytes).toBe(whole.plan.memory.neededBytes);
  expect(parts.records.map(({ step }) => step)).toEqual([1, 2, 3, 4]);
  // Other statistics of batch norm, the same images and labels: near, not equal.
  parts.records.forEach(({ loss }, i) => expect(Math.abs(loss - whole.records[i].loss)).toBeLessThan(0.5));
  expect(parts.grown).toBe(whole.grown);
});
