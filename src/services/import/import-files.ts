/**
 * From dropped files to images of the data set: open archives, read the folder (and ask where it leaves something open), decode, settle labels by
 * masks, leave repeats out. Progress is reported, and what was decoded before an abort is kept.
 */
import type { Annotation } from '../../core/dataset/annotations/types.ts';
import { assemble, type Candidate } from '../../core/dataset/assemble.ts';
import type { Layout } from '../../core/dataset/layout-types.ts';
import { scaleOf } from '../../core/dataset/formats/depth.ts';
import { fileName, folders, naturalKey } from '../../core/dataset/paths.ts';
import { makeReport, type DataReport } from '../../core/dataset/reading/report.ts';
import type { Correction } from '../../core/dataset/reading/types.ts';
import { PLAIN_SET, type SetFacts } from '../../core/dataset/set-facts.ts';
import type { DatasetItem, SkippedFile } from '../../core/dataset/types.ts';
import { decode } from '../decode/decoder.ts';
import type { Size } from '../decode/protocol.ts';
import { sourceBytes, type FileSource } from '../files/file-source.ts';
import { Turn } from '../turn.ts';
import { decodeAll, reportMasks, type DecodeOptions } from './decode-all.ts';
import { firstLook, type ImportQuestion, type LookOptions } from './first-look.ts';
import { gatherSources, type NamedSource } from './gather.ts';
import { settleDecoded, type SettledDecoded } from './settle-decoded.ts';

/** What is needed to decode an image again. */
export interface ImageSource {
  readonly source: FileSource;
  readonly masks: readonly FileSource[];
  readonly annotation: Annotation | null;
  readonly original: Size | null;
  readonly set: SetFacts;
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

export interface ImportOptions
  extends Omit<LookOptions, 'existing' | 'facts' | 'annotated' | 'used'>, DecodeOptions {
  readonly existing: readonly ExistingImage[];
  /** Paths that begin so are no data: results that lie among the images. */
  readonly ignore?: readonly string[];
  /** Of the images that are there, for more of them. */
  readonly set?: SetFacts;
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
  /** What was said of groups, with what was remembered. */
  readonly corrections: readonly Correction[];
  /** Null for a later drop. */
  readonly report: DataReport | null;
}

function commonFolder(paths: readonly string[]): string {
  const first = folders(paths[0] ?? '')[0];
  return first !== undefined && paths.every((path) => path.startsWith(`${first}/`)) ? first : '';
}

function toImported(
  { planned, image, response, settled }: SettledDecoded,
  path: string,
  sources: readonly NamedSource[],
  sizePx: number,
  set: SetFacts,
): ImportedImage {
  const square = { width: sizePx, height: sizePx };
  const { role, label, defectType } = settled;
  return {
    hash: image.hash,
    source: {
      source: sources[planned.index],
      masks: planned.maskIndices.map((index) => sources[index]),
      annotation: planned.annotation,
      original: { widthPx: image.widthPx, heightPx: image.heightPx },
      set,
    },
    item: {
      name: fileName(path),
      path,
      role,
      label,
      defectType,
      image: { ...square, data: image.pixels },
      mask: response.mask && { ...square, data: response.mask },
      file: {
        widthPx: image.widthPx,
        heightPx: image.heightPx,
        bytes: sourceBytes(sources[planned.index]),
        ...(image.depth && {
          depth: { kind: image.depth.kind, scale: set.scales[image.depth.kind] ?? scaleOf(image.depth) },
        }),
      },
      ...(image.remark && { remark: image.remark }),
    },
  };
}

async function decodeMasks(
  layout: Layout,
  sources: readonly NamedSource[],
  { existing, sizePx, fit, signal, set = PLAIN_SET }: ImportOptions,
  skipped: SkippedFile[],
): Promise<ImportedMask[]> {
  const byId = new Map(existing.map((image) => [image.id, image]));
  const found: ImportedMask[] = [];
  for (const { itemId, maskIndices } of layout.masksForExisting) {
    const masks = maskIndices.map((index) => sources[index]);
    const original = byId.get(itemId)?.original ?? { widthPx: sizePx, heightPx: sizePx };
    if (signal.aborted) break;
    const response = await decode(
      { source: null, original, masks, annotation: null, sizePx, fit, set },
      signal,
    );
    reportMasks(maskIndices, response, sources, skipped);
    if (response.mask) {
      found.push({ itemId, mask: { width: sizePx, height: sizePx, data: response.mask }, masks });
    }
  }
  return found;
}

/**
 * Imports files, or asks what they leave open. Never throws for a bad file; what is left out is in `skipped`.
 * @throws the signal's reason when it is aborted before anything could be decoded.
 */
export async function importFiles(
  files: readonly File[],
  options: ImportOptions,
): Promise<ImportResult | { readonly question: ImportQuestion }> {
  const { sources: all, skipped: closed } = await gatherSources(files, options.signal);
  const ignore = options.ignore ?? [];
  const sources = all.filter(({ path }) => !ignore.some((start) => path.startsWith(start)));
  const { target, className, corrections, askClass, remembered, existing, signal, sizePx } = options;
  const turn = new Turn();
  const before = existing.map(({ id, path, role }) => ({ id, path, role }));
  const order = { target, className, corrections, askClass, remembered, existing: before };
  const look = await firstLook(sources, order, signal);
  if (look.question) return { question: look.question };
  const { layout } = look;
  const first = target === 'replace' ? look.set : (options.set ?? look.set);
  const { decoded, skipped: undecoded, set } = await decodeAll(layout.images, sources, first, options);
  const settled = settleDecoded(decoded, layout.groups, set);
  const { accepted, skipped: repeats } = assemble(target === 'replace' ? [] : existing, settled.images);
  const skipped = [...closed, ...layout.skipped, ...undecoded, ...settled.skipped, ...repeats];
  const masks = await decodeMasks(layout, sources, options, skipped);
  skipped.sort((a, b) => (naturalKey(a.path) < naturalKey(b.path) ? -1 : 1));
  const images: ImportedImage[] = [];
  for (const { candidate, path } of accepted) {
    await turn.end();
    images.push(toImported(candidate, path, sources, sizePx, set));
  }
  const loaded = accepted.map(
    ({
      candidate: {
        planned,
        settled: { role, label },
        response,
      },
      path,
    }) => ({
      index: planned.index,
      path,
      role,
      label,
      hasMask: response.mask !== null,
    }),
  );
  return {
    name:
      (layout.className === '*' ? '' : layout.className) ||
      commonFolder(layout.images.map(({ path }) => path)),
    className: layout.className,
    classNames: layout.classNames,
    images,
    masks,
    heldOut: settled.heldOut,
    skipped,
    corrections: look.corrections,
    report:
      target === 'replace'
        ? makeReport(layout, look.fingerprint, loaded, [...look.notices, ...settled.notices], skipped)
        : null,
  };
}
