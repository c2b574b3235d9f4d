/**
 * Files as the scripts that go home with a detector read them, in Node and, where Pillow is installed, in Python: the pixels that the page makes of
 * them. What browsers do is written out here: transparency over black, inks multiplied, colour profiles ignored, EXIF's turn applied; deeper files
 * take the page's own code.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode as decodePng } from 'fast-png';
import sharp, { type Sharp } from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { deepPngToRgb } from '../src/core/dataset/formats/deep-png.ts';
import { scaleOf as scaleOnThePage } from '../src/core/dataset/formats/depth.ts';
import { createRandom } from '../src/core/random/random.ts';
import { readImage, scaleOf } from '../src/services/detector/take-home-onnx/node-images.mjs';
import { locatePython } from './find-python.mjs';

const [WIDTH, HEIGHT] = [29, 17];
const SIZE = { width: WIDTH, height: HEIGHT };
const random = createRandom(5, 'detector-reading');
const bytes = (channels: number, most = 255) =>
  Uint8Array.from({ length: WIDTH * HEIGHT * channels }, () => random.int(0, most));
const words = (channels: number, most: number) =>
  Uint16Array.from({ length: WIDTH * HEIGHT * channels }, () => random.int(0, most));
const rgb = bytes(3);
const rgba = bytes(4);
const image = (data: Uint8Array | Uint16Array, channels: 1 | 2 | 3 | 4): Sharp =>
  sharp(data, { raw: { ...SIZE, channels } });
const deep = (data: Uint16Array, channels: 1 | 2 | 3 | 4): Sharp =>
  image(data, channels).toColourspace(channels >= 3 ? 'rgb16' : 'grey16');

/** Pixels of `channels` bytes as RGB: those of another file, or what `of` makes of a pixel. */
const pixels = (data: ArrayLike<number>, channels: number, of: (pixel: number[], c: number) => number) =>
  Uint8Array.from({ length: WIDTH * HEIGHT * 3 }, (_, i) => {
    const at = Math.floor(i / 3) * channels;
    return of(
      Array.from({ length: channels }, (__, k) => data[at + k]),
      i % 3,
    );
  });

interface Case {
  readonly name: string;
  readonly file: () => Promise<Buffer>;
  readonly expected: (file: Buffer) => Uint8Array | Promise<Uint8Array>;
  /** Where Pillow has no such pixels. */
  readonly refusedByPillow?: true;
}

const samples = [words(1, 4095), words(2, 4095), words(3, 65_535), words(4, 65_535)];
const SCALES = { integer: 4095 };
const asPng = (file: Buffer): Uint8Array => deepPngToRgb(decodePng(file), SCALES).data;

