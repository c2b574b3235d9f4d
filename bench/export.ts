/**
 * `npm run bench -- --only export [--preset NAME,NAME] [--count 100] [--steps 4] [--set PATH=VALUE,PATH=VALUE] [--parts agree,rates,service]`:
 * whether an exported detector decides as the page does, from the same files on, and how fast. Names are presets, cases of export-cases.ts, or
 * `varied` (all cases that are no preset). The built page trains a few steps (`--steps`, `--set training.sourcesPerStep=...`: the weights do not
 * matter, the network, windows, density and calibration do, and they are the preset's), scores images of mixed sizes and exports ONNX; ONNX Runtime
 * in Node, in Chromium and under Python score the same files. `rates`: how fast each is; `service`: the service under load and with what is no image.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import * as ort from 'onnxruntime-node';
import { chromium } from 'playwright';
import { findChromium } from '../scripts/find-chromium.mjs';
import { openPage } from '../scripts/experiment/browser.ts';
import { configure, setRegion } from '../scripts/experiment/drive.ts';
import { parseOptions, type RunOptions } from '../scripts/experiment/options.ts';
import { Progress } from '../scripts/experiment/progress.ts';
import { loadInto, runAndWrite } from '../scripts/experiment/run-in-page.ts';
import { serveFolder } from '../scripts/experiment/server.ts';
import { differences, IN_NODE, openDetector } from '../src/services/detector/take-home-onnx/detector.mjs';
import { readImage } from '../src/services/detector/take-home-onnx/node-images.mjs';
import { chosenCases, SHORTENED, type ExportCase } from './export-cases.ts';
import { scoreInChromium } from './export-chromium.ts';
import { writeImages, writeRegion } from './export-images.ts';
import { scoreInPython } from './export-python.ts';
import { measureRates, type Rates } from './export-rates.ts';
import { measureService } from './export-service.ts';
import { machineInWords } from './machine.ts';
import { readNpy } from './npy.ts';

interface Expected {
  /** Below the folder of the images. */
  readonly name: string;
  readonly score: number;
  readonly anomalous: boolean;
  readonly map: Float32Array;
}

/** Largest differences from the page, and decisions that are others. */
interface Agreement {
  images: number;
  score: number;
  map: number;
  flipped: number;
  /** Not scored: the file's reader says why. */
  refused: number;
}

export interface ExportOrder {
  readonly cases: readonly string[];
  readonly count: number;
  readonly steps: string;
  readonly set: readonly string[];
  readonly parts: readonly string[];
}

/** Decoders may make different pixels of these. */
const isLossy = (name: string) => /\.(jpg|lossy\.webp)$/.test(name);

/** What the page said of every test image, by the files of the run. */
function expectedOf(out: string, threshold: number): Expected[] {
  const [, ...lines] = readFileSync(join(out, 'maps.csv'), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [, map, path, score] = /^(maps\/[^,]+),[^,]*,"([^"]+)",.*,([^,]+)$/.exec(line) as RegExpExecArray;
    return {
      name: path.slice(path.indexOf('/') + 1),
      score: Number(score),
      anomalous: Math.fround(Number(score)) >= Math.fround(threshold),
      map: readNpy(join(out, map)),
    };
  });
}

type Found = { readonly refused: string } | { readonly map: Float32Array };

function agreement(all: readonly Expected[], found: readonly Found[], lossy: boolean): Agreement {
  const worst = { images: 0, score: 0, map: 0, flipped: 0, refused: 0 };
  all.forEach((expected, i) => {
    if (isLossy(expected.name) !== lossy) return;
    const result = found[i];
    if ('refused' in result) {
      worst.refused++;
      return;
    }
    const apart = differences(result, expected);
    worst.images++;
    // Not a number is no small difference.
    worst.score = Math.max(worst.score, Number.isNaN(apart.score) ? Infinity : apart.score);
    worst.map = Math.max(worst.map, Number.isNaN(apart.map) ? Infinity : apart.map);
    if (apart.flipped) worst.flipped++;
    if (!lossy && !(apart.score <= 1e-4 && apart.map <= 1e-3 && !apart.flipped))
      console.log(
        `  ${expected.name}: score ${apart.score.toExponential(1)}, map ${apart.map.toExponential(1)}, flipped ${apart.flipped}`,
      );
  });
  return worst;
}

/** In Node, by the scripts of the detector. */
async function scoreInNode(
  detector: Awaited<ReturnType<typeof openDetector>>,
  data: string,
  names: readonly string[],
  scales: object,
): Promise<Found[]> {
  const found: Found[] = [];
  for (const name of names)
    found.push(
      await readImage(join(data, name), { scales })
        .then((image: object) => detector.score(image as never))
        .catch((error: Error) => ({ refused: error.message })),
    );
  return found;
}

