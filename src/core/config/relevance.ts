/**
 * Settings that have no effect under the other settings: their controls are disabled and say why (`parameters:reasons`), and they are in
 * conflict with nothing. Follows from the needs of the rows, from the kinds of views of the task, and from the backend's kernels.
 */
import { taskUses } from '../augment/tasks.ts';
import { OWN_ON, type KernelBackend } from './kernel-groups.ts';
import { findParameter, readParameter } from './parameters.ts';
import type { IrrelevanceReason } from './rows/reasons.ts';
import type { Config, KernelGroup } from './schema.ts';

/** Of the kernels' switches: what the backend has to choose from. */
function withoutChoice(path: string, backend: KernelBackend): IrrelevanceReason | null {
  const [section, group] = path.split('.');
  if (section !== 'kernels') return null;
  if (group === 'tiles') return backend === 'webgpu' ? null : 'only-webgpu';
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
  if (unmet) return unmet.otherwise;
  return path.startsWith('augment.') && !taskUses(config.augment.task, path) ? 'not-in-task' : null;
}
