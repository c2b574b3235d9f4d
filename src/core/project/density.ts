/** The fitted density of a session as numbers (core/density/types), checked: arrays of the sizes that their law names, finite. */
import * as v from 'valibot';
import { SCORE_LAWS } from '../density/estimators/facts.ts';
import type { PlaceScale } from '../density/image-score.ts';
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
  /** Of each place: by which an image's score is standardised (density/image-score.ts); absent where it is the maximum. */
  imageCentre: v.optional(doubles),
  imageSpread: v.optional(doubles),
};

/** Sizes are counts; `before` stands where a file lacks the number. */
function setting(name: string, before: number | null) {
  const kind = name === 'size' ? count : finite;
  return before === null ? kind : v.optional(kind, before);
}

/** What is common to all laws, with the numbers and arrays of its law beside them (null where an array is missing). */
export type KeptDensity = v.InferOutput<v.ObjectSchema<typeof common, undefined>> & {
  readonly law: string;
  readonly [name: string]: number | string | boolean | Float64Array | null;
};

/** Score laws as the densities of `core/density/estimators` have them. */
export const densitySchema = v.pipe(
  v.variant(
    'law',
    [...SCORE_LAWS.values()].map((law) => {
      const { optional } = law;
      const names = Object.keys(law.arrays({ dimension: 1, locations: 1 }, {}));
      const array = (name: string) =>
        // Files of before there was one have none.
        optional.includes(name) ? v.optional(v.nullable(doubles), null) : doubles;
      return v.object({
        ...common,
        law: v.literal(law.name),
        ...Object.fromEntries(
          Object.entries(law.settings).map(([name, before]) => [name, setting(name, before)]),
        ),
        ...Object.fromEntries(names.map((name) => [name, array(name)])),
      });
    }),
  ),
  v.transform((density) => density as unknown as KeptDensity),
  v.check((density) => {
    const law = SCORE_LAWS.get(density.law);
    const lengths = law?.arrays(density, density as unknown as Record<string, number>) ?? {};
    return Object.entries(lengths).every(([name, length]) => {
      const values = density[name];
      return values === null || (values instanceof Float64Array && values.length === length);
    });
  }, 'a density of another size'),
  v.check(
    ({ imageCentre, imageSpread }) => imageCentre?.length === imageSpread?.length,
    'places without their spread',
  ),
);

/** Larger ones (memories of every training window) are left out of a file; they are fitted again in seconds. */
const MOST_BYTES = 64 * 2 ** 20;

type Fitted = DensityNumbers & { readonly dimension: number; readonly locations: number };

/** What a file keeps of a fitted density and its thresholds; null where it is too large for that. */
export function keptDensity(
  fitted: Fitted,
  threshold: number,
  mapThreshold: number,
  imageScale: PlaceScale | null = null,
): KeptDensity | null {
  const { settings, arrays, ...head } = fitted;
  const bytes = Object.values(arrays).reduce((sum, { byteLength }) => sum + byteLength, 0);
  if (bytes > MOST_BYTES) return null;
  const missing = Object.fromEntries(
    (SCORE_LAWS.get(fitted.law)?.optional ?? []).map((name) => [name, null]),
  );
  const scale = imageScale && { imageCentre: imageScale.centre, imageSpread: imageScale.spread };
  return { ...head, threshold, mapThreshold, ...scale, ...settings, ...missing, ...arrays };
}
