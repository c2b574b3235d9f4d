/**
 * A setting is one row: what it may be, what the paper states, what it is in the preset `paper`, whether it changes the training or
 * only the scoring, and which other settings it needs to have an effect. Schema, controls, share keys, command-line keys, ranges,
 * conflicts, and what has to be computed again after a change are derived from the rows; nothing about a setting stands elsewhere
 * but its texts (catalogue `parameters`) and the code that obeys it.
 */
import type { IrrelevanceReason } from './reasons.ts';

export type ParameterGroup =
  | 'run'
  | 'data'
  | 'task'
  | 'cutpaste'
  | 'scar'
  | 'patch-jitter'
  | 'global'
  | 'model'
  | 'training'
  | 'density'
  | 'evaluation'
  | 'mistakes'
  | 'kernels';

/** What a change asks for: another run, another evaluation of the same weights, or only another view of what there is. */
export type Scope = 'run' | 'scoring' | 'view';

/** The setting has an effect only while another one has one of these values. */
export interface Need {
  readonly path: string;
  readonly is: readonly (string | number | boolean)[];
  readonly otherwise: IrrelevanceReason;
}

interface RowBase<V> {
  /** In the preset `paper`, from which the other presets start. */
  readonly value: V;
  /** What the paper states; null where it is silent and `value` is the project's choice. */
  readonly paper: V | null;
  /** What it states for fine-tuning an ImageNet network, where that differs. */
  readonly paperPretrained: V | null;
  readonly group: ParameterGroup;
  readonly scope: Scope;
  /** Folded away at first. */
  readonly advanced: boolean;
  readonly needs: readonly Need[];
  /** What configurations mean that were written before the setting existed; undefined for those of the first version. */
  readonly absent: V | undefined;
  /** Paths under which files and links of before have it. */
  readonly formerly: readonly string[];
}

export interface NumberRow extends RowBase<number> {
  readonly kind: 'number' | 'integer';
  readonly min: number;
  readonly max: number;
  /** Of the slider; any number in the range may be typed. */
  readonly step: number;
  /** Unit shown behind the value; '' when it has none. */
  readonly unit: string;
  /** On a logarithmic scale from min to max. */
  readonly logarithmic: boolean;
  /** Another setting that it must not exceed: always, or only while this one has an effect. */
  readonly atMost: string | null;
  readonly fitsInto: string | null;
}

export interface FlagRow extends RowBase<boolean> {
  readonly kind: 'boolean';
}

export interface ChoiceRow<C extends string = string> extends RowBase<C> {
  readonly kind: 'choice';
  readonly choices: readonly C[];
}

/** A region of interest as its code (core/region/code.ts); '' is the whole image. */
export interface RegionRow extends RowBase<string> {
  readonly kind: 'region';
}

export type Row = NumberRow | FlagRow | ChoiceRow | RegionRow;

/** Rows by name, in the order of their controls; a name may hold a tree of its own. */
export interface RowTree {
  readonly [name: string]: Row | RowTree;
}

/** The values that a tree of rows describes. */
export type ValuesOf<T> = T extends NumberRow
  ? number
  : T extends FlagRow
    ? boolean
    : T extends ChoiceRow<infer C>
      ? C
      : T extends RegionRow
        ? string
        : { -readonly [K in keyof T]: ValuesOf<T[K]> };

export const isRow = (node: Row | RowTree): node is Row => typeof node.kind === 'string';

type Stated<V> =
  { readonly paper: V; readonly value?: V } | { readonly paper?: null | undefined; readonly value: V };

interface Optional<V> {
  readonly paperPretrained?: V;
  readonly group?: ParameterGroup;
  readonly scope?: Scope;
  readonly advanced?: boolean;
  readonly needs?: readonly Need[];
  readonly absent?: V;
  readonly formerly?: readonly string[];
}

type NumberOptions = Stated<number> &
  Optional<number> & {
    readonly unit?: string;
    readonly logarithmic?: boolean;
    readonly atMost?: string;
    readonly fitsInto?: string;
  };

/** `[min, max, step of the slider]` */
export type Range = readonly [min: number, max: number, step: number];

/** Makers of rows that share a group and a scope. */
export function rowsOf(shared: { readonly group: ParameterGroup; readonly scope: Scope }) {
  const base = <V>(options: Stated<V> & Optional<V>) => ({
    value: options.value ?? (options.paper as V),
    paper: options.paper ?? null,
    paperPretrained: options.paperPretrained ?? null,
    group: options.group ?? shared.group,
    scope: options.scope ?? shared.scope,
    advanced: options.advanced ?? false,
    needs: options.needs ?? [],
    absent: options.absent,
    formerly: options.formerly ?? [],
  });
  const numeric =
    (kind: NumberRow['kind']) =>
    ([min, max, step]: Range, options: NumberOptions): NumberRow => ({
      ...base<number>(options),
      kind,
      min,
      max,
      step,
      unit: options.unit ?? '',
      logarithmic: options.logarithmic ?? false,
      atMost: options.atMost ?? null,
      fitsInto: options.fitsInto ?? null,
    });
  return {
    number: numeric('number'),
    integer: numeric('integer'),
    flag: (options: Stated<boolean> & Optional<boolean>): FlagRow => ({
      ...base<boolean>(options),
      kind: 'boolean',
    }),
    choice: <const C extends readonly string[]>(
      choices: C,
      options: Stated<NoInfer<C[number]>> & Optional<NoInfer<C[number]>>,
    ): ChoiceRow<C[number]> => ({ ...base<C[number]>(options), kind: 'choice', choices }),
    region: (options: Stated<string> & Optional<string>): RegionRow => ({
      ...base<string>(options),
      kind: 'region',
    }),
  };
}
