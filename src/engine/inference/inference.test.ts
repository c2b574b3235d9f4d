/** Dense embedding, GradCAM and the choice of images, on a small network with formula weights (CPU backend). */
import { tensor4d, tidy } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRESETS } from '../../core/config/presets.ts';
import { fitDensity } from '../../core/density/fit-density.ts';
import type { RgbImage } from '../../core/image/types.ts';
import { startBackend } from '../backend/start.ts';
import { createFormulaModel } from '../formula/model.ts';
import { formulaBytes, formulaValues } from '../formula/numbers.ts';
import { InferenceTrunk } from '../models/inference.ts';
import type { Model } from '../models/model.ts';
import { globalAveragePool } from '../ops/pool.ts';
import { normalisePixels } from '../training/normalise.ts';
import { embedDense, phasesOf } from './embed-dense.ts';
import { embedWhole } from './embed-whole.ts';
import { embedWindows } from './embed-windows.ts';
import { Embedder, type Embedding } from './embedder.ts';
import { chooseTraining } from './embedding-input.ts';
import { gradCam } from './gradcam.ts';
import { SILENT_JOB } from './job.ts';
import { windowPlaces } from './places.ts';
import { makeSyntheticDefects } from './synthetic.ts';
import { meansOf, meansWithEdges } from './window-cells.ts';

const SIZE = 48;
const image: RgbImage = { width: SIZE, height: SIZE, data: formulaBytes(3, SIZE * SIZE * 3) };
const config = PRESETS.quick;

let model: Model;
let trunk: InferenceTrunk;
beforeAll(async () => {
  await startBackend('cpu', {}, () => {});
  model = createFormulaModel({
    backbone: 'small',
    width: 4,
    stem: 'auto',
    headWidth: 8,
    sizePx: 32,
    batch: 1,
    beta: 0,
  });
  trunk = new InferenceTrunk(model);
});
afterAll(() => {
  trunk.dispose();
  model.dispose();
});

function places(windowSizePx: number, windowStridePx: number) {
  return windowPlaces(SIZE, { windowSizePx, windowStridePx });
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((worst, v, i) => Math.max(worst, Math.abs(v - b[i])), 0);
}

