/**
 * Labels as JSON, made into a table: a list of records, one record a line, names with a label each, or labels with a list of names each
 * (`{"good": ["a.png"]}`).
 */
import { hasImageExtension } from '../paths.ts';
import { readLabelTable } from './label-table.ts';
import type { Annotation } from './types.ts';
import { isObject, list, type Json } from './values.ts';

const isPlain = (value: unknown): boolean =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);
const plain = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

function readObjects(records: readonly Json[]): Annotation[] {
  const header = [
    ...new Set(records.flatMap((record) => Object.keys(record).filter((key) => isPlain(record[key])))),
  ];
  return readLabelTable(
    header,
    records.map((record) => header.map((key) => plain(record[key]))),
  );
}

/** Nothing where no images are named. */
export function readRecords(value: unknown): Annotation[] {
  if (Array.isArray(value)) return readObjects(value.filter(isObject));
  if (!isObject(value)) return [];
  const entries = Object.entries(value);
  const named = entries.filter(([key]) => hasImageExtension(key));
  if (named.length > 0 && named.length * 2 > entries.length) {
    if (named.every(([, one]) => isPlain(one)))
      return readLabelTable(
        ['image', 'label'],
        named.map(([key, one]) => [key, plain(one)]),
      );
    return readObjects(named.flatMap(([key, one]) => (isObject(one) ? [{ image: key, ...one }] : [])));
  }
  const lists = entries.map(([key, one]) => [key, list(one)] as const).filter(([, one]) => one.length > 0);
  const names = lists.flatMap(([key, one]) =>
    one.flatMap((name) => (typeof name === 'string' && hasImageExtension(name) ? [[name, key]] : [])),
  );
  if (names.length > 0) return readLabelTable(['image', 'label'], names);
  return lists.length === 1 ? readObjects(lists[0][1].filter(isObject)) : [];
}

/** One record a line (JSON Lines, as Hugging Face's `metadata.jsonl`). Lines that are none are passed over. */
export function readRecordLines(text: string): Annotation[] {
  const records = text.split(/\r?\n/).flatMap((line): Json[] => {
    try {
      const value: unknown = JSON.parse(line);
      return isObject(value) ? [value] : [];
    } catch {
      return [];
    }
  });
  return readObjects(records);
}
