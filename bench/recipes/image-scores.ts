/**
 * Ways to make one number of a map: what a patch model's image score could be instead of the maximum over its places. `normal` are maps of
 * training images by densities that never saw them, `[images * places]`: what is standardised is standardised by these.
 */
import { imageMaxima } from '../../src/core/density/cross-fit.ts';

export type Maps = Float64Array;
export type ImageScore = (maps: Maps, normal: Maps, places: number) => Float64Array;

const perImage = (maps: Maps, places: number, of: (map: Float64Array) => number): Float64Array =>
  Float64Array.from({ length: maps.length / places }, (_, i) =>
    of(maps.subarray(i * places, (i + 1) * places)),
  );

const mean: ImageScore = (maps, _, places) =>
  perImage(maps, places, (map) => map.reduce((a, b) => a + b, 0) / places);

/** The mean of the highest `share` of the places. */
const topShare =
  (share: number): ImageScore =>
  (maps, _, places) => {
    const count = Math.max(1, Math.round(share * places));
    return perImage(maps, places, (map) => {
      const sorted = map.slice().sort();
      return sorted.subarray(places - count).reduce((a, b) => a + b, 0) / count;
    });
  };

/** Means over squares of (2 r + 1)^2 places, cut at the border. */
export function smoothed(maps: Maps, places: number, r: number): Maps {
  const side = Math.sqrt(places);
  const result = new Float64Array(maps.length);
  for (let at = 0; at < maps.length; at += places)
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++) {
        let [sum, count] = [0, 0];
        for (let v = Math.max(0, y - r); v <= Math.min(side - 1, y + r); v++)
          for (let u = Math.max(0, x - r); u <= Math.min(side - 1, x + r); u++) {
            sum += maps[at + v * side + u];
            count++;
          }
        result[at + y * side + x] = sum / count;
      }
  return result;
}

/** Each place in standard deviations from its mean over the normal maps; both lean to those of all places as if these were 3 images more. */
export function standardised(maps: Maps, normal: Maps, places: number): Maps {
  const images = normal.length / places;
  const prior = 3;
  const total = normal.reduce((a, b) => a + b, 0) / normal.length;
  const spread = normal.reduce((a, b) => a + (b - total) ** 2, 0) / normal.length;
  const [means, deviations] = [new Float64Array(places), new Float64Array(places)];
  for (let p = 0; p < places; p++) {
    let [sum, squares] = [0, 0];
    for (let i = 0; i < images; i++) sum += normal[i * places + p];
    means[p] = sum / images;
    for (let i = 0; i < images; i++) squares += (normal[i * places + p] - means[p]) ** 2;
    deviations[p] = Math.sqrt((squares + prior * spread) / (images + prior));
  }
  return maps.map((value, row) => (value - means[row % places]) / deviations[row % places]);
}

const over =
  (change: (maps: Maps, normal: Maps, places: number) => Maps, score: ImageScore): ImageScore =>
  (maps, normal, places) =>
    score(change(maps, normal, places), change(normal, normal, places), places);

const maxima: ImageScore = (maps, _, places) => imageMaxima(maps, places);

/** The sum of several scores, each in standard deviations of its values over normal images. */
const sumOf =
  (...scores: readonly ImageScore[]): ImageScore =>
  (maps, normal, places) => {
    const sum = new Float64Array(maps.length / places);
    for (const score of scores) {
      const known = score(normal, normal, places);
      const centre = known.reduce((a, b) => a + b, 0) / known.length;
      const spread = Math.sqrt(known.reduce((a, b) => a + (b - centre) ** 2, 0) / known.length);
      score(maps, normal, places).forEach((value, i) => (sum[i] += (value - centre) / (spread || 1)));
    }
    return sum;
  };

const smooth = (r: number, score: ImageScore) => over((maps, _, places) => smoothed(maps, places, r), score);

export const IMAGE_SCORES: Readonly<Record<string, ImageScore>> = {
  maximum: maxima,
  mean,
  'top 1 %': topShare(0.01),
  'top 3 %': topShare(0.03),
  'top 10 %': topShare(0.1),
  'maximum of 3 x 3 means': smooth(1, maxima),
  'maximum of 5 x 5 means': smooth(2, maxima),
  'maximum of z per place': over(standardised, maxima),
  'top 3 % of z per place': over(standardised, topShare(0.03)),
  'maximum + mean': sumOf(maxima, mean),
  '3 x 3 maximum + mean': sumOf(smooth(1, maxima), mean),
};
