import { decode } from 'tiff';
import { describe, expect, it } from 'vitest';
import { encodeTiff, type TiffOptions } from '../fixtures/encode-others.ts';
import { testPicture, type Picture } from '../fixtures/encode-png.ts';
import { tiffToRgb } from './tiff-pixels.ts';
import { presentTiff, readTiff } from './tiff.ts';
import type { RgbImage } from '../../image/types.ts';

function read(bytes: Uint8Array): RgbImage {
  const header = readTiff(bytes);
  const [page] = decode(presentTiff(bytes, header), { pages: [0] });
  return tiffToRgb({ data: page.data, palette: page.palette }, header);
}

const readPicture = (picture: Picture, options?: TiffOptions): RgbImage => read(encodeTiff(picture, options));
const colour = testPicture(37, 21);
const grey = testPicture(37, 21, 2, 1);
const triple = (data: ArrayLike<number>): Uint8Array =>
  Uint8Array.from({ length: data.length * 3 }, (_, i) => data[Math.floor(i / 3)]);

describe('TIFF', () => {
  it.each<[string, TiffOptions]>([
    ['a strip', {}],
    ['tiles', { tile: 16 }],
    ['deflated tiles', { tile: 16, deflate: true }],
    ['a deflated strip', { deflate: true }],
    ['several pages', { pages: 4 }],
  ])('gives the pixels of %s back', (_, options) => {
    expect(readPicture(colour, options)).toEqual({ width: 37, height: 21, data: colour.data });
    expect(readPicture(grey, options).data).toEqual(triple(grey.data));
  });

  it('takes full scale from the depth that is used', () => {
    const samples = Uint16Array.from({ length: 37 * 21 }, (_, i) => (i * 5) % 4096);
    const twelve = readPicture(grey, { bits: 16, samples });
    expect(Array.from(twelve.data.filter((__, i) => i % 3 === 0))).toEqual(
      Array.from(samples, (value) => Math.round((value * 255) / 4095)),
    );
    samples[0] = 65_535;
    const sixteen = readPicture(grey, { bits: 16, samples });
    expect(sixteen.data[0]).toBe(255);
    expect(sixteen.data[3]).toBe(0);
  });

  it('lays transparency over black', () => {
    const data = Uint8Array.from({ length: 16 * 16 * 4 }, (_, i) => (i % 4 === 3 ? 51 : 200));
    const image = readPicture({ width: 16, height: 16, channels: 4, data });
    expect(new Set(image.data)).toEqual(new Set([40]));
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('applies orientation %i', (orientation) => {
    const image = readPicture(grey, { orientation });
    const swapped = orientation > 4;
    expect([image.width, image.height]).toEqual(swapped ? [21, 37] : [37, 21]);
    // The stored first row becomes: top, top, bottom, bottom, left, right, right, left (TIFF 6.0, tag 274).
    const [right, bottom] = [image.width - 1, image.height - 1];
    const first = [
      [0, 0],
      [right, 0],
      [right, bottom],
      [0, bottom],
      [0, 0],
      [right, 0],
      [right, bottom],
      [0, bottom],
    ][orientation - 1];
    const along = [
      [1, 0],
      [-1, 0],
      [-1, 0],
      [1, 0],
      [0, 1],
      [0, 1],
      [0, -1],
      [0, -1],
    ][orientation - 1];
    for (let i = 0; i < 37; i++) {
      const [x, y] = [first[0] + along[0] * i, first[1] + along[1] * i];
      expect(image.data[(y * image.width + x) * 3]).toBe(grey.data[i]);
    }
  });

  it('refuses parts that could grow without bound', () => {
    const bytes = encodeTiff(colour, { tags: [[279, 4, 10_000_000]] });
    expect(() => presentTiff(bytes, readTiff(bytes))).toThrow(/larger than the image/);
  });
});
