/** BMP files of inspection cameras, as the exported scripts read them in Node: Pillow's pixels; what is not read is refused with its reason. */
import { describe, expect, it } from 'vitest';
import { readImage } from '../src/services/detector/take-home-onnx/node-images.mjs';
import cases from '../src/services/detector/fixtures/bmp.json';

const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, 'base64'));
const [plain] = cases;
/** The file of 24 bits with one 32-bit number of its header changed. */
function changed(at: number, value: number): Uint8Array {
  const bytes = bytesOf(plain.file);
  new DataView(bytes.buffer).setInt32(at, value, true);
  return bytes;
}

describe('reading', () => {
  it.each(cases)('$name', async ({ file, width, height, rgb }) => {
    const image = await readImage(bytesOf(file));
    expect([image.width, image.height]).toEqual([width, height]);
    expect(Buffer.from(image.data).equals(Buffer.from(rgb, 'base64'))).toBe(true);
  });

  it('from the top down where the height is negative', async () => {
    const { data } = await readImage(changed(22, -plain.height));
    const expected = bytesOf(plain.rgb);
    const row = 3 * plain.width;
    expect(data.subarray(0, row)).toEqual(expected.subarray((plain.height - 1) * row));
    expect(data.subarray((plain.height - 1) * row)).toEqual(expected.subarray(0, row));
  });
});

it.each([
  ['a compressed file', changed(30, 1), 'compressed'],
  ['16 bits a pixel', changed(28, 16), '16 bits is not read'],
  ['a cut file', bytesOf(plain.file).slice(0, 500), 'cut off'],
  ['a header without a body', bytesOf(plain.file).slice(0, 30), 'cut off'],
  ['more rows than there are', changed(22, 1000), 'cut off'],
  ['no size', changed(18, 0), 'no size'],
])('%s is refused', async (_, bytes, words) => {
  await expect(readImage(bytes)).rejects.toThrow(words);
});

it('too many pixels, and too few, are told', async () => {
  await expect(readImage(bytesOf(plain.file), { mostPixels: 100 })).rejects.toThrow('pixel limit');
  await expect(readImage(changed(22, 8))).rejects.toThrow('19 x 8 px; at least 16 px');
});
