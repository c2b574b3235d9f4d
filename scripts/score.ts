/**
 * `npm run score`: a detector that the page saved as ONNX, over a folder of images, without a browser. The scripts that go home with the
 * detector do the work. Exit code: 0 when every image was scored, 1 when some could not be read, 2 for a bad option or file.
 */
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as ort from 'onnxruntime-node';
import { differences, openDetector } from '../src/services/detector/take-home-onnx/detector.mjs';
import { mapPng, readImage } from '../src/services/detector/take-home-onnx/node-images.mjs';
import { csvLine } from './experiment/scores-csv.ts';
import { writeAtomic } from './experiment/write-atomic.ts';
import { DetectorFileError, readDetectorFile } from './score/detector-file.ts';

const HELP = `Scores images with a detector that was saved as ONNX, without a browser.

  npm run score -- --detector FILE.zip --data DIR --out DIR

  --detector FILE   what "Save as ONNX" gave; it is checked against the images that prove it before it is used
  --data DIR        a folder of images (all below it), or one image
  --out DIR         where to write scores.csv and maps/*.png
  --help            this text

Exit code: 0 when every image was scored, 1 when some could not be read (they are named), 2 for a bad option or file.
`;

const IMAGE = /\.(png|jpe?g|webp|tiff?|bmp|gif|avif)$/i;

class UsageError extends Error {}

function options(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        detector: { type: 'string' },
        data: { type: 'string' },
        out: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** Paths of images below `source`, sorted; results of an earlier call are never among them. */
function imagesOf(source: string, out: string): { root: string; names: string[] } {
  const facts = statSync(source, { throwIfNoEntry: false });
  if (!facts) throw new UsageError(`--data: "${source}" does not exist.`);
  if (!facts.isDirectory()) return { root: dirname(source), names: [relative(dirname(source), source)] };
  const isResult = (name: string) => !relative(resolve(out), resolve(source, name)).startsWith('..');
  const names = (readdirSync(source, { recursive: true }) as string[])
    .filter((name) => IMAGE.test(name) && (resolve(out) === resolve(source) || !isResult(name)))
    .sort();
  if (names.length === 0) throw new UsageError(`--data: there is no image in "${source}".`);
  return { root: source, names };
}

async function main(argv: readonly string[]): Promise<number> {
  try {
    const { detector: file, data, out, help } = options(argv);
    if (help) {
      process.stdout.write(HELP);
      return 0;
    }
    if (!file || !data || !out) throw new UsageError('--detector, --data and --out are all needed.');
    if (resolve(out) === resolve(data)) throw new UsageError('--out must be another folder than --data.');
    const { model, golden, mapThreshold } = readDetectorFile(file);
    const { root, names } = imagesOf(data, out);
    const detector = await openDetector(ort, model);
    for (const one of golden) {
      const apart = differences(await detector.score(await readImage(one.png)), one);
      if (!(apart.score <= 1e-4 && apart.map <= 1e-3) || apart.flipped)
        throw new DetectorFileError(
          `"${file}" does not score ${one.file} as the page did. Nothing was scored.`,
        );
    }
    mkdirSync(out, { recursive: true });
    const lines = [csvLine(['file', 'anomaly_score', 'p_value', 'is_anomalous'])];
    let failed = 0;
    for (const name of names) {
      try {
        const found = await detector.score(await readImage(join(root, name)));
        const path = join(out, 'maps', `${name}.png`);
        mkdirSync(dirname(path), { recursive: true });
        writeAtomic(path, await mapPng(found, 2 * mapThreshold));
        lines.push(csvLine([name, found.score, found.pValue, String(found.anomalous)]));
      } catch (error) {
        failed++;
        process.stderr.write(`${name} was left out: ${(error as Error).message}\n`);
      }
    }
    writeAtomic(join(out, 'scores.csv'), lines.join(''));
    process.stderr.write(
      `${lines.length - 1} images scored, ${failed} left out: ${join(out, 'scores.csv')}\n`,
    );
    return failed > 0 ? 1 : 0;
  } catch (error) {
    const known = error instanceof UsageError || error instanceof DetectorFileError;
    process.stderr.write(`${(error as Error).message}\n${known ? 'See: npm run score -- --help\n' : ''}`);
    return known ? 2 : 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
