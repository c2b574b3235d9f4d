/** What a change of settings asks for, by the scope of their rows: another run, or another evaluation of the same weights. */
import { pixelHash } from '../dataset/pixel-hash.ts';
import { PARAMETERS, readParameter } from './parameters.ts';
import type { Scope } from './rows/row.ts';
import type { Config } from './schema.ts';

const same = (scope: Scope, a: Config, b: Config): boolean =>
  a === b ||
  PARAMETERS.every(
    (row) => row.scope !== scope || Object.is(readParameter(a, row.path), readParameter(b, row.path)),
  );

/**
 * A fingerprint of all settings that scores of given weights depend on: figures of different ones are not of one line. How often a run is evaluated is
 * none of them.
 */
export function scoringKey(config: Config): string {
  const values = PARAMETERS.filter(
    ({ scope, path }) => scope === 'scoring' && path !== 'evaluation.everySteps',
  ).map(({ path }) => [path, readParameter(config, path)]);
  return pixelHash(new TextEncoder().encode(JSON.stringify(values))).toString(36);
}

/** True when both configurations train the same network in the same way; density and evaluation may differ. */
export const sameRun = (a: Config, b: Config): boolean => same('run', a, b);

/** True when both score alike. */
export const sameScoring = (a: Config, b: Config): boolean => same('scoring', a, b);
