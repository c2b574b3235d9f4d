import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeBmp, encodeGif, encodeTiff, jpegMarkers } from '../fixtures/encode-others.ts';
import {
  ascii,
  concatBytes,
  encodePng,
  PNG_SIGNATURE,
  pngChunk,
  pngHeader,
  testPicture,
  u16le,
  u32be,
  u32le,
} from '../fixtures/encode-png.ts';
import { inspect } from './inspect.ts';

const picture = testPicture(40, 24);
const grey = testPicture(40, 24, 1, 1);

function webp(chunk: string, body: readonly number[]): Uint8Array {
  const data = concatBytes(ascii('WEBP'), ascii(chunk), u32le(body.length), body);
  return concatBytes(ascii('RIFF'), u32le(data.length), data);
}

const box = (type: string, ...parts: Uint8Array[]): Uint8Array => {
  const body = concatBytes(...parts);
  return concatBytes(u32be(body.length + 8), ascii(type), body);
};
const ispe = box('ispe', Uint8Array.from([0, 0, 0, 0, ...u32be(40), ...u32be(24)]));
const avif = concatBytes(
  box('ftyp', ascii('avif'), new Uint8Array(4), ascii('mif1avif')),
  box('meta', new Uint8Array(4), box('iprp', box('ipco', ispe))),
  box('mdat', new Uint8Array(20)),
);

const GOOD: Readonly<Record<string, Uint8Array>> = {
  png: encodePng(picture),
  'png grey': encodePng(grey),
  'jpeg ': jpegMarkers(40, 24),
  gif: encodeGif(grey),
  bmp: encodeBmp(picture),
  tiff: encodeTiff(picture),
  'tiff tiles': encodeTiff(picture, { tile: 16 }),
  'webp VP8': webp('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, ...u16le(40), ...u16le(24), 0, 0]),
  'webp VP8L': webp('VP8L', [0x2f, ...u32le(39 | (23 << 14)), 0]),
  'webp VP8X': webp('VP8X', [0, 0, 0, 0, 39, 0, 0, 23, 0, 0]),
  avif,
};

describe('inspect', () => {
  it.each(Object.entries(GOOD))('reads the size of %s', (name, bytes) => {
    expect(inspect(bytes)).toEqual({
      ok: true,
      header: { format: name.split(' ')[0], widthPx: 40, heightPx: 24, several: false },
    });
  });

  it.each(Object.entries(GOOD))('never throws on %s cut anywhere, and finds most cuts', (_, bytes) => {
    let whole = 0;
    for (let length = 0; length < bytes.length; length++) {
      const result = inspect(bytes.slice(0, length));
      if (result.ok) whole++;
      else expect(['damaged', 'not-an-image', 'unsupported-format']).toContain(result.reason);
    }
    // A GIF without its last byte still has its first frame, a RIFF may lack its padding.
    expect(whole).toBeLessThanOrEqual(1);
  });

  it.each(Object.entries(GOOD))('never throws on %s with changed bytes', (_, bytes) => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        (changes) => {
          const copy = bytes.slice();
          for (const [at, value] of changes) copy[at] = value;
          const result = inspect(copy);
          expect(typeof result.ok).toBe('boolean');
        },
      ),
      { seed: 5, numRuns: 200 },
    );
  });

  it('notices pages and frames', () => {
    const several = (bytes: Uint8Array): boolean => {
      const result = inspect(bytes);
      return result.ok && result.header.several;
    };
    expect(several(encodeGif(grey, grey))).toBe(true);
    expect(several(encodeTiff(picture, { pages: 3 }))).toBe(true);
    expect(several(encodePng(picture, pngChunk('acTL', Uint8Array.from([...u32be(2), ...u32be(0)]))))).toBe(
      true,
    );
    expect(several(webp('VP8X', [2, 0, 0, 0, 39, 0, 0, 23, 0, 0]))).toBe(true);
  });

  it('swaps the sides of a turned TIFF', () => {
    const result = inspect(encodeTiff(picture, { orientation: 6 }));
    expect(result.ok && [result.header.widthPx, result.header.heightPx]).toEqual([24, 40]);
  });

  const wide = concatBytes(PNG_SIGNATURE, pngHeader(20_000, 20, 2), pngChunk('IDAT', new Uint8Array(9)));
  const end = pngChunk('IEND', new Uint8Array());
  /** The head of a zip archive whose first entry is called so. */
  const zipWith = (name: string): Uint8Array =>
    concatBytes(ascii('PK\x03\x04'), new Uint8Array(22), [name.length, 0, 0, 0], ascii(name));
  const altered = GOOD.png.slice();
  altered[60] ^= 1;
  it.each([
    ['nothing', new Uint8Array(), 'damaged', /empty/],
    ['zeros', new Uint8Array(300), 'not-an-image', /zeros/],
    ['text', ascii('hello'), 'not-an-image', /another kind/],
    ['html', ascii('\n<!DOCTYPE html><script>alert(1)</script>'), 'not-an-image', /HTML/],
    ['svg', ascii('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'not-an-image', /SVG/],
    ['svg in xml', ascii('<?xml version="1.0"?>\n<!-- x -->\n<svg>'), 'not-an-image', /SVG/],
    ['svg behind a byte order mark', concatBytes([0xef, 0xbb, 0xbf], ascii('<svg>')), 'not-an-image', /SVG/],
    ['zip', ascii('PK\x03\x04aaaa'), 'nested-archive', /ZIP/],
    ['a spreadsheet', zipWith('[Content_Types].xml'), 'not-an-image', /office document/],
    ['a text of LibreOffice', zipWith('mimetype'), 'not-an-image', /office document/],
    ['NumPy arrays', zipWith('arr_0.npy'), 'not-an-image', /NumPy/],
    ['a zip of images', zipWith('good/1.png'), 'nested-archive', /ZIP/],
    ['gzip', concatBytes([0x1f, 0x8b], new Uint8Array(9)), 'nested-archive', /GZIP/],
    [
      'heic',
      concatBytes(u32be(24), ascii('ftypheic'), new Uint8Array(4), ascii('mif1heic')),
      'unsupported-format',
      /HEIC/,
    ],
    ['pdf', ascii('%PDF-1.7'), 'not-an-image', /PDF/],
    ['one pixel', encodePng(testPicture(1, 1)), 'too-small', /1 × 1 px/],
    ['wide', concatBytes(wide, end), 'too-large', /20000 × 20 px/],
    ['many pixels', jpegMarkers(16_000, 16_000), 'too-large', /megapixels/],
    ['png with an altered byte', altered, 'damaged', /checksum/],
    ['png without pixels', concatBytes(PNG_SIGNATURE, pngHeader(40, 24, 2), end), 'damaged', /no pixels/],
    ['tiff with CMYK', encodeTiff(picture, { tags: [[262, 3, 5]] }), 'unsupported-format', /colours/],
    ['tiff with JPEG', encodeTiff(picture, { tags: [[259, 3, 7]] }), 'unsupported-format', /JPEG/],
    ['tiff with planes', encodeTiff(picture, { tags: [[284, 3, 2]] }), 'unsupported-format', /planes/],
    ['BigTIFF', concatBytes(ascii('II'), u16le(43), new Uint8Array(60)), 'unsupported-format', /BigTIFF/],
  ])('refuses %s', (_, bytes, reason, detail) => {
    expect(inspect(bytes)).toMatchObject({ ok: false, reason, detail: expect.stringMatching(detail) });
  });
});
