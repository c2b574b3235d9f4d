/** The page's handle on the decode workers. */
import { annotationCandidates } from '../../core/dataset/annotations/read.ts';
import type { Layout } from '../../core/dataset/layout-types.ts';
import type { Fit } from '../../core/dataset/fit.ts';
import type { LayoutOptions } from '../../core/dataset/layout.ts';
import type { ZipEntry } from '../../core/dataset/zip.ts';
import type { FileSource } from '../files/file-source.ts';
import type { Packing } from '../files/tar-file.ts';
import { poolSize, WorkerPool } from '../worker-pool.ts';
import type { Annotated } from './annotations.ts';
import type {
  DecodeRequest,
  DecodeResponse,
  OriginalRequest,
  OriginalResponse,
  ProbeResponse,
  RegionResponse,
  WorkerRequest,
  WorkerResponse,
} from './protocol.ts';

let shared: WorkerPool<WorkerRequest, WorkerResponse> | null = null;

function pool(): WorkerPool<WorkerRequest, WorkerResponse> {
  shared ??= new WorkerPool(
    () => new Worker(new URL('./decode.worker.ts', import.meta.url), { type: 'module', name: 'decode' }),
    poolSize(),
    (response) => {
      if (response.kind === 'original') closeOriginal(response.original);
    },
  );
  return shared;
}

/** How many requests keep all workers busy: one more each than it can work on. */
export const lanes = (): number => 2 * poolSize();

async function ask<Kind extends WorkerRequest['kind']>(
  request: Extract<WorkerRequest, { kind: Kind }>,
  signal?: AbortSignal,
): Promise<Extract<WorkerResponse, { kind: Kind }>> {
  return (await pool().run(request, signal)) as Extract<WorkerResponse, { kind: Kind }>;
}

/** The files in a zip archive. Rejects with the code `archive-damaged` or `archive-refused`. */
export async function listZip(file: Blob, signal: AbortSignal): Promise<readonly ZipEntry[]> {
  return (await ask<'list'>({ kind: 'list', file }, signal)).entries;
}

/** The files in a tar archive, packed or not. Rejects with the code `archive-damaged` or `archive-refused`. */
export async function openTar(
  file: Blob,
  packing: Packing,
  signal: AbortSignal,
): Promise<readonly { readonly name: string; readonly file: Blob }[]> {
  return (await ask<'tar'>({ kind: 'tar', file, packing }, signal)).entries;
}

/** Recognises a layout off the page's thread: thousands of paths are sorted. */
export async function planLayout(
  paths: readonly string[],
  options: LayoutOptions,
  signal: AbortSignal,
): Promise<Layout> {
  return (await ask<'plan'>({ kind: 'plan', paths, options }, signal)).layout;
}

/** What annotation files among the sources say. */
export async function readAnnotated(
  paths: readonly string[],
  sources: readonly FileSource[],
  signal: AbortSignal,
): Promise<Annotated> {
  if (annotationCandidates(paths).length === 0) return { images: new Map(), files: [], unread: [] };
  return ask<'annotations'>({ kind: 'annotations', paths, sources }, signal);
}

/** A picture as a region of interest. Rejects when it is aborted, or when the worker dies over it. */
export async function decodeRegion(
  source: FileSource,
  sizePx: number,
  fit: Fit,
  signal: AbortSignal,
): Promise<RegionResponse['region']> {
  return (await ask<'region'>({ kind: 'region', source, sizePx, fit }, signal)).region;
}

/** Gives the memory of its pictures back. */
function closeOriginal(original: OriginalResponse['original']): void {
  if ('levels' in original) for (const level of original.levels) level.close();
}

/** The pixels of a file as they are. Rejects when it is aborted, or when the worker dies over it. */
export async function readOriginal(
  request: Omit<OriginalRequest, 'kind'>,
  signal: AbortSignal,
): Promise<OriginalResponse['original']> {
  return (await ask<'original'>({ ...request, kind: 'original' }, signal)).original;
}

/** A first look at a file; nothing is known of one that cannot be read. */
export async function probe(source: FileSource, signal: AbortSignal): Promise<ProbeResponse> {
  try {
    return await ask<'probe'>({ kind: 'probe', source }, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    return { kind: 'probe', facts: null, thumbnail: null };
  }
}

/** Decodes an image with its masks. A worker that dies over it makes it `damaged`; only aborting rejects. */
export async function decode(
  request: Omit<DecodeRequest, 'kind'>,
  signal: AbortSignal,
): Promise<DecodeResponse> {
  try {
    return await ask<'image'>({ ...request, kind: 'image' }, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    const refusal = {
      reason: 'damaged',
      detail: error instanceof Error ? error.message : 'It could not be decoded.',
    } as const;
    return {
      kind: 'image',
      image: request.source && refusal,
      mask: null,
      masks: request.masks.map(() => refusal),
    };
  }
}
