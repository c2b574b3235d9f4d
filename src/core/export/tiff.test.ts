import { decode } from 'tiff';
import { describe, expect, it } from 'vitest';
import { encodeTiff } from './tiff.ts';

describe('encodeTiff', () => {
  it('is read back bit by bit by an independent decoder', () => {
    const data = Float32Array.of(0, -1.5, 1e-30, 3.4e38, Math.PI, Number.NEGATIVE_INFINITY);
    const [page] = decode(encodeTiff(data, 3, 2));
    expect([page.width, page.height, page.bitsPerSample, page.sampleFormat]).toEqual([3, 2, 32, 3]);
    expect(page.data).toEqual(data);
  });

  it('refuses sizes that do not fit', () => {
    expect(() => encodeTiff(new Float32Array(5), 3, 2)).toThrow(RangeError);
  });
});
