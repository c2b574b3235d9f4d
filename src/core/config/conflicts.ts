/**
 * What settings must not say together: a smallest value above its largest, a crop or a window larger than the image, or smaller than what
 * the network sees. One rule for controls, links, the command line, grids and runs.
 */
import { PlaygroundError } from '../errors.ts';
import { readRegion } from '../region/code.ts';
import { backboneOf } from '../networks/registry.ts';
import { PARAMETERS, readParameter } from './parameters.ts';
import { irrelevance } from './relevance.ts';
import type { Config } from './schema.ts';

export interface Conflict {
  /** Paths of the settings, the one that is too large first; a network that is too large stands as `model.backbone`. */
  readonly paths: readonly [string, string];
  readonly error: PlaygroundError;
}

const tooLarge = (first: string, second: string, a: number, b: number): Conflict => ({
  paths: [first, second],
  error: new PlaygroundError(
    'settings-conflict',
    `${first} (${a}) is greater than ${second} (${b}). Make the one smaller or the other larger.`,
    { first, second, a, b, reason: `${first} (${a}) > ${second} (${b})` },
  ),
});

const tooSmall = (path: string, value: number, least: number): Conflict => ({
  paths: ['model.backbone', path],
  error: new PlaygroundError(
    'too-small-for-network',
    `${path} (${value} px) is smaller than what the network sees at once. Choose at least ${least} px, or another network.`,
    { path, value, least, reason: `${path} (${value} px) < ${least} px` },
  ),
});

const otherFit = (drawn: string, fit: string): Conflict => ({
  paths: ['data.region', 'data.fit'],
  error: new PlaygroundError(
    'region-other-fit',
    `The region was drawn on images with data.fit ${drawn}; with ${fit} it would lie elsewhere. Draw it again, take it away, or keep data.fit ${drawn}.`,
    { drawn, fit, reason: `data.region: ${drawn}, data.fit: ${fit}` },
  ),
});

/** What the network is shown of an image. */
const INPUTS = ['model.cropSizePx', 'evaluation.windowSizePx'] as const;

/** All conflicts, in the order of the rows. */
export function conflictsOf(config: Config): readonly Conflict[] {
  const found: Conflict[] = [];
  for (const row of PARAMETERS) {
    if (row.kind !== 'number' && row.kind !== 'integer') continue;
    const { path, atMost, fitsInto } = row;
    const value = readParameter(config, path) as number;
    const limit = atMost ?? (fitsInto !== null && irrelevance(path, config) === null ? fitsInto : null);
    // What is as small as can be is not too large: a run of no steps has one cycle all the same.
    if (limit !== null && value > row.min) {
      const most = readParameter(config, limit) as number;
      if (value > most) found.push(tooLarge(path, limit, value, most));
    }
  }
  const region = readRegion(config.data.region);
  if (region && region.fit !== config.data.fit) found.push(otherFit(region.fit, config.data.fit));
  const least = backboneOf(config.model).smallestInputPx;
  for (const path of config.model.mode === 'patch' ? INPUTS : []) {
    const value = readParameter(config, path) as number;
    if (value < least) found.push(tooSmall(path, value, least));
  }
  return found;
}

/** Null when the settings can be run together; otherwise the first conflict as an error that names both settings. */
export function conflictOf(config: Config): PlaygroundError | null {
  return conflictsOf(config)[0]?.error ?? null;
}

/** The first conflict that `after` has and `before` had not: what a change must not bring about. */
export function newConflict(before: Config, after: Config): PlaygroundError | null {
  const old = new Set(conflictsOf(before).map(({ paths }) => paths.join()));
  return conflictsOf(after).find(({ paths }) => !old.has(paths.join()))?.error ?? null;
}
