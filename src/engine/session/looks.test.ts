import { beforeAll, describe, expect, it } from 'vitest';
import type { EngineApi, EngineEvent, Look } from '../../worker/protocol.ts';
import { createEngine } from './engine.ts';
import { LookClock } from './looks.ts';
import { config, images } from './testing/small-set.ts';

describe('the clock of looks', () => {
  /** Steps of `stepMs` with looks of `lookMs`: the steps at which there was one, and the share of the time. */
  function run(stepMs: number, lookMs: number, steps: number) {
    const clock = new LookClock();
    const at: number[] = [];
    let nowMs = 1000;
    let spentMs = 0;
    clock.resume(nowMs);
    for (let step = 0; step < steps; step++) {
      if (clock.due(step, nowMs)) {
        nowMs += lookMs;
        if (step > 0) spentMs += lookMs;
        clock.made(step, lookMs, nowMs);
        at.push(step);
      }
      nowMs += stepMs;
    }
    return { at, share: spentMs / (nowMs - 1000) };
  }

  it('is due before the first step, soon after it, and then at most every 25 steps', () => {
    const { at } = run(70, 10, 200);
    expect(at).toEqual([0, 15, 40, 65, 90, 115, 140, 165, 190]);
  });

  it('never takes more than a twentieth of the time once it has begun', () => {
    for (const [stepMs, lookMs] of [
      [50, 150],
      [5, 400],
      [900, 3000],
    ]) {
      const { at, share } = run(stepMs, lookMs, 20_000);
      expect(at.length).toBeGreaterThan(5);
      expect(share).toBeLessThanOrEqual(0.051);
    }
  });

  it('is due at every step where a step takes seconds', () => {
    expect(run(30_000, 1000, 4).at).toEqual([0, 1, 2, 3]);
  });

  it('does not count a rest as time that was run', () => {
    const clock = new LookClock();
    clock.resume(0);
    clock.made(0, 100, 100);
    clock.made(10, 100, 1100);
    clock.rest(1200);
    clock.resume(1_000_000);
    expect(clock.due(40, 1_000_000)).toBe(false);
    expect(clock.due(11, 1_010_000)).toBe(true);
  });

  it('begins again after a return to an earlier step', () => {
    const clock = new LookClock();
    clock.resume(0);
    clock.made(0, 10, 10);
    clock.made(50, 10, 5000);
    expect(clock.due(20, 5001)).toBe(true);
  });
});

describe('looks of a run', () => {
  let engine: EngineApi;
  const events: EngineEvent[] = [];
  const looks = (): Look[] => events.flatMap((event) => (event.type === 'look' ? [event.look] : []));
  const losses = () => events.flatMap((event) => (event.type === 'steps' ? event.records : []));
  beforeAll(async () => {
    engine = createEngine({ wasmThreads: 1 });
    await engine.initialise('wasm', (event) => events.push(event));
    await engine.setImages(images);
  });

  it('come only where someone watches, and change nothing of the run', async () => {
    await engine.prepare(config);
    await engine.train(3);
    expect(looks()).toEqual([]);
    const without = losses();
    events.length = 0;
    await engine.watchMaps({ kinds: [], ids: [], looks: true });
    await engine.prepare(config);
    await engine.train(3);
    expect(losses()).toEqual(without);
    expect(looks().map(({ step }) => step)).toEqual([0, 3]);
  });

  it('score a part of the test images, and beside it what is pinned', async () => {
    const [, look] = looks();
    const labels = new Map(images.map(({ id, label }) => [id, label]));
    expect(look.testImages).toBe(8);
    expect(new Set(look.testIds.map((id) => labels.get(id)))).toEqual(new Set(['normal', 'anomalous']));
    expect(look.testScores.every(Number.isFinite)).toBe(true);
    expect(look.maps).toHaveLength(look.testIds.length);
    expect(look.pixel).toBeNull();
    expect(look.besides.ids).toEqual([]);
  });
});
