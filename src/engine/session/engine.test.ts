/** The engine end to end in Node, on WASM: train, pause, evaluate, save, restore, and leave no memory behind. */
import { beforeAll, describe, expect, it } from 'vitest';
import { PRESETS } from '../../core/config/presets.ts';
import type { Config } from '../../core/config/schema.ts';
import { createRandom } from '../../core/random/random.ts';
import type { EngineApi, EngineEvent, EngineImage, StepRecord } from '../../worker/protocol.ts';
import { createEngine } from './engine.ts';

const SIZE = 64;

/** Grey noise over a soft gradient; anomalous ones carry a bright square, with its mask. */
function makeImage(index: number, role: 'train' | 'test', anomalous: boolean): EngineImage {
  const random = createRandom(5, role, index);
  const pixels = new Uint8Array(SIZE * SIZE * 3);
  const mask = anomalous ? new Uint8Array(SIZE * SIZE) : null;
  const at = random.int(4, SIZE - 20);
  for (let y = 0; y < SIZE; y++)
    for (let x = 0; x < SIZE; x++) {
      const inside = anomalous && x >= at && x < at + 12 && y >= at && y < at + 12;
      if (inside && mask) mask[y * SIZE + x] = 1;
      const base = inside ? 210 : 70 + x / 2;
      for (let c = 0; c < 3; c++) pixels[(y * SIZE + x) * 3 + c] = base + random.int(-20, 20);
    }
  return {
    id: `${role}-${anomalous ? 'bad' : 'good'}-${index}`,
    role,
    label: anomalous ? 'anomalous' : 'normal',
    pixels,
    mask,
  };
}

const images = [
  ...Array.from({ length: 10 }, (_, i) => makeImage(i, 'train', false)),
  ...Array.from({ length: 4 }, (_, i) => makeImage(i, 'test', false)),
  ...Array.from({ length: 4 }, (_, i) => makeImage(i, 'test', true)),
];

const quick = PRESETS.quick;
const config: Config = {
  ...quick,
  data: { ...quick.data, imageSizePx: SIZE },
  model: { ...quick.model, width: 4, cropSizePx: 32, headWidth: 16 },
  training: { ...quick.training, steps: 8, sourcesPerStep: 3 },
  evaluation: { ...quick.evaluation, everySteps: 4, windowSizePx: 32, windowStridePx: 8 },
};

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
    last.maps.forEach((map, i) => expect(Math.max(...map.scores)).toBe(last.testScores[i]));
    expect(last.pixel?.auroc).toBeGreaterThan(0.5);
    const confusion = events.filter((event) => event.type === 'steps').at(-1)?.confusion;
    expect(confusion?.reduce((a, b) => a + b)).toBe(8 * 9);
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
});
