/**
 * What `scripts/measure-samples.ts` found on the built-in samples: CutPaste from scratch beside ImageNet's features without training. The figures are
 * those of the pictures and settings named in the file; a test compares both with today's.
 */
import { PRESETS } from '../../../core/config/presets.ts';
import type { Config } from '../../../core/config/schema.ts';
import { eachRow } from '../../../core/config/rows/rows.ts';
import { pixelHash } from '../../../core/dataset/pixel-hash.ts';
import { configLeaves, type Leaf } from '../../../core/runs/config-leaves.ts';
import type { SampleName } from '../../../core/samples/types.ts';
import file from './measured.json';

/** How each way was run: a preset, and whether nothing is trained. */
export const MEASURED_WITH = {
  cutpaste: { preset: 'quick', untrained: false, config: PRESETS.quick },
  imagenet: { preset: 'pretrained', untrained: true, config: PRESETS.pretrained },
} as const;

/** Settings at the value that a configuration without them has: one that came later changes nothing of what was measured before. */
function withoutAbsent(config: Config): ReadonlyMap<string, Leaf> {
  const leaves = new Map(configLeaves(config));
  eachRow((path, { absent }) => {
    if (absent !== undefined && leaves.get(path) === absent) leaves.delete(path);
  });
  return leaves;
}

/** Hash (32 bits, in hexadecimal) of all settings but the seed and the preset's name. */
export function settingsKey(config: Config): string {
  const leaves = [...withoutAbsent(config)].filter(([path]) => !['seed', 'version', 'preset'].includes(path));
  const text = JSON.stringify(leaves.sort(([a], [b]) => (a < b ? -1 : 1)));
  return (pixelHash(new TextEncoder().encode(text)) >>> 0).toString(16).padStart(8, '0');
}

export interface Recorded {
  readonly seed: number;
  readonly version: string;
  readonly imageAuroc: number;
  /** Image AUROC of one type of defect against all normal test images. */
  readonly byDefect: Readonly<Record<string, number>>;
}

export interface MeasuredSample {
  /** Of the pictures it was measured on (`core/samples/catalogue`). */
  readonly fingerprint: string;
  /** One for each seed; none where only ImageNet's features were measured. */
  readonly cutpaste: readonly Recorded[];
  readonly imagenet: Recorded;
}

export interface Measured {
  /** Fingerprints of the settings (`settingsKey`). */
  readonly settings: Readonly<Record<keyof typeof MEASURED_WITH, string>>;
  readonly samples: Readonly<Record<SampleName, MeasuredSample>>;
}

export const MEASURED: Measured = file as unknown as Measured;

/** From here on one way is better than the other. */
const LEVEL = 0.005;

/** Which way is better for every seed; null where it depends on the seed, hardly matters, or only one was measured. */
export function betterWay({ cutpaste, imagenet }: MeasuredSample): keyof typeof MEASURED_WITH | null {
  if (cutpaste.length === 0) return null;
  const ahead = cutpaste.map(({ imageAuroc }) => imageAuroc - imagenet.imageAuroc);
  if (ahead.every((by) => by > LEVEL)) return 'cutpaste';
  return ahead.every((by) => by < -LEVEL) ? 'imagenet' : null;
}

/** Mean over the seeds of `of`, and the smallest and largest; null of no run. */
export function overSeeds(runs: readonly Recorded[], of: (run: Recorded) => number) {
  if (runs.length === 0) return null;
  const all = runs.map(of);
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  return { mean, low: Math.min(...all), high: Math.max(...all) };
}

/** Seeds and version of CutPaste's runs, in words. */
export const measuredWith = ({ cutpaste, imagenet }: MeasuredSample) => ({
  seeds: cutpaste.map(({ seed }) => seed).join(', '),
  version: imagenet.version,
});
