/**
 * A film as an animated GIF, frame by frame (gifenc). One palette for all frames: colours that are given (words, curves, the maps' colour table) as they
 * are, the rest chosen from the photographs of the first frame, which stay the same through the film. GIF, because every browser can write it, and every
 * program shows it.
 */
import { applyPalette, GIFEncoder, quantize } from 'gifenc';

export type Colour = readonly [number, number, number];

const MOST_COLOURS = 256;
/** Pixels of photographs that are looked at. */
const MOST_SAMPLES = 60_000;
/** Different colours (of 5, 6 and 5 bits) from which on they are told apart by 4 bits each: choosing takes time by their square. */
const MANY = 4000;

/** Photographs `[n, 4]` in RGBA. */
export function choosePalette(given: readonly Colour[], photographs: Uint8ClampedArray): number[][] {
  const own = [...new Map(given.map((colour) => [colour.join(), [...colour]])).values()].slice(
    0,
    MOST_COLOURS,
  );
  const room = MOST_COLOURS - own.length;
  const pixels = photographs.length / 4;
  if (room < 2 || pixels === 0) return own;
  const every = Math.max(1, Math.ceil(pixels / MOST_SAMPLES));
  const sample = new Uint8ClampedArray(4 * Math.floor(pixels / every));
  const different = new Set<number>();
  for (let i = 0; i < sample.length / 4; i++) {
    const from = 4 * i * every;
    sample.set(photographs.subarray(from, from + 4), 4 * i);
    different.add(
      ((photographs[from] >> 3) << 11) | ((photographs[from + 1] >> 2) << 5) | (photographs[from + 2] >> 3),
    );
  }
  return [...own, ...quantize(sample, room, { format: different.size > MANY ? 'rgb444' : 'rgb565' })];
}

export class GifFile {
  private readonly encoder = GIFEncoder();
  private first = true;

  constructor(
    private readonly width: number,
    private readonly height: number,
    private readonly palette: number[][],
  ) {}

  /** @param rgba of the whole frame */
  add(rgba: Uint8ClampedArray, delayMs: number): void {
    const index = applyPalette(rgba, this.palette, 'rgb565');
    const palette = this.first ? this.palette : undefined;
    this.encoder.writeFrame(index, this.width, this.height, { palette, delay: delayMs });
    this.first = false;
  }

  finish(): Uint8Array<ArrayBuffer> {
    this.encoder.finish();
    return this.encoder.bytes();
  }
}
