/**
 * The rows as a list with their paths: what controls, links, the command line and grids go through. Names and help texts are in the
 * catalogue `parameters`.
 */
import { presentPath } from './former-names.ts';
import { eachRow } from './rows/rows.ts';
import type { ChoiceRow, FlagRow, NumberRow, RegionRow } from './rows/row.ts';
import type { Config } from './schema.ts';

export type { ParameterGroup } from './rows/row.ts';

interface Located {
  /** Path in the configuration, for example `training.steps`. */
  readonly path: string;
}
export type NumericParameter = NumberRow & Located;
export type BooleanParameter = FlagRow & Located;
export type ChoiceParameter = ChoiceRow & Located;
export type RegionParameter = RegionRow & Located;
export type Parameter = NumericParameter | BooleanParameter | ChoiceParameter | RegionParameter;

const list: Parameter[] = [];
eachRow((path, row) => list.push({ ...row, path }));

export const PARAMETERS: readonly Parameter[] = list;

const byPath = new Map(PARAMETERS.map((parameter) => [parameter.path, parameter]));

/** The row of a path (one of before, too), or undefined when there is none. */
export function findParameter(path: string): Parameter | undefined {
  return byPath.get(presentPath(path));
}

/** The value of a leaf, for example `readParameter(config, 'training.steps')`; undefined when there is none. */
export function readParameter(config: Config, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], config);
}

/** The value that a control's "restore" gives: the paper's, or where the paper is silent the paper preset's choice. */
export function defaultValue(parameter: Parameter): unknown {
  return parameter.paper ?? parameter.value;
}
