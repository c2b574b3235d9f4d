/**
 * Whether a picture has the content of a mask: a handful of flat colours, one of which is the ground. Photographs, even of a part on a white
 * ground, have many more. A safety net for folders whose names say nothing.
 */

const COLOURS = 8;
const SHARE = 0.985;
const GROUND_SHARE = 0.2;
/** More colours than smoothed edges of a mask make. */
const MOST_COLOURS = 400;

/** JPEG's noise around black and white. */
const NOISE = 24;
const TWO_VALUED_SHARE = 0.97;
/** Of a mask, but for soft edges. */
const FEW_COLOURS_SHARE = 0.9;
const MARKED_SHARE = 0.0005;

type Bytes = Uint8Array | Uint8ClampedArray;

/** A few colours, each exactly the same everywhere. */
function isFlat(data: Bytes, channels: 3 | 4, count: number): boolean {
  const colours = new Map<number, number>();
  for (let i = 0, end = count * channels; i < end; i += channels) {
    const colour = (data[i] << 16) | (data[i + 1] << 8) | data[i + 2];
    colours.set(colour, (colours.get(colour) ?? 0) + 1);
    if (colours.size > MOST_COLOURS) return false;
  }
  const most = [...colours.values()].sort((a, b) => b - a).slice(0, COLOURS);
  const covered = most.reduce((sum, one) => sum + one, 0);
  return covered >= SHARE * count && most[0] >= GROUND_SHARE * count;
}

/** Black and white, but for noise. */
function isBlackAndWhite(data: Bytes, channels: 3 | 4, count: number): boolean {
  let black = 0;
  let white = 0;
  for (let i = 0, end = count * channels; i < end; i += channels) {
    const most = Math.max(data[i], data[i + 1], data[i + 2]);
    const least = Math.min(data[i], data[i + 1], data[i + 2]);
    if (most <= NOISE) black++;
    else if (least >= 255 - NOISE) white++;
  }
  const both = Math.min(black, white) >= MARKED_SHARE * count;
  return both && black + white >= TWO_VALUED_SHARE * count;
}

/** Whether a part of a mask could look so: nearly all of it in one colour, or two, whatever their shares. */
export function isFewColours(data: Bytes, channels: 3 | 4): boolean {
  const counts = new Uint32Array(16);
  const count = Math.floor(data.length / channels);
  for (let i = 0, end = count * channels; i < end; i += channels)
    counts[Math.max(data[i], data[i + 1], data[i + 2]) >> 4]++;
  const [first, second] = [...counts].sort((a, b) => b - a);
  return first + second >= FEW_COLOURS_SHARE * count;
}

/** @param data `channels` (3 or 4) bytes a pixel */
export function looksLikeMask(data: Bytes, channels: 3 | 4): boolean {
  const count = Math.floor(data.length / channels);
  return count > 0 && (isFlat(data, channels, count) || isBlackAndWhite(data, channels, count));
}

/** Colour of most of the border of a picture, `0xrrggbb`. */
export function borderColour(data: Uint8Array, width: number, height: number): number {
  const counts = new Map<number, number>();
  const add = (pixel: number): void => {
    const colour = (data[3 * pixel] << 16) | (data[3 * pixel + 1] << 8) | data[3 * pixel + 2];
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  };
  for (let x = 0; x < width; x++) {
    add(x);
    add((height - 1) * width + x);
  }
  for (let y = 1; y < height - 1; y++) {
    add(y * width);
    add(y * width + width - 1);
  }
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0])[0];
}

const near = (a: number, b: number): boolean =>
  [16, 8, 0].every((shift) => Math.abs(((a >> shift) & 255) - ((b >> shift) & 255)) <= 24);

/** The share of looked-at masks whose border has a colour, from which that colour is the ground of all. */
const GROUND_VOTES = 0.6;

/** The ground of a set's masks from their borders: black, unless most of them have another one in common. */
export function groundOf(borders: readonly number[]): number {
  const votes = borders.map((border) => borders.filter((other) => near(border, other)).length);
  const best = votes.indexOf(Math.max(...votes));
  if (best < 0 || near(borders[best], 0) || votes[best] < GROUND_VOTES * borders.length) return 0;
  return borders[best];
}
