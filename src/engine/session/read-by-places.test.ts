/** A run without steps that is read by places, with EfficientNet-B0 from the seed: judged once, and every question about it answered by the same scores. */
import { beforeAll, describe, expect, it } from 'vitest';
import { PRESETS } from '../../core/config/presets.ts';
import type { Config } from '../../core/config/schema.ts';
import type { EngineApi, EngineEvent, Evaluation, TrainOutcome } from '../../worker/protocol.ts';
import { createEngine } from './engine.ts';
import { images, SIZE } from './testing/small-set.ts';

const { best } = PRESETS;
const config: Config = {
  ...best,
  data: { ...best.data, imageSizePx: SIZE },
  model: { ...best.model, weights: 'random' },
};
const test = images.filter(({ role }) => role === 'test');

let engine: EngineApi;
let outcome: TrainOutcome;
let evaluations: Evaluation[];
beforeAll(async () => {
  const events: EngineEvent[] = [];
  engine = createEngine({ wasmThreads: 1 });
  await engine.initialise('wasm', (event) => events.push(event));
  await engine.setImages(images);
  await engine.prepare(config);
  outcome = await engine.train(config.training.steps);
  evaluations = events.flatMap((event) => (event.type === 'evaluation' ? [event.evaluation] : []));
});

describe('a run of no steps, read by places', () => {
  it('is judged once and finished', () => {
    expect(outcome).toEqual({ step: 0, reason: 'finished' });
    expect(evaluations).toHaveLength(1);
    const [{ step, testIds, testScores, maps, mapKind, heldOutScores, pixel }] = evaluations;
    expect([step, mapKind, testIds.length, testScores.length, maps.length]).toEqual([
      0,
      'locations',
      test.length,
      test.length,
      test.length,
    ]);
    expect([...testScores, ...heldOutScores].every(Number.isFinite)).toBe(true);
    expect(heldOutScores).toHaveLength(10);
    expect(maps[0]).toMatchObject({ rows: 8, columns: 8, stridePx: 8, offsetPx: 3.5 });
    expect(pixel?.auroc).toBeGreaterThan(0);
  });

  it('scores a camera frame as the image, with its map and thresholds', async () => {
    const [evaluation] = evaluations;
    const at = test.length - 1;
    expect(await engine.scoreFrame(test[at].pixels)).toMatchObject({
      score: evaluation.testScores[at],
      map: evaluation.maps[at],
      mapKind: 'locations',
      threshold: evaluation.threshold,
      mapThreshold: evaluation.mapThreshold,
    });
  });

  it('tries corruptions by the same scores', async () => {
    const [{ testScores, testIds }] = evaluations;
    const { ids, levels } = await engine.robustness('brightness');
    const plain = levels.find(({ level }) => level === 0);
    expect(ids.map((id) => testScores[testIds.indexOf(id)])).toEqual(Array.from(plain?.scores ?? []));
    expect(levels.every(({ scores }) => Array.from(scores).every(Number.isFinite))).toBe(true);
  });

  it('tries fewer images: all of them give the evaluation again', async () => {
    const [{ testScores, threshold }] = evaluations;
    const { points } = await engine.learningCurve();
    expect(points.at(-1)).toMatchObject({ images: 10, threshold, testScores });
  });

  it('tells the normal place most like a place, and has no maps of other runs', async () => {
    const query = { kind: 'locations', id: test[0].id, row: 2, column: 3 } as const;
    const found = await engine.nearestNormal(query);
    expect(found).toMatchObject({ query, queryWindow: { sidePx: 24 } });
    expect(found.trainId).toMatch(/^train-good/);
    await expect(engine.maps('locations', null)).rejects.toMatchObject({ code: 'no-such-map' });
  });

  it('is no detector to take home until pooled features are read', async () => {
    await expect(engine.detectorParts()).rejects.toMatchObject({ code: 'places-not-exported' });
    const { density, evaluation, mistakes } = config;
    const pooled = await engine.reevaluate(density, { ...evaluation, readout: 'top' }, mistakes);
    expect(pooled.mapKind).toBe('gradcam');
    expect((await engine.detectorParts()).golden).toHaveLength(5);
  });
});
