/** Which parameters the lab shows for a task: those that change its pixels, grouped, in the table's order. */
import type { SettingGroup } from '../../../core/augment/kinds/kind.ts';
import { settingsOf, type Task } from '../../../core/augment/tasks.ts';
import { PARAMETERS, type Parameter } from '../../../core/config/parameters.ts';

export type LabGroup = SettingGroup | 'global' | 'crop';

export interface ParameterSection {
  readonly group: LabGroup;
  readonly parameters: readonly Parameter[];
}

/** Sections of a task: its own first, then the global augmentation and the crop; each parameter in the first that has it. */
export function parameterSections(task: Task): ParameterSection[] {
  const groups: readonly (readonly [LabGroup, readonly string[]])[] = [
    ...settingsOf(task),
    ['global', ['augment.global.']],
    ['crop', ['model.mode', 'model.cropSizePx']],
  ];
  const placed = new Set<Parameter>();
  return groups.flatMap(([group, starts]) => {
    const parameters = PARAMETERS.filter(
      (parameter) => !placed.has(parameter) && starts.some((start) => parameter.path.startsWith(start)),
    );
    for (const parameter of parameters) placed.add(parameter);
    return parameters.length > 0 ? [{ group, parameters }] : [];
  });
}
