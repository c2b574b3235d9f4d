import { describe, expect, it } from 'vitest';
import { PARAMETERS } from '../../../core/config/parameters.ts';
import { TASKS } from '../../../core/config/schema.ts';
import { parameterSections } from './parameter-groups.ts';

describe('parameterSections', () => {
  it('shows every augmentation parameter for some task, except the task itself', () => {
    const shown = new Set(TASKS.flatMap((task) => parameterSections(task)).flatMap((s) => s.parameters));
    const missing = PARAMETERS.filter((p) => p.path.startsWith('augment.') && !shown.has(p));
    expect(missing.map((p) => p.path)).toEqual(['augment.task']);
  });

  it.each(TASKS)('%s: no section is empty and no parameter stands twice', (task) => {
    const sections = parameterSections(task);
    expect(sections.every((s) => s.parameters.length > 0)).toBe(true);
    const paths = sections.flatMap((s) => s.parameters.map((p) => p.path));
    expect(new Set(paths).size).toBe(paths.length);
  });
});
