import { unzipSync, Zip } from 'fflate';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/random.ts';
import { DeflatedFile } from './deflated-file.ts';

function zipped(bytes: Uint8Array, level: 1 | 6): Uint8Array {
  const pieces: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(piece);
  });
  const file = new DeflatedFile('numbers.bin', level);
  zip.add(file);
  file.push(bytes as Uint8Array<ArrayBuffer>, true);
  zip.end();
  return Uint8Array.from(pieces.flatMap((piece) => [...piece]));
}

describe('a packed file of an archive', () => {
  // Nine bytes of ten are zero: a stream of fflate gives distances that reach too far back here.
  it.each([1, 6] as const)('comes out as it went in, above 32 KB too (level %i)', (level) => {
    for (const length of [10, 66_379, 98_137]) {
      const random = createRandom(0, 'deflated-file', length);
      const bytes = Uint8Array.from({ length }, () => (random.float() < 0.9 ? 0 : random.int(0, 3)));
      const archive = zipped(bytes, level);
      expect(unzipSync(archive)['numbers.bin']).toEqual(bytes);
      if (length > 1000) expect(archive.length).toBeLessThan(length / 4);
    }
  });
});
