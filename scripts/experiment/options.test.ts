import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../src/core/config/presets.ts';
import { PARAMETERS } from '../../src/core/config/parameters.ts';
import { settingsText } from './help.ts';
import { parseOptions, UsageError, type RunOptions } from './options.ts';

const run = (...argv: string[]) => parseOptions(argv) as RunOptions;

describe('parseOptions', () => {
  it('reads the whole line of the documentation', () => {
    const options = run(
      '--data', 'folder', '--out', 'runs/a', '--preset', 'workshop', '--seed', '3', '--steps', '50',
      '--backend', 'wasm', '--set', 'augment.task=union', '--set', 'density.l2Normalise=false',
    ); // prettier-ignore
    expect(options).toMatchObject({ data: 'folder', sample: null, out: 'runs/a', backend: 'wasm' });
    expect(options.changes.map(({ path }) => path)).toEqual([
      'seed',
      'training.steps',
      'augment.task',
      'density.l2Normalise',
    ]);
    expect(options.config).toMatchObject({
      preset: 'custom',
      seed: 3,
      training: { steps: 50, sourcesPerStep: PRESETS.workshop.training.sourcesPerStep },
      augment: { task: 'union' },
      density: { l2Normalise: false },
    });
  });

  it('takes quick, seed 0 and auto where nothing is said', () => {
    const options = run('--sample', 'hex-nuts', '--out', 'x');
    expect(options).toMatchObject({
      sample: 'hex-nuts',
      data: null,
      preset: 'quick',
      backend: 'auto',
      changes: [],
    });
    expect(options.config).toEqual(PRESETS.quick);
  });

  it('exports each form once, and none beside a grid', () => {
    expect(run('--sample', 'hex-nuts', '--out', 'x').exports).toEqual([]);
    const twice = ['--export', 'tfjs', '--export', 'onnx', '--export', 'tfjs'];
    expect(run('--sample', 'hex-nuts', '--out', 'x', ...twice).exports).toEqual(['onnx', 'tfjs']);
    expect(() => run('--sample', 'hex-nuts', '--out', 'x', '--export', 'pickle')).toThrow(/--export must be/);
    const grid = ['--sample', 'hex-nuts', '--out', 'x', '--grid', 'g.json', '--export', 'onnx'];
    expect(() => run(...grid)).toThrow(/--export cannot stand beside --grid/);
  });

  it('takes a table of groups and a ranking for a single run only', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'groups-')), 'groups.csv');
    writeFileSync(path, 'image,group\na.png,1\nb.png,1\n');
    const single = ['--sample', 'hex-nuts', '--out', 'x'];
    expect(run(...single, '--groups', path, '--doubtful')).toMatchObject({ groups: path, doubtful: true });
    expect(run(...single)).toMatchObject({ doubtful: false });
    expect(() => run(...single, '--groups', `${path}.gone`)).toThrow(/--groups: there is no file/);
    expect(() => run(...single, '--grid', path, '--groups', path)).toThrow(
      /--groups belongs to a single run/,
    );
    expect(() => run(...single, '--grid', path, '--doubtful')).toThrow(/--doubtful belongs to a single run/);
  });

  it('keeps the preset when only the seed differs', () => {
    expect(run('--sample', 'hex-nuts', '--out', 'x', '--seed', '5').config.preset).toBe('quick');
  });

  it('reads a grid from its file, and refuses settings beside it', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'grid-')), 'grid.json');
    const grid = { version: 1, name: 'g', base: { preset: 'quick' }, axes: [], seeds: [4] };
    writeFileSync(path, JSON.stringify(grid));
    const line = ['--grid', path, '--sample', 'hex-nuts', '--out', 'x'];
    expect(parseOptions(line)).toMatchObject({ kind: 'grid', grid: { base: PRESETS.quick, seeds: [4] } });
    expect(() => parseOptions([...line, '--seed', '1'])).toThrow('--seed cannot stand beside --grid');
    expect(() => parseOptions([...line, '--set', 'training.steps=1'])).toThrow('--set cannot stand beside');
    writeFileSync(path, JSON.stringify({ ...grid, seeds: [] }));
    expect(() => parseOptions(line)).toThrow('a grid needs a seed');
    const axes = [{ settings: ['augment.cutpaste.areaMin'], values: [0.3, 0.4] }];
    writeFileSync(path, JSON.stringify({ ...grid, axes }));
    expect(() => parseOptions(line)).toThrow(/no combination can be run[^]*areaMin \(0.3\) is greater/);
    writeFileSync(path, '{');
    expect(() => parseOptions(line)).toThrow('cannot be read as JSON');
  });

  it('goes on with a run: --resume with its settings or those given, --longer with its own', () => {
    const line = ['--sample', 'hex-nuts', '--out', 'x'];
    expect(run(...line)).toMatchObject({ goOn: null, settingsGiven: false });
    expect(run(...line, '--resume')).toMatchObject({ goOn: 'resume', settingsGiven: false });
    expect(run(...line, '--resume', '--seed', '3')).toMatchObject({ goOn: 'resume', settingsGiven: true });
    expect(run(...line, '--longer')).toMatchObject({ goOn: 'longer' });
  });

  it.each([
    [['--data', 'x'], /--out DIR is missing/],
    [['--out', 'x'], /--data DIR .* or --sample/],
    [['--data', 'x', '--sample', 'hex-nuts', '--out', 'y'], /either/],
    [['--sample', 'carpet', '--out', 'y'], /hex-nuts/],
    [['--data', 'x', '--out', 'y', '--preset', 'fast'], /quick, standard, localise, best, workshop, paper/],
    [['--data', 'x', '--out', 'y', '--backend', 'cuda'], /webgpu, webgl, wasm, cpu/],
    [['--data', 'x', '--out', 'y', '--seed', 'one'], /seed cannot be one: it must be a whole number/],
    [['--data', 'x', '--out', 'y', '--seed', '-1'], /seed cannot be -1|ambiguous/],
    [['--data', 'x', '--out', 'y', '--steps', '1000001'], /training\.steps cannot be 1000001/],
    [['--data', 'x', '--out', 'y', '--set', 'training.steps'], /key=value/],
    [['--data', 'x', '--out', 'y', '--set', '=3'], /key=value/],
    [['--data', 'x', '--out', 'y', '--set', 'training.speed=3'], /training\.speed.*--help lists all keys/],
    [['--data', 'x', '--out', 'y', '--set', 'augment.task=5way'], /one of cutpaste/],
    [['--data', 'x', '--out', 'y', '--set', 'training.learningRate=10'], /from 0.00001 to 1/],
    [['--data', 'x', '--out', 'y', '--set', 'augment.cutpaste.areaMin=0.3'], /areaMin \(0.3\) is greater/],
    [
      [
        '--data',
        'x',
        '--out',
        'y',
        '--set',
        'model.cropSizePx=256',
        '--set',
        'data.imageSizePx=64',
        '--preset',
        'workshop',
      ],
      /cropSizePx \(256\) is greater/,
    ],
    [['--data', 'x', '--out', 'y', '--maps', 'exr'], /overlay, npy, tiff/],
    [['--data', 'x', '--out', 'y', '--longer', '--steps', '9'], /--steps cannot stand beside --longer/],
    [['--data', 'x', '--out', 'y', '--longer', '--resume'], /give one of them/],
    [['--data', 'x', '--out', 'y', '--resume', '--steps', '0'], /no run to resume/],
    [['--data', 'x', '--out', 'y', '--fast'], /Unknown argument: fast/],
    [['x', '--out', 'y'], /Unknown argument: x/],
    [['--data'], /Not enough arguments following: data/],
    [['--data', 'x', '--data', 'y', '--out', 'z'], /--data was given more than once/],
  ])('refuses %j', (argv, message) => {
    expect(() => parseOptions(argv)).toThrow(UsageError);
    expect(() => parseOptions(argv)).toThrow(message);
  });
});

describe('what the help ends with', () => {
  it('names every key', () => {
    const text = settingsText();
    for (const { path } of PARAMETERS) expect(text).toContain(`  ${path} `);
  });

  it('takes --steps 0 for a network that is judged as it comes', () => {
    expect(parseOptions(['--data', 'x', '--out', 'y', '--steps', '0'])).toMatchObject({
      untrainedOnly: true,
    });
  });
});
