/** Which parameters the lab shows for a task: those that change its pixels, grouped, in the table's order. */
import { PARAMETERS, type Parameter } from '../../../core/config/parameters.ts';
import type { Task } from '../../../core/config/schema.ts';

export type LabGroup = 'crop' | 'cutpaste' | 'scar' | 'patch-jitter' | 'global' | 'confetti' | 'shape';

export interface ParameterSection {
  readonly group: LabGroup;
  readonly parameters: readonly Parameter[];
}

const ALWAYS: readonly LabGroup[] = ['crop', 'global'];
const OWN: Readonly<Record<Task, readonly LabGroup[]>> = {
  cutpaste: ['cutpaste', 'patch-jitter'],
  scar: ['scar', 'patch-jitter'],
  union: ['cutpaste', 'scar', 'patch-jitter'],
  '3way': ['cutpaste', 'scar', 'patch-jitter'],
  rotation: [],
  'cutout-grey': ['cutpaste'],
  'cutout-mean': ['cutpaste'],
  'cutout-colour': ['cutpaste'],
  'scar-colour': ['scar'],
  confetti: ['confetti'],
  shape: ['shape', 'cutpaste'],
};

function belongs(parameter: Parameter, group: LabGroup): boolean {
  switch (group) {
    case 'crop':
      return parameter.path === 'model.mode' || parameter.path === 'model.cropSizePx';
    case 'confetti':
      // The sides of the boxes follow the scar's width.
      return (
        parameter.path.startsWith('augment.confetti.') || parameter.path.startsWith('augment.scar.width')
      );
    case 'shape':
      return parameter.path.startsWith('augment.shape.');
    default:
      return parameter.group === group;
  }
}

/** Sections of a task: its own first, then the global augmentation and the crop. */
export function parameterSections(task: Task): ParameterSection[] {
  return [...OWN[task], ...[...ALWAYS].reverse()].map((group) => ({
    group,
    parameters: PARAMETERS.filter((parameter) => belongs(parameter, group)),
  }));
}