interface Row {
  readonly cells: readonly string[];
  readonly service: string | null;
}

async function measureCase(
  { preset, set, region }: ExportCase,
  data: string,
  { steps, set: more, parts }: ExportOrder,
  withService: boolean,
): Promise<Row> {
  const out = mkdtempSync(join(tmpdir(), `export-${preset}-`));
  const progress = new Progress();
  const server = await serveFolder(resolve('dist'));
  const settings = [...SHORTENED, ...set, ...more].flatMap((one) => ['--set', one]);
  const roi = region ? ['--roi', join(data, '..', 'region.png')] : [];
  const options = parseOptions(['--data', data, '--out', out, '--preset', preset, '--steps', steps, '--backend', 'wasm', '--maps', 'npy', '--no-baseline', ...settings, ...roi, '--export', 'onnx', '--export', 'tfjs']) as RunOptions; // prettier-ignore
  const opened = await openPage(server.url, options.backend);
  try {
    const { page } = opened;
    await configure(page, options);
    const loadMs = await loadInto(page, options, progress);
    if (options.roi !== undefined) await setRegion(page, options.roi);
    const startedAt = performance.now();
    const order = { ...options, goOn: undefined, startedAt, loadMs };
    const { threshold } = await runAndWrite(page, order, progress, `${preset}: `);
    const expected = expectedOf(out, threshold);
    const names = expected.map(({ name }) => name);
    const files = unzipSync(readFileSync(join(out, 'detector-onnx.zip')));
    mkdirSync(join(out, 'golden'), { recursive: true });
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(out, name), bytes);
    const { mapThreshold, scales } = JSON.parse(strFromU8(files['golden.json'])) as {
      mapThreshold: number;
      scales: object;
    };
    const detector = await openDetector(ort, files['detector.onnx'], IN_NODE);
    const cells = [
      megabytes(files['detector.onnx'].length),
      megabytes(readFileSync(join(out, 'detector-tfjs.zip')).length),
    ];
    if (parts.includes('agree')) {
      const sides = [
        await scoreInNode(detector, data, names, scales),
        await scoreInChromium(out, data, names),
        await scoreInPython(out, data, names),
      ];
      for (const found of sides)
        for (const lossy of [false, true]) cells.push(told(agreement(expected, found, lossy)));
    }
    if (parts.includes('rates')) {
      const rates = await measureRates({ page, detector, data, out, mapThreshold });
      for (const name of RATE_NAMES)
        cells.push(`${rates[name].perSecond.toFixed(1)} (${rates[name].processorMs.toFixed(1)} ms)`);
    }
    await detector.release();
    const pngs = names.filter((name) => name.endsWith('.png')).map((name) => join(data, name));
    return { cells, service: withService ? await measureService(out, pngs) : null };
  } finally {
    await opened.close();
    await server.close();
    rmSync(out, { recursive: true, force: true });
  }
}

const RATE_NAMES: readonly (keyof Rates)[] = ['pagePixels', 'nodePixels', 'pageFiles', 'nodeFiles'];
const SIDES = ['Node', 'Chromium', 'Python'].flatMap((side) => [side, `${side}, lossy`]);
const told = ({ images, score, map, flipped, refused }: Agreement) =>
  `${images}: ${score.toExponential(1)}, ${map.toExponential(1)}, ${flipped}${refused ? `; ${refused} refused` : ''}`;
const megabytes = (bytes: number) => (bytes / 1e6).toFixed(2);

/** Prints a line for each case as it is done. */
export async function measureExport(order: ExportOrder): Promise<void> {
  const { cases, count, parts } = order;
  const data = join(mkdtempSync(join(tmpdir(), 'export-images-')), 'parts');
  try {
    await writeImages(data, count);
    await writeRegion(join(data, '..', 'region.png'));
    const browser = await chromium.launch({ executablePath: await findChromium() });
    console.log(machineInWords(browser.version(), null));
    await browser.close();
    const heading = [
      ...['case', 'ONNX MB', 'tfjs zip MB'],
      ...(parts.includes('agree') ? SIDES : []),
      ...(parts.includes('rates') ? ['pixels, page', 'pixels, Node', 'files, page', 'files, score.mjs'] : []),
    ];
    console.log(`| ${heading.join(' | ')} |\n| ${heading.map(() => '---').join(' | ')} |`);
    const services: string[] = [];
    const chosen = chosenCases(cases);
    for (const [i, one] of chosen.entries()) {
      const { cells, service } = await measureCase(one, data, order, i === 0 && parts.includes('service'));
      console.log(`| ${one.name} | ${cells.join(' | ')} |`);
      if (service) services.push(`${one.name}: ${service}`);
    }
    for (const line of services) console.log(`\n${line}`);
  } finally {
    rmSync(join(data, '..'), { recursive: true, force: true });
  }
}
