import { describe, expect, it } from 'vitest';
import { readSafetensors, writeSafetensors } from './safetensors.ts';

const file = writeSafetensors({
  tensors: [
    { name: 'a.weight', shape: [2, 3], data: Float32Array.of(1, -2, 3.5, 0, 1e-20, 7) },
    { name: 'steps', shape: [], data: BigInt64Array.of(12n) },
  ],
  metadata: { format: 'pt', note: '日本語' },
});

/** A file with another header; the numbers stay. */
function withHeader(header: unknown, body = file.slice(-32)): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const out = new Uint8Array(8 + text.length + body.length);
  new DataView(out.buffer).setBigUint64(0, BigInt(text.length), true);
  out.set(text, 8);
  out.set(body, 8 + text.length);
  return out;
}

it('what is written comes back, and the numbers begin at a multiple of 8', () => {
  const { tensors, metadata } = readSafetensors(file);
  expect(metadata).toEqual({ format: 'pt', note: '日本語' });
  expect(tensors).toEqual([
    { name: 'a.weight', shape: [2, 3], data: Float32Array.of(1, -2, 3.5, 0, 1e-20, 7) },
    { name: 'steps', shape: [], data: Float32Array.of(12) },
  ]);
  expect(Number(new DataView(file.buffer).getBigUint64(0, true)) % 8).toBe(0);
});

it('reads other types of numbers: halves, bfloat16, doubles', () => {
  const body = new Uint8Array(16);
  const view = new DataView(body.buffer);
  [0x3c00, 0xc000, 0x0001, 0x7c00].forEach((bits, i) => view.setUint16(2 * i, bits, true));
  view.setFloat64(8, -0.125, true);
  const read = (dtype: string, shape: number[], data_offsets: number[]) =>
    readSafetensors(withHeader({ x: { dtype, shape, data_offsets } }, body)).tensors[0].data;
  expect([...read('F16', [4], [0, 8])]).toEqual([1, -2, Math.fround(2 ** -24), Infinity]);
  expect([...read('F64', [1], [8, 16])]).toEqual([-0.125]);
  view.setUint16(0, 0x3fc0, true);
  expect([...read('BF16', [1], [0, 2])]).toEqual([1.5]);
});

describe('refuses by name', () => {
  const entry = { dtype: 'F32', shape: [2], data_offsets: [0, 8] };
  it.each([
    ['an empty file', new Uint8Array(0), /too short/],
    ['something else', new TextEncoder().encode('PK\u0003\u0004 something else entirely'), /no safetensors/],
    ['a file that was cut off', file.slice(0, -3), /"steps" lies outside/],
    ['a header that is no JSON', withHeader('{"a": '), /no safetensors/],
    ['a list', withHeader([]), /no safetensors/],
    [
      'a type that no weights have',
      withHeader({ w: { ...entry, dtype: 'U8' } }),
      /"w" has numbers of type U8/,
    ],
    [
      'a type that objects have',
      withHeader({ w: { ...entry, dtype: 'constructor' } }),
      /of type constructor/,
    ],
    ['a shape that does not fit', withHeader({ w: { ...entry, shape: [3] } }), /"w" lies outside/],
    ['a negative place', withHeader({ w: { ...entry, data_offsets: [-4, 4] } }), /"w" lies outside/],
    ['no shape', withHeader({ w: { ...entry, shape: [1.5] } }), /"w" has no shape/],
  ])('%s', (_, bytes, why) => {
    expect(() => readSafetensors(bytes)).toThrow(
      expect.objectContaining({ code: 'weights-unreadable', message: expect.stringMatching(why) }),
    );
  });
});
