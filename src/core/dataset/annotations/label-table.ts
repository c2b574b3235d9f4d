/**
 * What a table says of images, whatever its columns are called: the column of names is found by its values, the label by the column's name
 * (`label`, `is_anomaly`, `defect_type`, one column a class) or by values that speak (OK, NG, scratch). Values that leave it open (0 and 1
 * below `label`, A and B) are handed on as they are: then it is asked which of them are normal.
 */
import { fileName, hasImageExtension } from '../paths.ts';
import { meaningOf, wordsOf, type Side } from '../reading/words.ts';
import { FLAG_NO, FLAG_YES, LABEL_COLUMN, NAME_COLUMN, NOTHING_THERE, PART_COLUMN } from './table-words.ts';
import { NOTHING, type Annotation } from './types.ts';

type Rows = readonly (readonly string[])[];
/** What one column says of one row. */
interface Said {
  readonly side: Side | null;
  readonly type: string;
  /** What it says where that is no side. */
  readonly value: string | null;
}
interface Column {
  /** Several columns say it together; the highest rank counts. */
  readonly rank: number;
  readonly say: (row: readonly string[]) => Said;
}

/** More values than this are no labels. */
const MOST_LABELS = 64;
const SILENT: Said = { side: null, type: '', value: null };

const fold = (text: string): string => text.trim().toLowerCase();
const squeeze = (text: string): string => fold(text).replace(/[\s_.-]/g, '');
const other = (side: Side): Side => (side === 'normal' ? 'defect' : 'normal');
const isLabelName = (name: string): boolean =>
  LABEL_COLUMN.has(squeeze(name)) || wordsOf(name).some((word) => LABEL_COLUMN.has(word));

/** The column that names images: most of its values are image files; else by its title. -1 without one. */
function nameColumn(header: readonly string[], rows: Rows): number {
  const looked = rows.slice(0, 200);
  const files = header.map((_, at) => looked.filter((row) => hasImageExtension(row[at] ?? '')).length);
  // Masks may be files too: the title decides between columns of files.
  const likely = files.flatMap((count, at) => (count * 2 > looked.length ? [at] : []));
  const titled = (among: readonly number[]): number | undefined =>
    among.find((at) => NAME_COLUMN.has(squeeze(header[at])));
  return titled(likely) ?? likely.at(0) ?? titled(header.map((_, at) => at)) ?? -1;
}

/** A column whose title speaks of a side: `is_anomaly`, `good`, `defect_type`, `num_defects`. */
function sidedColumn(title: string, side: Side, at: number, values: readonly string[]): Column | null {
  const words = wordsOf(title);
  const isName = words.length === 1 || isLabelName(title);
  const isFlags = values.every(
    (value) => FLAG_YES.test(value) || FLAG_NO.test(value) || NOTHING_THERE.test(value),
  );
  const isCount = side === 'defect' && values.every((value) => value === '' || Number(value) >= 0);
  if (!isFlags && !isCount && !isName) return null;
  return {
    rank: isFlags || isCount ? 3 : 4,
    say: (row) => {
      const value = fold(row[at] ?? '');
      if (FLAG_NO.test(value) || NOTHING_THERE.test(value) || Number(value) === 0)
        return { ...SILENT, side: other(side) };
      if (FLAG_YES.test(value) || (isCount && Number(value) > 0)) return { ...SILENT, side };
      const own = meaningOf(value).side;
      if (own !== null) return { side: own, type: own === 'defect' ? row[at] : '', value: null };
      return side === 'defect' ? { side, type: row[at], value: null } : SILENT;
    },
  };
}

