/**
 * What a session is made of when it is kept: in a project file and in the browser's storage. Images have no ids of the page here;
 * an evaluation names them by their place in `items` (`#0`, `#1`, ...; `gone` where one was taken out since).
 */
import * as v from 'valibot';
import { normalisePath } from '../dataset/paths.ts';
import { MAP_KINDS } from '../heatmap/map-kind.ts';
import type { BinaryMask, RgbImage } from '../image/types.ts';
import { isRegionCode } from '../region/code.ts';
import type { Correction } from '../config/kept.ts';
import { TILE_SETS } from '../config/rows/tile-sets.ts';
import type { Config } from '../config/schema.ts';
import { densitySchema } from './density.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
/** Also NaN and infinities, which a figure can be. */
const anyNumber = v.custom<number>((value) => typeof value === 'number', 'no number');
const floats = v.instance(Float32Array);
const doubles = v.instance(Float64Array);

/** A path of an image: shown, written into exports, never followed. */
const pathText = v.pipe(
  text(4000),
  v.check((path) => normalisePath(path).ok, 'no path that a file can have'),
);

const itemSchema = v.object({
  name: v.pipe(text(500), v.minLength(1)),
  path: pathText,
  role: v.picklist(['train', 'test', 'calibration']),
  label: v.picklist(['normal', 'anomalous']),
  defectType: text(500),
  /** Of images that came as files; earlier sessions have none. */
  file: v.optional(
    v.object({
      widthPx: count,
      heightPx: count,
      bytes: count,
      depth: v.optional(
        v.object({
          kind: v.picklist(['integer', 'float']),
          scale: v.pipe(v.number(), v.minValue(1), v.finite()),
        }),
      ),
    }),
  ),
  remark: v.optional(v.picklist(['first-page', 'first-frame'])),
  /** As a person or a table said; earlier sessions have none. */
  group: v.optional(text(200)),
  /** `pixelHash` of the image at the working size. */
  hash: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  hasMask: v.boolean(),
});

