/** Images, a region and an order to evaluate, small enough for tests of what goes home with a detector in every format. */
import { encodeRegion } from '../../src/core/region/encode.ts';
import type { Config } from '../../src/core/config/schema.ts';
import { formulaBytes } from '../../src/engine/formula/numbers.ts';
import { Embedder } from '../../src/engine/inference/embedder.ts';
import type { EvaluationInput } from '../../src/engine/inference/evaluation-input.ts';
import { SILENT_JOB } from '../../src/engine/inference/job.ts';
import type { Model } from '../../src/engine/models/model.ts';

export const SIDE = 40;

const image = (id: string, role: 'train' | 'test', stream: number) => ({
  id,
  role,
  label: 'normal' as const,
  pixels: formulaBytes(stream, SIDE * SIDE * 3),
  mask: null,
});
const train = [0, 1, 2, 3, 4, 5].map((i) => image(`n${i}`, 'train', i));
export const test = [10, 11].map((i) => image(`t${i}`, 'test', i));

/** A disc right of the middle. */
export const REGION = encodeRegion(
  {
    width: SIDE,
    height: SIDE,
    data: Uint8Array.from({ length: SIDE * SIDE }, (_, i) =>
      Number(Math.hypot((i % SIDE) - 25, Math.floor(i / SIDE) - 18) < 9),
    ),
  },
  'stretch',
);

export const inputFor = (model: Model, config: Config): EvaluationInput => ({
  embedder: new Embedder(model),
  config,
  step: 0,
  train,
  test,
  imageSizePx: SIDE,
  job: SILENT_JOB,
  wish: { kinds: [], ids: [] },
});
