/** A preset is a name and what it sets differently from another one; without `from`, everything is as the rows have it. */
import type { Settings } from '../rows/rows.ts';

export type Changes<T> = { readonly [K in keyof T]?: T[K] extends object ? Changes<T[K]> : T[K] };

export interface Preset<Name extends string = string> {
  readonly name: Name;
  readonly from: Preset | null;
  readonly set: Changes<Settings>;
}

export const preset = <const Name extends string>(
  name: Name,
  from: Preset | null,
  set: Changes<Settings>,
): Preset<Name> => ({ name, from, set });
