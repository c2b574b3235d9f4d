/** Trials of tasks in the engine: the same numbers whoever asks and whatever the run does, stopped on demand. */
import { beforeAll, describe, expect, it } from 'vitest';
import { FEWEST_HELD_OUT } from '../../core/choice/split.ts';
import { PROBES } from '../../core/choice/families.ts';
import { rankTasks } from '../../core/choice/ranking.ts';
import type { Trials } from '../../core/choice/trial.ts';
import type { EngineApi, EngineEvent } from '../../worker/protocol.ts';
import { createEngine } from '../session/engine.ts';
import { config, images, makeImage } from '../session/testing/small-set.ts';

const more = Array.from({ length: 4 }, (_, i) => makeImage(30 + i, 'train', false));
const ORDER = { tasks: ['scar', '3way'], steps: 2 } as const;
const events: EngineEvent[] = [];
let engine: EngineApi;
let trials: Trials;
/** Without what the clock says. */
const figures = ({ trials: all, ...rest }: Trials) => ({
  ...rest,
  trials: all.map((trial) => ({ ...trial, elapsedMs: 0 })),
});

beforeAll(async () => {
  engine = createEngine({ wasmThreads: 1 });
  await engine.initialise('wasm', (event) => void events.push(event));
  await engine.setImages([...images, ...more]);
  trials = await engine.tryTasks(config, ORDER);
});

describe('trials', () => {
  it('score held-out images, their probes and the test images, and can be ranked', () => {
    expect(trials.trials.map(({ task }) => task)).toEqual(ORDER.tasks);
    expect(trials.heldOutIds).toHaveLength(FEWEST_HELD_OUT);
    expect(trials.testIds).toHaveLength(8);
    for (const { heldOut, probes, test, chance, task } of trials.trials) {
      expect(heldOut).toHaveLength(FEWEST_HELD_OUT);
      expect(probes.map(({ probe }) => probe)).toEqual(PROBES);
      for (const { scores } of probes) expect(scores.length % FEWEST_HELD_OUT).toBe(0);
      expect(test).toHaveLength(8);
      expect(chance).toBeCloseTo(task === '3way' ? 1 / 3 : 1 / 2, 12);
    }
    expect(trials.ranking).toEqual(rankTasks(trials.trials, config.seed));
    expect(trials.ranking).toHaveLength(2);
  });

  it('tell how far they are, upwards', () => {
    const shares = events.flatMap((event) => (event.type === 'choice-status' ? [event.fraction] : []));
    expect(shares.length).toBeGreaterThan(2);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it('are the same beside a run that trains, and change nothing of it', async () => {
    await engine.prepare(config);
    const alone = await engine.evaluate();
    const train = engine.train(config.training.steps);
    const beside = await engine.tryTasks(config, ORDER);
    expect((await train).reason).toBe('finished');
    expect(figures(beside)).toEqual(figures(trials));
    const after = await engine.evaluate();
    const second = createEngine({ wasmThreads: 1 });
    await second.initialise('wasm', () => undefined);
    await second.setImages([...images, ...more]);
    await second.prepare(config);
    expect((await second.evaluate()).testScores).toEqual(alone.testScores);
    await second.train(config.training.steps);
    expect((await second.evaluate()).testScores).toEqual(after.testScores);
  });

  it('can be stopped, and their cost is told', async () => {
    const running = engine.tryTasks(config, { ...ORDER, steps: 10_000 });
    await engine.cancelChoice();
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(await engine.choiceCost(config, ORDER)).toBeGreaterThan(0);
  });

  it('need enough images', async () => {
    await engine.setImages(images);
    await expect(engine.tryTasks(config, ORDER)).rejects.toMatchObject({ code: 'too-few-for-choice' });
  });
});
