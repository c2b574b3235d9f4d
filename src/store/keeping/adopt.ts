/**
 * A kept session becomes the page's: data set, settings, run with its weights and results. When the engine does not take the weights, what
 * was open before comes back and the error says why.
 */
import type { DatasetItem } from '../../core/dataset/types.ts';
import { PlaygroundError } from '../../core/errors.ts';
import type { KeptPixels, KeptWeights, SessionOutline } from '../../core/project/content.ts';
import { keepAll } from '../lesson-keep.ts';
import { EMPTY_METRICS } from '../metrics-slice.ts';
import { EMPTY_RESULTS } from '../results-slice.ts';
import type { SessionRun } from '../session/session-run.ts';
import type { PlaygroundState } from '../state.ts';
import { recordsOf, shownEvaluation } from './outline.ts';

export interface Adoptable {
  readonly outline: SessionOutline;
  readonly weights: KeptWeights;
  readonly pixels: readonly KeptPixels[];
}

export interface Host {
  readonly get: () => PlaygroundState;
  readonly set: (change: Partial<PlaygroundState>) => void;
  readonly subscribe: (listener: (state: PlaygroundState) => void) => () => void;
}

function itemsOf({ outline, pixels }: Adoptable): { item: Omit<DatasetItem, 'id'>; hash: number }[] {
  return outline.items.map(({ hash, name, path, role, label, defectType, file, remark, group }, i) => {
    const { image, mask } = pixels[i];
    return {
      hash,
      item: {
        name,
        path,
        role,
        label,
        defectType,
        image,
        mask,
        ...(file && { file }),
        ...(remark && { remark }),
        ...(group !== undefined && { group }),
      },
    };
  });
}

/** The images whose pixels a session lacks, found among those that are open by their fingerprints; null when some are missing. */
export function pixelsAmong(outline: SessionOutline, state: PlaygroundState): KeptPixels[] | null {
  const { sizePx, fit, hashes } = state.datasetOrigin();
  if (sizePx !== outline.dataset.sizePx || fit !== outline.dataset.fit) return null;
  const byHash = new Map(state.items.map((item, i) => [hashes[i], item]));
  const found: KeptPixels[] = [];
  for (const { hash } of outline.items) {
    const item = byHash.get(hash);
    if (!item) return null;
    found.push({ image: item.image, mask: item.mask });
  }
  return found;
}

/** @throws PlaygroundError what the engine has against the weights; the page is as before then. */
export async function adoptSession(host: Host, run: SessionRun, session: Adoptable): Promise<void> {
  const { get, set } = host;
  const { outline, weights } = session;
  const before = await keepAll(host, run, get().config);
  const { dataset, config } = outline;
  const ids = get().adoptDataset({ ...dataset, items: itemsOf(session), config });
  if (get().phase !== 'ready' && get().phase !== 'idle') await run.abandon(ids.length > 0 ? 'ready' : 'idle');
  if (!outline.run || ids.length === 0) return;
  const { tensors, step, records, evaluations, confusion, stepMs, manualThreshold } = outline.run;
  const { formerEvaluations = [], tiles } = outline.run;
  const checkpoint = {
    step,
    config: outline.run.config,
    ...(tiles && { tiles }),
    tensors: tensors.map(({ name, shape }, i) => ({ name, shape, data: weights[i] })),
  };
  await run.takeUp({
    checkpoint,
    // Whoever opened it says under which record it goes on.
    runId: null,
    state: {
      ...EMPTY_METRICS,
      ...EMPTY_RESULTS,
      runConfig: checkpoint.config,
      step,
      records: recordsOf(records),
      confusion,
      stepMs,
      manualThreshold,
      evaluations: evaluations.map((one) => shownEvaluation(one, ids)),
      formerEvaluations: formerEvaluations.map((one) => shownEvaluation(one, ids)),
      checkpoints: [checkpoint],
    },
  });
  const { phase, sessionError } = get();
  if (phase !== 'failed') return;
  await run.abandon('ready');
  await before.restore();
  set({ sessionError: null });
  const { code, message, detail } = sessionError ?? { code: 'unexpected', message: '', detail: {} };
  throw new PlaygroundError(code, message, detail);
}

/** Largest relative difference of two lists of scores of the same images. */
export function largestDifference(a: Float64Array, b: Float64Array): number {
  let most = 0;
  for (let i = 0; i < a.length; i++) {
    const scale = Math.max(Math.abs(a[i]), Math.abs(b[i]), 1e-12);
    most = Math.max(most, Math.abs(a[i] - b[i]) / scale);
  }
  return most;
}
