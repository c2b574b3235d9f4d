import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../config/presets.ts';
import { readParameter } from '../../config/parameters.ts';
import { PlaygroundError } from '../../errors.ts';
import fixture from '../fixtures/runs.json' with { type: 'json' };
import { ensemble, intervalText } from '../seeds.ts';
import { toMarkdown } from '../tables.ts';
import { exampleScores } from '../testing/example.ts';
import { expandGrid, parseGrid, type Grid } from './grid.ts';
import { paperGrid, PAPER_TABLES } from './paper-tables.ts';
import { gridRows, gridTable, shownSettings, type GridResult } from './result-table.ts';

const grid = (change: Partial<Grid> = {}): Grid => ({
  version: 1,
  name: 'a grid',
  base: PRESETS.quick,
  axes: [],
  seeds: [0],
  table: null,
  ...change,
});
const steps = { settings: ['training.steps'], values: [10, 20] };
const tasks = { settings: ['augment.task'], values: ['cutpaste', '3way'] };

const refusal = (work: () => unknown): string => {
  try {
    work();
    return 'accepted';
  } catch (error) {
    return error instanceof PlaygroundError ? `${error.code} ${String(error.detail.path ?? '')}` : 'other';
  }
};

describe('a grid', () => {
  it('is every combination in order, all cells of a seed before the next seed', () => {
    const { runs, cells } = expandGrid(grid({ axes: [tasks, steps], seeds: [3, 5] }));
    expect(cells).toHaveLength(4);
    expect(
      runs.map(({ config }) => [config.augment.task, config.training.steps, config.seed].join(' ')),
    ).toEqual([
      'cutpaste 10 3',
      'cutpaste 20 3',
      '3way 10 3',
      '3way 20 3',
      'cutpaste 10 5',
      'cutpaste 20 5',
      '3way 10 5',
      '3way 20 5',
    ]);
    expect(runs.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(runs.map(({ cell }) => cell)).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
  });

  it('does not take a spoiled configuration for the preset that it names', () => {
    const { quick } = PRESETS;
    const base = { ...quick, training: { ...quick.training, steps: -5 } };
    expect(refusal(() => parseGrid(grid({ base })))).toBe('bad-config training.steps');
    const longer = { ...quick, training: { ...quick.training, steps: 7 } };
    expect(parseGrid(grid({ base: longer })).base.training.steps).toBe(7);
  });

  it('accounts for every combination: run, refused or said twice', () => {
    const axis = fc.constantFrom(
      steps,
      tasks,
      { settings: ['training.learningRate'], values: [0.01, -1, 0.01, 99] },
      { settings: ['augment.cutpaste.areaMin'], values: [0.01, 0.3] },
      { settings: ['augment.patchJitter.hue', 'augment.patchJitter.contrast'], values: [0, [0.1, 0.9], 0.7] },
      { settings: ['model.cropSizePx'], values: [64, 64.5] },
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(axis, { maxLength: 4 }),
        fc.array(fc.nat(4), { minLength: 1, maxLength: 4 }),
        (axes, seeds) => {
          const { cells, runs, invalid, duplicates } = expandGrid(grid({ axes, seeds }));
          const all = axes.reduce((product, { values }) => product * values.length, 1);
          expect(cells.length + invalid.length + duplicates.length).toBe(all);
          expect(runs).toHaveLength(cells.length * new Set(seeds).size);
          expect(new Set(runs.map(({ config }) => JSON.stringify(config))).size).toBe(runs.length);
          for (const { set, config } of cells)
            for (const { path, value } of set) expect(readParameter(config, path)).toBe(value);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('names what cannot be run, and why', () => {
    const { cells, invalid } = expandGrid(
      grid({
        axes: [
          { settings: ['augment.cutpaste.areaMin'], values: [0.02, 0.3] },
          { settings: ['augment.cutpaste.areaMax'], values: [0.15, 0.5, 2] },
        ],
      }),
    );
    expect(cells.map(({ set }) => set.map(({ value }) => value))).toEqual([
      [0.02, 0.15],
      [0.02, 0.5],
      [0.3, 0.5],
    ]);
    expect(invalid.map(({ set, error }) => [...set.map(({ value }) => value), error.code])).toEqual([
      [0.02, 2, 'bad-number'],
      [0.3, 0.15, 'settings-conflict'],
      [0.3, 2, 'bad-number'],
    ]);
    expect(invalid[1].error.message).toContain('(0.3) is greater than');
  });

  it('names crops and windows that the network without padding cannot take', () => {
    const axes = [
      { settings: ['model.cropSizePx'], values: [24, 32] },
      { settings: ['evaluation.windowSizePx'], values: [32, 30] },
    ];
    const { cells, invalid } = expandGrid(grid({ base: PRESETS.localise, axes }));
    expect(cells.map(({ set }) => set.map(({ value }) => value))).toEqual([[32, 32]]);
    expect(invalid.map(({ error }) => error.message)).toEqual([
      expect.stringMatching(/^model\.cropSizePx \(24 px\) is smaller than what the network sees/),
      expect.stringMatching(/^model\.cropSizePx \(24 px\) is smaller than what the network sees/),
      expect.stringMatching(/^evaluation\.windowSizePx \(30 px\) is smaller .* at least 31 px/),
    ]);
    expect(expandGrid(grid({ base: PRESETS.quick, axes })).invalid).toEqual([]);
  });

  it('from a file starts at a preset or at a whole configuration', () => {
    const file = { version: 1, name: 'g', axes: [steps], seeds: [1] };
    const short = parseGrid({ ...file, base: { preset: 'paper', set: { 'augment.task': 'scar' } } });
    expect(short.base.augment.task).toBe('scar');
    expect(short.base.training.learningRate).toBe(0.03);
    expect(parseGrid({ ...file, base: PRESETS.quick }).base).toEqual(PRESETS.quick);
    // What was written by the page or the command is a grid again.
    expect(parseGrid(JSON.parse(JSON.stringify(short)))).toEqual(short);
  });

  it.each([
    ['no seeds', { seeds: [] }, 'bad-grid seeds'],
    ['an unknown setting', { axes: [{ settings: ['training.speed'], values: [1] }] }, 'bad-grid axes.0'],
    ['seeds as an axis', { axes: [{ settings: ['seed'], values: [1] }] }, 'bad-grid axes.0'],
    ['one setting twice', { axes: [steps, steps] }, 'bad-grid axes.1'],
    [
      'values for other settings',
      { axes: [{ settings: ['training.steps', 'training.momentum'], values: [[1]] }] },
      'bad-grid axes.0',
    ],
    ['no values', { axes: [{ settings: ['training.steps'], values: [] }] }, 'bad-grid axes.0.values'],
    [
      'too many runs',
      { axes: [tasks, steps], seeds: Array.from({ length: 501 }, (_, i) => i) },
      'bad-grid seeds',
    ],
    ['an unknown base', { base: { preset: 'better' } }, 'bad-grid base'],
    [
      'a bad base',
      { base: { preset: 'quick', set: { 'training.steps': -1 } } },
      'bad-integer training.steps',
    ],
  ])('is refused with %s', (_, change, expected) => {
    const file = { version: 1, name: 'g', base: { preset: 'quick' }, axes: [], seeds: [0], ...change };
    expect(refusal(() => parseGrid(file))).toMatch(expected);
  });
});

describe('the grids of the paper', () => {
  it.each(PAPER_TABLES)('Table %i can be run whole', (table) => {
    const { cells, invalid, duplicates } = expandGrid(paperGrid(table, PRESETS.quick, [0, 1, 2], 't'));
    expect(invalid).toEqual([]);
    expect(duplicates).toEqual([]);
    expect(cells.length).toBeGreaterThan(3);
  });
});

const names = {
  setting: (path: string) => path,
  value: (_: string, value: unknown) => String(value),
  seeds: 'seeds',
  ensemble: 'ensemble',
  paper: 'paper',
  figures: { auroc: 'AUROC', averagePrecision: 'AP', pixelAuroc: 'pixel', aupro: 'AUPRO' },
};

describe('the table', () => {
  const plan = paperGrid(5, PRESETS.quick, [0, 1, 2], 'Table 5');
  const expansion = expandGrid(plan);
  const result = (task: string, seed: number, auroc: number | null): GridResult => {
    const found = expansion.runs.find(({ config }) => config.augment.task === task && config.seed === seed);
    if (!found) throw new Error('no such run');
    const figures = { auroc, averagePrecision: null, pixelAuroc: null, aupro: null };
    return { config: found.config, figures, scores: null };
  };

  it('has mean and standard error over the seeds (SciPy sem), and the paper beside', () => {
    const results = [
      ...fixture.aurocs.map((auroc, seed) => result('scar', seed, auroc)),
      result('scar', 0, 0.1), // an older run of the same seed
      result('3way', 1, 0.5),
      result('union', 1, null),
    ];
    const rows = gridRows(plan, expansion, results);
    expect(rows[1].figures.auroc?.mean).toBeCloseTo(fixture.mean, 12);
    expect(rows[1].figures.auroc?.standardError).toBeCloseTo(fixture.standardError, 12);
    const mean = `${fixture.mean.toFixed(3)} ± ${fixture.standardError.toFixed(3)} [${fixture.tInterval.map((v) => v.toFixed(3)).join(', ')}]`;
    expect(toMarkdown(gridTable(plan, rows, names))).toBe(
      [
        '| augment.task | seeds | AUROC | paper |',
        '| --- | --- | --- | --- |',
        '| cutpaste | 0/3 | – | 0.909 |',
        `| scar | 3/3 | ${mean} | 0.935 |`,
        '| union | 1/3 | – | 0.943 |',
        '| 3way | 1/3 | 0.500 | 0.952 |',
        '',
      ].join('\n'),
    );
  });

  it('has the ensemble of the seeds where all of them have scores', () => {
    const scores = (seed: number) => exampleScores([1, 4, 3, 2 + 3 * seed]);
    const results = [
      ...[0, 1].map((seed) => ({ ...result('scar', seed, 0.5), scores: scores(seed) })),
      { ...result('union', 0, 0.5), scores: scores(0) },
      result('union', 1, 0.5),
      { ...result('3way', 0, 0.5), scores: scores(0) },
    ];
    const rows = gridRows(plan, expansion, results);
    expect(rows.map((row) => row.ensemble)).toEqual([null, ensemble([0, 1].map(scores)), null, null]);
    const { header, rows: texts } = gridTable(plan, rows, names);
    const column = header.indexOf('ensemble');
    expect(texts.map((row) => row[column])).toEqual([
      '–',
      intervalText(ensemble([0, 1].map(scores))?.auroc),
      '–',
      '–',
    ]);
  });

  it('shows one of several settings that move together', () => {
    expect(shownSettings(paperGrid(8, PRESETS.quick, [0], 't'))).toEqual([
      'augment.patchJitter.brightness',
      'augment.cutpaste.areaMin',
      'augment.cutpaste.areaMax',
    ]);
  });
});
