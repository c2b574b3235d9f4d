/** The embedding map of an earlier step: made with the weights kept then, beside a run that stays as it is. */
import { expect, it } from 'vitest';
import type { Checkpoint, EngineEvent } from '../../worker/protocol.ts';
import { createEngine } from './engine.ts';
import { config, images } from './testing/small-set.ts';

it('is what the map was at that step, and leaves the run and the device as they are', async () => {
  const events: EngineEvent[] = [];
  const engine = createEngine({ wasmThreads: 1 });
  await engine.initialise('wasm', (event) => events.push(event));
  await engine.setImages(images);
  await engine.prepare(config);
  await engine.train(4);
  const then = await engine.embeddingMap();
  await engine.train(8);
  const now = await engine.embeddingMap();
  const kept = events.flatMap((event) => (event.type === 'checkpoint' ? [event.checkpoint] : []));
  const former = kept.find(({ step }) => step === 4) as Checkpoint;
  const before = await engine.memory();

  const again = await engine.embeddingMap(former);
  expect(again).toEqual(then);
  expect(again.step).toBe(4);
  expect(again.present).not.toEqual(now.present);
  expect(again.untrained).toEqual(now.untrained);

  expect(await engine.memory()).toEqual(before);
  expect(await engine.embeddingMap()).toEqual(now);
  expect((await engine.checkpoint()).step).toBe(8);

  const strange = { ...former, tensors: former.tensors.slice(1) };
  await expect(engine.embeddingMap(strange)).rejects.toMatchObject({ code: 'checkpoint-mismatch' });
  expect(await engine.memory()).toEqual(before);
});
