/**
 * `cutpaste score`: a detector that the page saved as ONNX, over a folder of images, without a browser. The scripts that go home with the
 * detector do the work.
 */
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { mapPng } from '../src/services/detector/take-home-onnx/node-images.mjs';
import { scoreFiles } from '../src/services/detector/take-home-onnx/score-files.mjs';
import type { ValuesOf } from './command-line/option-table.ts';
import { UsageError } from './command-line/usage-error.ts';
import { csvLine } from './experiment/scores-csv.ts';
import { Progress } from './experiment/progress.ts';
import { writeAtomic, writeAtomicBehind } from './experiment/write-atomic.ts';
import { openChecked } from './score/open-checked.ts';
import type { SCORE_OPTIONS } from './score/score-options.ts';

const IMAGE = /\.(png|jpe?g|webp|tiff?|bmp|gif|avif)$/i;

/** Paths of images below `source`, sorted; maps of an earlier call are never among them. */
function imagesOf(source: string, out: string | undefined): { root: string; names: string[] } {
  const facts = statSync(source, { throwIfNoEntry: false });
  if (!facts) throw new UsageError(`--data: "${source}" does not exist.`);
  if (!facts.isDirectory()) return { root: dirname(source), names: [relative(dirname(source), source)] };
  const isResult = (name: string) =>
    out !== undefined && !relative(resolve(out, 'maps'), resolve(source, name)).startsWith('..');
  const names = (readdirSync(source, { recursive: true }) as string[])
    .filter((name) => IMAGE.test(name) && !isResult(name))
    .sort();
  if (names.length === 0) throw new UsageError(`--data: there is no image in "${source}".`);
  return { root: source, names };
}

/**
 * Returns 0 when every image was scored, 1 when some could not be read (they are named).
 * @throws UsageError for an option or a file that cannot be taken
 */
export async function score(values: ValuesOf<typeof SCORE_OPTIONS>): Promise<number> {
  const { detector: file, data, out, json } = values;
  if (!file || !data || (!out && !json))
    throw new UsageError('--detector, --data and --out are all needed (with --json: the first two).');
  if (out && resolve(out) === resolve(data))
    throw new UsageError('--out must be another folder than --data.');
  const { root, names } = imagesOf(data, out);
  const { detector, mapThreshold, scales } = await openChecked(file);
  if (out) mkdirSync(out, { recursive: true });
  const progress = new Progress();
  const lines = [csvLine(['file', 'anomaly_score', 'p_value', 'is_anomalous'])];
  let failed = 0;
  const paths = names.map((name) => join(root, name));
  const make = async (path: string, found: { map: Float32Array; side: number }) => {
    const map = join(out as string, 'maps', `${relative(root, path)}.png`);
    mkdirSync(dirname(map), { recursive: true });
    await writeAtomicBehind(map, await mapPng(found, 2 * mapThreshold));
  };
  const options = { scales, make: out ? make : undefined };
  for await (const { path, found, error } of scoreFiles(detector, paths, options)) {
    const name = relative(root, path);
    if (!found) {
      failed++;
      progress.line(`${name} was left out: ${(error as Error).message}`);
      continue;
    }
    const { score: anomalyScore, pValue, anomalous } = found;
    lines.push(csvLine([name, anomalyScore, pValue, String(anomalous)]));
    const said = { file: name, anomaly_score: anomalyScore, p_value: pValue, is_anomalous: anomalous };
    if (json) process.stdout.write(`${JSON.stringify(said)}\n`);
    progress.update(`${lines.length - 1} of ${names.length} images`);
  }
  if (out) writeAtomic(join(out, 'scores.csv'), lines.join(''));
  progress.line(
    `${lines.length - 1} images scored, ${failed} left out${out ? `: ${join(out, 'scores.csv')}` : ''}`,
  );
  return failed > 0 ? 1 : 0;
}
