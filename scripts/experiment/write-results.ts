/** Writes the files of a finished run: result.json, scores.csv, scores.json, roc.svg, maps/*.png, report.html. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { histogramSvg, rocSvg } from './charts.ts';
import { mapAtSize, overlay, sharedRange } from './overlay.ts';
import { encodePng } from './png.ts';
import { reportHtml, type ReportGallery, type ReportPicture } from './report.ts';
import { lastEvaluation, scoredImages, type ExperimentResult, type ScoredImage } from './result.ts';
import { writeRunScores } from './run-scores.ts';
import { scoresCsv } from './scores-csv.ts';
import type { Snapshot, SnapshotPixels } from './snapshot.ts';
import { writeAtomic } from './write-atomic.ts';

/** Pictures in each gallery of the report. */
const GALLERY = 8;

/** A file name from a data set's path: nothing but letters, digits, `.`, `_` and `-`, and unique by its number. */
export function mapFileName(index: number, path: string): string {
  const safe = path
    .replace(/\.[^./]*$/, '')
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    .replace(/^[._]+/, '')
    .slice(-80);
  return `${String(index).padStart(4, '0')}_${safe || 'image'}.png`;
}

/** Which pictures the report shows: for each gallery its title and images, the most telling first. */
export function chooseGalleries(
  images: readonly ScoredImage[],
): readonly { readonly title: string; readonly images: readonly ScoredImage[] }[] {
  const descending = [...images].sort((a, b) => b.score - a.score);
  const anomalous = descending.filter((image) => image.anomalous);
  const normal = descending.filter((image) => !image.anomalous);
  return [
    { title: 'Most anomalous: defects with the highest scores', images: anomalous.slice(0, GALLERY) },
    {
      title: 'Hardest defects: the lowest scores',
      images: anomalous.slice(GALLERY).slice(-GALLERY).reverse(),
    },
    { title: 'Normal images with the highest scores', images: normal.slice(0, GALLERY) },
    {
      title: 'Normal images with the lowest scores',
      images: normal.slice(GALLERY).slice(-GALLERY).reverse(),
    },
  ];
}

/**
 * Writes everything into `folder` (made when missing). `pixelsOf` fetches the pictures of some test images at a time.
 * result.json is written last and whole: where it is there, the run is complete.
 */
export async function writeResults(
  folder: string,
  snapshot: Snapshot,
  result: ExperimentResult,
  pixelsOf: (ids: readonly string[]) => Promise<readonly SnapshotPixels[]>,
): Promise<void> {
  mkdirSync(join(folder, 'maps'), { recursive: true });
  const evaluation = lastEvaluation(snapshot);
  const images = scoredImages(snapshot, evaluation);
  writeFileSync(join(folder, 'scores.csv'), scoresCsv(images, evaluation.threshold));
  writeRunScores(folder, snapshot);
  const roc = rocSvg(images, result);
  writeFileSync(join(folder, 'roc.svg'), roc);

  const galleries = chooseGalleries(images);
  const shown = new Set(galleries.flatMap((gallery) => gallery.images.map(({ id }) => id)));
  const pictures = new Map<string, ReportPicture>();
  const [low, high] = sharedRange(evaluation.maps);
  const gridOf = new Map(evaluation.testIds.map((id, i) => [id, evaluation.maps[i]]));
  const batch = 16;
  for (let start = 0; start < images.length; start += batch) {
    const part = images.slice(start, start + batch);
    const pixels = await pixelsOf(part.map(({ id }) => id));
    part.forEach((image, k) => {
      const picture = pixels[k];
      const grid = gridOf.get(image.id);
      if (!grid) return;
      const map = mapAtSize(grid, evaluation.mapKind, picture.width, snapshot.config);
      const png = encodePng(overlay(picture, map, low, high));
      writeFileSync(join(folder, 'maps', mapFileName(start + k, image.path)), png);
      if (!shown.has(image.id)) return;
      const plain = encodePng({ width: picture.width, height: picture.height, data: picture.pixels });
      pictures.set(image.id, { ...image, image: plain, overlay: png });
    });
  }
  const withPictures: ReportGallery[] = galleries.map((gallery) => ({
    title: gallery.title,
    pictures: gallery.images.flatMap(({ id }) => pictures.get(id) ?? []),
  }));
  const charts = images.length > 0 ? [roc, histogramSvg(images, evaluation.threshold)] : [roc];
  writeFileSync(join(folder, 'report.html'), reportHtml(result, charts, withPictures));
  writeAtomic(join(folder, 'result.json'), `${JSON.stringify(result, null, 2)}\n`);
}
