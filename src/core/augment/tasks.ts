/**
 * The pretext tasks (section 3.2, Tables 1, 5 and 6, and what came after): one view of every source per class. "Normal or this kind?" follows
 * from the kinds; tasks of several kinds are listed here. `union` has two classes: the second is CutPaste or Scar with equal chance.
 */
import type { AugmentSettings } from '../config/augment-settings.ts';
import { views } from '../config/rows/augment.ts';
import type { Random } from '../random/random.ts';
import { FAMILIES, type Family, type SettingGroup } from './kinds/kind.ts';
import { kindOf, KINDS, type OwnTask, type ViewKind } from './registry.ts';

export interface TaskClass {
  /** Its name in the catalogue `kinds`: a kind, or several together. */
  readonly className: ViewKind | MixedClass;
  /** The view is one of these, each with equal chance, or by weight. */
  readonly kinds: readonly ViewKind[];
  readonly weights?: (settings: AugmentSettings) => Readonly<Partial<Record<ViewKind, number>>>;
}

/** Classes whose views are of several kinds. */
type MixedClass = 'cutpaste-or-scar' | 'mixture';
type TaskOfSeveral = 'union' | '3way' | 'mixture' | 'rotation';
export type Task = OwnTask | TaskOfSeveral;

interface TaskRow {
  readonly family: Family;
  /** Without class 0, which is always `normal`. */
  readonly classes: readonly TaskClass[];
  /** Settings of the task itself, beside those of its kinds. */
  readonly parameters?: Partial<Record<SettingGroup, readonly string[]>>;
}

const only = (kind: ViewKind): TaskClass => ({ className: kind, kinds: [kind] });

const OF_SEVERAL: Readonly<Record<TaskOfSeveral, TaskRow>> = {
  union: { family: 'paper', classes: [{ className: 'cutpaste-or-scar', kinds: ['cutpaste', 'scar'] }] },
  '3way': { family: 'paper', classes: [only('cutpaste'), only('scar')] },
  mixture: {
    family: 'descendant',
    classes: [
      {
        className: 'mixture',
        kinds: Object.keys(views.mixture) as (keyof typeof views.mixture)[],
        weights: ({ mixture }) => mixture,
      },
    ],
    parameters: { mixture: ['augment.mixture.'] },
  },
  rotation: {
    family: 'baseline',
    classes: [only('rotation-90'), only('rotation-180'), only('rotation-270')],
  },
};

const own = KINDS.flatMap(({ kind, family }) =>
  family === null ? [] : [[kind, { family, classes: [only(kind)] }] as const],
);
const rows: readonly (readonly [string, TaskRow])[] = [...own, ...Object.entries(OF_SEVERAL)];
const byName = new Map(rows);

/** The paper's own first, then what came after it, then the baselines. */
export const TASKS = FAMILIES.flatMap((family) =>
  rows.flatMap(([name, row]) => (row.family === family ? [name] : [])),
) as readonly string[] as readonly Task[];

function rowOf(task: Task): TaskRow {
  const row = byName.get(task);
  if (!row) throw new Error(`There is no task "${task}".`);
  return row;
}

export const familyOf = (task: Task): Family => rowOf(task).family;

/** Classes of a task in the order of their labels; label 0 is always `normal`. */
export function taskViews(task: Task): readonly TaskClass[] {
  return [only('normal'), ...rowOf(task).classes];
}

/** The kind of one view of a class. Weights that are all 0 count as equal. */
export function drawKind({ kinds, weights }: TaskClass, settings: AugmentSettings, random: Random): ViewKind {
  if (kinds.length === 1) return kinds[0];
  const given = weights && kinds.map((kind) => weights(settings)[kind] ?? 0);
  const total = given ? given.reduce((sum, weight) => sum + weight, 0) : 0;
  if (!given || total === 0) return kinds[random.int(0, kinds.length - 1)];
  let rest = random.float() * total;
  return kinds.find((_, i) => (rest -= given[i]) < 0) ?? kinds[given.findLastIndex((weight) => weight > 0)];
}

/** Beginnings of the paths of the settings that change a task's pixels, by section of the lab. */
export function settingsOf(task: Task): ReadonlyMap<SettingGroup, readonly string[]> {
  const found = new Map<SettingGroup, readonly string[]>(
    Object.entries(rowOf(task).parameters ?? {}) as [SettingGroup, readonly string[]][],
  );
  for (const { kinds } of taskViews(task))
    for (const kind of kinds)
      for (const [group, paths] of Object.entries(kindOf(kind).parameters) as [SettingGroup, string[]][])
        found.set(group, [...new Set([...(found.get(group) ?? []), ...paths])]);
  return found;
}

/** Whether a setting of the views (a path under `augment.`) changes the pixels of a task; the global augmentation always does. */
export function taskUses(task: Task, path: string): boolean {
  if (path === 'augment.task' || path.startsWith('augment.global.')) return true;
  return [...settingsOf(task).values()].flat().some((start) => path.startsWith(start));
}
