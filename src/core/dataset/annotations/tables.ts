/**
 * Tables: VisA's split files (object, split, label, image, mask) and lists of run lengths an image (ImageId, EncodedPixels, as Kaggle gives them: first
 * pixel and count in turn, down the columns, from 1).
 */
import { meaningOf } from '../reading/words.ts';
import { NOTHING, type Annotation } from './types.ts';
import { isFiniteList } from './values.ts';

/** Rows of a CSV file; quoted fields may hold commas and quotes. */
export function readCsv(text: string): string[][] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) =>
      Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, bare]) =>
        (quoted?.replaceAll('""', '"') ?? bare).trim(),
      ),
    );
}

type Columns = (row: readonly string[], ...names: readonly string[]) => string;

function columns(header: readonly string[]): Columns {
  const places = new Map(header.map((name, i) => [name.toLowerCase().replace(/[\s_]/g, ''), i]));
  return (row, ...names) => {
    const at = names.map((name) => places.get(name)).find((place) => place !== undefined);
    return at === undefined ? '' : (row[at] ?? '');
  };
}

/** Starts and lengths in turn as runs that begin with unmarked pixels. */
function runsOf(text: string): number[] | null {
  const values = text.split(/\s+/).map(Number);
  if (values.length < 2 || values.length % 2 === 1 || !isFiniteList(values)) return null;
  const counts: number[] = [];
  let at = 0;
  for (let i = 0; i < values.length; i += 2) {
    counts.push(Math.max(0, values[i] - 1 - at), values[i + 1]);
    at = values[i] - 1 + values[i + 1];
  }
  return counts;
}

/** What a table says of images, or an empty list for a table of another kind. */
export function readTable(text: string): Annotation[] {
  const [header = [], ...rows] = readCsv(text);
  const of = columns(header);
  const has = (...names: readonly string[]): boolean =>
    header.some((name) => names.includes(name.toLowerCase().replace(/[\s_]/g, '')));
  if (has('encodedpixels') && has('imageid', 'image')) {
    const images = new Map<string, Annotation>();
    for (const row of rows) {
      const image = of(row, 'imageid', 'image').replace(/_\d+$/, '');
      const counts = runsOf(of(row, 'encodedpixels'));
      const before = images.get(image) ?? { ...NOTHING, image, side: 'normal' as const };
      const runs = { kind: 'runs', x: 0, y: 0, width: null, height: null, along: 'columns' } as const;
      const type = of(row, 'classid');
      images.set(
        image,
        counts === null
          ? before
          : {
              ...before,
              side: 'defect',
              shapes: [...before.shapes, { ...runs, counts }],
              types: [...new Set([...before.types, ...(type === '' ? [] : [`class ${type}`])])],
            },
      );
    }
    return [...images.values()];
  }
  if (!has('image', 'imagepath', 'filename', 'file') || !has('label', 'split')) return [];
  return rows.flatMap((row): Annotation[] => {
    const image = of(row, 'image', 'imagepath', 'filename', 'file');
    const { side } = meaningOf(of(row, 'label'));
    const { part } = meaningOf(of(row, 'split'));
    if (image === '' || (side === null && part === null)) return [];
    return [{ ...NOTHING, image, side, part, mask: of(row, 'mask', 'maskpath') || null }];
  });
}
