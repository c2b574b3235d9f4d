/** Annotation files among the dropped ones, read off the page's thread. */
import {
  annotationCandidates,
  ImageFinder,
  joinAnnotations,
  MOST_ANNOTATION_BYTES,
  readAnnotations,
} from '../../core/dataset/annotations/read.ts';
import type { Annotation } from '../../core/dataset/annotations/types.ts';
import { fileName, hasImageExtension, stem } from '../../core/dataset/paths.ts';
import { entryProblem } from '../../core/dataset/zip.ts';
import { readSource, sourceBytes, type FileSource } from '../files/file-source.ts';

export interface Annotated {
  /** What is said of images, by their place among the files. */
  readonly images: ReadonlyMap<number, Annotation>;
  /** Places of the files that said it. */
  readonly files: readonly number[];
  /** Places of those that name images but could not be understood. */
  readonly unread: readonly number[];
}

/** Image names that are looked for in a file that was not understood. */
const LOOKED_FOR = 50;

/** Whether a text speaks of images: it names one of them, or it lies there as XML or JSON under an image's name. */
function speaksOfImages(path: string, text: string, names: readonly string[]): boolean {
  if (names.some((name) => text.includes(name))) return true;
  const own = stem(fileName(path)).toLowerCase();
  return (
    /\.(xml|json)$/i.test(path) &&
    names.some((name) => name.toLowerCase() === own || stem(name).toLowerCase() === own)
  );
}

export async function findAnnotations(
  paths: readonly string[],
  sources: readonly FileSource[],
): Promise<Annotated> {
  const images = new Map<number, Annotation>();
  const files: number[] = [];
  const unread: number[] = [];
  const finder = new ImageFinder(paths);
  const names = paths.filter(hasImageExtension).slice(0, LOOKED_FOR).map(fileName);
  for (const index of annotationCandidates(paths)) {
    const source = sources[index];
    if (sourceBytes(source) > MOST_ANNOTATION_BYTES || (source.entry && entryProblem(source.entry))) continue;
    let text: string;
    try {
      text = new TextDecoder().decode(await readSource(source));
    } catch {
      // It is left out later with its reason.
      continue;
    }
    let used = false;
    for (const annotation of readAnnotations(paths[index], text)) {
      const image = finder.find(annotation.image, paths[index]);
      if (image === null) continue;
      const before = images.get(image);
      images.set(image, before ? joinAnnotations(before, annotation) : annotation);
      used = true;
    }
    if (used) files.push(index);
    else if (speaksOfImages(paths[index], text, names)) unread.push(index);
  }
  return { images, files, unread };
}
