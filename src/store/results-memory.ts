/**
 * Limits on what a long run keeps. Checkpoints of a ResNet-18 take 90 MB each and maps of thousands of images as much, so older
 * ones are let go: of the checkpoints the one whose neighbours in step lie closest, of the evaluations the maps only.
 */
import type { Checkpoint, Evaluation, Look } from '../worker/protocol.ts';

const CHECKPOINT_BUDGET_BYTES = 400e6;
const MAP_BUDGET_BYTES = 200e6;
const MOST_LOOKS = 400;

export const checkpointBytes = ({ tensors }: Checkpoint): number =>
  tensors.reduce((sum, { data }) => sum + data.byteLength, 0);

const mapBytes = ({ maps, otherMaps }: Evaluation): number =>
  [maps, ...otherMaps.map((set) => set.maps)].flat().reduce((sum, { scores }) => sum + scores.byteLength, 0);

/** In order of step, one for each step; the first and the latest are always kept. */
export function keepCheckpoints(
  checkpoints: readonly Checkpoint[],
  budgetBytes = CHECKPOINT_BUDGET_BYTES,
): readonly Checkpoint[] {
  const kept = [...new Map(checkpoints.map((c) => [c.step, c])).values()].sort((a, b) => a.step - b.step);
  let bytes = kept.reduce((sum, c) => sum + checkpointBytes(c), 0);
  while (bytes > budgetBytes && kept.length > 2) {
    let closest = 1;
    for (let i = 2; i < kept.length - 1; i++) {
      const gap = (at: number) => kept[at + 1].step - kept[at - 1].step;
      if (gap(i) < gap(closest)) closest = i;
    }
    bytes -= checkpointBytes(kept[closest]);
    kept.splice(closest, 1);
  }
  return kept;
}

/** In order of step, one for each step (the later replaces); maps of the oldest go first, the latest keeps its own. */
export function keepEvaluations(
  evaluations: readonly Evaluation[],
  budgetBytes = MAP_BUDGET_BYTES,
): readonly Evaluation[] {
  const kept = [...new Map(evaluations.map((e) => [e.step, e])).values()].sort((a, b) => a.step - b.step);
  let bytes = kept.reduce((sum, e) => sum + mapBytes(e), 0);
  for (let i = 0; i < kept.length - 1 && bytes > budgetBytes; i++) {
    bytes -= mapBytes(kept[i]);
    kept[i] = { ...kept[i], maps: [], otherMaps: [] };
  }
  return kept;
}

/** In order of step; those of an abandoned branch go, and of too many every other one but the first. */
export function keepLooks(looks: readonly Look[], added: Look, most = MOST_LOOKS): readonly Look[] {
  const kept = [...looks.filter(({ step }) => step < added.step), added];
  return kept.length <= most ? kept : kept.filter((_, i) => i % 2 === 0 || i === kept.length - 1);
}
