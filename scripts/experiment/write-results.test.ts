import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunScores } from '../../src/core/runs/types.ts';
import { chooseGalleries } from './presentation.ts';
import { escapeHtml, reportHtml } from './report.ts';
import { summarise, type ExperimentResult } from './result.ts';
import { readRunScores } from './run-scores.ts';
import { pixelsOf, SNAPSHOT, TIMINGS } from './testing.ts';
import { mapFileName, writeResults } from './write-results.ts';

const folder = mkdtempSync(join(tmpdir(), 'experiment-'));
const result = summarise(SNAPSHOT, TIMINGS, '1.2.3');
const read = (name: string) => readFileSync(join(folder, name));

beforeAll(() => writeResults(folder, SNAPSHOT, result, pixelsOf));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a backend that was chosen by measurement', () => {
  it('is told with both figures, and with nothing where none was compared', () => {
    const steps = [
      { name: 'webgpu', threads: 1, stepMs: 41.25, share: 0.25 },
      { name: 'wasm', threads: 8, stepMs: 10, share: 1 },
    ] as const;
    const { backend } = SNAPSHOT;
    const compared = { steps, kept: true };
    const chosen = summarise({ ...SNAPSHOT, backend: backend && { ...backend, compared } }, TIMINGS, '1.2.3');
    expect(chosen.backendsCompared).toEqual(compared);
    expect(reportHtml(chosen, [], [])).toContain(
      'webgpu 41.3 ms, from 25 % of the batch; wasm (8 threads) 10.0 ms',
    );
    expect(result).not.toHaveProperty('backendsCompared');
  });
});

describe('doubtful training images', () => {
  const more = ['p', 'q', 'r', 's'].map((id, i) => ({
    ...{ ...SNAPSHOT.items[0], id, path: `set/train/good/${i + 1}.png` },
  }));
  const ranked = {
    ...SNAPSHOT,
    items: [...SNAPSHOT.items, ...more],
    // The last one has been left out since.
    trainingRanking: {
      ...{ by: 'run' as const, step: 20 },
      ids: ['a', 'p', 'q', 'r', 's', 'gone'],
      scores: [1, 5, 2, 4, 3, 9],
    },
  };

  it('are told in order, with how many were ranked; without a ranking there is none', async () => {
    const { doubtful } = summarise(ranked, TIMINGS, '1.2.3');
    expect(doubtful).toMatchObject({ by: 'run', ranked: 5, of: 5 });
    expect(doubtful?.first.map(({ score }) => score)).toEqual([5, 4, 3, 2]);
    expect(result.doubtful).toBeNull();
    expect(readdirSync(folder)).not.toContain('doubtful.csv');
    const other = mkdtempSync(join(tmpdir(), 'experiment-'));
    await writeResults(other, ranked, result, pixelsOf);
    const rows = readFileSync(join(other, 'doubtful.csv'), 'utf8').trim().split('\r\n');
    rmSync(other, { recursive: true });
    expect(rows.slice(0, 2)).toEqual(['path,score,outlier', 'set/train/good/1.png,5,']);
    expect(rows).toHaveLength(6);
  });
});

