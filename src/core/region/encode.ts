/** A square mask as the short text that the configuration has of a region of interest (code.ts reads it). */
import { PlaygroundError } from '../errors.ts';
import type { BinaryMask } from '../image/types.ts';
import { DIGITS, LONGEST, resampleInside, SIDES, type RegionFit } from './code.ts';

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

function packBits(inside: Uint8Array): number[] {
  const bytes = new Array<number>(inside.length / 8).fill(0);
  inside.forEach((value, i) => (bytes[i >> 3] |= value << (i & 7)));
  return bytes;
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
