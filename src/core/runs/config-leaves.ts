/** Configurations leaf by leaf: what differs between runs, and which runs differ in nothing but their seed. */
import type { Config } from '../config/schema.ts';

export type Leaf = string | number | boolean;

/** All leaves by path (`training.steps`), in order of the schema. */
export function configLeaves(config: Config): ReadonlyMap<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  const walk = (node: object, prefix: string): void => {
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === 'object' && value !== null) walk(value as object, `${prefix}${key}.`);
      else leaves.set(prefix + key, value as Leaf);
    }
  };
  walk(config, '');
  return leaves;
}

/** The name of a preset says nothing that the other leaves do not. */
const NAMES_ONLY: ReadonlySet<string> = new Set(['version', 'preset']);

export interface Difference {
  readonly path: string;
  /** One for each configuration; undefined where it lacks the leaf. */
  readonly values: readonly (Leaf | undefined)[];
}

/** Only the leaves in which the configurations are not all equal. */
export function differingLeaves(configs: readonly Config[]): readonly Difference[] {
  const all = configs.map(configLeaves);
  const paths = new Set(all.flatMap((leaves) => [...leaves.keys()]));
  return [...paths].flatMap((path) => {
    if (NAMES_ONLY.has(path)) return [];
    const values = all.map((leaves) => leaves.get(path));
    return values.every((value) => Object.is(value, values[0])) ? [] : [{ path, values }];
  });
}

/** Equal for configurations that differ in their seed only. */
export function keyWithoutSeed(config: Config): string {
  const leaves = [...configLeaves(config)].filter(([path]) => path !== 'seed' && !NAMES_ONLY.has(path));
  return JSON.stringify(leaves.sort(([a], [b]) => (a < b ? -1 : 1)));
}
