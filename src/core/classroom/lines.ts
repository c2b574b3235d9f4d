/** What a class hands over as text: one line an entry, a mark and its values as JSON, short enough for a QR code; checked by schema when read. */
import * as v from 'valibot';

export interface Lines<T> {
  write(entry: T): string;
  /** Null for anything that is no entry. */
  read(text: string): T | null;
  /** All entries of a text, as saved files and a saved board hold them. */
  readAll(text: string): T[];
}

/** Values stand in the order of `keys`. */
export function linesOf<T extends object>(
  mark: string,
  keys: readonly (keyof T & string)[],
  schema: v.GenericSchema<unknown, T>,
): Lines<T> {
  const read = (text: string): T | null => {
    if (!text.startsWith(mark)) return null;
    try {
      const values: unknown = JSON.parse(text.slice(mark.length));
      if (!Array.isArray(values) || values.length !== keys.length) return null;
      const result = v.safeParse(schema, Object.fromEntries(keys.map((key, i) => [key, values[i]])));
      return result.success ? result.output : null;
    } catch {
      return null;
    }
  };
  return {
    write: (entry) => mark + JSON.stringify(keys.map((key) => entry[key])),
    read,
    readAll: (text) => text.split(/\r?\n/).flatMap((line) => read(line.trim()) ?? []),
  };
}

export const rounded = (value: number): number => Number(value.toFixed(4));
export const shareSchema = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
export const shortSchema = v.pipe(v.string(), v.maxLength(60));
export const nameSchema = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40));
/** Of all settings but the seed. */
export const settingsSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{1,8}$/));
export const countSchema = v.pipe(v.number(), v.integer(), v.minValue(0));
