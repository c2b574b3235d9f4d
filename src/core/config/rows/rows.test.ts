import { describe, expect, it } from 'vitest';
import { encodeRegion } from '../../region/encode.ts';
import { findParameter, PARAMETERS, readParameter } from '../parameters.ts';
import { PRESETS } from '../presets.ts';
import { sameRun, sameScoring } from '../scope.ts';
import { allows, withParameter } from '../update.ts';

const REGION = encodeRegion({ width: 2, height: 2, data: Uint8Array.of(1, 1, 0, 1) }, 'stretch');

const another = (row: (typeof PARAMETERS)[number], value: unknown): unknown => {
  if (row.kind === 'boolean') return !value;
  if (row.kind === 'choice') return row.choices.find((choice) => choice !== value);
  if (row.kind === 'region') return value === '' ? REGION : '';
  return value === row.min ? row.max : row.min;
};

describe.each(PARAMETERS.map((row) => [row.path, row] as const))('row of %s', (path, row) => {
  it('speaks of settings that there are, with values that they can have', () => {
    for (const need of row.needs) {
      const other = findParameter(need.path);
      expect(other).toBeDefined();
      for (const value of need.is) expect(allows(other as never, value)).toBe(true);
    }
    if (row.kind !== 'number' && row.kind !== 'integer') return;
    for (const limit of [row.atMost, row.fitsInto]) {
      if (limit !== null) expect(findParameter(limit)?.kind).toMatch(/number|integer/);
    }
  });

  it('allows its value, the paper’s, and what configurations without it mean', () => {
    expect(allows(row, row.value)).toBe(true);
    if (row.paper !== null) expect(allows(row, row.paper)).toBe(true);
    if (row.absent !== undefined) expect(allows(row, row.absent)).toBe(true);
  });

  it('refuses what lies outside of its range', () => {
    const outside =
      row.kind === 'boolean'
        ? ['true', 1, null]
        : row.kind === 'choice'
          ? ['', 'none of these', 3]
          : row.kind === 'region'
            ? [null, 3, 'everywhere', `${REGION}A`, REGION.slice(0, -1)]
            : [row.min - 1, row.max + 1, Number.NaN, Infinity, '1', row.kind === 'integer' ? 1.5 : null];
    for (const value of outside) expect(() => withParameter(PRESETS.quick, path, value)).toThrow(path);
  });

  it('asks for a new run, a new evaluation or neither, by its scope', () => {
    const changed = withParameter(PRESETS.quick, path, another(row, readParameter(PRESETS.quick, path)));
    expect([sameRun(PRESETS.quick, changed), sameScoring(PRESETS.quick, changed)]).toEqual([
      row.scope !== 'run',
      row.scope !== 'scoring',
    ]);
  });
});
