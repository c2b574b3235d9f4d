import { describe, expect, it } from 'vitest';
import { sharedMaps } from './shared-maps.ts';
import type { RunImage } from './types.ts';

const image = (path: string, label: RunImage['label'], hash: number): RunImage => ({
  path,
  label,
  defectType: label === 'normal' ? 'good' : 'rust',
  hash,
});

const run = (images: readonly RunImage[], indices: readonly number[]) => ({
  scores: { images, evaluations: [] },
  maps: { side: 1, indices, levels: new Uint8Array(indices.length) },
});

const good = image('test/good/0.png', 'normal', 1);
const rustA = image('test/rust/a.png', 'anomalous', 2);
const rustB = image('test/rust/b.png', 'anomalous', 3);

describe('maps that two runs share', () => {
  it('are of the same image, wherever it stands, the defects first', () => {
    const shared = sharedMaps(run([good, rustA, rustB], [0, 2, 1]), run([rustB, good, rustA], [0, 1]));
    expect(shared.map(({ image: { path }, first, second }) => [path, first, second])).toEqual([
      ['test/rust/b.png', 2, 0],
      ['test/good/0.png', 0, 1],
    ]);
  });

  it('are not of another picture with the same name, nor of one without a map', () => {
    expect(sharedMaps(run([{ ...good, hash: 9 }, rustA], [0]), run([good, rustA], [0, 1]))).toEqual([]);
  });
});
