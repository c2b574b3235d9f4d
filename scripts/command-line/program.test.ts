import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PRESET_NAMES } from '../experiment/run-options.ts';
import { completeSet } from './complete-set.ts';
import { cutpaste } from './program.ts';

let out: string[];
let err: string[];

beforeEach(() => {
  out = [];
  err = [];
  vi.spyOn(console, 'log').mockImplementation((text: string) => void out.push(text));
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0);
});
afterEach(() => vi.restoreAllMocks());

describe('help', () => {
  it.each(['run', 'grid', 'choose', 'score', 'check', 'serve'])(
    '%s: examples first, exit codes last',
    async (name) => {
      expect(await cutpaste([name, '--help'])).toBe(0);
      const text = out.join('\n');
      const places = ['Examples:', `$ cutpaste ${name}`, 'Options:', 'Exit codes:'].map((part) =>
        text.indexOf(part),
      );
      expect(places.every((place) => place >= 0)).toBe(true);
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(err).toEqual([]);
    },
  );

  it('names every command', async () => {
    expect(await cutpaste(['--help'])).toBe(0);
    for (const name of ['run', 'grid <file>', 'choose', 'score', 'check', 'serve', 'completion'])
      expect(out.join('\n')).toContain(`cutpaste ${name} `);
  });
});

it.each([
  [[], /Say what to do: run, grid, choose, score, check, serve/, 'cutpaste --help'],
  [['ruin'], /no command "ruin"; there are run, grid/, 'cutpaste --help'],
  [['run', '--fast'], /Unknown argument: fast/, 'cutpaste run --help'],
  [['run', '--data'], /--data needs a value/, 'cutpaste run --help'],
  [['run', '--sample', 'hex-nuts'], /--out DIR is missing/, 'cutpaste run --help'],
  [['grid', '--data', 'x', '--out', 'y'], /file of the grid is missing/, 'cutpaste grid --help'],
  [
    ['grid', 'nowhere.json', '--data', 'x', '--out', 'y'],
    /no grid file "nowhere.json"/,
    'cutpaste grid --help',
  ],
  [['choose', '--sample', 'hex-nuts'], /--out DIR is missing/, 'cutpaste choose --help'],
  [
    ['choose', '--sample', 'hex-nuts', '--out', 'x', '--tasks', 'scar,mosaic'],
    /no task "mosaic"/,
    'cutpaste choose --help',
  ],
  [
    ['choose', '--sample', 'hex-nuts', '--out', 'x', '--tasks', 'scar'],
    /at least two tasks/,
    'cutpaste choose --help',
  ],
  [
    ['choose', '--sample', 'hex-nuts', '--out', 'x', '--steps', 'few'],
    /--steps must be a whole number/,
    'cutpaste choose --help',
  ],
  [['check'], /--data is missing/, 'cutpaste check --help'],
  [['score', '--data', 'x'], /--detector, --data and --out are all needed/, 'cutpaste score --help'],
  [['serve', '--port', 'http'], /--port must be a whole number/, 'cutpaste serve --help'],
  [['completion', 'fish'], /for bash or zsh/, 'cutpaste --help'],
])('%j ends with 2, says why and where to read on', async (argv, why, help) => {
  expect(await cutpaste(argv)).toBe(2);
  expect(err.join('')).toMatch(why);
  expect(err.join('')).toContain(`See: ${help}`);
  expect(out).toEqual([]);
});

describe('completion', () => {
  const complete = async (...words: string[]) => {
    await cutpaste(['--get-yargs-completions', 'cutpaste', ...words]);
    return out.join('\n').split('\n');
  };

  it('knows commands, options and what an option may be', async () => {
    expect(await complete('')).toEqual(expect.arrayContaining(['run', 'grid', 'score', 'check', 'serve']));
  });
  it('knows the presets', async () => {
    expect(await complete('run', '--preset', '')).toEqual([...PRESET_NAMES]);
  });
  it('knows the forms of export', async () => {
    expect(await complete('run', '--export', '')).toContain('onnx');
  });

  it('knows the keys of --set and the values of a choice, as bash and as zsh ask', () => {
    expect(completeSet(['run', '--set', 'aug'])).toContain('augment.task=');
    expect(completeSet(['run', '--set', 'density.covariance='])).toContain('density.covariance=pca');
    expect(completeSet(['run', '--set', 'density.covariance', '=', ''])).toContain('pca');
    expect(completeSet(['run', '--set', 'density.l2Normalise', '=', 't'])).toEqual(['true', 'false']);
    expect(completeSet(['run', '--preset', ''])).toBeNull();
    expect(completeSet(['run', '--set'])).toBeNull();
    expect(completeSet(['run', '--set', 'seed=1', '--preset', ''])).toBeNull();
  });
});
