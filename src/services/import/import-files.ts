/**
 * From dropped files to images of the data set: open archives, recognise the layout, decode, leave repeats out. Progress is
 * reported, and what was decoded before an abort is kept.
 */
import { assemble, type Candidate } from '../../core/dataset/assemble.ts';
import type { Fit } from '../../core/dataset/fit.ts';
import type { Layout, PlannedImage } from '../../core/dataset/layout-types.ts';
import { displayPath, type LayoutOptions } from '../../core/dataset/layout.ts';
import { fileName, folders, naturalKey } from '../../core/dataset/paths.ts';
import type { DatasetItem, SkippedFile } from '../../core/dataset/types.ts';
import { decode, lanes, planLayout } from '../decode/decoder.ts';
import type { DecodeResponse, Size } from '../decode/protocol.ts';
import type { FileSource } from '../files/file-source.ts';
import { inLanes, Turn } from '../turn.ts';
import { gatherSources, type NamedSource } from './gather.ts';

/** What is needed to decode an image again. */
export interface ImageSource {
  readonly source: FileSource;
  readonly masks: readonly FileSource[];
  readonly original: Size;
}

export interface ImportedImage {
  readonly item: Omit<DatasetItem, 'id'>;
  readonly hash: number;
  readonly source: ImageSource;
}

export interface ImportedMask {
  readonly itemId: string;
  readonly mask: DatasetItem['mask'];
  readonly masks: readonly FileSource[];
}

/** An image that is already there. `original` is null for images that came from no file. */
export interface ExistingImage extends Candidate {
  readonly id: string;
  readonly original: Size | null;
}

export interface ImportOptions extends Omit<LayoutOptions, 'existing'> {
  readonly existing: readonly ExistingImage[];
  readonly sizePx: number;
  readonly fit: Fit;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

export interface ImportResult {
  /** Folder or archive that everything lay in; '' when there was none. */
  readonly name: string;
  readonly className: string;
  readonly classNames: readonly string[];
  readonly images: readonly ImportedImage[];
  /** Masks for images that were there before. */
  readonly masks: readonly ImportedMask[];
  readonly heldOut: number;
  readonly skipped: readonly SkippedFile[];
}

interface Decoded extends Candidate {
  readonly planned: PlannedImage;
  readonly response: DecodeResponse;
}

function commonFolder(paths: readonly string[]): string {
  const first = folders(paths[0] ?? '')[0];
  return first !== undefined && paths.every((path) => path.startsWith(`${first}/`)) ? first : '';
}

/** Reports refused masks; the others count. */
function reportMasks(
  indices: readonly number[],
  response: DecodeResponse,
  sources: readonly NamedSource[],
  skipped: SkippedFile[],
): void {
  response.maskRefusals.forEach((refusal, i) => {
    if (refusal) skipped.push({ path: displayPath(sources[indices[i]].path), ...refusal });
  });
}

async function decodeAll(
  layout: Layout,
  sources: readonly NamedSource[],
  { sizePx, fit, signal, onProgress }: ImportOptions,
): Promise<{ decoded: Decoded[]; skipped: SkippedFile[] }> {
  const skipped: SkippedFile[] = [];
  const decoded: (Decoded | null)[] = new Array<null>(layout.images.length).fill(null);
  let done = 0;
  await inLanes(layout.images, lanes(), async (planned, i) => {
    if (signal.aborted) return;
    const masks = planned.maskIndices.map((index) => sources[index]);
    try {
      const request = { source: sources[planned.index], original: null, masks, sizePx, fit };
      const response = await decode(request, signal);
      const { image } = response;
      if (image && 'pixels' in image) {
        const { path, role } = planned;
        decoded[i] = { path, role, hash: image.hash, planned, response };
      } else if (image) skipped.push({ path: planned.path, ...image });
      reportMasks(planned.maskIndices, response, sources, skipped);
      onProgress(++done, layout.images.length);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  });
  const cancelled = layout.images.length - done;
  if (cancelled > 0) {
    const detail = `${cancelled} of ${layout.images.length} images were not loaded, because loading was cancelled.`;
    skipped.push({ path: '', reason: 'cancelled', detail });
  }
  return { decoded: decoded.filter((one) => one !== null), skipped };
}

function toImported(
  { planned, response }: Decoded,
  path: string,
  sources: readonly NamedSource[],
  sizePx: number,
): ImportedImage {
  const { image, mask } = response;
  if (!image || !('pixels' in image)) throw new Error('Only decoded images are imported.');
  const square = { width: sizePx, height: sizePx };
  const { role, label, defectType } = planned;
  return {
    hash: image.hash,
    source: {
      source: sources[planned.index],
      masks: planned.maskIndices.map((index) => sources[index]),
      original: { widthPx: image.widthPx, heightPx: image.heightPx },
    },
    item: {
      name: fileName(path),
      path,
      role,
      label,
      defectType,
      image: { ...square, data: image.pixels },
      mask: mask && { ...square, data: mask },
      ...(image.remark && { remark: image.remark }),
    },
  };
}

async function decodeMasks(
  layout: Layout,
  sources: readonly NamedSource[],
  { existing, sizePx, fit, signal }: ImportOptions,
  skipped: SkippedFile[],
): Promise<ImportedMask[]> {
  const byId = new Map(existing.map((image) => [image.id, image]));
  const found: ImportedMask[] = [];
  for (const { itemId, maskIndices } of layout.masksForExisting) {
    const masks = maskIndices.map((index) => sources[index]);
    const original = byId.get(itemId)?.original ?? { widthPx: sizePx, heightPx: sizePx };
    if (signal.aborted) break;
    const response = await decode({ source: null, original, masks, sizePx, fit }, signal);
    reportMasks(maskIndices, response, sources, skipped);
    if (response.mask) {
      found.push({ itemId, mask: { width: sizePx, height: sizePx, data: response.mask }, masks });
    }
  }
  return found;
}

/**
 * Imports files. Never throws for a bad file; what is left out is in `skipped`.
 * @throws the signal's reason when it is aborted before anything could be decoded.
 */
export async function importFiles(files: readonly File[], options: ImportOptions): Promise<ImportResult> {
  const { sources, skipped: closed } = await gatherSources(files, options.signal);
  const { target, className, existing, signal } = options;
  const turn = new Turn();
  const layout = await planLayout(
    sources.map(({ path }) => path),
    { target, className, existing: existing.map(({ id, path, role }) => ({ id, path, role })) },
    signal,
  );
  const { decoded, skipped: undecoded } = await decodeAll(layout, sources, options);
  const { accepted, skipped: repeats } = assemble(target === 'replace' ? [] : existing, decoded);
  const skipped = [...closed, ...layout.skipped, ...undecoded, ...repeats];
  const masks = await decodeMasks(layout, sources, options, skipped);
  skipped.sort((a, b) => (naturalKey(a.path) < naturalKey(b.path) ? -1 : 1));
  const images: ImportedImage[] = [];
  for (const { candidate, path } of accepted) {
    await turn.end();
    images.push(toImported(candidate, path, sources, options.sizePx));
  }
  return {
    name: layout.className || commonFolder(layout.images.map(({ path }) => path)),
    className: layout.className,
    classNames: layout.classNames,
    images,
    masks,
    heldOut: layout.heldOut,
    skipped,
  };
}
