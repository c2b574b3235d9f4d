/**
 * A run as a PyTorch script: every setting is carried or told, the program is Python, and where PyTorch is installed it trains two steps on a folder
 * and prints an AUROC.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PRESETS } from '../src/core/config/presets.ts';
import type { Config } from '../src/core/config/schema.ts';
import { CARRIED, LEFT } from '../src/core/detector/pytorch/carried.ts';
import { missingViews } from '../src/core/detector/pytorch/written-views.ts';
import { encodePng } from '../src/core/export/png.ts';
import { createRandom } from '../src/core/random/random.ts';
import { averagingAt } from '../src/core/schedule/averaging.ts';
import { runAsScript } from '../src/services/detector/pytorch-script.ts';

const { quick, paper, pretrained } = PRESETS;
let folder: string;
beforeAll(() => {
  mkdirSync('test-results', { recursive: true });
  folder = mkdtempSync(join('test-results', 'pytorch-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Dotted paths of all settings. */
const pathsOf = (value: object, before = ''): string[] =>
  Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'object' && inner !== null
      ? pathsOf(inner as object, `${before}${key}.`)
      : [before + key],
  );

it('every setting is carried or said to be left, and none is both', () => {
  const left = LEFT.flatMap(({ paths }) => paths);
  const begins = (path: string, starts: readonly string[]) =>
    starts.some((start) => (start.endsWith('.') ? path.startsWith(start) : path === start));
  const wrong = pathsOf(quick).filter((path) => begins(path, CARRIED) === begins(path, left));
  expect(wrong).toEqual([]);
});

it('what is otherwise is told in the head, of this very run', () => {
  const head = (config: Config) => runAsScript('#1', config).split('"""')[1];
  expect(head(quick)).toContain('every window runs by itself');
  expect(head(paper)).not.toContain('every window runs by itself');
  expect(head(paper)).not.toContain('--weights model.safetensors');
  expect(head(pretrained)).toContain('--weights model.safetensors');
  const other = { ...quick, density: { ...quick.density, estimator: 'knn' as const } };
  expect(head(other)).toContain('density.estimator is \u2019knn\u2019');
  const mistakes = { ...quick.mistakes, pasteBeforeResize: true };
  expect(head({ ...quick, mistakes })).toContain('mistakes on purpose (pasteBeforeResize)');
});

it('a name cannot end the text that it stands in', () => {
  const script = runAsScript('a """ \\ name\nof two lines', quick);
  expect(script.split('"""')).toHaveLength(runAsScript('a', quick).split('"""').length);
});

it('tasks whose views have no function are refused by name', () => {
  const nsa = { ...quick, augment: { ...quick.augment, task: 'nsa' as const } };
  expect(missingViews(nsa)).toEqual(['nsa']);
  expect(() => runAsScript('#1', nsa)).toThrow('the views nsa');
});

it('settings and classes are the run`s own, and unused functions are left out', () => {
  const task = 'union' as const;
  const script = runAsScript('#1', { ...quick, seed: 7, augment: { ...quick.augment, task } });
  expect(script).toContain('"seed": 7');
  expect(script).toContain('("cutpaste-or-scar", [cutpaste, scar])');
  expect(script).toContain('"l2Normalise": True');
  expect(script).not.toContain('def cutout');
  expect(script).not.toContain('def rotation_90');
});

const python = ['python3', '/usr/bin/python3'].find((one) => spawnSync(one, ['--version']).status === 0);

it.runIf(python)('the script of every preset is Python', () => {
  for (const [name, config] of Object.entries(PRESETS))
    writeFileSync(join(folder, `${name}.py`), runAsScript(name, config));
  const files = Object.keys(PRESETS).map((name) => `${name}.py`);
  execFileSync(python as string, ['-m', 'py_compile', ...files], { cwd: folder });
  for (const name of ['network', 'run_program', 'to_pytorch'])
    writeFileSync(
      join(folder, `${name}.py`),
      readFileSync(`src/services/detector/take-home-pytorch/${name}.py`),
    );
  execFileSync(python as string, ['-m', 'py_compile', 'network.py', 'run_program.py', 'to_pytorch.py'], {
    cwd: folder,
  });
});

it.runIf(python)('it averages the weights of the same steps as the page', () => {
  const program = readFileSync('src/services/detector/take-home-pytorch/run_program.py', 'utf8');
  const definition = (name: string) => `def ${name}(${program.split(`def ${name}(`)[1].split('\n\n\n')[0]}`;
  for (const training of [
    { steps: 100, cycles: 1, averagedShare: 0.3 },
    { steps: 97, cycles: 3, averagedShare: 0.25 },
    { steps: 60, cycles: 2, averagedShare: 0 },
  ]) {
    const config = { ...quick, training: { ...quick.training, ...training } };
    const code = [
      'import json, math as np',
      `CONFIG, PRETRAINED = {'training': json.loads('${JSON.stringify({ ...training, headSteps: 0 })}')}, False`,
      definition('head_steps'),
      definition('averaging_at'),
      `print(json.dumps([averaging_at(step) for step in range(${training.steps + 1})]))`,
    ].join('\n');
    const found = JSON.parse(execFileSync(python as string, ['-c', code], { encoding: 'utf8' })) as unknown;
    const expected = Array.from({ length: training.steps + 1 }, (_, step) => averagingAt(config, step));
    expect(found).toEqual(expected.map(({ taken, due }) => [taken, due]));
  }
});

const withTorch = ['python3', '/usr/bin/python3'].find(
  (one) => spawnSync(one, ['-c', 'import torch, numpy, PIL']).status === 0,
);
if (!withTorch) console.log('PyTorch was not found: the script of a run cannot be run here.');

it.runIf(withTorch)('it trains two steps and prints an AUROC', () => {
  const random = createRandom(1, 'pytorch-script');
  const draw = (kind: string, n: number, defect: boolean) => {
    mkdirSync(join(folder, 'images', kind), { recursive: true });
    const data = Uint8Array.from({ length: 50 * 40 * 3 }, () => random.int(100, 130));
    if (defect) data.fill(255, 1500, 3600);
    writeFileSync(join(folder, 'images', kind, `${n}.png`), encodePng(50, 40, 3, data));
  };
  for (let n = 0; n < 6; n++) draw('train/good', n, false);
  for (let n = 0; n < 2; n++) draw('test/good', n, false);
  for (let n = 0; n < 2; n++) draw('test/bad', n, true);
  const config: Config = {
    ...quick,
    data: { ...quick.data, imageSizePx: 64 },
    model: { ...quick.model, cropSizePx: 32 },
    training: { ...quick.training, steps: 2, sourcesPerStep: 2, averagedShare: 0.9 },
    evaluation: {
      ...quick.evaluation,
      windowSizePx: 32,
      windowStridePx: 16,
      locality: 'per-location-spread',
    },
  };
  writeFileSync(join(folder, 'run.py'), runAsScript('#1', config));
  const said = execFileSync(withTorch as string, ['run.py', '--data', 'images'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(said).toMatch(/^6 training images/);
  expect(said).toMatch(/step 2: loss \d\.\d+/);
  expect(said).toMatch(/trained: image AUROC [01]\.\d{3}; threshold/);
});
