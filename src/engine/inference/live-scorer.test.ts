/** Camera frames through the engine, on WASM: the same numbers as an evaluation where both work alike, close to it elsewhere. */
import { beforeAll, describe, expect, it } from 'vitest';
import { PRESETS } from '../../core/config/presets.ts';
import type { EngineApi } from '../../worker/protocol.ts';
import { createEngine } from '../session/engine.ts';
import { config, images } from '../session/testing/small-set.ts';
import { liveConfig } from './live-scorer.ts';

const test = images.filter(({ role }) => role === 'test');
let engine: EngineApi;

beforeAll(async () => {
  engine = createEngine({ wasmThreads: 1 });
  await engine.initialise('wasm', () => undefined);
  await engine.setImages(images);
});

describe('scoreFrame', () => {
  it('takes one pass: the stride is a multiple of the network’s and never finer than asked', () => {
    const at = (windowStridePx: number) =>
      liveConfig({ ...PRESETS.paper, evaluation: { ...PRESETS.paper.evaluation, windowStridePx } }, 8)
        .evaluation;
    expect([4, 8, 12, 16].map((stride) => at(stride).windowStridePx)).toEqual([8, 8, 16, 16]);
    expect(at(4).dense).toBe('fast');
  });

  it.each(['patch', 'image'] as const)(
    'gives score, map and thresholds of the evaluation (%s)',
    async (mode) => {
      await engine.prepare({ ...config, model: { ...config.model, mode } });
      const evaluation = await engine.evaluate();
      for (const [i, { pixels }] of test.entries()) {
        const frame = await engine.scoreFrame(pixels);
        expect(frame.score).toBeCloseTo(evaluation.testScores[i], 5);
        expect(frame.map.scores).toHaveLength(evaluation.maps[i].scores.length);
        expect(frame.map).toMatchObject({
          rows: evaluation.maps[i].rows,
          stridePx: evaluation.maps[i].stridePx,
        });
        expect(frame.threshold).toBeCloseTo(evaluation.threshold, 6);
        expect(frame.mapThreshold).toBeCloseTo(evaluation.mapThreshold, 6);
      }
    },
  );

  it('fits its own density where the evaluation is finer, and leaves no memory behind', async () => {
    const finer = {
      ...config,
      evaluation: { ...config.evaluation, dense: 'exact' as const, windowStridePx: 4 },
    };
    await engine.prepare(finer);
    const evaluation = await engine.evaluate();
    const first = await engine.scoreFrame(test[0].pixels);
    expect(first.map.stridePx).toBe(8);
    expect(evaluation.maps[0].stridePx).toBe(4);
    const before = await engine.memory();
    expect((await engine.scoreFrame(test[0].pixels)).score).toBe(first.score);
    await engine.scoreFrame(test[5].pixels);
    expect(await engine.memory()).toEqual(before);
    expect(await engine.evaluate()).toMatchObject({ testScores: evaluation.testScores });
  });

  it('refuses a frame of another size', async () => {
    await engine.prepare(config);
    await expect(engine.scoreFrame(new Uint8Array(32 * 32 * 3))).rejects.toMatchObject({
      code: 'image-size-differs',
    });
  });
});
