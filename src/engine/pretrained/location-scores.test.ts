import { beforeAll, describe, expect, it } from 'vitest';
import { PRESETS } from '../../core/config/presets.ts';
import type { Config } from '../../core/config/schema.ts';
import { spearman } from '../../core/metrics/spearman.ts';
import { standardise } from '../../core/metrics/standardise.ts';
import { createRandom } from '../../core/random/random.ts';
import { nameImage } from '../inference/embedding-input.ts';
import { createJob } from '../inference/job.ts';
import { startBackend } from '../backend/start.ts';
import { images, SIZE } from '../session/testing/small-set.ts';
import { PretrainedBaseline } from './baseline.ts';
import type { FeatureNet } from './feature-net.ts';
import { PlaceDetector } from './place-detector.ts';

const SIDE = 8;
const CELL = SIZE / SIDE;

/** Brightness and contrast of each cell of 8 px; pooled: their means, and noise that follows from the image. */
const net: FeatureNet = {
  embed: ({ data }) => {
    const local = new Float32Array(SIDE * SIDE * 2);
    for (let i = 0; i < data.length; i += 3) {
      const [x, y] = [(i / 3) % SIZE, Math.floor(i / 3 / SIZE)];
      const cell = Math.floor(y / CELL) * SIDE + Math.floor(x / CELL);
      local[2 * cell] += data[i] / CELL ** 2;
      local[2 * cell + 1] += (data[i] / 100) ** 2 / CELL ** 2;
    }
    const noise = createRandom(data[0] + data[4] * 256, 'pooled');
    const mean = (k: number) =>
      local.reduce((sum, value, i) => sum + (i % 2 === k ? value : 0), 0) / SIDE ** 2;
    const pooled = Float32Array.from([mean(0), 100 * mean(1), noise.normal(), noise.normal()]);
    return Promise.resolve({ pooled, local, side: SIDE, stridePx: CELL });
  },
  dispose: () => undefined,
};

const configOf = (noTraining: Config['evaluation']['noTraining']): Config => ({
  ...PRESETS.quick,
  evaluation: { ...PRESETS.quick.evaluation, noTraining, maxTrainImages: 0, sigmaPx: 2 },
});

beforeAll(async () => {
  await startBackend('wasm', { wasmThreads: 1 }, () => undefined);
});

describe('the no-training baseline by its locations', () => {
  const early: number[] = [];
  const baseline = new PretrainedBaseline(() => Promise.resolve(net));
  const kept = new Set(['train-good-8', 'train-good-9']);
  const measure = (noTraining: Config['evaluation']['noTraining']) =>
    baseline.measure({
      config: configOf(noTraining),
      train: images.filter(({ id, role }) => role === 'train' && !kept.has(id)),
      calibration: images.filter(({ id }) => kept.has(id)),
      test: images.filter(({ role }) => role === 'test'),
      imageSizePx: SIZE,
      turn: (work) => work(),
      job: createJob(
        () => undefined,
        () => false,
      ),
      onScores: ({ testScores }) => early.push(testScores.length),
    });

  it('finds shots of one part among the training images', async () => {
    const normal = images.filter(({ role }) => role === 'train');
    const twin = {
      ...normal[3],
      id: 'again',
      pixels: normal[3].pixels.map((value, i) => value + (i % 97 === 50 ? 1 : 0)),
    };
    const job = createJob(
      () => undefined,
      () => false,
    );
    const sets = await new PretrainedBaseline(() => Promise.resolve(net)).alike({
      ...{
        config: configOf('pooled'),
        train: [...normal, twin],
        imageSizePx: SIZE,
        turn: (work) => work(),
        job,
      },
    });
    // The images differ in little but noise, so that chance may bring others together; near-duplicates.test.ts has what is not offered.
    expect(sets).toContainEqual([normal[3].id, 'again']);
    expect(sets.flat().filter((id) => id === normal[3].id || id === 'again')).toHaveLength(2);
  });

  it('finds small bright squares where they are; the score is the most that a place lies above the normal images there', async () => {
    const { testIds, testScores, maps, heldOutScores, calibrationScores, threshold, pixel, density } =
      await measure('locations');
    const bad = testIds.map((id) => id.includes('bad'));
    const lowestBad = Math.min(...testScores.filter((_, i) => bad[i]));
    expect(lowestBad).toBeGreaterThan(Math.max(...testScores.filter((_, i) => !bad[i])));
    // The higher a map at the place that decides, the higher the score; it is no distance of the map.
    maps.forEach(({ scores }, i) => expect(Math.max(...scores)).not.toBe(testScores[i]));
    const tops = maps.map(({ scores }) => Math.max(...scores));
    expect(spearman(tops, testScores)).toBeGreaterThan(0.5);
    expect([heldOutScores.length, calibrationScores.length]).toEqual([8, 2]);
    // Two images cannot promise 5 %: the threshold is the higher of their scores.
    expect(threshold).toBeCloseTo(Math.max(...calibrationScores), 12);
    expect(lowestBad).toBeGreaterThan(Math.max(...heldOutScores, ...calibrationScores));
    expect(pixel?.auroc).toBeGreaterThan(0.95);
    expect(density).toMatchObject({ dimension: 2, samples: 8 * SIDE ** 2 });
    // Scores of another kind are not shown first.
    expect(early).toEqual([]);
  });

  it('both is the sum of the standardised scores, with the maps of the locations', async () => {
    const [pooled, located, both] = [
      await measure('pooled'),
      await measure('locations'),
      await measure('both'),
    ];
    const sum = (of: (one: typeof both) => Float64Array) => {
      const b = standardise(of(located), located.heldOutScores);
      return standardise(of(pooled), pooled.heldOutScores).map((value, i) => value + b[i]);
    };
    expect(both.testScores).toEqual(sum(({ testScores }) => testScores));
    expect(both.heldOutScores).toEqual(sum(({ heldOutScores }) => heldOutScores));
    expect(both.calibrationScores).toEqual(sum(({ calibrationScores }) => calibrationScores));
    expect(both.maps).toEqual(located.maps);
    expect(pooled.maps).not.toEqual(located.maps);
    expect(early).toEqual([8]);
  });

  it.each(['locations', 'both'] as const)(
    'a run that is read by places scores as it does: %s',
    async (kind) => {
      const config = configOf(kind);
      const named = (chosen: (image: (typeof images)[number]) => boolean) =>
        images.filter(chosen).map((image) => nameImage(image, SIZE, ''));
      const train = named(({ id, role }) => role === 'train' && !kept.has(id));
      const detector = await PlaceDetector.fit({
        ...{ kind, config, imageSizePx: SIZE, train, groups: train.map(() => null) },
        calibration: named(({ id }) => kept.has(id)),
        embed: ({ image }) => net.embed(image),
        share: () => 0,
        job: createJob(
          () => undefined,
          () => false,
        ),
      });
      const expected = await measure(kind);
      const judged = [];
      for (const image of named(({ role }) => role === 'test')) judged.push(await detector.judge(image));
      detector.dispose();
      expect(judged.map(({ score }) => score)).toEqual([...expected.testScores]);
      expect(judged.map(({ map }) => map)).toEqual(expected.maps);
      expect(detector.judged).toMatchObject({
        heldOutScores: expected.heldOutScores,
        calibrationScores: expected.calibrationScores,
        threshold: expected.threshold,
        density: expected.density,
      });
      expect([detector.mapThreshold, detector.normalQuantiles]).toEqual([
        expected.mapThreshold,
        expected.normalQuantiles,
      ]);
    },
  );
});
