import { describe, expect, it } from 'vitest';
import { composeWithMask } from './mask.ts';

const size = 32;
const plain = () => ({ width: size, height: size, data: new Uint8Array(3 * size * size).fill(100) });

describe('composeWithMask', () => {
  it('masks the difference, closes a gap, and drops a faint change', () => {
    const defective = plain();
    for (let y = 10; y < 16; y++) {
      for (let x = 8; x < 18; x++) if (x !== 12) defective.data[3 * (y * size + x)] = 180;
    }
    defective.data[3 * (25 * size + 25)] = 103;
    const { image, mask } = composeWithMask(plain(), defective);
    expect(mask.data.reduce((a, b) => a + b, 0)).toBe(60);
    expect(image.data[3 * (25 * size + 25)]).toBe(100);
    expect(image.data[3 * (12 * size + 9)]).toBe(180);
  });

  it('keeps a thin line when nothing else differs', () => {
    const defective = plain();
    for (let x = 5; x < 25; x++) defective.data[3 * (20 * size + x) + 1] = 10;
    const { mask } = composeWithMask(plain(), defective);
    expect(mask.data.reduce((a, b) => a + b, 0)).toBe(20);
  });

  it('is empty without a difference', () => {
    expect(composeWithMask(plain(), plain()).mask.data.includes(1)).toBe(false);
  });
});
