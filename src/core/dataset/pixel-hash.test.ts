import { expect, it } from 'vitest';
import { testPicture } from './fixtures/encode-png.ts';
import { pixelHash } from './pixel-hash.ts';

it('differs for any changed byte, and is the same for the same bytes', () => {
  const { data } = testPicture(16, 16);
  const prints = new Set([pixelHash(data)]);
  for (let i = 0; i < data.length; i++) {
    const copy = data.slice();
    copy[i] ^= 1;
    prints.add(pixelHash(copy));
  }
  expect(prints.size).toBe(data.length + 1);
  expect(pixelHash(data.slice())).toBe(pixelHash(data));
});
