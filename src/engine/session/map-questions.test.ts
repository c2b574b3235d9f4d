/** What the light table asks of the engine: other kinds of maps, the nearest normal place, fast against exact. */
import { beforeAll, describe, expect, it } from 'vitest';
import { shareBelow } from '../../core/metrics/quantile.ts';
import type { EngineApi, EngineEvent, Evaluation } from '../../worker/protocol.ts';
import { createEngine } from './engine.ts';
import { config, images, SIZE } from './testing/small-set.ts';

const testIds = images.filter(({ role }) => role === 'test').map(({ id }) => id);

let engine: EngineApi;
let evaluations: Evaluation[];
beforeAll(async () => {
  const events: EngineEvent[] = [];
  engine = createEngine({ wasmThreads: 1 });
  await engine.initialise('wasm', (event) => events.push(event));
  await engine.setImages(images);
  await engine.prepare(config);
  await engine.watchMaps({ kinds: ['gradcam'], ids: [testIds[5], testIds[1]] });
  await engine.train(8);
  evaluations = events.flatMap((event) => (event.type === 'evaluation' ? [event.evaluation] : []));
});

describe('maps of a patch model', () => {
  it('of other kinds come for the watched images, and at the last step for all', () => {
    const others = evaluations.map(({ step, otherMaps }) => [
      step,
      otherMaps.map(({ kind, ids }) => [kind, ids]),
    ]);
    expect(others).toEqual([
      [0, [['gradcam', [testIds[1], testIds[5]]]]],
      [4, [['gradcam', [testIds[1], testIds[5]]]]],
      [8, [['gradcam', testIds]]],
    ]);
    const [early, last] = [evaluations[1].otherMaps[0], evaluations[2].otherMaps[0]];
    expect(early.pixel).toBeNull();
    expect(last.pixel?.auroc).toBeGreaterThan(0);
    expect(last.maps[0]).toMatchObject({ rows: 8, columns: 8, stridePx: 8, offsetPx: 0 });
    expect(shareBelow(last.normalQuantiles, last.threshold)).toBeCloseTo(
      config.evaluation.thresholdQuantile,
      2,
    );
  });

  it('are made when asked for, the same again', async () => {
    const found = await engine.maps('gradcam', [testIds[5]]);
    expect(found.ids).toEqual([testIds[5]]);
    expect(found.maps[0]).toEqual(evaluations[2].otherMaps[0].maps[5]);
    await expect(engine.maps('pretrained', null)).rejects.toMatchObject({ code: 'no-such-map' });
  });

  it('come with what the training images advise about places', () => {
    const { localityAdvice, locality } = evaluations[2];
    expect(localityAdvice).toMatchObject({ judged: true, locality });
    expect(localityAdvice?.gain).toBeLessThan(1);
  });
});

describe('the nearest normal place', () => {
  it('is the place itself where the test image is a training image', async () => {
    const twin = { ...images[3], id: 'twin', role: 'test' as const };
    await engine.addImages([twin]);
    const query = { kind: 'patch', id: 'twin', row: 2, column: 4 } as const;
    const found = await engine.nearestNormal(query);
    expect(found).toMatchObject({ query, trainId: images[3].id, row: 2, column: 4 });
    expect(found.distance).toBeLessThan(1e-6);
    expect(found.window).toEqual({ x: 32, y: 16, sidePx: 32 });
    expect(found.queryWindow).toEqual(found.window);
    const others = found.others.map(({ distance }) => distance);
    expect(others).toHaveLength(2);
    expect([found.distance, ...others]).toEqual([found.distance, ...others].sort((a, b) => a - b));
    expect(new Set([found, ...found.others].map(({ trainId }) => trainId)).size).toBe(3);
    const cell = await engine.nearestNormal({ ...query, kind: 'gradcam', row: 7, column: 0 });
    expect(cell).toMatchObject({ trainId: images[3].id, row: 7, column: 0 });
    expect(cell.window).toEqual({ x: 0, y: SIZE - 24, sidePx: 24 });
    await engine.removeImages(['twin']);
  });

  it('is refused outside the map, for unknown images and for maps that are not there', async () => {
    const ask = (change: object) =>
      engine.nearestNormal({ kind: 'patch', id: testIds[0], row: 0, column: 0, ...change });
    await expect(ask({ row: 5 })).rejects.toMatchObject({ code: 'unknown-image' });
    await expect(ask({ id: 'nobody' })).rejects.toMatchObject({ code: 'unknown-image' });
    await expect(ask({ kind: 'pretrained' })).rejects.toMatchObject({ code: 'no-such-map' });
  });
});

describe('fast against exact', () => {
  it('is measured on defects and normal images in turn', async () => {
    const found = await engine.compareDense(3);
    expect(found.ids).toEqual([testIds[4], testIds[0], testIds[5]]);
    expect(found.trainCount).toBe(10);
    expect(found.rankCorrelation).toBeGreaterThan(0.3);
    expect(found.lowestRankCorrelation).toBeLessThanOrEqual(found.rankCorrelation);
    expect(found.pixelAuroc?.exact).toBeGreaterThan(0.5);
    expect(Math.min(found.fastMs, found.exactMs)).toBeGreaterThan(0);
  });

  it('needs windows', async () => {
    await engine.prepare({ ...config, model: { ...config.model, mode: 'image' } });
    await expect(engine.compareDense(3)).rejects.toMatchObject({ code: 'no-such-map' });
    expect((await engine.evaluate()).otherMaps).toEqual([]);
  });
});
