/**
 * Writes the files of a finished run: result.json, scores.csv, scores.json, roc.svg, maps/*.png, report.html, and run.zip with the run as the
 * page keeps it; doubtful.csv where training images were ranked;
 * with `maps` also every value of the maps and the masks that the pixel figures are made from.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MapValues } from './map-values.ts';
import type { MapForm } from './options.ts';
import { mapAtSize, overlay, sharedRange } from './overlay.ts';
import { encodePng } from './png.ts';
import { chosenIds, presentRun } from './presentation.ts';
import { doubtfulPaths, lastEvaluation, scoredImages, type ExperimentResult } from './result.ts';
import { writeRunScores } from './run-scores.ts';
import { doubtfulCsv } from './scores-csv.ts';
import type { Snapshot, SnapshotPixels } from './snapshot.ts';
import { writeAtomic } from './write-atomic.ts';

/** A file name from a data set's path: nothing but letters, digits, `.`, `_` and `-`, and unique by its number. */
export function mapFileName(index: number, path: string): string {
  const safe = path
    .replace(/\.[^./]*$/, '')
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    .replace(/^[._]+/, '')
    .slice(-80);
  return `${String(index).padStart(4, '0')}_${safe || 'image'}.png`;
}

export interface Extras {
  /** The run as an archive of the page's own kind; null where there is none. */
  readonly bundle?: Uint8Array | null;
  /** Besides overlays every value; only overlays where it is not said. */
  readonly maps?: MapForm;
  /** Whether the pictures of the report are written beside it too, into `images`, under the names of their maps. */
  readonly pictures?: boolean;
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
  { bundle = null, maps = 'overlay', pictures: keepPictures = false }: Extras = {},
): Promise<void> {
  mkdirSync(join(folder, 'maps'), { recursive: true });
  if (keepPictures) mkdirSync(join(folder, 'images'), { recursive: true });
  const evaluation = lastEvaluation(snapshot);
  const images = scoredImages(snapshot, evaluation);
  writeRunScores(folder, snapshot);
  const doubtful = doubtfulPaths(snapshot);
  if (doubtful.length > 0) writeFileSync(join(folder, 'doubtful.csv'), doubtfulCsv(doubtful));
  if (bundle) writeFileSync(join(folder, 'run.zip'), bundle);

  const values = maps === 'overlay' ? null : new MapValues(folder, maps);
  const shown = chosenIds(images);
  const pictures = new Map<string, { readonly image: Buffer; readonly overlay: Buffer }>();
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
      const name = mapFileName(start + k, image.path);
      writeFileSync(join(folder, 'maps', name), png);
      values?.write(name, image, map, picture);
      if (!shown.has(image.id)) return;
      const plain = encodePng({ width: picture.width, height: picture.height, data: picture.pixels });
      if (keepPictures) writeFileSync(join(folder, 'images', name), plain);
      pictures.set(image.id, { image: plain, overlay: png });
    });
  }
  const { region, imageSizePx } = snapshot.config.data;
  values?.writeRegion(region, imageSizePx);
  values?.writeList();
  const shownFiles = presentRun(result, images, evaluation.threshold, pictures);
  for (const [name, text] of Object.entries(shownFiles)) writeFileSync(join(folder, name), text);
  writeAtomic(join(folder, 'result.json'), `${JSON.stringify(result, null, 2)}\n`);
}
