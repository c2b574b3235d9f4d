/**
 * What a corruption is: a change of a photograph that the part has nothing to do with, in levels from none to strong. One file each in this
 * folder (after Hendrycks and Dietterich, ICLR 2019, "Benchmarking neural network robustness to common corruptions").
 */
import type { RgbImage } from '../../image/types.ts';
import type { Random } from '../../random/random.ts';

export interface Corruption {
  readonly name: string;
  /** What a level counts: percent, grey levels, pixels of an image of 256, quality lost, degrees. */
  readonly unit: '%' | 'grey levels' | 'px at 256' | 'quality lost' | '°';
  /** Ascending; 0 changes nothing and is one of them. */
  readonly levels: readonly number[];
  /** A new image of the same size. Only `noise` draws. */
  apply(image: RgbImage, level: number, random: Random): RgbImage;
}

/** Every byte through a table. */
export function mapBytes({ width, height, data }: RgbImage, of: (value: number) => number): RgbImage {
  const table = Uint8Array.from({ length: 256 }, (_, value) =>
    Math.min(255, Math.max(0, Math.round(of(value)))),
  );
  return { width, height, data: Uint8Array.from(data, (value) => table[value]) };
}
