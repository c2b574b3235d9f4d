/** The engine end to end in Node, on WASM: train, pause, evaluate, save, restore, and leave no memory behind. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../../core/config/schema.ts';
import { longer } from '../../core/schedule/longer.ts';
import type { EngineApi, EngineEvent, StepRecord } from '../../worker/protocol.ts';
import { createEngine } from './engine.ts';
import { config, images, makeImage } from './testing/small-set.ts';

async function startEngine(): Promise<{ engine: EngineApi; events: EngineEvent[] }> {
  const events: EngineEvent[] = [];
  const engine = createEngine({ wasmThreads: 1 });
  await engine.initialise('wasm', (event) => events.push(event));
  await engine.setImages(images);
  return { engine, events };
}

function losses(events: readonly EngineEvent[]): StepRecord[] {
  return events.flatMap((event) => (event.type === 'steps' ? event.records : []));
}

let engine: EngineApi;
let events: EngineEvent[];
beforeAll(async () => {
  ({ engine, events } = await startEngine());
});

describe('a run', () => {
  it('states its cost, trains to the end and evaluates before, during and after', async () => {
    const plan = await engine.prepare(config);
    expect(plan).toMatchObject({
      viewsPerSource: 3,
      batchSize: 9,
      classNames: ['normal', 'cutpaste', 'scar'],
    });
    expect(plan.measuredStepMs).toBeGreaterThan(0);
    const outcome = await engine.train(config.training.steps);
    expect(outcome).toEqual({ step: 8, reason: 'finished' });
    expect(losses(events).map((r) => r.step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const evaluations = events
      .filter((event) => event.type === 'evaluation')
      .map((event) => event.evaluation);
    expect(evaluations.map((e) => e.step)).toEqual([0, 4, 8]);
    const last = evaluations[2];
    expect(last.testScores).toHaveLength(8);
    expect(last.heldOutScores).toHaveLength(10);
    expect(last.maps[0]).toMatchObject({ rows: 5, columns: 5, stridePx: 8, offsetPx: 15.5 });
    expect(last.pixel?.auroc).toBeGreaterThan(0.5);
    const confusion = events.filter((event) => event.type === 'steps').at(-1)?.confusion;
    expect(confusion?.reduce((a, b) => a + b)).toBe(8 * 9);
    // The same maps, read by their maximum.
    const evaluation = { ...config.evaluation, imageScore: 'maximum' } as const;
    const plain = await engine.reevaluate(config.density, evaluation, config.mistakes);
    expect(plain.maps).toEqual(last.maps);
    expect(plain.testScores).not.toEqual(last.testScores);
    plain.maps.forEach((map, i) => expect(Math.max(...map.scores)).toBe(Math.fround(plain.testScores[i])));
  });

  it('gives the same losses again, bit for bit', async () => {
    const first = losses(events);
    events.length = 0;
    await engine.prepare(config);
    await engine.train(8);
    expect(losses(events)).toEqual(first);
  });

  it('continues a checkpoint exactly as if it had not been interrupted', async () => {
    const whole = losses(events);
    events.length = 0;
    await engine.prepare(config);
    expect(await engine.train(5)).toEqual({ step: 5, reason: 'finished' });
    const checkpoint = structuredClone(await engine.checkpoint());
    await engine.train(6);
    await engine.restore(checkpoint);
    events.length = 0;
    await engine.train(8);
    expect(losses(events)).toEqual(whole.slice(5));
  });

  it('whose last evaluation was cancelled is not finished; the evaluation is made when it goes on', async () => {
    const seen: number[] = [];
    let cancel = false;
    const other = createEngine({ wasmThreads: 1 });
    await other.initialise('wasm', (event) => {
      if (event.type === 'steps' && event.records.at(-1)?.step === 8) cancel = true;
      if (event.type === 'status' && event.phase === 'embedding' && cancel) void other.pause();
      if (event.type === 'evaluation') seen.push(event.evaluation.step);
    });
    await other.setImages(images);
    await other.prepare(config);
    expect(await other.train(8)).toEqual({ step: 8, reason: 'paused' });
    expect(seen).toEqual([0, 4]);
    cancel = false;
    expect(await other.train(8)).toEqual({ step: 8, reason: 'finished' });
    expect(seen).toEqual([0, 4, 8]);
  });

  it('trained longer, it is the run that was to have two cycles from the beginning', async () => {
    const once = { ...config, training: { ...config.training, steps: 4 } };
    const twice = longer(once) as Config;
    await engine.prepare(twice);
    await engine.train(8);
    const straight = structuredClone(await engine.checkpoint());
    await engine.prepare(once);
    await engine.train(4);
    await engine.restore({ ...structuredClone(await engine.checkpoint()), config: twice });
    expect(await engine.train(8)).toEqual({ step: 8, reason: 'finished' });
    expect(await engine.checkpoint()).toEqual(straight);
  });

  it('holds no more memory after many steps than after a few', async () => {
    await engine.prepare({
      ...config,
      training: { ...config.training, steps: 40 },
      evaluation: { ...config.evaluation, everySteps: 10 },
    });
    await engine.train(11);
    const early = await engine.memory();
    await engine.train(31);
    expect(await engine.memory()).toEqual(early);
  });

  it('pauses after the step in progress and goes on', async () => {
    await engine.prepare(config);
    const training = engine.train(8);
    await engine.pause();
    const paused = await training;
    expect(paused.reason).toBe('paused');
    expect(paused.step).toBeLessThan(8);
    expect(await engine.train(8)).toEqual({ step: 8, reason: 'finished' });
  });

  it('answers other requests between two steps', async () => {
    await engine.prepare(config);
    const order: string[] = [];
    const training = engine.train(8).then(() => order.push('trained'));
    await engine.batchPixels(3).then(({ pixels, labels, size }) => {
      order.push('batch');
      expect([pixels.length, labels.length, size]).toEqual([9 * 32 * 32 * 3, 9, 32]);
    });
    await training;
    expect(order).toEqual(['batch', 'trained']);
  });
});

describe('windows that the network cannot take', () => {
  const valid: Config = {
    ...config,
    model: { ...config.model, backbone: 'small-valid', cropSizePx: 32 },
    evaluation: { ...config.evaluation, windowSizePx: 32, locality: 'per-location-spread' },
  };
  const refusal = { code: 'input-too-small', detail: { sizePx: 16, neededPx: 31 } };
  const tooSmall = { ...valid.evaluation, windowSizePx: 16 };

  it('are refused, and the run goes on with those it had, also from its checkpoint', async () => {
    await engine.prepare(valid);
    await engine.train(3);
    const asked = engine.reevaluate(valid.density, tooSmall, valid.mistakes);
    await expect(asked).rejects.toMatchObject(refusal);
    expect((await engine.evaluate()).locality).toBe('per-location-spread');
    const checkpoint = structuredClone(await engine.checkpoint());
    expect(checkpoint.config).toEqual(valid);
    const unfit = { ...checkpoint, config: { ...valid, evaluation: tooSmall } };
    await expect(engine.restore(unfit)).rejects.toMatchObject(refusal);
    expect(await engine.train(5)).toEqual({ step: 5, reason: 'finished' });
    await engine.restore(checkpoint);
    expect((await engine.evaluate()).step).toBe(3);
  });

  it('a spread is for Gaussians only: others say what was used', async () => {
    const density = { ...valid.density, estimator: 'nearest' as const };
    const { locality } = await engine.reevaluate(density, valid.evaluation, valid.mistakes);
    expect(locality).toBe('per-location');
  });
});

describe('evaluation', () => {
  it('is repeated on remembered embeddings when only the density changes', async () => {
    await engine.prepare(config);
    const first = await engine.evaluate();
    events.length = 0;
    const { density, evaluation, mistakes } = config;
    const second = await engine.reevaluate({ ...density, l2Normalise: false }, evaluation, mistakes);
    expect(second.testScores).not.toEqual(first.testScores);
    const third = await engine.reevaluate(density, evaluation, mistakes);
    expect(third.testScores).toEqual(first.testScores);
    const mistaken = await engine.reevaluate(density, evaluation, { ...mistakes, densityOnAugmented: true });
    expect(mistaken.heldOutScores).not.toEqual(first.heldOutScores);
    expect(mistaken.density.samples).toBe(first.density.samples);
  });

  it('scores the untrained network again with other settings of the density, as before the first step', async () => {
    const { density, evaluation, mistakes } = config;
    const plain = { ...density, l2Normalise: false };
    await engine.prepare({ ...config, density: plain });
    const expected = await engine.evaluate();
    await engine.prepare(config);
    await engine.train(2);
    events.length = 0;
    const now = await engine.reevaluate(plain, evaluation, mistakes);
    const rescored = events.flatMap((event) => (event.type === 'evaluation' ? [event.evaluation] : []));
    expect(rescored.map(({ step }) => step)).toEqual([2, 0]);
    expect(rescored[1].testScores).toEqual(expected.testScores);
    expect(now.testScores).not.toEqual(expected.testScores);
  });

  it('makes the same steps in slow motion, each sent by itself', async () => {
    await engine.prepare(config);
    events.length = 0;
    await engine.train(4);
    const quickLosses = losses(events);
    await engine.prepare(config);
    events.length = 0;
    await engine.setPace(100);
    await engine.train(4);
    await engine.setPace(null);
    expect(losses(events).map(({ loss }) => loss)).toEqual(quickLosses.map(({ loss }) => loss));
    expect(events.filter(({ type }) => type === 'steps')).toHaveLength(4);
  });

  it('of a whole-image model gives GradCAM maps, and of training images one score each', async () => {
    await engine.prepare({ ...config, model: { ...config.model, mode: 'image' } });
    const evaluation = await engine.evaluate();
    expect(evaluation.mapKind).toBe('gradcam');
    expect(evaluation.maps[0]).toMatchObject({ rows: 8, columns: 8, stridePx: 8, offsetPx: 0 });
    expect(evaluation.mapThreshold).toBeGreaterThan(0);
    expect(evaluation.density.dimension).toBe(16);
  });

  it('scores synthetic defects on held-out normal images when asked to', async () => {
    const evaluation = { ...config.evaluation, syntheticDefects: true };
    await engine.prepare({ ...config, evaluation });
    const withTest = await engine.evaluate();
    expect(withTest.synthetic?.normalScores).toEqual(withTest.testScores.slice(0, 4));
    expect(withTest.synthetic?.defectScores).toHaveLength(4);
    await engine.removeImages(images.filter(({ role }) => role === 'test').map(({ id }) => id));
    const without = await engine.evaluate();
    expect(without.testIds).toEqual([]);
    expect(without.pixel).toBeNull();
    expect(without.synthetic?.normalScores).toHaveLength(2);
    await engine.setImages(images);
  });

  it('embeds a newly dropped test image', async () => {
    await engine.prepare(config);
    await engine.evaluate();
    await engine.addImages([makeImage(99, 'test', true)]);
    expect((await engine.evaluate()).testIds).toContain('test-bad-99');
    const { dimension, data } = await engine.embeddings(['test-bad-99', 'train-good-0']);
    expect([dimension, data.length]).toEqual([16, 32]);
    await engine.setImages(images);
  });
});

describe('mistakes', () => {
  it('have codes and leave the engine usable', async () => {
    const fresh = createEngine({ wasmThreads: 1 });
    await expect(fresh.train(1)).rejects.toMatchObject({ code: 'not-prepared' });
    await expect(fresh.evaluate()).rejects.toMatchObject({ code: 'not-prepared' });
    await expect(fresh.prepare(config)).rejects.toMatchObject({ code: 'not-initialised' });
    await engine.setImages(images.slice(0, 1));
    await expect(engine.prepare(config)).rejects.toMatchObject({ code: 'too-few-images' });
    const odd = { ...images[1], pixels: new Uint8Array(32 * 32 * 3) };
    await expect(engine.addImages([odd])).rejects.toMatchObject({ code: 'image-size-differs' });
    await engine.setImages(images);
    await expect(engine.embeddings(['nobody'])).rejects.toMatchObject({ code: 'unknown-image' });
    await engine.prepare(config);
    expect(await engine.train(1)).toEqual({ step: 1, reason: 'finished' });
  });

  it('of taste in the learning rate stop the run when it diverges', async () => {
    const training = {
      ...config.training,
      steps: 80,
      learningRate: 10,
      weightDecay: 1,
      schedule: 'constant' as const,
    };
    await engine.prepare({ ...config, training, evaluation: { ...config.evaluation, everySteps: 0 } });
    await expect(engine.train(80)).rejects.toMatchObject({ code: 'training-diverged' });
  });
});
