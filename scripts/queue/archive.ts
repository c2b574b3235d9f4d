/** The files of a run on their way from a worker to the server: one zip of known names and bounded sizes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync, zipSync, type Zippable } from 'fflate';
import { chosenIds } from '../experiment/presentation.ts';
import { mapFileName } from '../experiment/write-results.ts';
import type { ScoresFile } from '../experiment/run-scores.ts';
import type { MapsWanted } from './plan.ts';
import { RefusedResult } from './result-schema.ts';
import { megabytes } from './words.ts';

/** Of the whole archive, and of what it unpacks to. */
export const ARCHIVE_BYTES = 128 * 2 ** 20;
const UNPACKED_BYTES = 256 * 2 ** 20;
const MOST_FILES = 20_000;

const PICTURE = /^(maps|images)\/\d{4,6}_[A-Za-z0-9-][A-Za-z0-9._-]{0,100}\.png$/;
const isAllowed = (name: string): boolean =>
  ['result.json', 'scores.json', 'run.zip'].includes(name) || PICTURE.test(name);

/** Names of the pictures that the report shows, as their maps are called. */
export function chosenNames({ images, test }: Pick<ScoresFile, 'images' | 'test'>): ReadonlySet<string> {
  const scored = images.map(({ path, label, defectType }, i) => ({
    id: String(i),
    path,
    defectType,
    anomalous: label === 'anomalous',
    score: test[i],
  }));
  const chosen = chosenIds(scored);
  return new Set(scored.flatMap(({ id, path }, i) => (chosen.has(id) ? [mapFileName(i, path)] : [])));
}

/** What the server wants of a finished run's folder. @throws Error where that is more than may be sent */
export function packRun(folder: string, maps: MapsWanted): Uint8Array {
  const files: Zippable = {};
  for (const name of ['result.json', 'scores.json', 'run.zip']) {
    try {
      files[name] = readFileSync(join(folder, name));
    } catch (error) {
      // An untrained network is judged without a run that the page keeps.
      if (name !== 'run.zip' || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  const scores = JSON.parse(new TextDecoder().decode(files['scores.json'] as Uint8Array)) as ScoresFile;
  const chosen = chosenNames(scores);
  // Pictures are compressed already. The report shows the chosen ones; without maps it has no pictures.
  for (const kind of maps === 'none' ? [] : ['maps', 'images']) {
    for (const name of readdirSync(join(folder, kind)))
      if (maps === 'all' || chosen.has(name))
        files[`${kind}/${name}`] = [readFileSync(join(folder, kind, name)), { level: 0 }];
  }
  const archive = zipSync(files);
  if (archive.length <= ARCHIVE_BYTES) return archive;
  throw new Error(
    `Its results are ${megabytes(archive.length)}, more than ${megabytes(ARCHIVE_BYTES)}. Serve the grid with --maps ${maps === 'all' ? 'chosen' : 'none'}.`,
  );
}

/** Names and contents. @throws RefusedResult */
export function unpackRun(archive: Uint8Array): ReadonlyMap<string, Uint8Array> {
  let bytes = 0;
  let count = 0;
  try {
    const files = unzipSync(archive, {
      filter: ({ name, originalSize }) => {
        bytes += originalSize;
        count += 1;
        if (!isAllowed(name)) throw new RefusedResult('it holds a file that no run has');
        if (bytes > UNPACKED_BYTES || count > MOST_FILES) throw new RefusedResult('it unpacks to too much');
        return true;
      },
    });
    return new Map(Object.entries(files));
  } catch (error) {
    if (error instanceof RefusedResult) throw error;
    throw new RefusedResult('it is not a whole zip archive');
  }
}
