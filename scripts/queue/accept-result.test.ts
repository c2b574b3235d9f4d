import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync, zipSync, type Zippable } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { finishedResult, GridFolder, type PlannedRun } from '../experiment/grid-folder.ts';
import { acceptResult } from './accept-result.ts';
import { packRun, unpackRun } from './archive.ts';
import { RefusedResult } from './result-schema.ts';
import { writeFakeRun } from './testing/fake-run.ts';
import { newFolder, testGrid } from './testing/setting.ts';

type Json = Record<string, unknown>;

const out = newFolder('out');
const folder = new GridFolder(out, testGrid(2), 'a'.repeat(64));
const [run, other] = folder.runs;
let whole: Record<string, Uint8Array>;

async function handedIn(of: PlannedRun): Promise<Record<string, Uint8Array>> {
  const at = newFolder('worker');
  await writeFakeRun(at, of.config, of.hash);
  return unzipSync(packRun(at, 'all'));
}

beforeAll(async () => {
  whole = await handedIn(run);
});

const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const changed = (name: string, change: (value: Json) => void): Uint8Array => {
  const value = JSON.parse(new TextDecoder().decode(whole[name])) as Json;
  change(value);
  return zipSync({ ...whole, [name]: text(value) });
};
const accept = (archive: Uint8Array) => acceptResult(out, run, archive, 'chosen');
const runs = () => readdirSync(join(out, 'runs')).filter((name) => name !== '.incoming');

describe('a hostile result', () => {
  const png = () => whole[Object.keys(whole).find((name) => name.endsWith('.png')) as string];

  it.each<[string, () => Uint8Array, RegExp]>([
    ['no archive', () => new Uint8Array(100).fill(80), /not a whole zip/],
    ['a cut archive', () => zipSync(whole).subarray(0, 2000), /not a whole zip/],
    ['a path that leads out', () => zipSync({ ...whole, '../../x.png': png() }), /a file that no run has/],
    ['a file that no run has', () => zipSync({ ...whole, 'maps/x.html': png() }), /a file that no run has/],
    ['a bomb', () => zipSync({ ...whole, 'run.zip': new Uint8Array(300 * 2 ** 20) }), /unpacks to too much/],
    ['a picture of no image', () => zipSync({ ...whole, 'maps/0099_x.png': png() }), /a picture of no image/],
    [
      'a picture that is none',
      () => zipSync({ ...whole, [pictureName()]: text('<svg onload=x>') }),
      /not a PNG/,
    ],
    ['a page run of another', () => zipSync({ ...whole, 'run.zip': text(1) }), /run\.zip is damaged/],
    ['no scores', () => zipSync(without('scores.json')), /scores\.json is missing/],
    ['another run', () => changed('result.json', (it) => (it.hash = other.hash)), /another run/],
    [
      'another configuration',
      () => changed('result.json', (it) => (it.config = other.config)),
      /another configuration/,
    ],
    [
      'a configuration that is none',
      () => changed('result.json', (it) => (it.config = { preset: 'quick' })),
      /settings are not valid/,
    ],
    [
      'markup for a number',
      () => changed('result.json', (it) => (it.seed = '<script>alert(1)</script>')),
      /result\.json is wrong at seed/,
    ],
    ['an AUROC above 1', () => changed('result.json', (it) => (it.imageAuroc = 1.5)), /wrong at imageAuroc/],
    [
      'an AUROC that the scores do not give',
      () => changed('result.json', (it) => (it.imageAuroc = 1)),
      /its scores give/,
    ],
    [
      'a score that is no number',
      () => changed('scores.json', (it) => (it.test = [null, 1, 2, 3])),
      /wrong at test\.0/,
    ],
    [
      'fewer scores than images',
      () => changed('scores.json', (it) => (it.test = [1])),
      /1 scores of 4 images/,
    ],
    [
      'not JSON',
      () => zipSync({ ...whole, 'scores.json': text('x').subarray(1) }),
      /scores\.json is not JSON/,
    ],
  ])('is named and kept out: %s', (_, make, message) => {
    const archive = make();
    expect(() => accept(archive)).toThrow(RefusedResult);
    expect(() => accept(archive)).toThrow(message);
    expect(runs()).toEqual([]);
  });

  const pictureName = () => Object.keys(whole).find((name) => name.startsWith('maps/')) as string;
  const without = (name: string): Zippable =>
    Object.fromEntries(Object.entries(whole).filter(([key]) => key !== name));
});

describe('acceptResult', () => {
  it('writes what the local grid writes, once', async () => {
    const mine = newFolder('local');
    await writeFakeRun(mine, other.config, other.hash);
    const archive = packRun(mine, 'all');
    expect(acceptResult(out, other, archive, 'all')).toBe(true);
    expect(acceptResult(out, other, archive, 'all')).toBe(false);
    expect(finishedResult(other)?.hash).toBe(other.hash);
    for (const name of ['result.json', 'scores.json', 'scores.csv', 'roc.svg', 'report.html'])
      expect(readFileSync(join(other.folder, name), 'utf8'), name).toBe(
        readFileSync(join(mine, name), 'utf8'),
      );
    expect(readdirSync(join(other.folder, 'maps'))).toEqual(readdirSync(join(mine, 'maps')));
    expect(readdirSync(join(out, 'runs', '.incoming'))).toEqual([]);
  });

  it('takes no picture where no map is wanted, and writes a report without any', async () => {
    const grid = new GridFolder(newFolder('out'), testGrid(1), 'b'.repeat(64));
    const [one] = grid.runs;
    const mine = newFolder('worker');
    await writeFakeRun(mine, one.config, one.hash);
    const packed = packRun(mine, 'none');
    expect([...unpackRun(packed).keys()].filter((name) => name.endsWith('.png'))).toEqual([]);
    expect(acceptResult(grid.out, one, packed, 'none')).toBe(true);
    expect(readdirSync(join(one.folder, 'maps'))).toEqual([]);
    const report = (of: string) => readFileSync(join(of, 'report.html'), 'utf8');
    expect(report(mine)).toContain('<img');
    expect(report(one.folder)).not.toContain('<img');
    expect(readFileSync(join(one.folder, 'scores.csv'), 'utf8')).toBe(
      readFileSync(join(mine, 'scores.csv'), 'utf8'),
    );
  });

  it('hands in nothing but known names', () => {
    const names = [...unpackRun(zipSync(whole)).keys()];
    expect(names).toContain('result.json');
    expect(
      names.every((name) => /^(result\.json|scores\.json|run\.zip|(maps|images)\/[\w.-]+\.png)$/.test(name)),
    ).toBe(true);
  });
});
