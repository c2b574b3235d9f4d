/**
 * Tables: run lengths an image (ImageId, EncodedPixels, as Kaggle gives them: first pixel and count in turn, down the columns, from 1), and
 * labels of images, with commas, semicolons, tabs or bars between them, with titles or without (VisA's split files among them).
 */
import { hasImageExtension } from '../paths.ts';
import { readLabelTable } from './label-table.ts';
import { NOTHING, type Annotation } from './types.ts';
import { isFiniteList } from './values.ts';

const SEPARATORS = [',', ';', '\t', '|'];

/** Rows of a table; quoted fields may hold separators and quotes. The separator is what the first line has most of. */
export function readCsv(text: string): string[][] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n|\r/)
    .filter((line) => line.trim() !== '');
  const bare = (lines[0] ?? '').replace(/"(?:[^"]|"")*"/g, '');
  const counts = SEPARATORS.map((separator) => bare.split(separator).length);
  const between = SEPARATORS[counts.indexOf(Math.max(...counts))].replace('|', '\\|');
  const field = new RegExp(`(?:^|${between})(?:"((?:[^"]|"")*)"|([^${between}]*))`, 'g');
  return lines.map((line) =>
    Array.from(line.matchAll(field), ([, quoted, plain]) => (quoted?.replaceAll('""', '"') ?? plain).trim()),
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
  const boxes = has('xmin', 'xmax', 'x1', 'xtl', 'xcenter', 'bbox', 'bboxx', 'boundingbox', 'bndbox');
  // Without titles the first line speaks of an image already.
  const isUntitled = header.some((cell) => hasImageExtension(cell));
  if (isUntitled)
    return readLabelTable(
      header.map(() => ''),
      [header, ...rows],
    );
  const said = readLabelTable(header, rows);
  return boxes ? said.map((one) => (one.side === 'defect' ? { ...one, boxes: 1 } : one)) : said;
}
