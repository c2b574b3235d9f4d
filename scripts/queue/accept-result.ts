/**
 * A run's results from a worker into the grid's folder: checked first, then written beside their place and moved there as a whole, so that a
 * run is there once and complete, however often it is handed in.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { unpackBundle } from '../../src/core/runs/bundle.ts';
import { keyWithoutSeed } from '../../src/core/runs/config-leaves.ts';
import { finishedResult, type PlannedRun } from '../experiment/grid-folder.ts';
import { presentRun } from '../experiment/presentation.ts';
import { mapFileName } from '../experiment/write-results.ts';
import { chosenNames, unpackRun } from './archive.ts';
import type { MapsWanted } from './plan.ts';
import { checkResult, RefusedResult } from './result-schema.ts';

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const isPng = (bytes: Uint8Array): boolean => PNG.every((byte, i) => bytes[i] === byte);

function take(files: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  const found = files.get(name);
  if (found) return found;
  throw new RefusedResult(`${name} is missing`);
}

/** The run as the page keeps it: one, and of this configuration. */
function checkBundle(run: PlannedRun, bytes: Uint8Array): void {
  let runs;
  try {
    let size = 0;
    const files = unzipSync(bytes, {
      filter: ({ originalSize }) => {
        size += originalSize;
        if (size > 2 ** 26) throw new Error('too large');
        return true;
      },
    });
    runs = unpackBundle(files);
  } catch {
    throw new RefusedResult('run.zip is damaged');
  }
  const [first, ...rest] = runs;
  const { config } = first?.record ?? {};
  if (
    !config ||
    rest.length > 0 ||
    config.seed !== run.config.seed ||
    keyWithoutSeed(config) !== keyWithoutSeed(run.config)
  )
    throw new RefusedResult('run.zip is that of another run');
}

/** The folder of the parts of one grid that are not whole yet. */
export const incoming = (out: string): string => join(out, 'runs', '.incoming');

/**
 * Writes a handed-in run. False where it was there before: then nothing is changed.
 * @throws RefusedResult, or the file system's error (a full disk); nothing is kept then
 */
export function acceptResult(out: string, run: PlannedRun, archive: Uint8Array, maps: MapsWanted): boolean {
  if (finishedResult(run)) return false;
  const files = unpackRun(archive);
  const resultJson = take(files, 'result.json');
  const scoresJson = take(files, 'scores.json');
  const { result, images, threshold } = checkResult(run, resultJson, scoresJson);
  const bundle = files.get('run.zip');
  if (bundle) checkBundle(run, bundle);
  const places = new Map(images.map((image, i) => [mapFileName(i, image.path), image.id]));
  const pictures = new Map<string, { readonly image: Buffer; readonly overlay: Buffer }>();
  const keptMaps: [string, Uint8Array][] = [];
  const chosen = chosenNames({
    images: images.map(({ path, defectType, anomalous }) => ({
      path,
      defectType,
      label: anomalous ? 'anomalous' : 'normal',
      hash: 0,
    })),
    test: images.map(({ score }) => score),
  });
  for (const [name, bytes] of files) {
    if (!name.endsWith('.png')) continue;
    const [kind, file] = name.split('/');
    const id = places.get(file);
    if (id === undefined) throw new RefusedResult('it holds a picture of no image');
    if (!isPng(bytes)) throw new RefusedResult('a picture is not a PNG');
    if (kind !== 'maps') continue;
    if (maps === 'all' || (maps === 'chosen' && chosen.has(file))) keptMaps.push([file, bytes]);
    const plain = files.get(`images/${file}`);
    if (plain) pictures.set(id, { image: Buffer.from(plain), overlay: Buffer.from(bytes) });
  }
  const part = join(incoming(out), `${run.hash.slice(0, 16)}-${randomUUID()}`);
  try {
    mkdirSync(join(part, 'maps'), { recursive: true });
    for (const [file, bytes] of keptMaps) writeFileSync(join(part, 'maps', file), bytes);
    writeFileSync(join(part, 'scores.json'), scoresJson);
    if (bundle) writeFileSync(join(part, 'run.zip'), bundle);
    for (const [name, text] of Object.entries(presentRun(result, images, threshold, pictures)))
      writeFileSync(join(part, name), text);
    writeFileSync(join(part, 'result.json'), resultJson, { flush: true });
    // What an interrupted run left in its place has no result.json, or that of another run.
    rmSync(run.folder, { recursive: true, force: true });
    renameSync(part, run.folder);
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    throw error;
  }
  return true;
}