describe('windows', () => {
  it('lie as in the paper: 57 x 57 windows of 32 px at stride 4 in 256 px', () => {
    expect(windowPlaces(256, { windowSizePx: 32, windowStridePx: 4 })).toEqual({
      windowPx: 32,
      stridePx: 4,
      side: 57,
      offsetPx: 15.5,
      sites: null,
    });
    expect(windowPlaces(64, { windowSizePx: 100, windowStridePx: 8 })).toMatchObject({
      windowPx: 64,
      side: 1,
    });
  });

  it.each([
    [3, 8],
    [4, 8],
    [8, 8],
    [12, 8],
    [16, 8],
    [4, 32],
  ])('at stride %i are each in exactly one phase of a network of stride %i', (stridePx, networkStridePx) => {
    const grid = windowPlaces(100, { windowSizePx: 36, windowStridePx: stridePx });
    const seen = phasesOf(grid, networkStridePx).flatMap(({ shiftPx, first, step, count }) =>
      Array.from({ length: count }, (_, i) => {
        const place = first + i * step;
        expect((place * stridePx - shiftPx) % networkStridePx).toBe(0);
        return place;
      }),
    );
    expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: grid.side }, (_, i) => i));
  });

  it('of the size of the image give its pooled features, exactly and fast', async () => {
    const { features } = await embedWhole(trunk, [image], false);
    const grid = places(SIZE, 8);
    expect(
      largestDifference((await embedWindows(trunk, model.network, [image], grid))[0], features),
    ).toBeLessThan(1e-6);
    expect(
      largestDifference((await embedDense(trunk, model.network, [image], grid))[0], features),
    ).toBeLessThan(1e-6);
  });

  // Neither divides the network's stride nor is a multiple of it.
  it.each([
    [12, 4],
    [7, 1],
  ])('fast at a stride of %i px are those at %i px', async (stridePx, finePx) => {
    const [coarse, fine] = [places(24, stridePx), places(24, finePx)];
    const times = stridePx / finePx;
    const [few] = await embedDense(trunk, model.network, [image], coarse);
    const [many] = await embedDense(trunk, model.network, [image], fine);
    const d = model.network.features;
    for (let r = 0; r < coarse.side; r++)
      for (let c = 0; c < coarse.side; c++) {
        const [own, other] = [r * coarse.side + c, times * (r * fine.side + c)];
        const expected = many.slice(other * d, (other + 1) * d);
        expect(largestDifference(few.slice(own * d, (own + 1) * d), expected)).toBeLessThan(1e-6);
      }
  });

  it('cut one by one are the crops themselves', async () => {
    const grid = places(32, 8);
    const all = (await embedWindows(trunk, model.network, [image], grid))[0];
    const crop = new Uint8Array(32 * 32 * 3);
    for (let row = 0; row < 32; row++) {
      const at = ((8 + row) * SIZE + 16) * 3;
      crop.set(image.data.subarray(at, at + 96), row * 96);
    }
    const alone = tidy(
      () =>
        globalAveragePool(
          null,
          trunk.forward(tensor4d(normalisePixels(crop), [1, 32, 32, 3])),
        ).dataSync() as Float32Array,
    );
    const place = grid.side * 1 + 2;
    const d = model.network.features;
    expect(largestDifference(all.slice(place * d, (place + 1) * d), alone)).toBeLessThan(1e-6);
  });

  it('in one pass are stitched from shifted passes: a finer stride repeats the places of a coarser one', async () => {
    const coarse = (await embedDense(trunk, model.network, [image], places(16, 8)))[0];
    const fine = (await embedDense(trunk, model.network, [image], places(16, 4)))[0];
    const d = model.network.features;
    const [coarseSide, fineSide] = [places(16, 8).side, places(16, 4).side];
    for (let r = 0; r < coarseSide; r++)
      for (let c = 0; c < coarseSide; c++) {
        const from = (r * coarseSide + c) * d;
        const to = (2 * r * fineSide + 2 * c) * d;
        expect(largestDifference(coarse.slice(from, from + d), fine.slice(to, to + d))).toBeLessThan(1e-6);
      }
  });

  it('at a finer stride see what those of a shifted image see', async () => {
    const side = 80;
    const wide: RgbImage = { width: side, height: side, data: formulaBytes(5, side * side * 3) };
    const d = model.network.features;
    const layout = (of: number, windowStridePx: number) =>
      windowPlaces(of, { windowSizePx: 8, windowStridePx });
    const all = layout(side, 2);
    const other = { ...wide, data: wide.data.slice().reverse() };
    const [, found] = await embedDense(trunk, model.network, [other, wide], all);
    const cut = side - 8;
    for (const [down, across] of [
      [2, 4],
      [6, 0],
    ]) {
      const data = new Uint8Array(cut * cut * 3);
      for (let row = 0; row < cut; row++) {
        const at = ((down + row) * side + across) * 3;
        data.set(wide.data.subarray(at, at + cut * 3), row * cut * 3);
      }
      const shifted = { width: cut, height: cut, data };
      const [known] = await embedDense(trunk, model.network, [shifted], layout(cut, 8));
      // In the middle, where no border is seen.
      const at = (((32 + down) / 2) * all.side + (32 + across) / 2) * d;
      const to = (4 * layout(cut, 8).side + 4) * d;
      expect(largestDifference(found.slice(at, at + d), known.slice(to, to + d))).toBeLessThan(1e-6);
    }
  });
});

