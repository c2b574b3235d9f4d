/** A small finished run for the tests of the writers: four test images of 8 px, two of them anomalous. */
import { PRESETS } from '../../src/core/config/presets.ts';
import type { RunTimings, Snapshot, SnapshotEvaluation, SnapshotPixels } from './snapshot.ts';

const SIDE = 8;

const item = (id: string, path: string, role: 'train' | 'test', defectType: string) => ({
  id,
  hash: id.charCodeAt(0),
  statistics: {
    ...{ brightness: 100, contrast: 20, sharpness: 3, detail: 1, warmth: 0 },
    ...{ shadows: 40, highlights: 180, tones: 0.1, blocks: 1 },
  },
  path,
  role,
  defectType,
  label: defectType === 'good' ? ('normal' as const) : ('anomalous' as const),
});

function evaluation(step: number, testScores: number[], pixelAuroc: number): SnapshotEvaluation {
  return {
    step,
    testIds: ['b', 'c', 'd', 'e'],
    testScores,
    heldOutScores: [0, 2],
    calibrationScores: [1, 2.5, 3.5],
    threshold: 2.5,
    mapKind: 'patch',
    maps: testScores.map((score) => ({
      rows: 2,
      columns: 2,
      stridePx: 4,
      offsetPx: 1.5,
      scores: [0, 0, 0, score],
    })),
    mapThreshold: 2,
    locality: 'per-location',
    localityAdvice: { locality: 'per-location', gain: 0.4, mark: 0.05, judged: true },
    density: { dimension: 64 },
    pixel: pixel(pixelAuroc),
    elapsedMs: 100,
    synthetic: null,
  };
}

const pixel = (auroc: number) => ({
  auroc,
  averagePrecision: 0.5,
  aupro: 0.6,
  bestF1: 0.4,
  iouAtThreshold: 0.3,
});

export const SNAPSHOT: Snapshot = {
  datasetName: 'a <b>set</b>',
  config: { ...PRESETS.quick, seed: 4 },
  backend: { name: 'wasm', device: '', software: false, threads: 2, rejected: [], selfTestError: 1e-6 },
  classNames: ['normal', 'cutpaste', 'scar'],
  items: [
    item('a', 'set/train/good/0.png', 'train', 'good'),
    item('b', 'set/test/good/0.png', 'test', 'good'),
    item('c', 'set/test/good/1, "two".png', 'test', 'good'),
    item('d', 'set/test/hole/0.png', 'test', 'hole'),
    item('e', 'set/test/<script>/=1+1.png', 'test', '<script>'),
  ],
  skipped: [{ path: 'set/notes.txt', reason: 'not-an-image', detail: 'text' }],
  evaluations: [evaluation(0, [3, 1, 2, 1], 0.55), evaluation(20, [1, 3, 4, 2], 0.9)],
  records: [
    { step: 1, loss: 1.1, accuracy: 0.3, learningRate: 0.03 },
    { step: 20, loss: 0.4, accuracy: 0.9, learningRate: 0 },
  ],
  kinds: [
    { kind: 'patch', pixel: pixel(0.9) },
    { kind: 'gradcam', pixel: pixel(0.7) },
    { kind: 'pretrained', pixel: null },
  ],
  robustness: [
    {
      corruption: 'blur',
      step: 20,
      ids: ['b', 'c', 'd', 'e'],
      levels: [
        { level: 0, scores: [1, 3, 4, 2] },
        { level: 2, scores: [9, 3, 4, 2] },
      ],
    },
  ],
  learningCurve: null,
  trainingRanking: null,
  pixelReports: {
    patch: {
      step: 20,
      ids: [],
      all: null,
      byImage: [],
      byType: [{ defectType: 'hole', count: 1, scores: { ...pixel(0.95), aupro05: 0.5, bestThreshold: 1 } }],
    },
  },
  pretrained: evaluation(0, [1, 2, 4, 3], 0.8),
};

export const TIMINGS: RunTimings = {
  loadMs: 10,
  trainMs: 2000,
  stepMsMedian: 90,
  evaluateMs: 200,
  totalMs: 3000,
  baselineMs: 500,
};

/** Grey pictures; images `d` and `e` have a mask in their lower right quarter. */
export function pixelsOf(ids: readonly string[]): Promise<SnapshotPixels[]> {
  const mask = Uint8Array.from({ length: SIDE * SIDE }, (_, i) =>
    i % SIDE >= SIDE / 2 && i >= (SIDE * SIDE) / 2 ? 1 : 0,
  );
  return Promise.resolve(
    ids.map((id) => ({
      width: SIDE,
      height: SIDE,
      pixels: new Uint8Array(3 * SIDE * SIDE).fill(120),
      mask: id === 'd' || id === 'e' ? mask : null,
    })),
  );
}
