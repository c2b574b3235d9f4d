/** The file is read again by another program's decoder (libvips, through sharp). */
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { choosePalette, GifFile, type Colour } from './gif-file.ts';

const [WIDTH, HEIGHT] = [40, 24];
const RED: Colour = [200, 16, 32];
const BLUE: Colour = [0, 113, 178];

function frameOf(left: Colour, right: Colour): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(WIDTH * HEIGHT * 4);
  for (let i = 0; i < WIDTH * HEIGHT; i++) rgba.set([...(i % WIDTH < WIDTH / 2 ? left : right), 255], 4 * i);
  return rgba;
}

it('has every frame with its time, in the colours that were given, and goes round', async () => {
  const file = new GifFile(WIDTH, HEIGHT, [[...RED], [...BLUE], [255, 255, 255]]);
  const frames = [
    [RED, BLUE, 800],
    [BLUE, [255, 255, 255], 800],
    [[255, 255, 255], RED, 6000],
  ] as const;
  for (const [left, right, delayMs] of frames) file.add(frameOf(left, right), delayMs);
  const bytes = Buffer.from(file.finish());

  const { format, pages, delay, loop, width, pageHeight } = await sharp(bytes, { animated: true }).metadata();
  expect({ format, pages, delay, loop, width, pageHeight }).toEqual({
    ...{ format: 'gif', pages: 3, delay: [800, 800, 6000], loop: 0 },
    ...{ width: WIDTH, pageHeight: HEIGHT },
  });
  for (const [page, [left, right]] of frames.entries()) {
    const decoded = await sharp(bytes, { page }).removeAlpha().raw().toBuffer();
    const at = (x: number, y: number) => [...decoded.subarray(3 * (y * WIDTH + x), 3 * (y * WIDTH + x) + 3)];
    expect(at(3, 5)).toEqual([...left]);
    expect(at(WIDTH - 3, HEIGHT - 2)).toEqual([...right]);
  }
});

it('keeps given colours as they are and shares the rest among the photographs', () => {
  const grey = new Uint8ClampedArray(4 * 3000);
  for (let i = 0; i < 3000; i++) grey.set([i % 200, i % 200, i % 200, 255], 4 * i);
  const palette = choosePalette([RED, BLUE, RED], grey);
  expect(palette.slice(0, 2)).toEqual([[...RED], [...BLUE]]);
  expect(palette.length).toBeLessThanOrEqual(256);
  const far = Array.from({ length: 200 }, (_, value) =>
    Math.min(
      ...palette.map(([r, g, b]) => Math.max(Math.abs(r - value), Math.abs(g - value), Math.abs(b - value))),
    ),
  );
  expect(Math.max(...far)).toBeLessThanOrEqual(8);
});

it('takes photographs of any number of colours, or none', () => {
  const noise = Uint8ClampedArray.from({ length: 4 * 70_000 }, (_, i) =>
    i % 4 === 3 ? 255 : (i * 7919) % 251,
  );
  expect(choosePalette([RED], noise).length).toBeLessThanOrEqual(256);
  expect(choosePalette([RED, BLUE], new Uint8ClampedArray(0))).toEqual([[...RED], [...BLUE]]);
});
