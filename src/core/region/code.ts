/**
 * A region of interest as a short text: it stands in the configuration, and so in links, projects, records of runs, grids and commands alike.
 * `r128s.<base64url>`: how it is packed (`r` runs, `b` bits), the side of its grid, the first letter of the fit that it was drawn under, and the
 * grid's cells row by row. Coordinates are shares of the square that images become, so it holds at any working size. '' is the whole image.
 */

const FITS = ['stretch', 'crop', 'letterbox'] as const;
export type RegionFit = (typeof FITS)[number];

/** Finer than any defect of a part; a region that is more ragged than the text allows is kept on a coarser grid. */
export const SIDES = [256, 128, 64, 32] as const;
/** Of a text: links are at most 4,000 characters long. */
export const LONGEST = 2400;
const SHAPE = /^([rb])(256|128|64|32)([scl])\.([A-Za-z0-9_-]+)$/;
export const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export interface RegionGrid {
  readonly side: number;
  readonly fit: RegionFit;
  /** `[side, side]`, 1 inside. */
  readonly inside: Uint8Array;
}

/** Null for a text with something behind its last whole byte. */
function toBytes(text: string): Uint8Array | null {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let word = 0;
  let bits = 0;
  let at = 0;
  for (const digit of text) {
    word = ((word << 6) | DIGITS.indexOf(digit)) & 0xffff;
    bits += 6;
    if (bits >= 8) bytes[at++] = (word >> (bits -= 8)) & 255;
  }
  return bits < 6 && (word & ((1 << bits) - 1)) === 0 ? bytes : null;
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
    // One text for one region: no run is empty, but for the first, and no length has more bytes than it needs.
    const long = byte === 0 && shift > 7;
    if (at + length > cells || long || (length === 0 && i > 1)) return null;
    inside.fill(value, at, (at += length));
    value = 1 - value;
  }
  return at === cells ? inside : null;
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

/** Null for '' and for whatever is no region. */
export function readRegion(code: string): RegionGrid | null {
  const [, packing, sideText, letter, text] = (code.length <= LONGEST && SHAPE.exec(code)) || [];
  if (!text) return null;
  const side = Number(sideText);
  const bytes = toBytes(text);
  const unpack = packing === 'r' ? unpackRuns : unpackBits;
  const inside = bytes && unpack(bytes, side * side);
  const fit = FITS.find((one) => one[0] === letter);
  return inside?.includes(1) && inside.includes(0) && fit ? { side, fit, inside } : null;
}

/** True for '' and for what `encodeRegion` writes. */
export const isRegionCode = (value: unknown): value is string =>
  typeof value === 'string' && (value === '' || readRegion(value) !== null);
