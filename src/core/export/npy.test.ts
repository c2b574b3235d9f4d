import { describe, expect, it } from 'vitest';
import { encodeNpy } from './npy.ts';

describe('encodeNpy', () => {
  it('writes a header that numpy reads: magic, length, a dictionary that ends in a newline at a multiple of 64', () => {
    const bytes = encodeNpy(Float32Array.of(1, -2.5, 3, 4, 5, 6), [2, 3]);
    const headerLength = new DataView(bytes.buffer).getUint16(8, true);
    const header = new TextDecoder('latin1').decode(bytes.subarray(10, 10 + headerLength));
    expect([...bytes.subarray(0, 8)]).toEqual([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
    expect((10 + headerLength) % 64).toBe(0);
    expect(header.trimEnd()).toBe("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }");
    expect(header.endsWith('\n')).toBe(true);
    expect([...new Float32Array(bytes.buffer, 10 + headerLength)]).toEqual([1, -2.5, 3, 4, 5, 6]);
  });

  it('writes the one-dimensional tuple as Python does and refuses a wrong shape', () => {
    const text = new TextDecoder('latin1').decode(encodeNpy(new Float32Array(4), [4]));
    expect(text).toContain("'shape': (4,)");
    expect(() => encodeNpy(new Float32Array(4), [3])).toThrow(RangeError);
  });
});