describe('corrected windows', () => {
  const train = Array.from({ length: 6 }, (_, i) => ({
    id: `n${i}`,
    role: 'train' as const,
    label: 'normal' as const,
    pixels: formulaBytes(20 + i, SIZE * SIZE * 3),
    mask: null,
  }));
  const inputOf = (windowSizePx: number, windowStridePx: number) => ({
    config: { ...config, evaluation: { ...config.evaluation, windowSizePx, windowStridePx } },
    job: SILENT_JOB,
    train,
    imageSizePx: SIZE,
  });
  const meanSquare = (a: Float32Array, b: Float32Array) =>
    a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0) / a.length;

  it.each([
    [1, 1],
    [2, 1],
    [3, 2],
    [5, 3],
  ])('of %i cells, every %i: the mean and the means along the edges', (cells, every) => {
    const [height, width, d] = [9, 7, 3];
    const values = formulaValues(8, 2 * height * width * d, 1);
    const found = meansWithEdges(tensor4d(values, [2, height, width, d]), cells, every);
    const data = found.dataSync();
    const [count, rows, columns, numbers] = found.shape;
    expect([count, numbers]).toEqual([2, d * meansOf(cells)]);
    expect([rows, columns]).toEqual([height, width].map((side) => Math.floor((side - cells) / every) + 1));
    const inside: ((y: number, x: number) => boolean)[] = [
      () => true,
      (y) => y === 0,
      (y) => y === cells - 1,
      (_, x) => x === 0,
      (_, x) => x === cells - 1,
    ];
    data.forEach((value, i) => {
      const [k, window] = [i % numbers, Math.floor(i / numbers)];
      const column = window % columns;
      const [row, n] = [Math.floor(window / columns) % rows, Math.floor(window / columns / rows)];
      let [sum, cellsIn] = [0, 0];
      for (let y = 0; y < cells; y++)
        for (let x = 0; x < cells; x++) {
          if (!inside[Math.floor(k / d)](y, x)) continue;
          const at = (n * height + row * every + y) * width + column * every + x;
          sum += values[at * d + (k % d)];
          cellsIn++;
        }
      expect(Math.abs(value - sum / cellsIn)).toBeLessThan(1e-5);
    });
  });

  it('are nearer to the exact ones, also of images that were not learnt from, at odd sizes too', async () => {
    const embedder = new Embedder(model);
    for (const [size, stride] of [
      [32, 4],
      [20, 6],
    ]) {
      const pool = await embedder.pooling(inputOf(size, stride));
      const grid = places(size, stride);
      const [plain] = await embedDense(trunk, model.network, [image], grid);
      const [corrected] = await embedDense(trunk, model.network, [image], grid, pool);
      const [exact] = await embedWindows(trunk, model.network, [image], grid);
      expect(corrected).toHaveLength(grid.side ** 2 * model.network.features);
      expect(meanSquare(corrected, exact)).toBeLessThan(meanSquare(plain, exact) / 2);
    }
    embedder.dispose();
  });

  it('stay as they are where fast and exact are the same', async () => {
    const embedder = new Embedder(model);
    const pool = await embedder.pooling(inputOf(SIZE, 8));
    const [plain] = await embedDense(trunk, model.network, [image], places(SIZE, 8));
    const [corrected] = await embedDense(trunk, model.network, [image], places(SIZE, 8), pool);
    expect(largestDifference(plain, corrected)).toBeLessThan(1e-5);
    embedder.dispose();
  });

  it('are learnt once for the same weights, windows and images, and not for exact windows', async () => {
    const embedder = new Embedder(model);
    const input = inputOf(16, 8);
    const first = await embedder.correction(input);
    expect(await embedder.correction(inputOf(16, 4))).toBe(first);
    const again = await embedder.correction({ ...input, train: train.slice(1) });
    expect(again).not.toBe(first);
    const { evaluation } = input.config;
    const exact = { ...input.config, evaluation: { ...evaluation, dense: 'exact' as const } };
    expect(await embedder.correction({ ...input, config: exact })).toBeNull();
    const none = { ...input.config, evaluation: { ...evaluation, correction: 'none' as const } };
    expect(await embedder.correction({ ...input, config: none })).toBeNull();
    embedder.dispose();
  });
});

