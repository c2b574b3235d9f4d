/** A run whose last weights are averaged: what learns goes on as without, and the average is what is judged, kept, resumed and given away. */
import { expect, it } from 'vitest';
import type { Config } from '../../core/config/schema.ts';
import { longer } from '../../core/schedule/longer.ts';
import type { Checkpoint, EngineEvent, Evaluation } from '../../worker/protocol.ts';
import { createEngine } from './engine.ts';
import { config as plain, images } from './testing/small-set.ts';

/** Averaged at the steps 6, 11 and 16. */
const config: Config = {
  ...plain,
  training: { ...plain.training, steps: 16, averagedShare: 0.7 },
  evaluation: { ...plain.evaluation, everySteps: 8 },
};
const withoutAverage: Config = { ...config, training: { ...config.training, averagedShare: 0 } };

async function start(images_ = images) {
  const events: EngineEvent[] = [];
  const engine = createEngine({ wasmThreads: 1 });
  await engine.initialise('wasm', (event) => events.push(event));
  await engine.setImages(images_);
  return { engine, events };
}
const evaluations = (events: readonly EngineEvent[]): Evaluation[] =>
  events.flatMap((event) => (event.type === 'evaluation' ? [event.evaluation] : []));
const kept = (events: readonly EngineEvent[], step: number) =>
  events
    .flatMap((event) => (event.type === 'checkpoint' ? [event.checkpoint] : []))
    .find((one) => one.step === step) as Checkpoint;
const tensor = ({ tensors }: Checkpoint, name: string) =>
  tensors.find((one) => one.name === name)?.data as Float32Array;

it('has the mean of the weights of a run without, which it is otherwise, and judges by it', async () => {
  const { engine } = await start();
  await engine.prepare(withoutAverage);
  const at: Checkpoint[] = [];
  for (const step of [6, 11, 16]) {
    await engine.train(step);
    at.push(structuredClone(await engine.checkpoint()));
  }
  const unaveraged = await engine.evaluate();
  const other = await start();
  await other.engine.prepare(config);
  await other.engine.train(16);
  const averaged = await other.engine.checkpoint();
  const names = at[0].tensors.map(({ name }) => name).filter((name) => !name.startsWith('momentum/'));
  expect(names).toContain('running.variance');
  for (const name of names) {
    const three = at.map((one) => tensor(one, name));
    expect(tensor(averaged, `own/${name}`)).toEqual(three[2]);
    tensor(averaged, name).forEach((mean, i) =>
      expect(mean).toBeCloseTo((three[0][i] + three[1][i] + three[2][i]) / 3, 6),
    );
  }
  const last = evaluations(other.events).at(-1) as Evaluation;
  expect(last.testScores).not.toEqual(unaveraged.testScores);

  // The same weights as those of a run that averages nothing.
  const tensors = averaged.tensors.filter(({ name }) => names.includes(name));
  await engine.restore({ step: 16, config: withoutAverage, tensors, weightsOnly: true });
  const again = await engine.evaluate();
  expect(again.testScores).toEqual(last.testScores);
  expect(again.maps).toEqual(last.maps);
  // A file of weights is the average, also where the run goes on averaging.
  await engine.restore({ step: 16, config, tensors, weightsOnly: true });
  expect((await engine.evaluate()).testScores).toEqual(last.testScores);
});

it.each([7, 11, 13])('goes on from step %i as if it had not been interrupted, bit for bit', async (step) => {
  const { engine, events } = await start();
  await engine.prepare(config);
  await engine.train(16);
  const straight = structuredClone(await engine.checkpoint());
  const scores = evaluations(events).at(-1)?.testScores;
  await engine.prepare(config);
  await engine.train(step);
  const checkpoint = structuredClone(await engine.checkpoint());
  const then = (await engine.evaluate()).testScores;
  const fresh = await start();
  await fresh.engine.restore(checkpoint);
  expect((await fresh.engine.evaluate()).testScores).toEqual(then);
  await fresh.engine.train(16);
  expect(await fresh.engine.checkpoint()).toEqual(straight);
  expect(evaluations(fresh.events).at(-1)?.testScores).toEqual(scores);
  const [, ...rest] = checkpoint.tensors;
  await expect(fresh.engine.restore({ ...checkpoint, tensors: rest })).rejects.toMatchObject({
    code: 'checkpoint-mismatch',
  });
});

it('trained longer, is the run that was to have two cycles from the beginning', async () => {
  const { engine } = await start();
  const twice = longer(config) as Config;
  await engine.prepare(twice);
  await engine.train(32);
  const straight = structuredClone(await engine.checkpoint());
  await engine.prepare(config);
  await engine.train(16);
  await engine.restore({ ...structuredClone(await engine.checkpoint()), config: twice });
  await engine.train(32);
  expect(await engine.checkpoint()).toEqual(straight);
});

it('shows an earlier step as it was judged then, and holds no more memory with every step', async () => {
  const { engine, events } = await start();
  const often = { ...config, evaluation: { ...config.evaluation, everySteps: 2 } };
  await engine.prepare(often);
  await engine.train(4);
  const single = await engine.embeddingMap();
  await engine.train(8);
  const then = await engine.embeddingMap();
  const { tensors, bytes } = await engine.memory();
  await engine.train(16);
  await engine.embeddingMap();
  expect(await engine.memory()).toEqual({ tensors, bytes });
  expect(await engine.embeddingMap(kept(events, 8))).toEqual(then);
  expect(await engine.embeddingMap(kept(events, 4))).toEqual(single);
});
