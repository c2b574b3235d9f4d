/** Which training images a run keeps for its threshold, and which images belong together: decided on the page, followed by the engine. */
import { groupsOfImages, type GroupedImages } from '../core/calibration/given-groups.ts';
import { chooseCalibration } from '../core/calibration/split.ts';
import type { Config } from '../core/config/schema.ts';
import type { DatasetItem } from '../core/dataset/types.ts';
import type { EngineImage, Evaluation } from '../worker/protocol.ts';
import type { PlaygroundState } from './state.ts';

export interface Calibration extends GroupedImages {
  /** Ids of the images that neither training nor density sees. */
  readonly kept: ReadonlySet<string>;
}

/** Normal images that a person gave for the threshold: it rests on them alone, since they are as the detector will see them. */
export const givenForThreshold = (items: readonly DatasetItem[]): readonly DatasetItem[] =>
  items.filter(({ role, label }) => role === 'calibration' && label === 'normal');

/**
 * Of these images those that the present run's network and density have not seen: only they can carry its threshold. Before a run all of
 * them can.
 */
export function unseenByRun(
  {
    items,
    runConfig,
    evaluations,
    formerEvaluations,
  }: Pick<PlaygroundState, 'items' | 'runConfig' | 'evaluations' | 'formerEvaluations'>,
  ids: readonly string[],
): readonly string[] {
  if (!runConfig) return ids;
  const kept = keptByRun({ evaluations, runConfig }, items);
  const trains = items.filter(({ id, role }) => role === 'train' && !kept?.has(id)).map(({ id }) => id);
  const measured = [...formerEvaluations, ...evaluations];
  const seen = new Set([...trains, ...measured.flatMap(({ trainIds }) => trainIds)]);
  return ids.filter((id) => !seen.has(id));
}

/**
 * @param chosen ids that a run has kept already: those of them that are still there count then, and no others
 */
export function calibrationOf(
  items: readonly DatasetItem[],
  config: Config,
  chosen: ReadonlySet<string> | null = null,
): Calibration {
  const grouped = groupsOfImages(items);
  const normal = items.filter(({ role, label }) => role === 'train' && label === 'normal');
  if (chosen) {
    const kept = normal.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
    return { ...grouped, kept: new Set(kept) };
  }
  const promises = config.evaluation.threshold === 'conformal' && givenForThreshold(items).length === 0;
  const wanted = promises ? config.data.calibrationShare : 0;
  const candidates = normal.map(({ id, path }) => ({ id, path, group: grouped.groupOf.get(id) ?? null }));
  const kept = [...chooseCalibration(candidates, wanted, config.seed)].map(({ id }) => id);
  return { ...grouped, kept: new Set(kept) };
}

/**
 * The images as the engine gets them. Once a run has chosen what it keeps, images that come later train, and none that trained is
 * taken for the threshold.
 */
export function engineImages(
  { items, config, runConfig }: Pick<PlaygroundState, 'items' | 'config' | 'runConfig'>,
  chosen: ReadonlySet<string> | null,
): EngineImage[] {
  const { kept, groupOf } = calibrationOf(items, runConfig ?? config, chosen);
  const ofKept = givenForThreshold(items).length > 0 ? 'aside' : 'calibration';
  return items.map(({ id, path, role, label, image, mask }) => ({
    ...{ id, path },
    role: kept.has(id) ? ofKept : role,
    label,
    group: groupOf.get(id) ?? null,
    pixels: image.data,
    mask: mask?.data ?? null,
  }));
}

/** Of a run that is taken up again: what its evaluations name; what its configuration says where it has none. */
export function keptByRun(
  {
    evaluations = [],
    runConfig = null,
  }: { readonly evaluations?: readonly Evaluation[]; readonly runConfig?: Config | null },
  items: readonly DatasetItem[],
): ReadonlySet<string> | null {
  const last = evaluations.at(-1);
  if (last) return new Set([...last.calibrationIds, ...(last.asideIds ?? [])]);
  return runConfig && calibrationOf(items, runConfig).kept;
}
