/**
 * The options of a command as a table, of which everything is made: what yargs parses, its help, what the shell completes, and the types of
 * the values. What a value may be is checked by the command itself, in its own words.
 */
import yargs, { type Argv, type Options as YargsOptions } from 'yargs';
import { UsageError } from './usage-error.ts';

export interface OptionRow {
  readonly type: 'string' | 'boolean';
  /** May be given several times. */
  readonly array?: true;
  readonly default?: string;
  /** One sentence for the help. */
  readonly describe: string;
  /** What the shell completes. */
  readonly choices?: readonly string[];
  /** Still understood, but another command does it. */
  readonly hidden?: true;
}

export type OptionTable = Readonly<Record<string, OptionRow>>;

export type ValuesOf<T extends OptionTable> = {
  readonly [K in keyof T]: T[K] extends { array: true }
    ? readonly string[]
    : T[K] extends { type: 'boolean' }
      ? boolean
      : T[K] extends { default: string }
        ? string
        : string | undefined;
};

/** Text stays text, a flag is never negated, and no name has a second spelling. */
const PARSING = {
  'camel-case-expansion': false,
  'dot-notation': false,
  'boolean-negation': false,
  'greedy-arrays': false,
  'parse-numbers': false,
  'parse-positional-numbers': false,
};

function yargsOptions(table: OptionTable, completing: boolean): Record<string, YargsOptions> {
  return Object.fromEntries(
    Object.entries(table).map(([name, { type, array, default: value, describe, choices, hidden }]) => [
      name,
      {
        type,
        describe,
        ...(array && { array }),
        ...(value !== undefined && { default: value }),
        ...(type === 'string' && { requiresArg: true }),
        ...(completing && choices && { choices }),
        ...(hidden && { hidden }),
      },
    ]),
  );
}

/** Adds the table to a command. */
export function withOptions(argv: Argv, table: OptionTable, completing = false): Argv {
  return argv.options(yargsOptions(table, completing));
}

/** A parser that throws what is wrong, and neither prints nor ends the process. */
export function strictParser(argv: readonly string[]): Argv {
  return yargs([...argv])
    .locale('en')
    .parserConfiguration(PARSING)
    .exitProcess(false)
    .strict()
    .fail((message, error) => {
      throw error ?? new UsageError(message);
    });
}

/** The values of the table's options among what was parsed. @throws UsageError for one that was given twice */
export function valuesOf<T extends OptionTable>(table: T, parsed: object): ValuesOf<T> {
  const values: Record<string, unknown> = {};
  for (const [name, { type, array }] of Object.entries(table)) {
    const value = (parsed as Readonly<Record<string, unknown>>)[name];
    if (Array.isArray(value) && !array) throw new UsageError(`--${name} was given more than once.`);
    values[name] = value ?? (array ? [] : type === 'boolean' ? false : undefined);
  }
  return values as ValuesOf<T>;
}

/** What yargs says of a line while it reads it comes as an error of its own kind. */
export const asUsage = (error: unknown): unknown =>
  error instanceof Error && error.name === 'YError' ? new UsageError(error.message) : error;

/** @throws UsageError for what the table does not have */
export function readOptions<T extends OptionTable>(table: T, argv: readonly string[]): ValuesOf<T> {
  const parser = withOptions(strictParser(argv), table).help(false).version(false);
  try {
    return valuesOf(table, parser.parseSync());
  } catch (error) {
    throw asUsage(error);
  }
}
