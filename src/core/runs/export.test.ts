import { describe, expect, it } from 'vitest';
import { PlaygroundError } from '../errors.ts';
import { LIST_FILE, packBundle, runsJson, unpackBundle } from './bundle.ts';
import { groupBySeed, meanText, meanWithError } from './seeds.ts';
import { runsCsv, runsTable, seedsTable, toLatex, toMarkdown } from './tables.ts';
import { exampleRecord, exampleRun } from './testing/example.ts';

const NAMES = {
  name: 'Run',
  dataset: 'Data',
  task: 'Task',
  backbone: 'Network',
  seed: 'Seed',
  seeds: 'Seeds',
  steps: 'Steps',
  auroc: 'AUROC',
};

describe('a bundle', () => {
  it('gives back every number, bit by bit', () => {
    const nothing = { scores: null, thumbnails: null, maps: null, weights: null };
    const runs = [exampleRun('one'), { ...exampleRun('two'), ...nothing }];
    const [one, two] = unpackBundle(packBundle(runs));
    expect(one).toEqual(runs[0]);
    expect(two.record).toEqual({ ...runs[1].record, weightsBytes: 0 });
  });

  const codeOf = (change: (files: Record<string, Uint8Array>) => void): string => {
    const files = packBundle([exampleRun('one')]);
    change(files);
    try {
      unpackBundle(files);
      return 'taken';
    } catch (error) {
      return error instanceof PlaygroundError ? error.code : String(error);
    }
  };
  const edited = (from: string, to: string) => (files: Record<string, Uint8Array>) => {
    const text = new TextDecoder().decode(files[LIST_FILE]);
    expect(text).toContain(from);
    files[LIST_FILE] = new TextEncoder().encode(text.replace(from, to));
  };

  it.each([
    ['without its list', (files: Record<string, Uint8Array>) => delete files[LIST_FILE]],
    [
      'with cut weights',
      (files: Record<string, Uint8Array>) => (files['weights/one.bin'] = new Uint8Array(20)),
    ],
    [
      'with a list that is cut',
      (files: Record<string, Uint8Array>) => (files[LIST_FILE] = new Uint8Array(9)),
    ],
    ['with a map of an image that it has not', edited('     3,\n     1\n', '     3,\n     4\n')],
    ['with an id that is a path', edited('"id": "one"', '"id": "../one"')],
    ['with shapes that do not fit', edited('"shape": [\n       2,', '"shape": [\n       9,')],
    ['of another kind', edited('cutpaste-playground-runs', 'something-else')],
  ])('%s is refused whole', (_, change) => {
    expect(codeOf((files) => void change(files))).toBe('bundle-damaged');
  });

  it('with settings that are not possible is refused', () => {
    expect(codeOf(edited('"task": "3way"', '"task": "4way"'))).toBe('bad-config');
  });

  it('is also readable JSON without its binary parts', () => {
    const { runs } = JSON.parse(runsJson([exampleRun('one')], null));
    expect(runs[0].scores.evaluations[0].test[3]).toBe(1 / 3);
    expect([runs[0].weights, runs[0].record.metrics[0].threshold]).toEqual([null, 'Infinity']);
  });
});

describe('tables', () => {
  const runs = [exampleRecord('a|b_1', { note: 'x, "y"' }), exampleRecord('=1+1', { metrics: [] })];

  it('CSV: one column for every setting, text stays text', () => {
    const [header, first, second] = runsCsv(runs).split('\r\n');
    expect(header.split(',')).toContain('augment.cutpaste.areaMin');
    expect(first).toContain('"x, ""y"""');
    expect(second.startsWith("'=1+1,'=1+1,")).toBe(true);
    expect(first.split(',').length - 1).toBe(header.split(',').length);
  });

  it('Markdown and LaTeX escape what means something there', () => {
    const table = runsTable(runs, NAMES);
    expect(toMarkdown(table)).toContain('| a\\|b_1 | nuts | 3way | small | 0 | 10 | 0.750 | 0.500–1.000 |');
    expect(toLatex(table)).toContain('a|b\\_1 & nuts & 3way & small & 0 & 10 & 0.750 & 0.500--1.000 \\\\');
    expect(toLatex(table)).toContain('95 \\%');
  });

  it('seeds: mean and standard error', () => {
    const two = [0, 1].map((seed) => {
      const run = exampleRecord(`s${seed}`);
      const metrics = [{ ...run.metrics[0], auroc: 0.7 + 0.1 * seed }];
      return { ...run, config: { ...run.config, seed }, metrics };
    });
    const table = seedsTable(groupBySeed(two), NAMES);
    expect(table.rows).toEqual([['nuts', '3way', 'small', '1000', '2', '0.750 (0.700, 0.800)']]);
    const three = meanText(meanWithError([0.7, 0.8, 0.9]));
    expect(three).toBe('0.800 ± 0.058 [0.552, 1.000]');
    expect(toLatex({ header: ['a'], rows: [[three]] })).toContain('0.800 $\\pm$ 0.058');
  });
});
