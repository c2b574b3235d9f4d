/**
 * Settings that have no effect under the other settings: their controls are disabled and say why (`parameters:reasons`), and they are in
 * conflict with nothing. Follows from the needs of the rows, from the kinds of views of the task, and from the backend's kernels.
 */
import { taskViews } from '../augment/tasks.ts';
import { OWN_ON, type KernelBackend } from './kernel-groups.ts';
import { findParameter, readParameter } from './parameters.ts';
import type { IrrelevanceReason } from './rows/reasons.ts';
import type { Config, KernelGroup } from './schema.ts';

type Rule = readonly [prefix: string, reason: IrrelevanceReason, ...kinds: readonly string[]];

/** Which kinds of views draw with a setting. */
const DRAWN_BY: readonly Rule[] = [
  ['augment.cutpaste.', 'not-in-task', 'cutpaste', 'cutout-grey', 'cutout-mean', 'cutout-colour', 'shape'],
  // Confetti takes the sides of its boxes from the scar's width.
  ['augment.scar.width', 'not-in-task', 'scar', 'scar-colour', 'confetti'],
  ['augment.scar.', 'not-in-task', 'scar', 'scar-colour'],
  ['augment.patchJitter.', 'not-in-task', 'cutpaste', 'scar'],
  ['augment.shape.', 'only-shape', 'shape'],
  ['augment.confetti.', 'only-confetti', 'confetti'],
];

function notDrawn(path: string, { augment }: Config): IrrelevanceReason | null {
  const rule = DRAWN_BY.find(([prefix]) => path.startsWith(prefix));
  if (!rule) return null;
  const [, reason, ...kinds] = rule;
  const shown = taskViews(augment.task).flatMap((view) => view.kinds);
  return shown.some((kind) => kinds.includes(kind)) ? null : reason;
}

/** Of the kernels' switches: what the backend has to choose from. */
function withoutChoice(path: string, backend: KernelBackend): IrrelevanceReason | null {
  const [section, group] = path.split('.');
  if (section !== 'kernels') return null;
  if (OWN_ON[backend].length === 0) return 'no-own-kernels';
  return OWN_ON[backend].includes(group as KernelGroup) ? null : 'no-own-kernel';
}

/** Null when the setting has an effect; `backend` null while it is not known. */
export function irrelevance(
  path: string,
  config: Config,
  backend: KernelBackend | null = null,
): IrrelevanceReason | null {
  const none = backend && withoutChoice(path, backend);
  if (none) return none;
  const unmet = findParameter(path)?.needs.find(
    (need) => !(need.is as readonly unknown[]).includes(readParameter(config, need.path)),
  );
  return unmet?.otherwise ?? notDrawn(path, config);
}
