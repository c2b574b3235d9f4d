import { beforeAll, describe, expect, it } from 'vitest';
import type { EngineApi, EngineEvent } from '../../worker/protocol.ts';
import { createEngine } from './engine.ts';
import { config, images } from './testing/small-set.ts';

describe('what the network says of its batches', () => {
  let engine: EngineApi;
  const events: EngineEvent[] = [];
  beforeAll(async () => {
    engine = createEngine({ wasmThreads: 1 });
    await engine.initialise('wasm', (event) => events.push(event));
    await engine.setImages(images);
  });

  it('is of the views of that step in the order of the batch, from the images that the plan names', async () => {
    const plan = await engine.prepare(config);
    expect(plan.trainIds).toEqual(images.filter(({ role }) => role === 'train').map(({ id }) => id));
    await engine.train(2);
    const steps = events.flatMap((event) => (event.type === 'steps' ? event : []));
    const { judged, records } = steps.at(-1)!;
    const last = records.at(-1)!;
    expect(judged.step).toBe(1);
    expect(last.step).toBe(2);
    const { labels } = await engine.batchPixels(judged.step);
    const classes = plan.classNames.length;
    expect(judged.shares).toHaveLength(labels.length * classes);
    let right = 0;
    let loss = 0;
    labels.forEach((label, i) => {
      const row = judged.shares.subarray(i * classes, (i + 1) * classes);
      expect(row.reduce((sum, share) => sum + share)).toBeCloseTo(1, 5);
      if (row.indexOf(Math.max(...row)) === label) right++;
      loss -= Math.log(row[label]) / labels.length;
    });
    expect(right / labels.length).toBeCloseTo(last.accuracy, 6);
    expect(loss).toBeCloseTo(last.loss, 4);
  });
});
