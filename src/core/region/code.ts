/**
 * A region of interest as a short text: it stands in the configuration, and so in links, projects, records of runs, grids and commands alike.
 * `r128s.<base64url>`: how it is packed (`r` runs, `b` bits), the side of its grid, the first letter of the fit that it was drawn under, and the
 * grid's cells row by row. Coordinates are shares of the square that images become, so it holds at any working size. '' is the whole image.
 */
import { PlaygroundError } from '../errors.ts';
import type { BinaryMask } from '../image/types.ts';

const FITS = ['stretch', 'crop', 'letterbox'] as const;
export type RegionFit = (typeof FITS)[number];

/** Finer than any defect of a part; a region that is more ragged than the text allows is kept on a coarser grid. */
const SIDES = [256, 128, 64, 32] as const;
/** Of a text: links are at most 4,000 characters long. */
const LONGEST = 2400;
const SHAPE = /^([rb])(256|128|64|32)([scl])\.([A-Za-z0-9_-]+)$/;
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export interface RegionGrid {
  readonly side: number;
  readonly fit: RegionFit;
  /** `[side, side]`, 1 inside. */
  readonly inside: Uint8Array;
}

function toText(bytes: readonly number[]): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b = 0, c = 0] = bytes.slice(i, i + 3);
    const word = (a << 16) | (b << 8) | c;
    const left = Math.min(3, bytes.length - i) + 1;
    for (let k = 0; k < left; k++) text += DIGITS[(word >> (18 - 6 * k)) & 63];
  }
  return text;
}

function toBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let word = 0;
  let bits = 0;
  let at = 0;
  for (const digit of text) {
    word = ((word << 6) | DIGITS.indexOf(digit)) & 0xffff;
    bits += 6;
    if (bits >= 8) bytes[at++] = (word >> (bits -= 8)) & 255;
  }
  return bytes;
}

/** Lengths of runs, outside first, seven bits a byte. */
function packRuns(inside: Uint8Array): number[] {
  const bytes: number[] = [];
  let value = 0;
  let from = 0;
  const put = (to: number) => {
    let length = to - from;
    for (; length > 127; length >>= 7) bytes.push((length & 127) | 128);
    bytes.push(length);
    from = to;
  };
  for (let i = 0; i < inside.length; i++)
    if (inside[i] !== value) {
      put(i);
      value = inside[i];
    }
  put(inside.length);
  return bytes;
}

/** Null where the lengths are not those of a grid. */
function unpackRuns(bytes: Uint8Array, cells: number): Uint8Array | null {
  const inside = new Uint8Array(cells);
  let at = 0;
  let value = 0;
  for (let i = 0; i < bytes.length;) {
    let length = 0;
    let shift = 0;
    let byte = 128;
    while (byte & 128) {
      if (i >= bytes.length || shift > 14) return null;
      byte = bytes[i++];
      length += (byte & 127) << shift;
      shift += 7;
    }
    if (at + length > cells) return null;
    inside.fill(value, at, (at += length));
    value = 1 - value;
  }
  return at === cells ? inside : null;
}

function packBits(inside: Uint8Array): number[] {
  const bytes = new Array<number>(inside.length / 8).fill(0);
  inside.forEach((value, i) => (bytes[i >> 3] |= value << (i & 7)));
  return bytes;
}

const unpackBits = (bytes: Uint8Array, cells: number): Uint8Array | null =>
  bytes.length === cells / 8
    ? Uint8Array.from({ length: cells }, (_, i) => (bytes[i >> 3] >> (i & 7)) & 1)
    : null;

/** A cell is inside where the middle of it is. */
export function resampleInside(inside: Uint8Array, from: number, to: number): Uint8Array {
  const at = (i: number) => Math.min(from - 1, Math.floor(((i + 0.5) * from) / to));
  return Uint8Array.from({ length: to * to }, (_, i) => inside[at(Math.floor(i / to)) * from + at(i % to)]);
}

const none = (): PlaygroundError =>
  new PlaygroundError(
    'region-empty',
    'The region has no pixel inside. Nothing was changed; mark what is to be looked at, or take the region away.',
  );

/**
 * The text of a square mask, non-zero inside; '' for one that is inside everywhere.
 * @throws PlaygroundError `region-empty` when nothing is inside.
 */
export function encodeRegion({ width, data }: BinaryMask, fit: RegionFit): string {
  const whole = data.map((value) => (value ? 1 : 0));
  if (!whole.includes(1)) throw none();
  if (!whole.includes(0)) return '';
  for (const side of SIDES) {
    // A grid finer than the mask says nothing more.
    if (SIDES.some((smaller) => smaller < side && smaller >= width)) continue;
    const inside = resampleInside(whole, width, side);
    if (!inside.includes(1)) continue;
    const texts = [
      `r${side}${fit[0]}.${toText(packRuns(inside))}`,
      `b${side}${fit[0]}.${toText(packBits(inside))}`,
    ];
    const [text] = texts.sort((a, b) => a.length - b.length);
    if (text.length <= LONGEST) return text;
  }
  throw none();
}

/** Null for '' and for whatever is no region. */
export function readRegion(code: string): RegionGrid | null {
  const [, packing, sideText, letter, text] = (code.length <= LONGEST && SHAPE.exec(code)) || [];
  if (!text) return null;
  const side = Number(sideText);
  const bytes = toBytes(text);
  const inside = packing === 'r' ? unpackRuns(bytes, side * side) : unpackBits(bytes, side * side);
  const fit = FITS.find((one) => one[0] === letter);
  // One text for one region: nothing may stand behind it.
  const same = inside && toText(packing === 'r' ? packRuns(inside) : packBits(inside)) === text;
  return same && inside.includes(1) && inside.includes(0) && fit ? { side, fit, inside } : null;
}

/** True for '' and for what `encodeRegion` writes. */
export const isRegionCode = (value: unknown): value is string =>
  typeof value === 'string' && (value === '' || readRegion(value) !== null);
