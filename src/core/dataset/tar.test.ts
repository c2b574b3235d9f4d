import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlaygroundError } from '../errors.ts';
import { readTar } from './tar.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function header(name: string, bytes: number, type = '0', prefix = ''): Uint8Array {
  const block = new Uint8Array(512);
  block.set(encode(name).subarray(0, 100), 0);
  block.set(encode('0000644\0'), 100);
  block.set(encode(`${bytes.toString(8).padStart(11, '0')}\0`), 124);
  block.set(encode('        '), 148);
  block.set(encode(type), 156);
  block.set(encode('ustar\x0000'), 257);
  block.set(encode(prefix), 345);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.set(encode(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
  return block;
}

function tar(...files: readonly (readonly [string, string, string?, string?])[]): Uint8Array {
  const blocks = files.flatMap(([name, content, type, prefix]) => {
    const data = new Uint8Array(Math.ceil(encode(content).length / 512) * 512);
    data.set(encode(content));
    return [header(name, encode(content).length, type, prefix), data];
  });
  const out = new Uint8Array(blocks.reduce((sum, block) => sum + block.length, 1024));
  let at = 0;
  for (const block of blocks) {
    out.set(block, at);
    at += block.length;
  }
  return out;
}

const list = async (bytes: Uint8Array): Promise<string[]> => {
  const entries = await readTar((from, to) => Promise.resolve(bytes.subarray(from, to)), bytes.length);
  return entries.map(
    ({ name, at, bytes: size }) => `${name}=${new TextDecoder().decode(bytes.subarray(at, at + size))}`,
  );
};

describe('readTar', () => {
  it('finds files with short, split, long and pax names; folders and links are none', async () => {
    const long = `${'deep/'.repeat(40)}a.png`;
    const record = `path=良品/1.png\n`;
    const pax = `${encode(record).length + 3} ${record}`;
    const bytes = tar(
      ['set/', '', '5'],
      ['a.png', 'one'],
      ['b.png', 'two', '0', 'some/folder'],
      ['././@LongLink', long, 'L'],
      ['cut', 'three'],
      ['PaxHeader', pax, 'x'],
      ['short', 'four'],
      ['link', '', '2'],
      ['last.png', 'x'.repeat(700)],
    );
    expect(await list(bytes)).toEqual([
      'a.png=one',
      'some/folder/b.png=two',
      `${long}=three`,
      '良品/1.png=four',
      `last.png=${'x'.repeat(700)}`,
    ]);
  });

  it('throws nothing but its own errors, whatever is broken', async () => {
    const whole = tar(['a.png', 'one'], ['b.png', 'x'.repeat(2000)]);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 1),
        fc.nat(255),
        fc.nat(whole.length),
        async (at, value, end) => {
          const bytes = whole.slice(0, end);
          if (at < bytes.length) bytes[at] = value;
          await list(bytes).catch((error: unknown) => expect(error).toBeInstanceOf(PlaygroundError));
        },
      ),
      { seed: 5, numRuns: 300 },
    );
  });

  it('refuses an archive that ends before its files do', async () => {
    await expect(list(tar(['a.png', 'x'.repeat(5000)]).slice(0, 2048))).rejects.toThrow(/beyond its end/);
  });
});
