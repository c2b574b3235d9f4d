import { describe, expect, it } from 'vitest';
import { shrinkImage, shrinkMask } from './shrink.ts';

describe('shrinkImage', () => {
  it('takes the mean of what lies under a pixel, with fractions', () => {
    const data = new Uint8Array(3 * 9).map((_, i) => (Math.floor(i / 3) % 3 === 1 ? 90 : 0));
    const small = shrinkImage({ width: 3, height: 3, data }, 2);
    // Columns 0, 90, 0: each half sees one whole dark column and half of the bright one.
    expect([...small.data]).toEqual(new Array(12).fill(30));
  });

  it('returns a picture of the right size as it is', () => {
    const image = { width: 4, height: 4, data: new Uint8Array(48) };
    expect(shrinkImage(image, 4)).toBe(image);
  });
});

describe('shrinkMask', () => {
  it('never loses a small defect', () => {
    const data = new Uint8Array(64 * 64);
    data[64 * 10 + 10] = 1;
    const small = shrinkMask({ width: 64, height: 64, data }, 8);
    expect(small.data.reduce((a, b) => a + b, 0)).toBe(1);
    expect(small.data[8 + 1]).toBe(1);
  });

  it('keeps an empty mask empty', () => {
    const small = shrinkMask({ width: 8, height: 8, data: new Uint8Array(64) }, 4);
    expect(small.data.includes(1)).toBe(false);
  });
});
