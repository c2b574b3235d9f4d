/**
 * The views of a run's PyTorch script are the page's: with the same draws, which its functions take from the same laws, the same pixels to one grey
 * level (section 3.1, 3.2, appendix A). Needs an installed PyTorch; told where there is none.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyGlobal, applyView } from '../src/core/augment/apply.ts';
import { drawGlobal, drawView, pixelScaleOf } from '../src/core/augment/draw.ts';
import type { ViewKind } from '../src/core/augment/registry.ts';
import type { Task } from '../src/core/augment/tasks.ts';
import { PRESETS } from '../src/core/config/presets.ts';
import type { Config } from '../src/core/config/schema.ts';
import type { RgbImage } from '../src/core/image/types.ts';
import { createRandom, type Random } from '../src/core/random/random.ts';
import { generateSample } from '../src/core/samples/samples.ts';
import { runAsScript } from '../src/services/detector/pytorch-script.ts';

const python = ['python3', '/usr/bin/python3'].find(
  (one) => spawnSync(one, ['-c', 'import torch, numpy, PIL']).status === 0,
);
if (!python) console.log('PyTorch was not found: the views of its script cannot be compared here.');

/** What was drawn: kind of draw, bounds, and what came. */
interface Drawn {
  readonly kind: 'float' | 'uniform' | 'int' | 'shuffle';
  readonly bounds: readonly number[];
  readonly value: unknown;
}

/** Writes down what it gives. */
function recording(random: Random): { readonly random: Random; readonly draws: Drawn[] } {
  const draws: Drawn[] = [];
  const told = <T>(kind: Drawn['kind'], bounds: readonly number[], value: T): T => {
    draws.push({ kind, bounds, value });
    return value;
  };
  return {
    draws,
    random: {
      float: () => told('float', [], random.float()),
      uniform: (min, max) => told('uniform', [min, max], random.uniform(min, max)),
      int: (min, max) => told('int', [min, max], random.int(min, max)),
      normal: () => random.normal(),
      shuffle: (items) => told('shuffle', [], random.shuffle(items)),
    },
  };
}

interface Case {
  readonly kind: string;
  readonly side: number;
  readonly view: RgbImage;
  readonly draws: readonly Drawn[];
  readonly expected: Uint8Array;
  readonly top?: number;
  readonly left?: number;
  readonly size?: number;
}

/** Each strength another one, so that a draw of one is never taken for another's. */
const jitter = { brightness: 0.1, contrast: 0.15, saturation: 0.2, hue: 0.05 };

const configOf = (task: Task, aspectLaw: Config['augment']['cutpaste']['aspectLaw']): Config => {
  const { quick } = PRESETS;
  const { augment } = quick;
  return {
    ...quick,
    augment: {
      ...augment,
      task,
      patchJitter: jitter,
      cutpaste: { ...augment.cutpaste, aspectLaw },
      global: { ...augment.global, jitter, shiftFraction: 0.1 },
    },
  };
};

/** Photographs, not noise: neighbouring pixels are alike, and colours are of all kinds. */
const photographs = [...generateSample('hex-nuts', 1, 256)].slice(0, 3).map(({ image }) => image);

/** A view of `size` px, coloured so that every channel differs. */
function viewOf(image: RgbImage, size: number, from: number): RgbImage {
  const data = new Uint8Array(size * size * 3);
  for (let y = 0, o = 0; y < size; y++)
    for (let x = 0; x < size; x++)
      for (let c = 0; c < 3; c++, o++)
        data[o] = (image.data[((y + from) * image.width + x + from) * 3 + c] * (3 - c) + c * 90 + x) % 256;
  return { width: size, height: size, data };
}

/** Boxes as high as wide are passed over: their two places could be exchanged unseen. */
function caseOf(kind: ViewKind, config: Config, n: number): Case | null {
  const size = n % 2 === 0 ? 64 : 97;
  const view = viewOf(photographs[n % photographs.length], size, 3 * n);
  const { random, draws } = recording(createRandom(n, 'pytorch-views', kind));
  const draw = drawView(kind, config.augment, size, size, random, pixelScaleOf(256));
  const places = draws.filter(({ kind: of, bounds }) => of === 'int' && bounds[1] !== 255);
  if (places.some(({ bounds }, i) => i % 2 === 1 && bounds[1] === places[i - 1].bounds[1])) return null;
  return { kind, side: size, view, draws, expected: applyView(view, draw).data };
}

function globalCase(config: Config, n: number): Case {
  const image = photographs[n % photographs.length];
  const size = 64;
  const { random, draws } = recording(createRandom(n, 'pytorch-views', 'global'));
  const draw = drawGlobal(config.augment.global, size, size, random);
  const [top, left] = [11 * n, 7 * n];
  const crop = { x: left, y: top, width: size, height: size };
  const expected = applyGlobal(image, draw, crop).data;
  return { kind: 'global', side: image.width, view: image, draws, expected, top, left, size };
}

let folder: string;
beforeAll(() => {
  mkdirSync('test-results', { recursive: true });
  folder = mkdtempSync(join('test-results', 'pytorch-views-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Of every case the largest difference, in grey levels. */
function largestDifferences(config: Config, cases: readonly Case[]): number[] {
  const [script, file] = ['run.py', 'cases.json'].map((name) => join(folder, name));
  writeFileSync(script, runAsScript('#1', config));
  const coded = cases.map(({ view, expected: _, ...rest }) => ({
    ...rest,
    view: Buffer.from(view.data).toString('base64'),
  }));
  writeFileSync(file, JSON.stringify(coded));
  const replay = 'scripts/fixtures/replay_views.py';
  const said = execFileSync(python as string, [replay, script, file], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return said
    .trim()
    .split('\n')
    .map((line, i) => {
      const found = Buffer.from(line, 'base64');
      const { expected } = cases[i];
      expect(found).toHaveLength(expected.length);
      return expected.reduce((most, value, p) => Math.max(most, Math.abs(value - found[p])), 0);
    });
}

describe.runIf(python)('with the same draws', () => {
  it.each([
    ['union', ['cutpaste', 'scar'], 'coin-flip'],
    ['union', ['cutpaste', 'scar'], 'log-uniform'],
    ['feathered', ['feathered'], 'log-uniform'],
    ['scar-colour', ['scar-colour'], 'coin-flip'],
    ['cutout-grey', ['cutout-grey'], 'coin-flip'],
    ['cutout-mean', ['cutout-mean'], 'log-uniform'],
    ['cutout-colour', ['cutout-colour'], 'coin-flip'],
    ['rotation', ['rotation-90', 'rotation-180', 'rotation-270'], 'coin-flip'],
  ] as const)('the task %s has the pixels of the page: %j, aspects %s', (task, kinds, law) => {
    const config = configOf(task, law as Config['augment']['cutpaste']['aspectLaw']);
    const views = kinds.flatMap((kind) =>
      Array.from({ length: 24 }, (_, n) => caseOf(kind, config, n)).filter((one) => one !== null),
    );
    expect(views.length).toBeGreaterThan(kinds.length * 12);
    const shared = Array.from({ length: 8 }, (_, n) => globalCase(config, n));
    const cases = [...views, ...shared];
    const differing = largestDifferences(config, cases).flatMap((most, i) =>
      most > 1 ? [`${cases[i].kind} ${i}: ${most}`] : [],
    );
    expect(differing).toEqual([]);
    // The views are no copies of their sources.
    expect(views.every(({ view, expected }) => expected.some((value, i) => value !== view.data[i]))).toBe(
      true,
    );
  });
});
