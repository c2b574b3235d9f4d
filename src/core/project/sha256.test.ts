import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { sha256 } from './sha256.ts';

it('gives what OpenSSL gives, at every length around the blocks of 64 bytes', () => {
  for (let length = 0; length < 200; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length) & 255);
    expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
  }
  const large = new Uint8Array(1_000_003).fill(7);
  expect(sha256(large)).toBe(createHash('sha256').update(large).digest('hex'));
});
