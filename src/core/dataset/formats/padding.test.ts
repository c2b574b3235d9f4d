import { deflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { encodePng, testPicture } from '../fixtures/encode-png.ts';
import { inflateHead } from '../inflate.ts';
import { paddingProblem } from './padding.ts';
import { SNIFF_BYTES } from './sniff.ts';

const png = encodePng(testPicture(64, 64, 1));
const MIB = 2 ** 20;

describe('large files by their first bytes', () => {
  it('what is no image is refused', () => {
    expect(paddingProblem(new Uint8Array(SNIFF_BYTES), 500 * MIB)?.reason).toBe('not-an-image');
    expect(paddingProblem(new TextEncoder().encode('<svg xmlns="x">'), 50 * MIB)?.reason).toBe(
      'not-an-image',
    );
  });

  it('an image of few pixels in a file of many bytes is refused', () => {
    expect(paddingProblem(png.subarray(0, SNIFF_BYTES), 500 * MIB)?.reason).toBe('damaged');
    expect(paddingProblem(png.subarray(0, SNIFF_BYTES), 5 * MIB)).toBeNull();
  });

  it('only the head of packed data is unpacked', () => {
    const padded = new Uint8Array(64 * MIB);
    padded.set(png);
    const packed = deflateSync(padded);
    expect(inflateHead(packed, SNIFF_BYTES)).toEqual(png.slice(0, SNIFF_BYTES));
    expect(inflateHead(deflateSync(Uint8Array.of(1, 2, 3)), SNIFF_BYTES)).toEqual(Uint8Array.of(1, 2, 3));
  });
});