const indexSchema = v.pipe(v.string(), v.regex(/^(#\d{1,9}|gone)$/));

const gridSchema = v.pipe(
  v.object({
    rows: count,
    columns: count,
    stridePx: anyNumber,
    offsetPx: anyNumber,
    scores: floats,
    region: v.optional(v.custom<string>(isRegionCode, 'no region')),
  }),
  v.check(({ rows, columns, scores }) => rows * columns === scores.length, 'a map of another size'),
);

const pixelSchema = v.nullable(
  v.object({
    auroc: anyNumber,
    averagePrecision: anyNumber,
    aupro: anyNumber,
    aupro05: v.optional(anyNumber),
    aupimo: v.optional(v.nullable(v.object({ mean: anyNumber, median: anyNumber, images: count }))),
    bestF1: anyNumber,
    iouAtThreshold: anyNumber,
  }),
);

const kindSchema = v.picklist(MAP_KINDS);

const mapSetSchema = v.pipe(
  v.object({
    kind: kindSchema,
    step: count,
    ids: v.array(indexSchema),
    maps: v.array(gridSchema),
    threshold: anyNumber,
    normalQuantiles: floats,
    pixel: pixelSchema,
  }),
  v.check(({ ids, maps }) => ids.length === maps.length, 'maps without their images'),
);

export const evaluationSchema = v.pipe(
  v.object({
    step: count,
    scoredWith: v.optional(text(40)),
    testIds: v.array(indexSchema),
    testScores: doubles,
    trainIds: v.array(indexSchema),
    heldOutScores: doubles,
    /** Sessions of before kept no images for the threshold. */
    calibrationIds: v.optional(v.array(indexSchema), () => []),
    calibrationScores: v.optional(doubles, () => new Float64Array(0)),
    asideIds: v.optional(v.array(indexSchema)),
    threshold: anyNumber,
    mapKind: kindSchema,
    /** Empty where they were let go. */
    maps: v.array(gridSchema),
    mapThreshold: anyNumber,
    normalQuantiles: floats,
    locality: v.picklist(['shared', 'per-location', 'per-location-spread']),
    localityAdvice: v.nullable(
      v.object({
        locality: v.picklist(['shared', 'per-location']),
        gain: anyNumber,
        mark: anyNumber,
        judged: v.boolean(),
      }),
    ),
    otherMaps: v.array(mapSetSchema),
    synthetic: v.nullable(v.object({ normalScores: doubles, defectScores: doubles })),
    density: v.object({
      dimension: count,
      samples: count,
      shrinkage: v.nullable(anyNumber),
      conditionNumber: v.nullable(anyNumber),
      effectiveRank: v.nullable(anyNumber),
    }),
    pixel: pixelSchema,
    elapsedMs: anyNumber,
  }),
  v.check(
    ({ testIds, testScores, trainIds, heldOutScores, calibrationIds, calibrationScores, maps }) =>
      testIds.length === testScores.length &&
      trainIds.length === heldOutScores.length &&
      calibrationIds.length === calibrationScores.length &&
      (maps.length === 0 || maps.length === testIds.length),
    'scores without their images',
  ),
);

const recordsSchema = v.pipe(
  v.object({ step: doubles, loss: doubles, accuracy: doubles, learningRate: doubles }),
  v.check(
    ({ step, loss, accuracy, learningRate }) =>
      [loss, accuracy, learningRate].every(({ length }) => length === step.length),
    'curves of different lengths',
  ),
);

const runSchema = v.object({
  /** Checked by `parseConfig`. */
  config: v.unknown(),
  /** Of the weights. */
  step: count,
  /** How the GPU cut products up; absent elsewhere, and in earlier files. */
  tiles: v.optional(v.picklist([...TILE_SETS, 'software'])),
  tensors: v.array(
    v.object({ name: v.pipe(text(500), v.minLength(1)), shape: v.pipe(v.array(count), v.maxLength(8)) }),
  ),
  records: recordsSchema,
  confusion: v.nullable(v.instance(Int32Array)),
  stepMs: v.nullable(anyNumber),
  manualThreshold: v.nullable(anyNumber),
  evaluations: v.array(evaluationSchema),
  /** Measured with other scoring settings or images than those that are in force; earlier sessions have none. */
  formerEvaluations: v.optional(v.array(evaluationSchema)),
  /** The run among the kept runs of the browser that wrote it. */
  runId: v.nullable(v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/))),
  /** The density as fitted at `step`: for other programs; the page fits it again. Null where none was at hand. */
  density: v.nullable(densitySchema),
});

export const sessionSchema = v.pipe(
  v.object({
    savedAt: v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15)),
    page: text(50),
    config: v.unknown(),
    dataset: v.object({
      name: text(500),
      sample: v.nullable(v.object({ name: text(100), seed: count })),
      className: text(500),
      heldOutCount: count,
      sizePx: v.pipe(v.number(), v.integer(), v.minValue(16), v.maxValue(2048)),
      fit: v.picklist(['stretch', 'crop', 'letterbox']),
    }),
    items: v.pipe(v.array(itemSchema), v.maxLength(200_000)),
    run: v.nullable(runSchema),
    lessonMet: v.pipe(v.array(text(100)), v.maxLength(1000)),
  }),
  v.check(({ items }) => new Set(items.map(({ path }) => path)).size === items.length, 'a path twice'),
  v.check(({ items, run }) => {
    const known = (id: string) => id === 'gone' || Number(id.slice(1)) < items.length;
    return [...(run?.evaluations ?? []), ...(run?.formerEvaluations ?? [])].every(
      ({ testIds, trainIds, calibrationIds, asideIds = [], otherMaps }) =>
        [...testIds, ...trainIds, ...calibrationIds, ...asideIds].every(known) &&
        otherMaps.every(({ ids }) => ids.every(known)),
    );
  }, 'scores of images that are not there'),
);

type Parsed = v.InferOutput<typeof sessionSchema>;
export type KeptItem = Parsed['items'][number];
export type KeptEvaluation = v.InferOutput<typeof evaluationSchema>;

/** All of a session but pixels and weights. */
export type SessionOutline = Omit<Parsed, 'config' | 'run'> & {
  readonly config: Config;
  readonly run: (Omit<NonNullable<Parsed['run']>, 'config'> & { readonly config: Config }) | null;
  /** Numbers of a file of before that had to be moved into today's ranges. */
  readonly corrections?: readonly Correction[];
};

/** Pixels of an item, or null for a sample that is painted again. */
export interface KeptPixels {
  readonly image: RgbImage;
  readonly mask: BinaryMask | null;
}

/** Values of `SessionOutline.run.tensors`, in their order. */
export type KeptWeights = readonly Float32Array[];

export const elements = (shape: readonly number[]): number =>
  shape.reduce((product, side) => product * side, 1);