describe('result.json', () => {
  it('holds what was measured', () => {
    const written = JSON.parse(read('result.json').toString()) as ExperimentResult;
    expect(written).toMatchObject({
      version: '1.2.3',
      seed: 4,
      backend: 'wasm',
      counts: { train: 1, testNormal: 2, testAnomalous: 2 },
      untrained: { imageAuroc: 0.375 },
      imageAuroc: 0.75,
      pixelAuroc: 0.9,
      pixelAveragePrecision: 0.5,
      aupro: 0.6,
      pixelF1: 0.4,
      maps: { patch: { pixelAuroc: 0.9 }, gradcam: { pixelAuroc: 0.7, aupro: 0.6 }, pretrained: null },
      locality: { used: 'per-location', advice: { gain: 0.4 } },
      pretrained: { imageAuroc: 1 },
      confusion: { tp: 1, fp: 1, tn: 1, fn: 1 },
      defectTypes: {
        hole: { count: 1, imageAuroc: 1, recall: 1, maps: { patch: { pixelAuroc: 0.95 } } },
        '<script>': { count: 1, imageAuroc: 0.5, maps: { patch: null } },
      },
      history: [
        { step: 0, imageAuroc: 0.375 },
        { step: 20, imageAuroc: 0.75 },
      ],
      promise: { kept: true, images: 3, promised: 0.25, smallest: 0.25, above: 0 },
      dataCheck: { judged: false, shifts: [], trivial: [] },
      costs: { atThreshold: { recall: 0.5, falseAlarmRate: 0.5 } },
      protocol: {
        reported: 'last-step',
        split: { train: 1, calibration: 3, testNormal: 2, testAnomalous: 2 },
        threshold: { rule: 'conformal', restsOn: 'images that training and density have not seen' },
        sawTestLabels: ['bestF1', 'pixelF1', 'costs.cheapest'],
      },
      steps: 20,
      finalLoss: 0.4,
      timings: TIMINGS,
      config: { preset: 'quick', seed: 4 },
    });
    expect(written.counts.skipped).toEqual(SNAPSHOT.skipped);
    expect(written.averagePrecision).toBeCloseTo((1 + 2 / 3) / 2, 12);
    const { low, high } = written.imageAurocInterval as { low: number; high: number };
    expect(low).toBeLessThanOrEqual(0.75);
    expect(high).toBeGreaterThanOrEqual(0.75);
  });

  it('says what speaks against the training, in the report too', () => {
    expect(result.signs).toEqual([]);
    const { steps } = SNAPSHOT.config.training;
    const records = Array.from({ length: steps }, (_, i) => ({
      ...SNAPSHOT.records[0],
      ...{ step: i + 1, loss: 1.1, accuracy: 0.35 },
    }));
    const evaluations = SNAPSHOT.evaluations.map((one, i) => ({
      ...one,
      step: i === 0 ? 0 : steps,
      testScores: i === 0 ? [0, 3, 1, 4] : [3, 5, 4, 1],
    }));
    const items = SNAPSHOT.items;
    const found = summarise({ ...SNAPSHOT, items, records, evaluations }, TIMINGS, '1');
    expect(found.signs.map(({ kind }) => kind)).toEqual(['proxy', 'untrained', 'pretrained']);
    const html = reportHtml(found, [], []);
    expect(html).toContain('proxy accuracy 35 %, by chance 33.3 %');
    expect(html).toMatch(/Before training the network scored 0\.\d+ higher/);
  });

  it('says null where there are no anomalies', () => {
    const items = SNAPSHOT.items.filter(({ label }) => label === 'normal');
    const evaluations = SNAPSHOT.evaluations.map((evaluation) => ({ ...evaluation, pixel: null }));
    const kinds = [{ kind: 'patch', pixel: null } as const];
    const plain = summarise({ ...SNAPSHOT, items, evaluations, kinds }, TIMINGS, '1');
    expect(plain).toMatchObject({
      imageAuroc: null,
      imageAurocInterval: null,
      pixelAuroc: null,
      averagePrecision: null,
      bestF1: null,
      noImageMetrics: 'no-anomalies',
      confusion: { precision: null, recall: null, f1: null },
      maps: { patch: null },
      defectTypes: {},
    });
    const html = reportHtml(plain, [], []);
    expect(html).toContain('none: no test image is labelled anomalous');
    expect(html).not.toMatch(/Average precision<\/th><td>[01]\./);
    const defects = SNAPSHOT.items.filter(({ label }) => label === 'anomalous');
    expect(summarise({ ...SNAPSHOT, items: defects }, TIMINGS, '1')).toMatchObject({
      imageAuroc: null,
      averagePrecision: null,
      bestF1: null,
      noImageMetrics: 'no-normal',
      untrained: { imageAuroc: null },
      defectTypes: { hole: { imageAuroc: null } },
    });
  });
});

