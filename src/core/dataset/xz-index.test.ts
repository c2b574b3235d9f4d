import { describe, expect, it } from 'vitest';
import { PlaygroundError } from '../errors.ts';
import { unpackedBytes } from './xz-index.ts';

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
/** Python: `lzma.compress(b'abc' * 1000)`. */
const ONE = bytesOf(
  '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4Au3ABhdADCYiK1LNxKjMYXd+lME7evfQrgSwztZ2AC6A+W1fg2PJgABNLgXAAAAlb3HsbHEZ/sCAAAAAARZWg==',
);
/** `xz --block-size=1000` of the same: three blocks. */
const THREE = bytesOf(
  '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4APnAA5dADCYiK1LNxKjMYRHS8YAAAAAu4EWUo4qqkgCACEBFgAAAHQv5aPgA+cADl0AMRjIXjTuPHNWxR42FgAAAACtl8l9zUq/3QIAIQEWAAAAdC/lo+AD5wAOXQAxmEiITSs8c1bFHjYWAAAAANAE+rMYZRgfAAMq6Acq6Acq6AcANWKmNRQXOzADAAAAAARZWg==',
);

const size = (bytes: Uint8Array) =>
  unpackedBytes((from, to) => Promise.resolve(bytes.subarray(from, to)), bytes.length);
const codeOf = async (bytes: Uint8Array) => {
  const error: unknown = await size(bytes).catch((thrown: unknown) => thrown);
  return error instanceof PlaygroundError ? error.code : error;
};

describe('the end of an .xz file', () => {
  it('says how large it is unpacked, over all blocks', async () => {
    expect(await size(ONE)).toBe(3000);
    expect(await size(THREE)).toBe(3000);
  });

  it('is damaged where it is cut, changed or no .xz at all', async () => {
    for (let length = 0; length < ONE.length; length++)
      expect(await codeOf(ONE.subarray(0, length))).toBe('archive-damaged');
    for (let at = ONE.length - 12; at < ONE.length; at++) {
      const changed = ONE.slice();
      changed[at] ^= 1;
      expect(await codeOf(changed)).toBe('archive-damaged');
    }
    expect(await codeOf(new Uint8Array(4000))).toBe('archive-damaged');
  });

  it('is refused where streams lie one behind the other: only the first would be read', async () => {
    const both = new Uint8Array(2 * ONE.length);
    both.set(ONE);
    both.set(ONE, ONE.length);
    expect(await codeOf(both)).toBe('archive-refused');
  });
});
