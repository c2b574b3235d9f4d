/** The list in a bundle of runs, checked field by field: bundles come from other machines. */
import * as v from 'valibot';
import { RUN_STATES } from './types.ts';

/** JSON has no infinities; they are written as words. */
const WORDS: Readonly<Record<string, number>> = { NaN, Infinity, '-Infinity': -Infinity };

export const writeNumber = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;

const anyNumber = v.union([
  v.number(),
  v.pipe(
    v.picklist(['NaN', 'Infinity', '-Infinity']),
    v.transform((word) => WORDS[word]),
  ),
]);
const figure = v.nullable(anyNumber);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const moment = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15));

const recordSchema = v.object({
  version: v.literal(1),
  id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
  name: text(200),
  note: text(10_000),
  starred: v.boolean(),
  state: v.picklist(RUN_STATES),
  startedAt: moment,
  updatedAt: moment,
  deletedAt: v.null(),
  /** Checked by `parseConfig`. */
  config: v.unknown(),
  dataset: v.object({
    name: text(500),
    sample: v.nullable(text(100)),
    fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{1,14}$/)),
    train: count,
    testNormal: count,
    testAnomalous: count,
  }),
  backend: v.nullable(v.object({ name: text(50), device: text(500), threads: count })),
  grid: v.optional(text(100)),
  lesson: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100))),
  versions: v.object({ page: text(50), browser: text(500) }),
  step: count,
  stepMs: figure,
  parameterCount: v.nullable(count),
  curve: v.pipe(
    v.object({ steps: v.array(count), loss: v.array(anyNumber), accuracy: v.array(anyNumber) }),
    v.check(({ steps, loss, accuracy }) => steps.length === loss.length && steps.length === accuracy.length),
  ),
  metrics: v.array(
    v.object({
      step: count,
      auroc: figure,
      low: figure,
      high: figure,
      averagePrecision: figure,
      pixelAuroc: figure,
      aupro: figure,
      threshold: anyNumber,
    }),
  ),
  weightsBytes: count,
});

const scoresSchema = v.pipe(
  v.object({
    images: v.array(
      v.object({
        path: text(2000),
        label: v.picklist(['normal', 'anomalous']),
        defectType: text(500),
        hash: v.number(),
        group: v.optional(text(2300)),
      }),
    ),
    evaluations: v.array(
      v.object({
        step: count,
        test: v.array(anyNumber),
        heldOut: v.array(anyNumber),
        threshold: anyNumber,
      }),
    ),
  }),
  v.check(({ images, evaluations }) => evaluations.every(({ test }) => test.length === images.length)),
);

/** A file of the archive, with the length that it must have. */
const binary = v.object({ file: v.pipe(v.string(), v.regex(/^[\w-]+\/[\w-]+\.bin$/)), bytes: count });

export const bundleSchema = v.object({
  format: v.literal('cutpaste-playground-runs'),
  version: v.literal(1),
  runs: v.pipe(
    v.array(
      v.object({
        record: recordSchema,
        scores: v.nullable(scoresSchema),
        thumbnails: v.nullable(v.object({ ...binary.entries, side: count, count })),
        /** Absent in bundles of before 0.2.0. */
        maps: v.optional(
          v.nullable(v.object({ ...binary.entries, side: count, indices: v.array(count) })),
          null,
        ),
        weights: v.nullable(
          v.object({
            ...binary.entries,
            step: count,
            config: v.unknown(),
            tensors: v.array(v.object({ name: text(500), shape: v.array(count) })),
          }),
        ),
      }),
    ),
    v.maxLength(10_000),
  ),
});

export type BundleList = v.InferOutput<typeof bundleSchema>;
