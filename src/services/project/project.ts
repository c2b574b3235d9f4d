/** Project files on the page: writing one, and opening one with its pictures decoded. The work is done in workers. */
import { PLAIN_SET } from '../../core/dataset/set-facts.ts';
import type { DatasetItem } from '../../core/dataset/types.ts';
import { PlaygroundError } from '../../core/errors.ts';
import type { KeptPixels, KeptWeights, SessionOutline } from '../../core/project/content.ts';
import { damagedProject } from '../../core/project/parse-session.ts';
import { decode, lanes } from '../decode/decoder.ts';
import { loadSample } from '../samples/load-sample.ts';
import { inLanes, Turn } from '../turn.ts';
import { PoolError, WorkerPool } from '../worker-pool.ts';
import type { ProjectRequest, ProjectResponse } from './protocol.ts';

type Ask = (request: ProjectRequest) => Promise<ProjectResponse>;

/** A worker of its own for one file, because it holds what was written so far. */
async function withWorker<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
  const pool = new WorkerPool<ProjectRequest, ProjectResponse>(
    () => new Worker(new URL('./project.worker.ts', import.meta.url), { type: 'module', name: 'project' }),
    1,
  );
  const ask: Ask = async (request) => {
    const response = await pool.run(request);
    if (response.kind !== 'failed') return response;
    const { code, message, detail } = response.report;
    throw new PlaygroundError(code === 'unexpected' ? 'project-failed' : code, message, {
      reason: message,
      ...detail,
    });
  };
  try {
    return await work(ask);
  } catch (error) {
    if (!(error instanceof PoolError)) throw error;
    throw new PlaygroundError('project-failed', error.message, { reason: error.message }, { cause: error });
  } finally {
    pool.close();
  }
}

/**
 * @param pixels of all items, or null where they are left out
 * @throws PlaygroundError `project-too-large`, `project-failed`
 */
export function packProject(
  outline: SessionOutline,
  weights: KeptWeights,
  pixels: readonly KeptPixels[] | null,
  onProgress: (done: number, total: number) => void,
): Promise<Blob> {
  return withWorker(async (ask) => {
    const total = (pixels?.length ?? 0) + weights.length + (outline.run?.evaluations.length ?? 0);
    let done = 0;
    // One at a time: what is sent is copied on the page's thread.
    const send = async (request: ProjectRequest): Promise<void> => {
      await ask(request);
      onProgress(++done, total);
    };
    for (const [index, one] of (pixels ?? []).entries()) await send({ kind: 'pixels', index, pixels: one });
    for (const data of weights) await send({ kind: 'tensor', data });
    for (const evaluation of outline.run?.evaluations ?? []) await send({ kind: 'evaluation', evaluation });
    const bare = { ...outline, run: outline.run && { ...outline.run, evaluations: [] } };
    const response = await ask({ kind: 'finish', outline: bare });
    if (response.kind !== 'archive') throw new Error('The worker answered another question.');
    return response.archive;
  });
}

export interface OpenedProject {
  readonly outline: SessionOutline;
  readonly weights: KeptWeights;
  /** Of all items; null where the file has none and they are a person's own. */
  readonly pixels: readonly KeptPixels[] | null;
}

/** The pictures of a built-in sample as the session knows them. @throws `project-damaged` when they are painted otherwise now. */
export async function paintKept(
  { dataset, items }: SessionOutline,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
): Promise<KeptPixels[]> {
  const { sample, sizePx } = dataset;
  if (!sample) throw new Error('Only a sample can be painted.');
  const painted = await loadSample({ ...sample, sizePx, signal, onProgress });
  const byPath = new Map(painted.map((one) => [one.item.path, one]));
  return items.map(({ path, hash }) => {
    const found = byPath.get(path);
    if (found?.hash !== hash)
      throw damagedProject(`the sample has another picture ${path} in this version of the page`);
    return { image: found.item.image, mask: found.item.mask };
  });
}

/**
 * Reads and checks all of a project file, pictures decoded to the very bytes that were saved.
 * @throws PlaygroundError `project-damaged`, `project-newer`, `bad-config`, `project-failed`; the signal's reason
 */
export async function openProject(
  file: Blob,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
): Promise<OpenedProject> {
  const response = await withWorker((ask) => ask({ kind: 'open', file }));
  if (response.kind !== 'opened') throw new Error('The worker answered another question.');
  signal.throwIfAborted();
  const { project, entries } = response;
  const { outline, weights, pictures } = project;
  if (!pictures) {
    const painted = outline.dataset.sample ? await paintKept(outline, signal, onProgress) : null;
    return { outline, weights, pixels: painted ?? (outline.items.length === 0 ? [] : null) };
  }
  const { sizePx, fit } = outline.dataset;
  const square = { width: sizePx, height: sizePx };
  const pixels = new Array<KeptPixels>(pictures.length);
  let done = 0;
  const turn = new Turn();
  await inLanes(pictures, lanes(), async (picture, i) => {
    const sourceOf = (name: string) => ({ file, entry: entries.get(name) ?? null });
    const { image, mask, masks } = await decode(
      {
        source: sourceOf(picture.image),
        original: null,
        masks: picture.mask ? [sourceOf(picture.mask)] : [],
        sizePx,
        annotation: null,
        fit,
        set: PLAIN_SET,
      },
      signal,
    );
    const { hash, hasMask } = outline.items[i];
    if (
      !image ||
      !('pixels' in image) ||
      image.hash !== hash ||
      image.widthPx !== sizePx ||
      (mask !== null && !hasMask) ||
      // A mask may mark nothing; it must be readable.
      (hasMask && (masks.length === 0 || 'reason' in masks[0]))
    )
      throw damagedProject(`${picture.image} is not the picture that its list describes`);
    pixels[i] = {
      image: { ...square, data: image.pixels } satisfies DatasetItem['image'],
      mask: mask && { ...square, data: mask },
    };
    onProgress(++done, pictures.length);
    await turn.end();
  });
  return { outline, weights, pixels };
}