describe('scores.json', () => {
  it('gives an ensemble the last scores, and nothing where there is none', () => {
    const { images, evaluations } = readRunScores(folder) as RunScores;
    expect(images.map(({ path, hash }) => [path, hash])).toEqual(
      SNAPSHOT.items.slice(1).map(({ path, hash }) => [path, hash]),
    );
    expect(evaluations).toEqual([
      {
        step: 20,
        test: Float64Array.of(1, 3, 4, 2),
        heldOut: Float64Array.of(0, 2),
        threshold: 2.5,
      },
    ]);
    expect(readRunScores(join(folder, 'maps'))).toBeNull();
  });
});

describe('scores.csv', () => {
  it('lists the most anomalous first, with quotes, and without formulas', () => {
    const lines = read('scores.csv').toString().split('\r\n');
    expect(lines[0]).toBe('path,label,defectType,score,pValue,called');
    expect(lines[1]).toBe('set/test/hole/0.png,anomalous,hole,4,0.25,anomalous');
    expect(lines[2]).toBe('"set/test/good/1, ""two"".png",normal,good,3,0.5,anomalous');
    expect(lines).toHaveLength(6);
  });
});

describe('roc.svg', () => {
  it('is the curve of the last evaluation', () => {
    const svg = read('roc.svg').toString();
    expect(svg).toMatch(/^<svg /);
    expect(svg).toContain('AUROC 0.750');
    expect(svg).toContain('untrained network 0.375');
    expect(svg.match(/<polyline points="([^"]*)"/)?.[1].split(' ').length).toBeGreaterThan(2);
  });
});

describe('maps', () => {
  it('has a valid PNG for each test image', () => {
    const names = readdirSync(join(folder, 'maps')).sort();
    expect(names).toEqual(
      SNAPSHOT.evaluations[1].testIds.map((_, i) => mapFileName(i, SNAPSHOT.items[i + 1].path)),
    );
    const png = read(join('maps', names[2]));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([8, 8]);
    const length = png.readUInt32BE(33);
    const rows = inflateSync(png.subarray(41, 41 + length));
    expect(rows).toHaveLength(8 * 25);
    // Undo the filter of the last row: its last pixel is on the outline of the mask.
    const row = [...rows.subarray(7 * 25 + 1)];
    for (let i = 3; i < row.length; i++) row[i] = (row[i] + row[i - 3]) & 255;
    expect(row.slice(-3)).toEqual([255, 255, 255]);
  });

  it('makes safe names', () => {
    expect(mapFileName(3, '../../etc/passwd')).toBe('0003_etc_passwd.png');
    expect(mapFileName(0, 'set/тест/😀.png')).toMatch(/^0000_[A-Za-z0-9._-]+\.png$/);
    expect(mapFileName(1, `${'x'.repeat(300)}.png`).length).toBeLessThan(100);
  });
});

describe('report.html', () => {
  it('stands alone, shows pictures, and escapes names', () => {
    const html = read('report.html').toString();
    expect(html).toContain('data:image/png;base64,');
    expect(html).toContain('AUROC');
    expect(html).toContain('training.steps');
    expect(html).toContain('set/notes.txt');
    expect(html).not.toMatch(/<script/i);
    expect(html).not.toContain('<b>set');
    expect(html).not.toMatch(/(src|href)="(?!data:)/);
    expect(html.match(/<figure>/g)).toHaveLength(4);
  });

  it('escapes all five characters', () => {
    expect(escapeHtml(`<a href="x">'&'</a>`)).toBe('&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;');
  });
});

describe('chooseGalleries', () => {
  it('shows no image twice', () => {
    const images = Array.from({ length: 40 }, (_, i) => ({
      id: String(i),
      path: String(i),
      defectType: i < 11 ? 'good' : 'hole',
      anomalous: i >= 11,
      score: i,
      pValue: 1,
    }));
    const shown = chooseGalleries(images).flatMap((gallery) => gallery.images.map(({ id }) => id));
    expect(new Set(shown).size).toBe(shown.length);
    expect(chooseGalleries(images)[0].images[0].id).toBe('39');
    expect(chooseGalleries(images)[1].images[0].id).toBe('11');
  });
});
