/**
 * Random configurations from the rows: a preset, some settings drawn anew within their ranges, and never a conflict. For tests and for
 * `bench/random-configurations.ts`, which runs them.
 */
import { createRandom, type Random } from '../../random/random.ts';
import { encodeRegion } from '../../region/encode.ts';
import { conflictsOf } from '../conflicts.ts';
import { findParameter, PARAMETERS, type Parameter } from '../parameters.ts';
import { PRESETS } from '../presets.ts';
import type { Config } from '../schema.ts';
import { withParameter } from '../update.ts';

/** Ends of the range are where faults are: each is drawn one time in ten. */
function drawNumber(random: Random, min: number, max: number, logarithmic: boolean): number {
  const at = random.float();
  if (at < 0.1) return min;
  if (at < 0.2) return max;
  const share = random.float();
  const low = Math.max(1, min);
  return logarithmic && min === 0
    ? low * (max / low) ** share
    : logarithmic
      ? min * (max / min) ** share
      : min + share * (max - min);
}

/** A rectangle of at least an eighth of each side. */
function someRegion(random: Random): string {
  const [side, least] = [64, 8];
  const [width, height] = [random.int(least, side), random.int(least, side)];
  const [left, top] = [random.int(0, side - width), random.int(0, side - height)];
  const within = (at: number, from: number, length: number) => at >= from && at < from + length;
  const data = Uint8Array.from({ length: side * side }, (_, i) =>
    Number(within(i % side, left, width) && within(Math.floor(i / side), top, height)),
  );
  return encodeRegion({ width: side, height: side, data }, 'stretch');
}

function draw(random: Random, parameter: Parameter): unknown {
  switch (parameter.kind) {
    case 'boolean':
      return random.float() < 0.5;
    case 'choice':
      return parameter.choices[Math.floor(random.float() * parameter.choices.length)];
    case 'number':
      return drawNumber(random, parameter.min, parameter.max, parameter.logarithmic);
    case 'integer':
      return Math.round(drawNumber(random, parameter.min, parameter.max, parameter.logarithmic));
    case 'region':
      return random.float() < 0.5 ? '' : someRegion(random);
    default:
      return parameter satisfies never;
  }
}

/**
 * @param share of the settings that are drawn anew
 * @param fixed values that hold whatever is drawn, for example a small image
 */
export function randomConfig(
  seed: number,
  share: number,
  fixed: Readonly<Record<string, unknown>> = {},
): Config {
  const random = createRandom(seed, 'random-config');
  const presets = Object.values(PRESETS);
  const base = presets[Math.floor(random.float() * presets.length)];
  let config = Object.entries(fixed).reduce<Config>(
    (made, [path, value]) => withParameter(made, path, value),
    base,
  );
  for (const parameter of PARAMETERS) {
    if (parameter.path in fixed || random.float() >= share) continue;
    config = withParameter(config, parameter.path, draw(random, parameter));
  }
  // Whatever contradicts another setting goes down to what that one allows, or up to what the network needs.
  for (const { paths, error } of conflictsOf(config)) {
    if (error.code === 'region-other-fit') {
      config = withParameter(config, 'data.fit', error.detail.drawn);
      continue;
    }
    const [path, value] =
      error.code === 'too-small-for-network' ? [paths[1], error.detail.least] : [paths[0], error.detail.b];
    const row = findParameter(path);
    const least = row && 'min' in row ? row.min : -Infinity;
    config = withParameter(config, path, Math.max(least, value as number));
  }
  return config;
}
