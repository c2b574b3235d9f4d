/** Takes the snapshot of a finished run out of the page, and pictures of test images in small portions. */
import type { Page } from 'playwright';
import type { ImageStatistics } from '../../src/core/calibration/image-statistics.ts';
import type { AutomationWindow } from './page-store.ts';
import type { RunTimings, Snapshot, SnapshotPixels } from './snapshot.ts';

/** Maps come with the last evaluation only. */
export function takeSnapshot(page: Page): Promise<Snapshot> {
  return page.evaluate(async () => {
    const state = (window as unknown as AutomationWindow).playground.store.getState();
    const last = state.evaluations.length - 1;
    const { hashes } = state.datasetOrigin();
    const statistics = await state.measureImages();
    // Typed arrays do not cross; functions that run in the page hold no named functions of their own, hence the flat list.
    const plain = [...state.evaluations, ...(state.pretrained ? [state.pretrained] : [])].map(
      (evaluation, index) => ({
        step: evaluation.step,
        testIds: evaluation.testIds,
        testScores: Array.from(evaluation.testScores),
        heldOutScores: Array.from(evaluation.heldOutScores),
        calibrationScores: Array.from(evaluation.calibrationScores),
        threshold: evaluation.threshold,
        mapKind: evaluation.mapKind,
        maps:
          index === last ? evaluation.maps.map((map) => ({ ...map, scores: Array.from(map.scores) })) : [],
        mapThreshold: evaluation.mapThreshold,
        locality: evaluation.locality,
        localityAdvice: evaluation.localityAdvice,
        density: { ...evaluation.density },
        pixel: evaluation.pixel,
        elapsedMs: evaluation.elapsedMs,
        synthetic: evaluation.synthetic && {
          normalScores: Array.from(evaluation.synthetic.normalScores),
          defectScores: Array.from(evaluation.synthetic.defectScores),
        },
      }),
    );
    const evaluations = plain.slice(0, last + 1);
    const pretrained = plain[last + 1] ?? null;
    const others = last < 0 ? [] : state.evaluations[last].otherMaps;
    return {
      datasetName: state.datasetName,
      config: state.runConfig ?? state.config,
      backend: state.backend,
      ...(state.plan?.tiles && { tiles: state.plan.tiles }),
      classNames: state.plan ? state.plan.classNames : [],
      items: state.items.map(({ id, path, role, label, defectType, file, group }, i) => ({
        id,
        path,
        role,
        label,
        defectType,
        hash: hashes[i],
        file: file ?? null,
        ...(group !== undefined && { group }),
        statistics: statistics.get(id) as ImageStatistics,
      })),
      skipped: state.skipped,
      records: state.records,
      evaluations,
      pretrained,
      kinds: [
        ...(last < 0 ? [] : [{ kind: evaluations[last].mapKind, pixel: evaluations[last].pixel }]),
        ...others.map(({ kind, pixel }) => ({ kind, pixel })),
        ...(pretrained ? [{ kind: pretrained.mapKind, pixel: pretrained.pixel }] : []),
      ],
      pixelReports: state.pixelReports,
      robustness: Object.values(state.robustness).map((one) => ({
        ...one,
        levels: one.levels.map(({ level, scores }) => ({ level, scores: Array.from(scores) })),
      })),
      trainingRanking: state.trainingRanking && {
        ...state.trainingRanking,
        scores: Array.from(state.trainingRanking.scores),
      },
      learningCurve: state.learningCurve && {
        ...state.learningCurve,
        points: state.learningCurve.points.map((point) => ({
          ...point,
          testScores: Array.from(point.testScores),
        })),
      },
    };
  });
}

/** Pictures and masks of items, in the order of `ids`. */
export async function takePixels(page: Page, ids: readonly string[]): Promise<SnapshotPixels[]> {
  // Functions that run in the page hold no named functions of their own: the TypeScript runner would wrap them in a helper.
  const encoded = await page.evaluate((wanted) => {
    const { items } = (window as unknown as AutomationWindow).playground.store.getState();
    const byId = new Map(items.map((item) => [item.id, item]));
    return wanted.map((id) => {
      const item = byId.get(id);
      if (!item) throw new Error(`There is no image ${id}.`);
      const { width, height } = item.image;
      // Bytes cross as text; a string per 32 KB keeps the argument list of fromCharCode short.
      const [pixels, mask] = [item.image.data, item.mask?.data ?? null].map((bytes) => {
        if (!bytes) return null;
        let binary = '';
        for (let i = 0; i < bytes.length; i += 32_768) {
          binary += String.fromCharCode(...bytes.slice(i, i + 32_768));
        }
        return btoa(binary);
      });
      return { width, height, pixels: pixels ?? '', mask };
    });
  }, ids);
  return encoded.map(({ width, height, pixels, mask }) => ({
    width,
    height,
    pixels: new Uint8Array(Buffer.from(pixels, 'base64')),
    mask: mask === null ? null : new Uint8Array(Buffer.from(mask, 'base64')),
  }));
}

/** Middle of the sorted values; null of none. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Times of the run: what the page noted while it played, and the evaluations' own clock. */
export async function takeTimings(
  page: Page,
  snapshot: Snapshot,
  outside: { readonly loadMs: number; readonly totalMs: number; readonly baselineMs: number | null },
): Promise<RunTimings> {
  const noted = await page.evaluate(() => {
    const { experimentTimes, experimentStepMs } = window as unknown as {
      experimentTimes: { phase: string; atMs: number }[];
      experimentStepMs: number[];
    };
    return { times: experimentTimes, stepMs: experimentStepMs };
  });
  const evaluateMs = snapshot.evaluations.reduce((sum, { elapsedMs }) => sum + elapsedMs, 0);
  // Evaluations at k steps run inside the training phase; the untrained one belongs to the preparation.
  const during = snapshot.evaluations
    .filter(({ step }) => step > 0)
    .reduce((sum, { elapsedMs }) => sum + elapsedMs, 0);
  const training = noted.times.reduce((sum, { phase, atMs }, i) => {
    const next = noted.times[i + 1];
    return phase === 'training' && next ? sum + next.atMs - atMs : sum;
  }, 0);
  return {
    loadMs: Math.round(outside.loadMs),
    trainMs: Math.round(Math.max(0, training - during)),
    stepMsMedian: median(noted.stepMs),
    evaluateMs: Math.round(evaluateMs),
    totalMs: Math.round(outside.totalMs),
    baselineMs: outside.baselineMs,
  };
}