/** A column of labels, by its title or because all its values speak. */
function labelColumn(title: string, at: number, values: readonly string[]): Column | null {
  const sides = new Map(values.map((value) => [value, meaningOf(value).side]));
  const said = [...sides.values()];
  const hasNormal = said.includes('normal');
  const named = isLabelName(title);
  if (!named && (said.length === 0 || said.includes(null))) return null;
  const speaks = said.some((side) => side !== null);
  const rest = values.filter((value) => sides.get(value) === null);
  const restIsNothing = rest.every((value) => NOTHING_THERE.test(value));
  return {
    rank: speaks ? (named ? 4 : 2) : 1,
    say: (row) => {
      const value = fold(row[at] ?? '');
      const side = sides.get(value) ?? null;
      if (side !== null) return { side, type: side === 'defect' ? row[at] : '', value: null };
      if (speaks && hasNormal && value !== '') return { side: 'defect', type: row[at], value: null };
      if (speaks && restIsNothing) return { ...SILENT, side: 'normal' };
      return value === ''
        ? SILENT
        : { ...SILENT, value: title === '' ? value : `${title}=${row[at].trim()}` };
    },
  };
}

function columnsOf(header: readonly string[], rows: Rows, name: number): Column[] {
  return header.flatMap((title, at): Column[] => {
    if (at === name || PART_COLUMN.has(squeeze(title))) return [];
    const values = [...new Set(rows.map((row) => fold(row[at] ?? '')))];
    const side = title === '' ? null : meaningOf(title).side;
    const column =
      side !== null
        ? sidedColumn(title, side, at, values)
        : values.length <= MOST_LABELS
          ? labelColumn(title, at, values)
          : null;
    return column ? [column] : [];
  });
}

/** Of what several columns of one rank say, a defect counts most. */
function join(said: readonly Said[]): Said {
  return (
    said.find(({ side }) => side === 'defect') ??
    said.find(({ side }) => side === 'normal') ??
    said.find(({ value }) => value !== null) ??
    SILENT
  );
}

/**
 * What rows say of images; empty where no column names images or none says anything of them.
 * @param header titles of the columns, '' where there are none
 */
export function readLabelTable(header: readonly string[], rows: Rows): Annotation[] {
  const name = nameColumn(header, rows);
  if (name < 0) return [];
  const columns = columnsOf(header, rows, name);
  const rank = Math.max(0, ...columns.map((column) => column.rank));
  const best = columns.filter((column) => column.rank === rank);
  const partAt = header.findIndex((title) => PART_COLUMN.has(squeeze(title)));
  const maskAt = header.findIndex(
    (title, at) =>
      at !== name && meaningOf(title).mask !== null && rows.some((row) => hasImageExtension(row[at] ?? '')),
  );
  return rows.flatMap((row): Annotation[] => {
    const image = (row[name] ?? '').trim();
    const { side, type, value } = join(best.map(({ say }) => say(row)));
    const part = partAt < 0 ? null : meaningOf(row[partAt] ?? '').part;
    if (image === '' || (side === null && part === null && value === null)) return [];
    const mask = maskAt < 0 ? null : row[maskAt] || null;
    const types = type.trim() === '' ? [] : [type.trim()];
    return [{ ...NOTHING, image, side, part, types, mask, ...(value !== null && { value }) }];
  });
}

/** Lines of an image and its label (`a.png 0`), or of images alone, whose file's name says what they are (`train.txt`, `good.txt`). */
export function readList(path: string, text: string): Annotation[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  if (lines.length === 0) return [];
  if (lines.every((line) => hasImageExtension(line.trim()))) {
    const { side, part } = meaningOf(fileName(path).replace(/\.[^.]*$/, ''));
    if (side === null && part === null) return [];
    return lines.map((line) => ({ ...NOTHING, image: line.trim(), side, part }));
  }
  const rows = lines.flatMap((line) => {
    const found = /^"?(.+?\.[A-Za-z]{3,4})"?[\s,;:|]+"?([^"\s]+)"?\s*$/.exec(line.trim());
    return found && hasImageExtension(found[1]) ? [[found[1], found[2]]] : [];
  });
  return rows.length * 2 > lines.length ? readLabelTable(['image', 'label'], rows) : [];
}
