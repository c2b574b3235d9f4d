/** A small session with everything that one can have, for tests. */
import { PRESETS } from '../../config/presets.ts';
import { pixelHash } from '../../dataset/pixel-hash.ts';
import type { KeptEvaluation, KeptPixels, SessionOutline } from '../content.ts';
import { ProjectPacker } from '../pack.ts';

const SIDE = 16;

const examplePixels: readonly KeptPixels[] = [0, 1, 2, 3].map((i) => ({
  image: {
    width: SIDE,
    height: SIDE,
    data: Uint8Array.from({ length: 3 * SIDE * SIDE }, (_, k) => (k * (7 + i) + 13 * i) & 255),
  },
  mask:
    i === 3
      ? { width: SIDE, height: SIDE, data: Uint8Array.from({ length: SIDE * SIDE }, (_, k) => k & 1) }
      : null,
}));

const grid = (seed: number) => ({
  rows: 2,
  columns: 2,
  stridePx: 3,
  offsetPx: 1.5,
  scores: Float32Array.of(seed, 0.1, 1 / 3, -seed),
});

const evaluation = (step: number): KeptEvaluation => ({
  step,
  testIds: ['#2', '#3', 'gone'],
  testScores: Float64Array.of(0.1 + step, 1 / 3, 2),
  trainIds: ['#0', '#1'],
  heldOutScores: Float64Array.of(0.2, 0.7),
  calibrationIds: ['#1'],
  calibrationScores: Float64Array.of(0.4),
  threshold: Infinity,
  mapKind: 'patch',
  maps: [grid(1), grid(2), grid(3)],
  mapThreshold: 0.3,
  normalQuantiles: Float32Array.of(0, 0.5, 1),
  locality: 'shared',
  localityAdvice: { locality: 'shared', gain: 0.1, mark: 0.2, judged: false },
  otherMaps: [
    {
      kind: 'gradcam',
      step,
      ids: ['#3'],
      maps: [grid(4)],
      threshold: 1,
      normalQuantiles: Float32Array.of(0, 1),
      pixel: null,
    },
  ],
  synthetic: { normalScores: Float64Array.of(1), defectScores: Float64Array.of(2, 3) },
  density: { dimension: 4, samples: 2, shrinkage: 0.5, conditionNumber: null, effectiveRank: 1.5 },
  pixel: { auroc: 0.9, averagePrecision: 0.8, aupro: Number.NaN, bestF1: 0.6, iouAtThreshold: 0.5 },
  elapsedMs: 12.5,
});

export const exampleWeights = [Float32Array.of(0.1, -2, 3e-20, 4, 5, 6), Float32Array.of(7)];

export const exampleOutline: SessionOutline = {
  savedAt: 1_750_000_000_000,
  page: '0.1.0',
  config: PRESETS.quick,
  dataset: {
    name: 'nuts <b>"mine"</b>',
    sample: null,
    className: '',
    heldOutCount: 1,
    sizePx: SIDE,
    fit: 'stretch',
  },
  items: examplePixels.map(({ image, mask }, i) => ({
    name: `${i}.png`,
    path: i < 2 ? `train/good/${i}.png` : `test/ネジ/${i}.png`,
    role: i < 2 ? 'train' : 'test',
    label: i === 3 ? 'anomalous' : 'normal',
    defectType: i === 3 ? 'bent' : 'good',
    hash: pixelHash(image.data),
    hasMask: mask !== null,
  })),
  run: {
    config: PRESETS.quick,
    step: 10,
    tensors: [
      { name: 'w', shape: [2, 3] },
      { name: 'b', shape: [1] },
    ],
    records: {
      step: Float64Array.of(1, 10),
      loss: Float64Array.of(1.1, 0.1 + 0.2),
      accuracy: Float64Array.of(0.3, 0.9),
      learningRate: Float64Array.of(0.03, 0),
    },
    confusion: Int32Array.from({ length: 9 }, (_, i) => i),
    stepMs: 10.25,
    manualThreshold: null,
    evaluations: [evaluation(0), evaluation(10)],
    runId: 'a-run',
    density: {
      law: 'gaussian',
      l2Normalise: false,
      dimension: 2,
      locations: 2,
      threshold: 1.5,
      mapThreshold: Infinity,
      mean: Float64Array.of(1, 2, 1 / 3, -4e-9),
      precision: Float64Array.of(2, 0.5, 0.5, 1),
      spread: null,
    },
  },
  lessonMet: ['one-class.seen'],
};

export function packed(
  outline = exampleOutline,
  pixels: readonly KeptPixels[] | null = examplePixels,
): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  const packer = new ProjectPacker((piece) => pieces.push(piece));
  pixels?.forEach((one, i) => packer.addPixels(i, one));
  packer.finish(outline, outline.run ? exampleWeights : []);
  return Uint8Array.from(pieces.flatMap((piece) => [...piece]));
}
