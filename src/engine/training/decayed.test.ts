/** What the L2 penalty is on: without a gradient only decay moves a parameter. */
import { beforeAll, expect, it } from 'vitest';
import '@tensorflow/tfjs-backend-cpu';
import { setBackend, tensor1d, tidy } from '@tensorflow/tfjs-core';
import type { ParameterSpec } from '../../core/networks/types.ts';
import { WeightStore } from '../models/weight-store.ts';
import { createOptimizer } from './optimizer.ts';

beforeAll(() => setBackend('cpu'));

const KINDS = ['conv', 'dense', 'bias', 'gamma', 'beta'] as const;
const parameters: readonly ParameterSpec[] = KINDS.map((kind) => ({
  name: kind,
  kind,
  shape: [2],
  fanIn: 1,
  fanOut: 1,
}));

const cases = (['sgd', 'adamw'] as const).flatMap((optimizer) =>
  (['all', 'weights'] as const).map((decayed) => [optimizer, decayed] as const),
);

it.each(cases)('%s, decay of %s', async (optimizer, decayed) => {
  const store = new WeightStore();
  for (const { name } of parameters) store.upload(name, Float32Array.of(2, -4), [2]);
  const rule = createOptimizer({ optimizer, decayed, momentum: 0.9, weightDecay: 0.25 }, store, parameters);
  rule.initialise();
  tidy(() => rule.apply(new Map(KINDS.map((kind) => [kind, tensor1d([0, 0])])), 0.5, 0));
  for (const kind of KINDS) {
    const shrinks = decayed === 'all' || kind === 'conv' || kind === 'dense';
    const share = shrinks ? 1 - 0.5 * 0.25 : 1;
    const { data } = await store.download(kind);
    expect([...data]).toEqual([2 * share, -4 * share]);
  }
  store.dispose();
});
