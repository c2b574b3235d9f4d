import { describe, expect, it } from 'vitest';
import { PlaygroundError } from '../../core/errors.ts';
import { listTar } from './tar-file.ts';

/** `tar -cJf`: `set/good/0.png` holds "normal", `set/bad/0.png` holds "defect" a thousand times. */
const XZ =
  '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4Cf/AI1dADmZSusjVnnnitA4kqCceO1LY3EtgGF9ZVg2rlA4VGEyL2a7j7LQNsu2qLrk0h/v9YP0Gz+F2e8DOBs3jc5z2T1NHB8UqeYvQlah5S6qjLwzxrU5AeksT3szbZsENrxxI1uaHpPaoDeGc9NcNZ3YVY4I/kMyPkTOBvGn5rqHZdxpE9bnEHrTDkgqGHWpAAAAAABC6foQFi68SgABqQGAUAAAwCXDQbHEZ/sCAAAAAARZWg==';
const bytes = Uint8Array.from(atob(XZ), (c) => c.charCodeAt(0));

const codeOf = async (blob: Blob): Promise<unknown> => {
  const error: unknown = await listTar(blob, 'xz').catch((thrown: unknown) => thrown);
  return error instanceof PlaygroundError ? error.code : error;
};

describe('a tar archive packed with xz', () => {
  it('gives its files', async () => {
    let signs = 0;
    const files = await listTar(new Blob([bytes]), 'xz', () => signs++);
    expect(signs).toBeGreaterThan(0);
    expect(files.map(({ name }) => name)).toEqual(['set/bad/0.png', 'set/good/0.png']);
    expect(await files[0].file.text()).toBe('defect'.repeat(1000));
    expect(await files[1].file.text()).toBe('normal');
  });

  it('is damaged where a byte of its packed data is another one', async () => {
    const changed = bytes.slice();
    changed[60] ^= 255;
    expect(await codeOf(new Blob([changed]))).toBe('archive-damaged');
  });

  it('is refused before it is unpacked where it would grow beyond reason', async () => {
    // Its end, as the format lays it out, says 20 GiB of 400 bytes.
    const end = 'AAGQA4CAgIBQAAAAQ2kL/ZvjUUADAAAAAAFZWg==';
    const bomb = new Blob([
      Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 1, 0x69, 0x22, 0xde, 0x36),
      new Uint8Array(400),
      Uint8Array.from(atob(end), (c) => c.charCodeAt(0)),
    ]);
    expect(await codeOf(bomb)).toBe('archive-refused');
  });
});
