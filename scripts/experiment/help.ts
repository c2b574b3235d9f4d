/** What the help of `cutpaste run` ends with: every key of --set with its limits and the presets' values. */
import { PARAMETERS, readParameter, type Parameter } from '../../src/core/config/parameters.ts';
import { PRESETS } from '../../src/core/config/presets.ts';

/** Values that a parameter allows, in words. */
function limits(parameter: Parameter): string {
  switch (parameter.kind) {
    case 'boolean':
      return 'true, false';
    case 'choice':
      return parameter.choices.join(', ');
    case 'number':
    case 'integer':
      return `${parameter.min} to ${parameter.max}${parameter.unit ? ` ${parameter.unit}` : ''}`;
    case 'region':
      return 'see --roi';
    default:
      return parameter satisfies never;
  }
}

const show = (value: unknown): string =>
  typeof value === 'number' ? String(Number(value.toPrecision(6))) : String(value);

/** One value where the presets agree, else which have which. */
function presetValues(path: string): string {
  const byValue = new Map<string, string[]>();
  for (const [name, preset] of Object.entries(PRESETS)) {
    const value = show(readParameter(preset, path));
    byValue.set(value, [...(byValue.get(value) ?? []), name]);
  }
  const [[value]] = byValue;
  if (byValue.size === 1) return `${value} in every preset`;
  return [...byValue].map(([one, names]) => `${one} in ${names.join(', ')}`).join('; ');
}

export function settingsText(): string {
  const width = Math.max(...PARAMETERS.map(({ path }) => path.length));
  const rows = PARAMETERS.map((parameter) => {
    const { path } = parameter;
    const values = presetValues(path);
    const paper =
      parameter.paper === null ? 'the paper is silent' : `stated by the paper: ${show(parameter.paper)}`;
    return `  ${path.padEnd(width)}  ${limits(parameter)}\n  ${' '.repeat(width)}  ${values}; ${paper}`;
  });
  return `Keys of --set:\n\n${rows.join('\n')}`;
}
