/**
 * The classes of each pretext task (section 3.2, Tables 1, 5 and 6): one view of every source per class. `union` has two classes: the
 * second is CutPaste or Scar with equal chance.
 */
import type { Task } from '../config/schema.ts';
import type { ViewKind } from './types.ts';

export type ClassName =
  | 'normal'
  | 'cutpaste'
  | 'scar'
  | 'cutpaste-or-scar'
  | 'rotation-90'
  | 'rotation-180'
  | 'rotation-270'
  | 'cutout'
  | 'scar-colour'
  | 'confetti'
  | 'shape';

export interface TaskClass {
  readonly className: ClassName;
  /** The view is one of these, each with equal chance. */
  readonly kinds: readonly ViewKind[];
}

const normal: TaskClass = { className: 'normal', kinds: ['normal'] };
const cutpaste: TaskClass = { className: 'cutpaste', kinds: ['cutpaste'] };
const scar: TaskClass = { className: 'scar', kinds: ['scar'] };

const CLASSES: Readonly<Record<Task, readonly TaskClass[]>> = {
  cutpaste: [normal, cutpaste],
  scar: [normal, scar],
  union: [normal, { className: 'cutpaste-or-scar', kinds: ['cutpaste', 'scar'] }],
  '3way': [normal, cutpaste, scar],
  rotation: [
    normal,
    { className: 'rotation-90', kinds: ['rotation-90'] },
    { className: 'rotation-180', kinds: ['rotation-180'] },
    { className: 'rotation-270', kinds: ['rotation-270'] },
  ],
  'cutout-grey': [normal, { className: 'cutout', kinds: ['cutout-grey'] }],
  'cutout-mean': [normal, { className: 'cutout', kinds: ['cutout-mean'] }],
  'cutout-colour': [normal, { className: 'cutout', kinds: ['cutout-colour'] }],
  'scar-colour': [normal, { className: 'scar-colour', kinds: ['scar-colour'] }],
  confetti: [normal, { className: 'confetti', kinds: ['confetti'] }],
  shape: [normal, { className: 'shape', kinds: ['shape'] }],
};

/** Classes of a task in the order of their labels; label 0 is always `normal`. */
export function taskViews(task: Task): readonly TaskClass[] {
  return CLASSES[task];
}
