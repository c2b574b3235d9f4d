/** From what a run has come to, to what is kept of it: record, scores, thumbnails and maps. */
import { groupsOfImages, intervalGroups } from '../../core/calibration/given-groups.ts';
import { pixelHash } from '../../core/dataset/pixel-hash.ts';
import type { DatasetItem } from '../../core/dataset/types.ts';
import { resizeArea } from '../../core/image/resize.ts';
import { curveOf, metricsOf } from '../../core/runs/figures.ts';
import { hardest } from '../../core/runs/hardest.ts';
import { keepMaps } from '../../core/runs/kept-maps.ts';
import type {
  RunDataset,
  RunMaps,
  RunMetrics,
  RunRecord,
  RunScores,
  RunThumbnails,
} from '../../core/runs/types.ts';
import { Turn } from '../../services/turn.ts';
import type { Evaluation } from '../../worker/protocol.ts';
import { suggestPins } from '../pins.ts';
import type { RunData, RunFacts } from '../session/run-events.ts';

const THUMBNAIL_SIDE = 48;
const MOST_THUMBNAILS = 200;
/** Test images of which every run keeps a map. */
const COMMON_MAPS = 6;

const hashes = new WeakMap<DatasetItem['image'], number>();

function hashOf({ image }: DatasetItem): number {
  const known = hashes.get(image);
  if (known !== undefined) return known;
  const hash = pixelHash(image.data);
  hashes.set(image, hash);
  return hash;
}

/** Name, counts and fingerprint of the images; in turns, because every pixel is read once. */
export async function describeDataset({ items, name, sample }: RunData): Promise<RunDataset> {
  const turn = new Turn();
  const lines: string[] = [];
  for (const item of items) {
    lines.push(`${item.path}\n${item.role} ${item.label} ${hashOf(item)}`);
    await turn.end();
  }
  const text = new TextEncoder().encode(lines.sort().join('\n'));
  const test = items.filter(({ role }) => role === 'test');
  const testAnomalous = test.filter(({ label }) => label === 'anomalous').length;
  return {
    name,
    sample,
    fingerprint: pixelHash(text).toString(16),
    train: items.filter(({ role }) => role === 'train').length,
    testNormal: test.length - testAnomalous,
    testAnomalous,
  };
}

/** Test images of an evaluation that are still there, with their places in it. */
function scoredItems(evaluation: Evaluation, items: readonly DatasetItem[]) {
  const byId = new Map(items.map((item) => [item.id, item]));
  return evaluation.testIds.flatMap((id, index) => {
    const item = byId.get(id);
    return item?.role === 'test' ? [{ item, index }] : [];
  });
}

const figures = new WeakMap<Evaluation, { readonly items: unknown; readonly metrics: RunMetrics }>();

function metricsAt(evaluation: Evaluation, items: readonly DatasetItem[]): RunMetrics {
  const known = figures.get(evaluation);
  if (known?.items === items) return known.metrics;
  const scored = scoredItems(evaluation, items);
  const metrics = metricsOf({
    step: evaluation.step,
    scores: Float64Array.from(scored, ({ index }) => evaluation.testScores[index]),
    labels: Uint8Array.from(scored, ({ item }) => Number(item.label === 'anomalous')),
    threshold: evaluation.threshold,
    pixel: evaluation.pixel,
    ...intervalGroups(
      items,
      scored.map(({ item }) => item.id),
    ),
  });
  figures.set(evaluation, { items, metrics });
  return metrics;
}

/** Scores of every evaluation on the test images of the last one. */
export function scoresOf({ evaluations, data: { items } }: RunFacts): RunScores | null {
  const last = evaluations.at(-1);
  if (!last) return null;
  const scored = scoredItems(last, items);
  const { groupOf } = groupsOfImages(items);
  return {
    images: scored.map(({ item }) => {
      const group = groupOf.get(item.id);
      return {
        path: item.path,
        label: item.label,
        defectType: item.defectType,
        hash: hashOf(item),
        ...(group !== undefined && { group }),
      };
    }),
    evaluations: evaluations.flatMap((evaluation) => {
      const places = new Map(evaluation.testIds.map((id, i) => [id, i]));
      const indices = scored.map(({ item }) => places.get(item.id) ?? -1);
      if (indices.includes(-1)) return [];
      return [
        {
          step: evaluation.step,
          test: Float64Array.from(indices, (i) => evaluation.testScores[i]),
          heldOut: Float64Array.from(evaluation.heldOutScores),
          threshold: evaluation.threshold,
        },
      ];
    }),
  };
}

export async function thumbnailsOf({
  evaluations,
  data: { items },
}: RunFacts): Promise<RunThumbnails | null> {
  const last = evaluations.at(-1);
  if (!last) return null;
  const scored = scoredItems(last, items).slice(0, MOST_THUMBNAILS);
  const bytes = THUMBNAIL_SIDE * THUMBNAIL_SIDE * 3;
  const pixels = new Uint8Array(scored.length * bytes);
  const turn = new Turn();
  for (const [i, { item }] of scored.entries()) {
    pixels.set(resizeArea(item.image, THUMBNAIL_SIDE, THUMBNAIL_SIDE).data, i * bytes);
    await turn.end();
  }
  return { side: THUMBNAIL_SIDE, count: scored.length, pixels };
}

/** Maps of the last evaluation, of the images that are shown with the run and of those that it is compared by. */
export function mapsOf(
  { evaluations, data: { items }, config }: RunFacts,
  scores: RunScores,
): RunMaps | null {
  const last = evaluations.at(-1);
  if (!last || last.maps.length === 0) return null;
  const scored = scoredItems(last, items);
  const hard = [...hardest(scores, 'anomalous'), ...hardest(scores, 'normal')].map(({ index }) => index);
  // The same of every run on these images, so that two runs can be laid over each other.
  const common = new Set(
    suggestPins(
      scored.map(({ item }) => item),
      COMMON_MAPS,
    ),
  );
  const indices = [
    ...new Set([...hard, ...scored.flatMap(({ item }, index) => (common.has(item.id) ? [index] : []))]),
  ];
  const source = {
    kind: last.mapKind,
    gridOf: (index: number) => last.maps[scored[index].index],
    normalQuantiles: last.normalQuantiles,
    sigmaPx: config.evaluation.sigmaPx,
    imagePx: scored[0]?.item.image.width ?? 0,
  };
  return keepMaps(indices, source, THUMBNAIL_SIDE);
}

/** The record as of now; what a person wrote on it stays. */
export function updateRecord(record: RunRecord, facts: RunFacts, now: number): RunRecord {
  const { backend, parameterCount, records, evaluations, data, step, stepMs, config } = facts;
  return {
    ...record,
    updatedAt: now,
    config,
    backend: backend && { name: backend.name, device: backend.device, threads: backend.threads },
    step,
    stepMs,
    parameterCount: parameterCount ?? record.parameterCount,
    curve: curveOf(records),
    metrics: evaluations.map((evaluation) => metricsAt(evaluation, data.items)),
  };
}
