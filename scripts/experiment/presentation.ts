/**
 * What a finished run shows people: scores.csv, roc.svg and report.html, made of its figures, its scored images and the pictures chosen for
 * the report. Whoever has those makes the same files, on this machine or on the one that gathers the runs of a grid.
 */
import { histogramSvg, rocSvg } from './charts.ts';
import { reportHtml, type ReportPicture } from './report.ts';
import type { ExperimentResult, ScoredImage } from './result.ts';
import { scoresCsv } from './scores-csv.ts';

/** Pictures in each gallery of the report. */
const GALLERY = 8;

/** Which pictures the report shows: for each gallery its title and images, the most telling first. */
export function chooseGalleries<T extends Omit<ScoredImage, 'pValue'>>(
  images: readonly T[],
): readonly { readonly title: string; readonly images: readonly T[] }[] {
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

/** Ids of all images in the galleries. */
export const chosenIds = (images: readonly Omit<ScoredImage, 'pValue'>[]): ReadonlySet<string> =>
  new Set(chooseGalleries(images).flatMap((gallery) => gallery.images.map(({ id }) => id)));

/** The files by name. `pictures` by the id of their image; those that are not chosen or not there are left out of the report. */
export function presentRun(
  result: ExperimentResult,
  images: readonly ScoredImage[],
  threshold: number,
  pictures: ReadonlyMap<string, Pick<ReportPicture, 'image' | 'overlay'>>,
): Readonly<Record<'scores.csv' | 'roc.svg' | 'report.html', string>> {
  const roc = rocSvg(images, result);
  const galleries = chooseGalleries(images).map(({ title, images: chosen }) => ({
    title,
    pictures: chosen.flatMap((image) => {
      const found = pictures.get(image.id);
      return found ? [{ ...image, ...found }] : [];
    }),
  }));
  const charts = images.length > 0 ? [roc, histogramSvg(images, threshold)] : [roc];
  return {
    'scores.csv': scoresCsv(images, threshold),
    'roc.svg': roc,
    'report.html': reportHtml(result, charts, galleries),
  };
}
