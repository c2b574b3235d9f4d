/**
 * TIFF: the first page's tags, the number of pages, and a copy of the file that the `tiff` library (7.1) reads rightly. It
 * mixes up the channels of tiled colour images and refuses orientations; so tiles are presented to it as the strips of one
 * tall image, one tile wide, and put in their places afterwards (`tiff-pixels.ts`).
 */
import { ByteReader, Malformed, Truncated, Unsupported } from './bytes.ts';

const TAG = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  stripOffsets: 273,
  orientation: 274,
  samples: 277,
  rowsPerStrip: 278,
  stripBytes: 279,
  planar: 284,
  predictor: 317,
  maxSample: 281,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileBytes: 325,
  extraSamples: 338,
  sampleFormat: 339,
  exif: 0x8769,
  gps: 0x8825,
} as const;

const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
const SHORT = 3;
const LONG = 4;
/** A private tag that nobody reads: entries that are to be ignored get it. */
const IGNORED_TAG = 65_000;
const MOST_PAGES = 10_000;
const COMPRESSIONS: Readonly<Record<number, string>> = {
  2: 'CCITT',
  3: 'CCITT',
  4: 'CCITT',
  6: 'JPEG',
  7: 'JPEG',
  32773: 'PackBits',
};

export interface TiffHeader {
  /** As stored, before the orientation is applied. */
  readonly storedWidthPx: number;
  readonly storedHeightPx: number;
  /** As seen. */
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pages: number;
  readonly bitsPerSample: number;
  readonly float: boolean;
  readonly samplesPerPixel: number;
  /** 0 white is zero, 1 black is zero, 2 RGB, 3 palette. */
  readonly photometric: number;
  readonly hasAlpha: boolean;
  /** 1..8 as in the TIFF specification. */
  readonly orientation: number;
  /** Largest sample as a tag says it, or null. */
  readonly largestByTag: number | null;
  readonly tileWidthPx: number | null;
  readonly tileHeightPx: number | null;
}

interface Field {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Where the twelve bytes of the entry begin. */
  readonly at: number;
  /** Where the values begin. */
  readonly valuesAt: number;
}

function openTiff(bytes: Uint8Array): ByteReader {
  const reader = new ByteReader(bytes, bytes[0] === 0x49);
  const version = reader.u16(2);
  if (version === 43) throw new Unsupported('BigTIFF cannot be read; save it as PNG.');
  if (version !== 42) throw new Malformed('The header of the TIFF contradicts itself.');
  return reader;
}

/** Fields of the page at `offset`, by tag, and the offset of the next page (0 at the end). */
function readPage(reader: ByteReader, offset: number): { fields: Map<number, Field>; next: number } {
  const count = reader.u16(offset);
  const fields = new Map<number, Field>();
  for (let i = 0; i < count; i++) {
    const at = offset + 2 + 12 * i;
    const [tag, type, values] = [reader.u16(at), reader.u16(at + 2), reader.u32(at + 4)];
    const size = (TYPE_BYTES[type] ?? 0) * values;
    const valuesAt = size > 4 ? reader.u32(at + 8) : at + 8;
    if (size > 0 && valuesAt + size > reader.length) throw new Truncated('The file ends early.');
    fields.set(tag, { tag, type, count: values, at, valuesAt });
  }
  return { fields, next: reader.u32(offset + 2 + 12 * count) };
}

function countPages(reader: ByteReader): number {
  const seen = new Set<number>();
  for (let offset = reader.u32(4); offset !== 0 && !seen.has(offset) && seen.size < MOST_PAGES;) {
    seen.add(offset);
    try {
      offset = readPage(reader, offset).next;
    } catch (error) {
      // Only the first page is used, so damage behind it does no harm.
      if (seen.size === 1) throw error;
      break;
    }
  }
  return seen.size;
}

function values(reader: ByteReader, field: Field | undefined): number[] {
  if (!field) return [];
  const read =
    field.type === SHORT
      ? (i: number) => reader.u16(field.valuesAt + 2 * i)
      : field.type === LONG
        ? (i: number) => reader.u32(field.valuesAt + 4 * i)
        : (i: number) => reader.u8(field.valuesAt + i);
  return Array.from({ length: field.count }, (_, i) => read(i));
}

