/** How parts of the model card are written: texts by key, tables in Markdown. */

/** A text of the catalogue `detector` by its key, with values filled in. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** Rows without a value are left out. */
export const cardTable = (
  rows: readonly (readonly [string, string | null])[],
  head: readonly [string, string],
): string =>
  [head, ['---', '---'] as const, ...rows.filter(([, value]) => value !== null)]
    .map(([name, value]) => `| ${name} | ${value} |`)
    .join('\n');
