/** Which pretext tasks a PyTorch script can be written for: the paper's, its baselines and the simple ones of what came after it. */
import { taskViews } from '../../augment/tasks.ts';
import type { Config } from '../../config/schema.ts';

/** Kinds of views that the program has a function for, named as the kind with `_`. */
const WRITTEN: ReadonlySet<string> = new Set([
  'normal',
  'cutpaste',
  'cutpaste-other',
  'feathered',
  'fpi',
  'scar',
  'scar-colour',
  'cutout-grey',
  'cutout-mean',
  'cutout-colour',
  'rotation-90',
  'rotation-180',
  'rotation-270',
]);

/** Kinds of views of the run's task that the script has no way to write; none where it can be made. */
export function missingViews({ augment }: Pick<Config, 'augment'>): string[] {
  return taskViews(augment.task).flatMap(({ kinds }) => kinds.filter((kind) => !WRITTEN.has(kind)));
}
