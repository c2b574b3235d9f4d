/** A run as the recorder would keep it, for tests. */
import { PRESETS } from '../../config/presets.ts';
import type { RunRecord, RunScores, WholeRun } from '../types.ts';

export function exampleRecord(id: string, change: Partial<RunRecord> = {}): RunRecord {
  return {
    version: 1,
    id,
    name: id,
    note: '',
    starred: false,
    state: 'finished',
    startedAt: 1_750_000_000_000,
    updatedAt: 1_750_000_060_000,
    deletedAt: null,
    config: PRESETS.quick,
    dataset: {
      name: 'nuts',
      sample: 'hex-nuts',
      fingerprint: 'abc123',
      train: 2,
      testNormal: 2,
      testAnomalous: 2,
    },
    backend: { name: 'wasm', device: '', threads: 2 },
    versions: { page: '0.1.0', browser: 'a browser' },
    step: 10,
    stepMs: 12.5,
    parameterCount: 100,
    curve: { steps: [1, 10], loss: [1.1, 0.1 + 0.2], accuracy: [0.3, 0.9] },
    metrics: [
      {
        step: 10,
        auroc: 0.75,
        low: 0.5,
        high: 1,
        averagePrecision: 0.8,
        pixelAuroc: null,
        aupro: null,
        threshold: Infinity,
      },
    ],
    weightsBytes: 0,
    ...change,
  };
}

export function exampleScores(test: readonly number[], heldOut: readonly number[] = [0, 1]): RunScores {
  return {
    images: test.map((_, i) => ({
      path: `test/${i}.png`,
      label: i < test.length / 2 ? 'normal' : 'anomalous',
      defectType: i < test.length / 2 ? 'good' : 'bent',
      hash: i + 1,
    })),
    evaluations: [
      { step: 10, test: Float64Array.from(test), heldOut: Float64Array.from(heldOut), threshold: 1 / 3 },
    ],
  };
}

export function exampleRun(id: string): WholeRun {
  const data = Float32Array.of(0.1, -2, 3e-20, 4, 5, 6);
  return {
    record: exampleRecord(id, { weightsBytes: data.byteLength, note: 'a "note", with | signs' }),
    scores: exampleScores([0.1, 0.2, 0.15, 1 / 3]),
    thumbnails: { side: 1, count: 4, pixels: Uint8Array.from({ length: 12 }, (_, i) => 20 * i) },
    maps: { side: 2, indices: [3, 1], levels: Uint8Array.from({ length: 8 }, (_, i) => 30 * i) },
    weights: { step: 10, config: PRESETS.quick, tensors: [{ name: 'w', shape: [2, 3], data }] },
  };
}
