/**
 * The configuration of a run: every choice of the paper is a field here, and a run is reproduced by this object alone (the seed is part
 * of it). Types and schema follow from the rows (`rows/`). The schema checks types, choices and ranges of whatever comes from outside
 * (share links, project files, the command line); what settings say together is checked by `conflictOf`.
 */
import * as v from 'valibot';
import { isRegionCode } from '../region/code.ts';
import { PRESET_LIST, type BaseName } from './presets/registry.ts';
import { isRow, type Row, type RowTree } from './rows/row.ts';
import { ROWS, type Settings } from './rows/rows.ts';
import { withPresentNames } from './former-names.ts';

export { TASKS, type Task } from '../augment/tasks.ts';

export type PresetName = BaseName | 'custom';

export type Config = { version: 1; preset: PresetName } & Settings;

/** What a row allows, in words: `a whole number from 1 to 100`. */
export function allowedBy(row: Row): string {
  switch (row.kind) {
    case 'boolean':
      return 'true or false';
    case 'choice':
      return `one of ${row.choices.join(', ')}`;
    case 'number':
      return `a number from ${row.min} to ${row.max}`;
    case 'integer':
      return `a whole number from ${row.min} to ${row.max}`;
    case 'region':
      return 'a region as the page and --roi write it, or nothing';
    default:
      return row satisfies never;
  }
}

function leafSchema(row: Row): v.GenericSchema {
  const message = allowedBy(row);
  switch (row.kind) {
    case 'boolean':
      return v.boolean(message);
    case 'choice':
      return v.picklist(row.choices, message);
    case 'number':
      return v.pipe(v.number(message), v.minValue(row.min, message), v.maxValue(row.max, message));
    case 'integer':
      return v.pipe(
        v.number(message),
        v.integer(message),
        v.minValue(row.min, message),
        v.maxValue(row.max, message),
      );
    case 'region':
      return v.custom<string>(isRegionCode, message);
    default:
      return row satisfies never;
  }
}

/** A leaf that the first version lacked is filled in, and so is a section that consists of such leaves. */
function treeSchema(tree: RowTree): { schema: v.GenericSchema; optional: boolean } {
  const parts = Object.entries(tree).map(([name, node]) => {
    if (!isRow(node)) return { name, ...treeSchema(node), absent: {} };
    return { name, schema: leafSchema(node), optional: node.absent !== undefined, absent: node.absent };
  });
  const entries = parts.map(({ name, schema, optional, absent }) => [
    name,
    optional ? v.optional(schema, absent as never) : schema,
  ]);
  return {
    schema: v.object(Object.fromEntries(entries)),
    optional: parts.every(({ optional }) => optional),
  };
}

const rows = treeSchema(ROWS).schema as v.GenericSchema<unknown, Settings>;

const PRESET_NAMES: readonly PresetName[] = [...PRESET_LIST.map(({ name }) => name), 'custom'];

const wholeSchema = v.intersect([
  v.object({ version: v.literal(1), preset: v.picklist(PRESET_NAMES) }),
  rows,
]);

export const configSchema: v.GenericSchema<unknown, Config> = v.pipe(
  v.unknown(),
  v.transform(withPresentNames),
  wholeSchema,
);

export type AugmentConfig = Settings['augment'];
export type ModelConfig = Settings['model'];
export type TrainingConfig = Settings['training'];
export type DensityConfig = Settings['density'];
export type EvaluationConfig = Settings['evaluation'];
export type MistakesConfig = Settings['mistakes'];
export type KernelsConfig = Settings['kernels'];
export type KernelGroup = Exclude<keyof KernelsConfig, 'tiles'>;

/** Kernels of a training step that the project has its own of, in the order of a step. */
export const KERNEL_GROUPS = Object.keys(ROWS.kernels).filter(
  (name) => name !== 'tiles',
) as readonly KernelGroup[];

export const OWN_KERNELS = {
  ...Object.fromEntries(KERNEL_GROUPS.map((group) => [group, 'own'])),
  tiles: 'auto',
} as KernelsConfig;

export const NO_MISTAKES: MistakesConfig = {
  pasteBeforeResize: false,
  densityOnAugmented: false,
  chooseByTestAuroc: false,
};