describe('GradCAM', () => {
  it.each([true, false])('weights are the gradient of the score (L2 normalisation %s)', (l2Normalise) => {
    const d = 6;
    const side = 3;
    const map = formulaValues(9, side * side * d, 1, 1);
    const pooled = (values: Float32Array) => {
      const features = new Float64Array(d);
      values.forEach((v, i) => (features[i % d] += v / (side * side)));
      return features;
    };
    const density = fitDensity(formulaValues(4, 20 * d, 1), 20, d, { ...config.density, l2Normalise });
    const embedding: Embedding = { features: Float32Array.from(pooled(map)), map, mapSide: side };
    const grid = gradCam(embedding, density, { stridePx: 8, offsetPx: 0, imageSizePx: 24, region: '' });
    expect(grid).toMatchObject({ rows: side, columns: side, stridePx: 8, offsetPx: 0 });
    const step = 1e-3;
    const gradient = Array.from({ length: d }, (_, k) => {
      const score = (sign: number) => {
        const features = Float64Array.from(pooled(map), (v, i) => (i === k ? v + sign * step : v));
        return density.score(features, 1)[0];
      };
      return (score(1) - score(-1)) / (2 * step);
    });
    for (let place = 0; place < side * side; place++) {
      const sum = gradient.reduce((total, w, k) => total + w * map[place * d + k], 0);
      expect(grid.scores[place]).toBeCloseTo(Math.max(0, sum), 3);
    }
    expect(Math.max(...grid.scores)).toBeGreaterThan(0);
  });
});

describe('embeddings', () => {
  const images = [{ id: 'a', image }];
  const input = { config, job: SILENT_JOB, train: [], imageSizePx: SIZE };

  it('are remembered until a weight changes', async () => {
    const embedder = new Embedder(model);
    const embed = () => embedder.embed(images, input, () => 0);
    const [first] = await embed();
    expect((await embed())[0]).toBe(first);
    model.store.upload('logits.bias', new Float32Array(3), [3]);
    expect((await embed())[0]).not.toBe(first);
    embedder.dispose();
  });

  it.each([8, 4])(
    'of whole images come from the passes over the windows (stride %i) where asked for',
    async (stride) => {
      const [embedder, other] = [new Embedder(model), new Embedder(model)];
      const evaluation = { ...config.evaluation, windowSizePx: 16, windowStridePx: stride };
      const own = { ...input, config: { ...config, evaluation } };
      const twice = [...images, { id: 'b', image: { ...image, data: image.data.slice().reverse() } }];
      const windows = await embedder.embed(twice, own, () => 0, true);
      const alone = await other.embed(twice, own, () => 0);
      expect(windows).toEqual(alone);
      let fresh = 0;
      const counted = (count: number) => {
        fresh = Math.max(fresh, twice.length - count);
        return 0;
      };
      const whole = await embedder.embedWhole(twice, own.config, SILENT_JOB, counted);
      expect(fresh).toBe(0);
      const expected = await other.embedWhole(twice, own.config, SILENT_JOB, () => 0);
      whole.forEach(({ features, map, mapSide }, i) => {
        expect(mapSide).toBe(expected[i].mapSide);
        expect(largestDifference(features, expected[i].features)).toBeLessThan(1e-6);
        expect(largestDifference(map as Float32Array, expected[i].map as Float32Array)).toBeLessThan(1e-6);
      });
      embedder.dispose();
      other.dispose();
    },
  );

  it('of other windows are made anew', async () => {
    const embedder = new Embedder(model);
    const [first] = await embedder.embed(images, input, () => 0);
    const evaluation = { ...config.evaluation, windowSizePx: 16 };
    const [second] = await embedder.embed(images, { ...input, config: { ...config, evaluation } }, () => 0);
    expect(second.features.length).toBeGreaterThan(first.features.length);
    embedder.dispose();
  });
});

describe('images of the density', () => {
  it('are a fixed choice by the seed, in order', () => {
    const all = Array.from({ length: 100 }, (_, i) => i);
    const chosen = chooseTraining(all, config);
    expect(chosen).toHaveLength(config.evaluation.maxTrainImages);
    expect(chooseTraining(all, config)).toEqual(chosen);
    expect(chosen).toEqual([...chosen].sort((a, b) => a - b));
    expect(chooseTraining(all, { ...config, seed: 1 })).not.toEqual(chosen);
  });

  it('can stand in for anomalies with synthetic defects, the same for the same seed', () => {
    const images = [
      { id: 'a', image },
      { id: 'b', image },
    ];
    const defects = makeSyntheticDefects(images, config);
    expect(defects.map(({ id }) => id)).toEqual(['synthetic/a', 'synthetic/b']);
    for (const defect of defects) expect(defect.image.data).not.toEqual(image.data);
    expect(makeSyntheticDefects(images, config)).toEqual(defects);
  });
});
