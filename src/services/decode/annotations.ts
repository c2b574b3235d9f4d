/** Annotation files among the dropped ones, read off the page's thread. */
import {
  annotationCandidates,
  ImageFinder,
  joinAnnotations,
  MOST_ANNOTATION_BYTES,
  readAnnotations,
} from '../../core/dataset/annotations/read.ts';
import type { Annotation } from '../../core/dataset/annotations/types.ts';
import { mayNameClasses, namesFor, readClassNames } from '../../core/dataset/annotations/class-names.ts';
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

/** Of a file that names classes. */
const MOST_NAMES_BYTES = 2 ** 20;
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

/** The text of a file, or null where it is too large or cannot be read: then it is left out later with its reason. */
async function textOf(source: FileSource, mostBytes: number): Promise<string | null> {
  if (sourceBytes(source) > mostBytes || (source.entry && entryProblem(source.entry))) return null;
  try {
    return new TextDecoder().decode(await readSource(source));
  } catch {
    return null;
  }
}

export async function findAnnotations(
  paths: readonly string[],
  sources: readonly FileSource[],
): Promise<Annotated> {
  const images = new Map<number, Annotation>();
  const files: number[] = [];
  const unread: number[] = [];
  const finder = new ImageFinder(paths);
  const lists: { readonly path: string; readonly names: readonly string[] }[] = [];
  for (const [index, path] of paths.entries()) {
    const text = mayNameClasses(path) ? await textOf(sources[index], MOST_NAMES_BYTES) : null;
    const classes = text === null ? [] : readClassNames(path, text);
    if (classes.length > 0) lists.push({ path, names: classes });
  }
  const names = paths.filter(hasImageExtension).slice(0, LOOKED_FOR).map(fileName);
  for (const index of annotationCandidates(paths)) {
    const text = await textOf(sources[index], MOST_ANNOTATION_BYTES);
    if (text === null) continue;
    let used = false;
    for (const annotation of readAnnotations(paths[index], text, namesFor(paths[index], lists))) {
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
