/**
 * A batch in parts. Where every part has the batch norm statistics of the whole (parts that are copies of each other), gradients,
 * running means and update must be those of the whole batch; and parts must hold all classes in equal share.
 */
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../backend/start.ts';
import { createFormulaBatch, createFormulaModel } from '../formula/model.ts';
import { SELF_TEST_CASE } from '../backend/self-test-values.ts';
import { describeNetwork } from '../../core/networks/network.ts';
import { RUNNING_MEAN, RUNNING_VARIANCE } from '../models/running-statistics.ts';
import { planMemory } from '../session/memory-plan.ts';
import { placesOfParts, splitBatch } from './micro-batches.ts';
import { createOptimizer } from './optimizer.ts';
import { trainInParts } from './train-in-parts.ts';
import { trainStep, type HostBatch } from './train-step.ts';

const OPTIONS = { learningRate: 0.05, step: 0, batchNormMomentum: 0.9 };
const SGD = { optimizer: 'sgd', momentum: 0.9, weightDecay: 1e-3 } as const;

describe('a batch in parts', () => {
  beforeAll(async () => {
    await startBackend('wasm', { wasmThreads: 1 }, () => {});
  });

  it('holds every source with all its views once', () => {
    const labels = Uint8Array.from({ length: 15 }, (_, i) => Math.floor(i / 5));
    const pixels = Uint8Array.from({ length: 15 * 12 }, (_, i) => Math.floor(i / 12));
    const parts = splitBatch({ pixels, labels, size: 2 }, 5, 2);
    expect(parts.map((part) => [...part.labels])).toEqual([
      [0, 0, 1, 1, 2, 2],
      [0, 0, 0, 1, 1, 1, 2, 2, 2],
    ]);
    const samples = parts.map((part) => [...part.pixels].filter((_, i) => i % 12 === 0));
    expect(samples).toEqual([
      [0, 1, 5, 6, 10, 11],
      [2, 3, 4, 7, 8, 9, 12, 13, 14],
    ]);
    expect(splitBatch({ pixels, labels, size: 2 }, 5, 9)).toHaveLength(5);
  });

  it('knows where in the batch each of its samples is', () => {
    const [sources, views] = [7, 3];
    const samples = sources * views;
    const pixels = Uint8Array.from({ length: 3 * samples }, (_, i) => Math.floor(i / 3));
    const batch = { pixels, labels: new Uint8Array(samples), size: 1 };
    for (const parts of [1, 2, 3, 9]) {
      const inParts = splitBatch(batch, sources, parts).flatMap((part) =>
        Array.from(part.pixels).filter((_, i) => i % 3 === 0),
      );
      expect(placesOfParts(samples, sources, parts)).toEqual(inParts);
    }
  });

  it('gives the gradient and the update of the whole where statistics agree', async () => {
    const before = memory().numTensors;
    const part = createFormulaBatch(SELF_TEST_CASE);
    const whole: HostBatch = {
      pixels: Uint8Array.from([...part.pixels, ...part.pixels, ...part.pixels]),
      labels: Uint8Array.from([...part.labels, ...part.labels, ...part.labels]),
      size: part.size,
    };
    const after = async (update: 'whole' | 'parts') => {
      const model = createFormulaModel(SELF_TEST_CASE);
      const optimizer = createOptimizer(SGD, model.store, model.parameters);
      optimizer.initialise();
      const logits =
        update === 'whole'
          ? trainStep(model, optimizer, whole, OPTIONS)
          : trainInParts(model, optimizer, [part, part, part], OPTIONS);
      const values = new Map([['logits', (await logits.data()) as Float32Array]]);
      for (const name of model.store.names()) values.set(name, (await model.store.download(name)).data);
      logits.dispose();
      model.dispose();
      return values;
    };
    const expected = await after('whole');
    const actual = await after('parts');
    expect([...actual.keys()]).toEqual([...expected.keys()]);
    for (const [name, values] of expected) {
      // n / (n - 1) counts the samples of the whole in both.
      const largest = values.reduce((top, v) => Math.max(top, Math.abs(v)), 1e-3);
      const own = actual.get(name) as Float32Array;
      const worst = values.reduce((top, v, i) => Math.max(top, Math.abs(v - own[i])), 0);
      expect(worst / largest, name).toBeLessThan(1e-4);
    }
    expect(expected.has(RUNNING_MEAN) && expected.has(RUNNING_VARIANCE)).toBe(true);
    expect(memory().numTensors).toBe(before);
  });
});

describe('the memory plan', () => {
  const model = {
    backbone: 'resnet18',
    width: 16,
    mode: 'image',
    cropSizePx: 64,
    stem: 'auto',
    headWidth: 128,
  };
  const network = describeNetwork(model as Parameters<typeof describeNetwork>[0], 256, 3);
  const shape = { network, inputSizePx: 256, sources: 32, views: 3, optimizerSlots: 1 };

  it('takes the whole batch where it fits, else the fewest parts', () => {
    const roomy = planMemory(shape, { totalBytes: 64 * 2 ** 30, bufferBytes: null });
    expect(roomy).toMatchObject({ parts: 1, samplesPerPart: 96, fits: true });
    const limits = { totalBytes: 2 ** 30, bufferBytes: null };
    const tight = planMemory(shape, limits);
    expect(tight.parts).toBeGreaterThan(1);
    expect(tight.fits).toBe(true);
    expect(tight.neededBytes).toBeLessThanOrEqual(2 ** 30);
    const fewer = planMemory({ ...shape, sources: Math.ceil(32 / (tight.parts - 1)) }, limits);
    expect(fewer.parts).toBeGreaterThan(1);
  });

  it('keeps every buffer under the limit of the adapter', () => {
    // The stem's output of 96 images: 96 * 128 * 128 * 64 floats, 403 MB; WebGPU promises 128 MiB.
    const plan = planMemory(shape, { totalBytes: 64 * 2 ** 30, bufferBytes: 128 * 2 ** 20 });
    expect(plan).toMatchObject({ parts: 4, samplesPerPart: 24, fits: true });
    expect(plan.largestBufferBytes).toBe(24 * 128 * 128 * 64 * 4);
  });

  it('says when nothing fits', () => {
    expect(planMemory(shape, { totalBytes: 2 ** 20, bufferBytes: null })).toMatchObject({
      parts: 32,
      fits: false,
    });
  });
});
