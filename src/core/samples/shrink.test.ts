import { describe, expect, it } from 'vitest';
import { shrinkMask } from './shrink.ts';

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
