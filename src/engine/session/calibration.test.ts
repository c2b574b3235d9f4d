/** Images that are kept for the threshold: neither the training nor the density sees them, and the threshold rests on them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { conformalThreshold } from '../../core/calibration/conformal.ts';
import type { EngineApi, EngineImage, Evaluation } from '../../worker/protocol.ts';
import { createEngine } from './engine.ts';
import { config, images, makeImage } from './testing/small-set.ts';

const kept = Array.from({ length: 6 }, (_, i): EngineImage => ({
  ...makeImage(20 + i, 'train', false),
  role: 'calibration',
}));

async function runOn(all: readonly EngineImage[]): Promise<{ engine: EngineApi; evaluation: Evaluation }> {
  const engine = createEngine({ wasmThreads: 1 });
  await engine.initialise('wasm', () => undefined);
  await engine.setImages(all);
  await engine.prepare(config);
  return { engine, evaluation: await engine.evaluate() };
}

describe('images kept for the threshold', () => {
  let without: Awaited<ReturnType<typeof runOn>>;
  let withKept: Awaited<ReturnType<typeof runOn>>;
  beforeAll(async () => {
    without = await runOn(images);
    withKept = await runOn([...kept, ...images]);
  });

  it('change neither the batches nor the density', async () => {
    const [before, after] = [without, withKept].map(({ evaluation }) => evaluation);
    expect(after.testScores).toEqual(before.testScores);
    expect(after.trainIds).toEqual(before.trainIds);
    expect(after.density).toEqual(before.density);
    expect((await withKept.engine.batchPixels(1)).pixels).toEqual(
      (await without.engine.batchPixels(1)).pixels,
    );
  });

  it('carry the threshold, of the evaluation and of the detector', async () => {
    const { engine, evaluation } = withKept;
    expect(evaluation.calibrationIds).toEqual(kept.map(({ id }) => id));
    const alpha = 1 - config.evaluation.thresholdQuantile;
    expect(evaluation.threshold).toBe(conformalThreshold(evaluation.calibrationScores, alpha));
    expect(evaluation.threshold).not.toBe(without.evaluation.threshold);
    const parts = await engine.detectorParts();
    expect([...parts.normalScores].sort()).toEqual([...evaluation.calibrationScores].sort());
    expect(parts.normalScoresKept).toBe(true);
    expect(parts.threshold).toBe(evaluation.threshold);
  });

  it('give way to others that lie aside: these are named and used for nothing', async () => {
    const aside = kept.map((image, i): EngineImage => (i < 2 ? { ...image, role: 'aside' } : image));
    const { evaluation } = await runOn([...aside, ...images]);
    expect(evaluation.calibrationIds).toEqual(kept.slice(2).map(({ id }) => id));
    expect(evaluation.asideIds).toEqual(kept.slice(0, 2).map(({ id }) => id));
    expect(evaluation.trainIds).toEqual(without.evaluation.trainIds);
    expect(evaluation.testScores).toEqual(without.evaluation.testScores);
    expect(withKept.evaluation.asideIds).toBeUndefined();
  });

  it('without them it rests on held-out scores of the training images', () => {
    const { evaluation } = without;
    expect(evaluation.calibrationIds).toEqual([]);
    expect(evaluation.threshold).toBe(conformalThreshold(evaluation.heldOutScores, 0.05));
  });
});
