/** result.json and scores.json of a run from another machine, checked field by field before anything is written or shown. */
import * as v from 'valibot';
import { basisOf } from '../../src/core/calibration/basis.ts';
import { pValue } from '../../src/core/calibration/conformal.ts';
import { STATISTICS } from '../../src/core/calibration/image-statistics.ts';
import { FILE_NUMBERS } from '../../src/core/calibration/shift.ts';
import type { SkipReason } from '../../src/core/dataset/types.ts';
import { deviationsOf } from '../../src/core/config/deviations.ts';
import { TILE_SETS } from '../../src/core/config/rows/tile-sets.ts';
import { parseConfig } from '../../src/core/config/update.ts';
import { aurocInterval } from '../../src/core/metrics/auroc-interval.ts';
import { missingClass } from '../../src/core/metrics/ranking.ts';
import { keyWithoutSeed } from '../../src/core/runs/config-leaves.ts';
import type { PlannedRun } from '../experiment/grid-folder.ts';
import type { ExperimentResult, ScoredImage } from '../experiment/result.ts';
import type { ScoresFile } from '../experiment/run-scores.ts';
import { plain } from './words.ts';

/** What was handed in is not a result of the run; nothing was kept of it. */
export class RefusedResult extends Error {
  override readonly name = 'RefusedResult';
}

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const number = v.pipe(v.number(), v.finite());
const figure = v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1)));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const milliseconds = v.pipe(v.number(), v.finite(), v.minValue(0));

const mapSchema = v.object({
  pixelAuroc: share,
  pixelAveragePrecision: share,
  aupro: share,
  aupro05: figure,
  aupimo: v.nullable(v.object({ mean: share, median: share, images: count })),
  pixelF1: share,
  iouAtThreshold: share,
  pixelF1AtNormalThreshold: share,
});
const mapsSchema = v.record(v.pipe(text(40), v.regex(/^[\w-]+$/)), v.nullable(mapSchema));
const locality = v.picklist(['shared', 'per-location', 'per-location-spread']);

const confusionSchema = v.object({
  tp: count,
  fp: count,
  tn: count,
  fn: count,
  precision: figure,
  recall: figure,
  f1: figure,
});
const promiseSchema = v.object({
  kept: v.boolean(),
  images: count,
  asked: share,
  promised: share,
  smallest: share,
  above: count,
  rate: v.object({ low: share, high: share }),
  toHalve: v.nullable(count),
});
const dataCheckSchema = v.object({
  reference: v.picklist(['train', 'calibration']),
  judged: v.boolean(),
  shifts: v.array(
    v.object({ of: v.picklist([...STATISTICS, 'score']), from: number, to: number, pValue: share }),
  ),
  trivial: v.array(v.object({ of: v.picklist([...STATISTICS, ...FILE_NUMBERS]), auroc: share, low: share })),
});
/** JSON has no infinity: null is the threshold above all scores. */
const costSchema = v.object({
  threshold: v.pipe(
    v.nullable(number),
    v.transform((value) => value ?? Infinity),
  ),
  cost: v.pipe(number, v.minValue(0)),
  recall: share,
  falseAlarmRate: share,
  precision: figure,
});
const protocolSchema = v.object({
  reported: v.picklist(['last-step', 'best-test-auroc']),
  seed: count,
  split: v.object({ train: count, calibration: count, testNormal: count, testAnomalous: count }),
  threshold: v.object({
    rule: text(40),
    restsOn: v.picklist([
      'normal images given for it alone',
      'images that training and density have not seen',
      'cross-fitted training images',
      'a law',
    ]),
  }),
  sawTestLabels: v.pipe(v.array(text(200)), v.maxLength(20)),
});
const robustnessSchema = v.object({
  level: number,
  imageAuroc: figure,
  falseAlarmRate: figure,
  recall: figure,
});
const range = v.object({ low: share, high: share });
const learningCurveSchema = v.object({
  steps: v.array(
    v.object({
      images: count,
      subsets: count,
      auroc: v.nullable(v.object({ mean: share, low: share, high: share })),
      falseAlarms: v.nullable(range),
      rate: range,
    }),
  ),
  gain: v.nullable(v.object({ from: count, to: count, by: number, real: v.boolean() })),
});
const doubtfulSchema = v.object({
  by: v.picklist(['run', 'imagenet']),
  ranked: count,
  of: count,
  first: v.array(v.object({ path: text(4000), score: number, outlier: v.nullable(v.picklist(STATISTICS)) })),
});
/** A code of the page's list; it is only shown. */
const reason = v.custom<SkipReason>((value) => typeof value === 'string' && /^[\w-]{1,60}$/.test(value));

