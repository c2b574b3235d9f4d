/** The images of a data set again, at another working size or fit, from the handles that were kept. */
import type { Fit } from '../../core/dataset/fit.ts';
import type { DatasetItem, SkippedFile } from '../../core/dataset/types.ts';
import { decode, lanes } from '../decode/decoder.ts';
import { loadSample, type PaintedItem } from '../samples/load-sample.ts';
import { filesOfKept, type KeptSource } from './kept-source.ts';
import { inLanes } from '../turn.ts';
import type { ImageSource } from './import-files.ts';

/** A picture of a built-in set is painted again. */
export interface SampleSource {
  readonly sample: { readonly name: string; readonly seed: number; readonly path: string };
}

export type ItemSource = ImageSource | SampleSource | KeptSource;

export interface RedecodeOptions {
  readonly sizePx: number;
  readonly fit: Fit;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

export interface Redecoded {
  readonly items: readonly DatasetItem[];
  readonly hashes: ReadonlyMap<string, number>;
  readonly skipped: readonly SkippedFile[];
}

async function paintAgain(
  sources: readonly SampleSource[],
  options: RedecodeOptions,
): Promise<ReadonlyMap<string, PaintedItem>> {
  if (sources.length === 0) return new Map();
  const { name, seed } = sources[0].sample;
  const painted = await loadSample({ ...options, name, seed });
  return new Map(painted.map((one) => [one.item.path, one]));
}

/**
 * All items at another size, with their ids, roles and labels. One whose file cannot be read any more is left out.
 * @throws the signal's reason when it is aborted: sizes are never mixed.
 */
export async function redecode(
  items: readonly DatasetItem[],
  sourceOf: (id: string) => ItemSource | undefined,
  options: RedecodeOptions,
): Promise<Redecoded> {
  const { sizePx, fit, signal, onProgress } = options;
  const square = { width: sizePx, height: sizePx };
  const skipped: SkippedFile[] = [];
  const hashes = new Map<string, number>();
  const samples = items.flatMap(({ id }) => {
    const source = sourceOf(id);
    return source && 'sample' in source ? [source] : [];
  });
  const painted = await paintAgain(samples, options);
  let done = painted.size;
  const again = new Array<DatasetItem | null>(items.length).fill(null);
  await inLanes(items, lanes(), async (item, i) => {
    const source = sourceOf(item.id);
    if (!source) return;
    if ('sample' in source) {
      const picture = painted.get(source.sample.path);
      if (!picture) return;
      hashes.set(item.id, picture.hash);
      again[i] = { ...item, image: picture.item.image, mask: picture.item.mask };
      return;
    }
    const files = 'kept' in source ? filesOfKept(source) : source;
    const { image, mask } = await decode({ ...files, sizePx, fit }, signal);
    onProgress(++done, items.length);
    if (!image || !('pixels' in image)) {
      skipped.push({ path: item.path, reason: 'damaged', detail: 'The file could not be read again.' });
      return;
    }
    hashes.set(item.id, image.hash);
    again[i] = {
      ...item,
      image: { ...square, data: image.pixels },
      mask: mask && { ...square, data: mask },
    };
  });
  return { items: again.filter((item) => item !== null), hashes, skipped };
}
