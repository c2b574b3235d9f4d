/**
 * Kinds of synthetic defect that look alike, by what is done to the pixels. Each family has one kind as its probe. A task is tested on the probes of the
 * families that it does not train on ("leave one kind out"): how a network finds what it was trained to find says nothing about what it was not.
 */
import type { ViewKind } from '../augment/registry.ts';
import { taskViews, type Task } from '../augment/tasks.ts';

interface DefectFamily {
  readonly probe: ViewKind;
  /** With the probe. */
  readonly kinds: readonly ViewKind[];
}

/** In the order of the tables: a piece moved, a thin stroke, a piece blended in, a stain, pieces of one colour (bench/results/choice.md). */
export const DEFECT_FAMILIES = [
  { probe: 'cutpaste', kinds: ['cutpaste', 'cutpaste-other', 'feathered', 'smooth-blend'] },
  { probe: 'scar', kinds: ['scar', 'scar-colour'] },
  { probe: 'nsa', kinds: ['nsa', 'fpi', 'pii'] },
  { probe: 'perlin', kinds: ['perlin'] },
  { probe: 'cutout-colour', kinds: ['cutout-colour', 'cutout-grey', 'cutout-mean', 'shape', 'confetti'] },
] as const satisfies readonly DefectFamily[];

export type Probe = (typeof DEFECT_FAMILIES)[number]['probe'];
export const PROBES: readonly Probe[] = DEFECT_FAMILIES.map(({ probe }) => probe);

/** The probes of families that no view of the task belongs to. */
export function probesFor(task: Task): readonly Probe[] {
  const trained = new Set<ViewKind>(taskViews(task).flatMap(({ kinds }) => kinds));
  const others: readonly DefectFamily[] = DEFECT_FAMILIES;
  return others.flatMap(({ probe, kinds }) =>
    kinds.some((kind) => trained.has(kind)) ? [] : [probe as Probe],
  );
}
