/**
 * Whether a picture has the content of a mask: a handful of flat colours, one of which is the ground. Photographs, even of a part on a white
 * ground, have many more. A safety net for folders whose names say nothing.
 */

/** Five bits a channel: noise of JPEG falls into few bins. */
const BINS = 32_768;
const COLOURS = 8;
const SHARE = 0.985;
const GROUND_SHARE = 0.2;

/** @param data `channels` (3 or 4) bytes a pixel */
export function looksLikeMask(data: Uint8Array | Uint8ClampedArray, channels: 3 | 4): boolean {
  const histogram = new Uint32Array(BINS);
  const count = Math.floor(data.length / channels);
  for (let i = 0, end = count * channels; i < end; i += channels) {
    histogram[((data[i] >> 3) << 10) | ((data[i + 1] >> 3) << 5) | (data[i + 2] >> 3)]++;
  }
  const most = Array.from({ length: COLOURS }, () => 0);
  for (const bin of histogram) {
    if (bin <= most[COLOURS - 1]) continue;
    most[COLOURS - 1] = bin;
    most.sort((a, b) => b - a);
  }
  const covered = most.reduce((sum, one) => sum + one, 0);
  return count > 0 && covered >= SHARE * count && most[0] >= GROUND_SHARE * count;
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
