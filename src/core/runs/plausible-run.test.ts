/** A bundle of runs with whole bytes and figures that cannot be is refused, with the run and the figure. */
import { expect, it } from 'vitest';
import { packBundle, unpackBundle } from './bundle.ts';
import { exampleRun, exampleScores } from './testing/example.ts';
import type { RunMetrics, WholeRun } from './types.ts';

const withMetrics = (change: Partial<RunMetrics>): WholeRun => {
  const run = exampleRun('one');
  return {
    ...run,
    record: { ...run.record, metrics: run.record.metrics.map((one) => ({ ...one, ...change })) },
  };
};
const opened = (run: WholeRun) => unpackBundle(packBundle([run]));

it('takes what a page writes, also scores of early versions that are no numbers and have no figure', () => {
  expect(opened(exampleRun('one'))).toHaveLength(1);
  const early = {
    ...withMetrics({ auroc: null, low: null, high: null }),
    scores: exampleScores([0, NaN, 1, 2]),
  };
  expect(opened(early)).toHaveLength(1);
});

it.each<[string, WholeRun, RegExp]>([
  ['an AUROC of 7', withMetrics({ auroc: 7, high: 8 }), /a figure of step 10 is not between 0 and 1/],
  [
    'an AUROC that is not that of the scores',
    withMetrics({ auroc: 0.99 }),
    /AUROC of step 10 is 0.99, that of its scores 0.75/,
  ],
  ['an interval beside its figure', withMetrics({ low: 0.8 }), /does not hold its AUROC/],
  ['a pixel figure below 0', withMetrics({ pixelAuroc: -0.2 }), /not between 0 and 1/],
  [
    'an evaluation after the last step',
    withMetrics({ step: 9000 }),
    /evaluated at steps that it did not make/,
  ],
  [
    'a figure of scores that are no numbers',
    { ...exampleRun('one'), scores: exampleScores([0, NaN, 1, 2]) },
    /of scores that are no numbers/,
  ],
])('%s is refused', (_, run, reason) => {
  expect(() => opened(run)).toThrow(reason);
});