/** @throws Truncated, Malformed, Unsupported */
export function readTiff(bytes: Uint8Array): TiffHeader {
  const reader = openTiff(bytes);
  const pages = countPages(reader);
  if (pages === 0) throw new Malformed('The TIFF holds no pixels.');
  const { fields } = readPage(reader, reader.u32(4));
  const first = (tag: number, otherwise: number): number => {
    const field = fields.get(tag);
    return field
      ? (values(reader, { ...field, count: Math.min(field.count, 1) })[0] ?? otherwise)
      : otherwise;
  };
  const [width, height] = [first(TAG.width, 0), first(TAG.height, 0)];
  const bits = first(TAG.bits, 1);
  const format = first(TAG.sampleFormat, 1);
  const samples = first(TAG.samples, 1);
  const photometric = first(TAG.photometric, 1);
  const compression = first(TAG.compression, 1);
  const orientation = first(TAG.orientation, 1);
  if (width === 0 || height === 0) throw new Malformed('The TIFF holds no pixels.');
  const float = format === 3;
  if (![1, 5, 8, 32946].includes(compression)) {
    throw new Unsupported(
      `TIFF with ${COMPRESSIONS[compression] ?? 'unknown'} compression cannot be read; save it as PNG.`,
    );
  }
  if (photometric > 3) throw new Unsupported('TIFF with these colours cannot be read; save it as RGB.');
  if (first(TAG.planar, 1) !== 1 && samples > 1) {
    throw new Unsupported('TIFF with separate colour planes cannot be read; save it as PNG.');
  }
  const readable = float ? bits === 32 || bits === 64 : format === 1 && [1, 8, 16].includes(bits);
  const odd = bits === 1 && (samples > 1 || first(TAG.fillOrder, 1) !== 1);
  if (!readable || odd || samples > 16 || first(TAG.predictor, 1) > 2) {
    throw new Unsupported(`TIFF with ${bits} bits a sample of this kind cannot be read; save it as PNG.`);
  }
  const extra = values(reader, fields.get(TAG.extraSamples));
  const swapped = orientation >= 5 && orientation <= 8;
  const tiled = fields.has(TAG.tileOffsets);
  const [tileWidthPx, tileHeightPx] = [first(TAG.tileWidth, 0), first(TAG.tileHeight, 0)];
  if (tiled && (tileWidthPx === 0 || tileHeightPx === 0)) throw new Malformed('The tiles have no size.');
  return {
    storedWidthPx: width,
    storedHeightPx: height,
    widthPx: swapped ? height : width,
    heightPx: swapped ? width : height,
    pages,
    bitsPerSample: bits,
    float,
    samplesPerPixel: samples,
    photometric,
    hasAlpha: extra[0] === 1 || extra[0] === 2,
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    largestByTag: fields.has(TAG.maxSample) ? first(TAG.maxSample, 0) : null,
    tileWidthPx: tiled ? tileWidthPx : null,
    tileHeightPx: tiled ? tileHeightPx : null,
  };
}

/**
 * A copy of the file for the library: no orientation, no metadata to follow, tiles as strips. Its first page then is
 * `tileWidthPx` wide and as tall as all tiles together where the image is tiled.
 * @throws Malformed when the tiles would not cover the image, or hold more than it can.
 */
export function presentTiff(bytes: Uint8Array, header: TiffHeader): Uint8Array {
  const copy = bytes.slice();
  const reader = openTiff(copy);
  const view = new DataView(copy.buffer);
  const little = reader.littleEndian;
  const { fields } = readPage(reader, reader.u32(4));
  const renameTo = (from: number, tag: number): void => {
    const field = fields.get(from);
    if (field) view.setUint16(field.at, tag, little);
  };
  const write = (field: Field | undefined, value: number): void => {
    if (!field) throw new Malformed('A size is missing.');
    view.setUint16(field.at + 2, LONG, little);
    view.setUint32(field.at + 4, 1, little);
    view.setUint32(field.at + 8, value, little);
  };
  for (const tag of [TAG.orientation, TAG.exif, TAG.gps]) renameTo(tag, IGNORED_TAG);

  const { tileWidthPx, tileHeightPx } = header;
  let rowPixels = header.storedWidthPx;
  let rows = header.storedHeightPx;
  if (tileWidthPx !== null && tileHeightPx !== null) {
    const across = Math.ceil(header.storedWidthPx / tileWidthPx);
    const tiles = across * Math.ceil(header.storedHeightPx / tileHeightPx);
    const given = fields.get(TAG.tileOffsets)?.count ?? 0;
    if (given < tiles || tileWidthPx * tileHeightPx > 16_000_000) {
      throw new Malformed('The tiles do not fit the image.');
    }
    rowPixels = tileWidthPx;
    rows = tileHeightPx * tiles;
    write(fields.get(TAG.width), rowPixels);
    write(fields.get(TAG.height), rows);
    write(fields.get(TAG.tileWidth), tileHeightPx);
    renameTo(TAG.tileWidth, TAG.rowsPerStrip);
    renameTo(TAG.tileHeight, IGNORED_TAG);
    for (const tag of [TAG.stripOffsets, TAG.stripBytes, TAG.rowsPerStrip]) renameTo(tag, IGNORED_TAG);
    renameTo(TAG.tileOffsets, TAG.stripOffsets);
    renameTo(TAG.tileBytes, TAG.stripBytes);
  }
  // Deflate can grow a thousandfold: what is stored may not be larger than what it stands for.
  const stored = values(reader, fields.get(header.tileWidthPx === null ? TAG.stripBytes : TAG.tileBytes));
  const pixelsBytes = rowPixels * rows * header.samplesPerPixel * (header.bitsPerSample / 8);
  if (stored.some((size) => size > pixelsBytes + 65_536)) {
    throw new Malformed('A part of the TIFF is larger than the image.');
  }
  return copy;
}
