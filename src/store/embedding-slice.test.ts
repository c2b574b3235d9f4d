/** Embeddings of an earlier step stand beside the map of the present weights, and go with the branch that they belong to. */
import { expect, it } from 'vitest';
import { createPlayground } from './store.ts';
import { FakeEngines, item, TEN_STEPS } from './testing/fake-engine.ts';

it('embeds with the weights of an earlier step beside that map, and forgets both with the branch', async () => {
  const engines = new FakeEngines();
  const store = createPlayground(engines.spawn);
  const now = () => store.getState();
  store.setState({ items: [item('n0', 'train'), item('t0', 'test')], config: TEN_STEPS });
  await now().play();
  await now().makeEmbeddingMap();
  const [first] = now().checkpoints;
  await now().makeEmbeddingMap(first);
  expect([...now().embeddingFormer.keys()]).toEqual([first]);
  expect(now().embeddingMap?.step).toBe(10);
  expect(now().step).toBe(10);
  await now().restoreCheckpoint(first);
  expect(now().embeddingMap).toBeNull();
  expect(now().embeddingFormer.size).toBe(0);
});