const CASES: readonly Case[] = [
  { name: 'rgb.png', file: () => image(rgb, 3).png().toBuffer(), expected: () => rgb },
  {
    name: 'rgba.png',
    file: () => image(rgba, 4).png().toBuffer(),
    expected: () => pixels(rgba, 4, (pixel, c) => Math.round((pixel[c] * pixel[3]) / 255)),
  },
  {
    name: 'rgba.webp',
    file: () => image(rgba, 4).webp({ lossless: true, exact: true }).toBuffer(),
    expected: () => pixels(rgba, 4, (pixel, c) => Math.floor((pixel[c] * pixel[3]) / 255)),
  },
  {
    name: 'grey.png',
    file: () => image(bytes(1).fill(77), 1).toColourspace('b-w').png().toBuffer(),
    expected: () => new Uint8Array(WIDTH * HEIGHT * 3).fill(77),
  },
  {
    name: 'profile.png',
    file: async () => {
      // The pixels of before with another profile's name on them.
      const { data } = await image(rgb, 3).withIccProfile('p3').raw().toBuffer({ resolveWithObject: true });
      return image(data, 3).withIccProfile('p3', { attach: true }).png().toBuffer();
    },
    expected: async (file) => Uint8Array.from(decodePng(file).data as Uint8Array),
  },
  {
    name: 'inks.jpg',
    file: () => sharp({ create: { ...SIZE, channels: 3, background: '#c85a1e' } }).toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer(), // prettier-ignore
    expected: async (file) => {
      const { data } = await sharp(file, { ignoreIcc: true }).pipelineColourspace('cmyk').toColourspace('cmyk').raw().toBuffer({ resolveWithObject: true }); // prettier-ignore
      return pixels(data, 4, (pixel, c) => Math.floor(((255 - pixel[c]) * (255 - pixel[3])) / 255));
    },
  },
  {
    name: 'turned.png',
    file: () => image(rgb, 3).withMetadata({ orientation: 3 }).png().toBuffer(),
    expected: () => rgb.map((_, i) => rgb[rgb.length - 3 - (i - (i % 3)) + (i % 3)]),
  },
  { name: 'deep.png', file: () => deep(samples[0], 1).png().toBuffer(), expected: asPng },
  {
    name: 'deep-opacity.png',
    file: () => deep(samples[1], 2).png().toBuffer(),
    expected: asPng,
    refusedByPillow: true,
  },
  {
    name: 'deep-rgb.png',
    file: () => deep(samples[2], 3).png().toBuffer(),
    expected: asPng,
    refusedByPillow: true,
  },
  {
    name: 'deep-rgba.png',
    file: () => deep(samples[3], 4).png().toBuffer(),
    expected: asPng,
    refusedByPillow: true,
  },
  {
    name: 'deep.tif',
    file: () => deep(samples[0], 1).tiff({ compression: 'none' }).toBuffer(),
    expected: () => pixels(samples[0], 1, ([value]) => Math.round((value * 255) / 4095)),
  },
];

const folder = mkdtempSync(join(tmpdir(), 'reading-'));
const written = new Map<string, Buffer>();
beforeAll(async () => {
  for (const { name, file } of CASES) {
    written.set(name, await file());
    writeFileSync(join(folder, name), written.get(name) as Buffer);
  }
});

it.each(CASES)('Node: $name', async ({ name, expected }) => {
  const found = await readImage(join(folder, name), { scales: SCALES });
  expect([found.width, found.height]).toEqual([WIDTH, HEIGHT]);
  expect(Uint8Array.from(found.data)).toEqual(await expected(written.get(name) as Buffer));
});

it('a scale that the set never gave is the file’s own, as on the page', () => {
  for (const most of [3, 600, 1023, 1500, 4200, 5000, 65_535])
    expect(scaleOf('integer', most)).toBe(scaleOnThePage({ kind: 'integer', most }));
  for (const most of [0.5, 1, 200, 255, 300, 70_000])
    expect(scaleOf('float', most)).toBe(scaleOnThePage({ kind: 'float', most }));
});

const python = locatePython();
if (!python) console.log('Pillow was not found: how Python reads files cannot be tried here.');

describe.runIf(python)('Python', () => {
  const READ = `
import base64, json, sys, types
sys.modules['onnxruntime'] = types.ModuleType('onnxruntime')
sys.path.insert(0, 'src/services/detector/take-home-onnx')
from detector import read_image
for path in sys.argv[1:]:
    try:
        print(json.dumps(base64.b64encode(read_image(path, {'integer': 4095}).tobytes()).decode()))
    except ValueError as error:
        print(json.dumps({'error': str(error)}))
`;
  it('reads the same pixels, or says that it cannot', async () => {
    const paths = CASES.map(({ name }) => join(folder, name));
    const { stdout, stderr } = spawnSync(python ?? '', ['-B', '-c', READ, ...paths], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    const lines = stdout.trim().split('\n');
    for (const [i, { name, expected, refusedByPillow }] of CASES.entries()) {
      const found = JSON.parse(lines[i]) as string | { error: string };
      if (typeof found !== 'string')
        expect(found.error).toContain('colours of 16 bits, which Pillow cannot read');
      else
        expect(Uint8Array.from(Buffer.from(found, 'base64')), name).toEqual(
          await expected(written.get(name) as Buffer),
        );
      expect(typeof found !== 'string', name).toBe(refusedByPillow === true);
    }
  });
});
