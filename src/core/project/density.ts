/** The fitted density of a session as numbers (core/density/types), checked: arrays of the sizes that they name, finite. */
import * as v from 'valibot';
import type { DensityNumbers } from '../density/types.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 31));
const finite = v.pipe(v.number(), v.finite());
const doubles = v.pipe(
  v.instance(Float64Array),
  v.check((values) => values.every(Number.isFinite), 'a number that is none'),
);
const common = {
  l2Normalise: v.boolean(),
  /** Of a feature. */
  dimension: count,
  /** 1: one density for all places. */
  locations: count,
  /** At or above it an image is anomalous; the second is for places of a map. Infinite where there was too little to choose it from. */
  threshold: v.custom<number>((value) => typeof value === 'number', 'no number'),
  mapThreshold: v.custom<number>((value) => typeof value === 'number', 'no number'),
};
const bank = { ...common, rows: doubles, size: count };

/** Score laws as in `DensityNumbers`. */
export const densitySchema = v.pipe(
  v.variant('law', [
    v.object({
      ...common,
      law: v.literal('gaussian'),
      mean: doubles,
      precision: doubles,
      /** Files of before there was one have none. */
      spread: v.optional(v.nullable(doubles), null),
    }),
    v.object({ ...bank, law: v.literal('kernel'), gamma: finite, offset: finite }),
    v.object({ ...bank, law: v.literal('cosine') }),
    v.object({ ...bank, law: v.literal('distance') }),
  ]),
  v.check((density) => {
    const { dimension, locations } = density;
    return density.law === 'gaussian'
      ? density.mean.length === locations * dimension &&
          density.precision.length === dimension * dimension &&
          (density.spread === null || density.spread.length === locations)
      : density.rows.length === locations * density.size * dimension;
  }, 'a density of another size'),
);

export type KeptDensity = v.InferOutput<typeof densitySchema>;

/** Larger ones (memories of every training window) are left out of a file; they are fitted again in seconds. */
const MOST_BYTES = 64 * 2 ** 20;

type Fitted = DensityNumbers & { readonly dimension: number; readonly locations: number };

/** What a file keeps of a fitted density and its thresholds; null where it is too large for that. */
export function keptDensity(fitted: Fitted, threshold: number, mapThreshold: number): KeptDensity | null {
  const bytes =
    fitted.law === 'gaussian'
      ? fitted.mean.byteLength + fitted.precision.byteLength + (fitted.spread?.byteLength ?? 0)
      : fitted.rows.byteLength;
  return bytes > MOST_BYTES ? null : ({ ...fitted, threshold, mapThreshold } as KeptDensity);
}