const resultSchema = v.object({
  hash: v.string(),
  version: text(40),
  dataset: text(1000),
  seed: count,
  backend: v.nullable(text(40)),
  device: v.nullable(text(500)),
  threads: v.nullable(count),
  backendsCompared: v.optional(
    v.object({
      steps: v.array(
        v.object({
          name: v.picklist(['webgpu', 'webgl', 'wasm', 'cpu']),
          threads: count,
          stepMs: number,
          share,
        }),
      ),
      kept: v.boolean(),
    }),
  ),
  tiles: v.optional(v.picklist([...TILE_SETS, 'software'])),
  counts: v.object({
    train: count,
    calibration: count,
    given: count,
    testNormal: count,
    testAnomalous: count,
    skipped: v.array(v.object({ path: text(4000), reason, detail: text(4000) })),
  }),
  steps: count,
  finalLoss: v.nullable(number),
  lossAboveChance: v.nullable(
    v.object({
      loss: v.pipe(
        v.nullable(number),
        v.transform((loss) => loss ?? Infinity),
      ),
      chance: number,
    }),
  ),
  finalProxyAccuracy: figure,
  signs: v.array(
    v.variant('kind', [
      v.object({ kind: v.literal('proxy'), accuracy: share, chance: share }),
      v.object({ kind: v.picklist(['untrained', 'pretrained']), by: share }),
    ]),
  ),
  untrained: v.object({ imageAuroc: figure }),
  imageAuroc: figure,
  imageAurocInterval: v.nullable(v.object({ low: share, high: share })),
  noImageMetrics: v.nullable(v.picklist(['no-test-images', 'no-anomalies', 'no-normal'])),
  averagePrecision: figure,
  bestF1: figure,
  threshold: v.nullable(number),
  promise: v.nullable(promiseSchema),
  dataCheck: dataCheckSchema,
  costs: v.nullable(v.object({ atThreshold: costSchema, cheapest: costSchema })),
  protocol: protocolSchema,
  robustness: v.nullable(
    v.record(text(40), v.object({ unit: text(40), images: count, points: v.array(robustnessSchema) })),
  ),
  learningCurve: v.nullable(learningCurveSchema),
  doubtful: v.nullable(doubtfulSchema),
  groups: v.object({
    rule: v.nullable(v.picklist(['names', 'folders'])),
    ...{ groups: count, images: count, testGroups: count },
    given: v.object({ hand: count, alike: count, file: count }),
  }),
  confusion: v.nullable(confusionSchema),
  pixelAuroc: figure,
  pixelAveragePrecision: figure,
  aupro: figure,
  pixelF1: figure,
  maps: mapsSchema,
  locality: v.object({
    used: locality,
    advice: v.nullable(
      v.object({
        locality: v.picklist(['shared', 'per-location']),
        gain: number,
        mark: number,
        judged: v.boolean(),
      }),
    ),
  }),
  pretrained: v.nullable(v.object({ imageAuroc: figure })),
  defectTypes: v.record(text(1000), v.object({ count, imageAuroc: figure, recall: share, maps: mapsSchema })),
  history: v.array(v.object({ step: count, imageAuroc: figure })),
  timings: v.object({
    loadMs: milliseconds,
    trainMs: milliseconds,
    stepMsMedian: v.nullable(milliseconds),
    evaluateMs: milliseconds,
    totalMs: milliseconds,
    baselineMs: v.nullable(milliseconds),
  }),
  /** Follow from the configuration, and are made again from it. */
  deviations: v.optional(v.unknown()),
  /** Checked by `parseConfig`. */
  config: v.unknown(),
});

const scoresSchema = v.strictObject({
  images: v.pipe(
    v.array(
      v.strictObject({
        path: text(4000),
        label: v.picklist(['normal', 'anomalous']),
        defectType: text(1000),
        hash: number,
      }),
    ),
    v.maxLength(100_000),
  ),
  step: count,
  test: v.array(number),
  heldOut: v.array(number),
  calibration: v.optional(v.array(number)),
  threshold: v.nullable(number),
});

function read<T>(schema: v.GenericSchema<unknown, T>, bytes: Uint8Array, name: string): T {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new RefusedResult(`${name} is not JSON`);
  }
  const found = v.safeParse(schema, value);
  if (found.success) return found.output;
  const [issue] = found.issues;
  throw new RefusedResult(
    plain(`${name} is wrong at ${v.getDotPath(issue) ?? '(whole)'}: ${issue.message}`, 300),
  );
}

export interface CheckedResult {
  readonly result: ExperimentResult;
  readonly images: readonly ScoredImage[];
  readonly threshold: number;
}

/**
 * Both files of a run, as wanted of it: its hash and configuration, and an AUROC that follows from the scores.
 * @throws RefusedResult
 */
export function checkResult(run: PlannedRun, resultJson: Uint8Array, scoresJson: Uint8Array): CheckedResult {
  const raw = read(resultSchema, resultJson, 'result.json');
  const scores: ScoresFile = read(scoresSchema, scoresJson, 'scores.json');
  if (raw.hash !== run.hash) throw new RefusedResult('result.json is that of another run');
  const config = checkedConfig(raw.config);
  if (
    config.seed !== run.config.seed ||
    raw.seed !== config.seed ||
    keyWithoutSeed(config) !== keyWithoutSeed(run.config)
  )
    throw new RefusedResult('result.json has another configuration than the run');
  if (scores.test.length !== scores.images.length)
    throw new RefusedResult(`scores.json has ${scores.test.length} scores of ${scores.images.length} images`);
  const normal = basisOf({ calibrationScores: scores.calibration ?? [], heldOutScores: scores.heldOut });
  const images = scores.images.map(({ path, label, defectType }, i) => ({
    id: String(i),
    path,
    defectType,
    anomalous: label === 'anomalous',
    score: scores.test[i],
    pValue: pValue(scores.test[i], normal.scores),
  }));
  const labels = images.map(({ anomalous }) => anomalous);
  const follows = aurocInterval(scores.test, labels)?.auroc ?? null;
  if (follows !== raw.imageAuroc || missingClass(labels) !== raw.noImageMetrics)
    throw new RefusedResult(`its image AUROC is ${raw.imageAuroc}, but its scores give ${follows}`);
  // JSON has no infinity: null is that of a threshold that could not be chosen.
  const result: ExperimentResult = {
    ...raw,
    config,
    deviations: deviationsOf(config),
    threshold: raw.threshold ?? Infinity,
  };
  return { result, images, threshold: scores.threshold ?? Infinity };
}

function checkedConfig(value: unknown) {
  try {
    return parseConfig(value);
  } catch (error) {
    throw new RefusedResult(plain(`result.json: ${(error as Error).message}`, 300));
  }
}
