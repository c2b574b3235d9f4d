/**
 * `npm run bench -- --only export [--preset NAME,NAME] [--count 100] [--steps 4] [--out FILE]`: whether an exported detector decides as the page
 * does, from the same files on, and how fast. For every preset the built page trains a few steps (the weights do not matter, the
 * network does), scores a hundred images of mixed sizes and exports ONNX; ONNX Runtime in Node and in Chromium score the same files. Then how fast each is
 * (export-rates.ts), and for the first preset the service under load and with what is no image (export-service.ts).
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import * as ort from 'onnxruntime-node';
import { chromium } from 'playwright';
import { CHROMIUM_ARGS, findChromium } from '../scripts/find-chromium.mjs';
import { openPage } from '../scripts/experiment/browser.ts';
import { configure } from '../scripts/experiment/drive.ts';
import { parseOptions, type RunOptions } from '../scripts/experiment/options.ts';
import { PRESET_NAMES } from '../scripts/experiment/run-options.ts';
import { Progress } from '../scripts/experiment/progress.ts';
import { loadInto, runAndWrite } from '../scripts/experiment/run-in-page.ts';
import { serveFolder } from '../scripts/experiment/server.ts';
import { differences, IN_NODE, openDetector } from '../src/services/detector/take-home-onnx/detector.mjs';
import { readImage } from '../src/services/detector/take-home-onnx/node-images.mjs';
import { writeImages } from './export-images.ts';
import { measureRates, type Rates } from './export-rates.ts';
import { measureService } from './export-service.ts';
import { machineInWords } from './machine.ts';

interface Expected {
  readonly path: string;
  readonly score: number;
  readonly anomalous: boolean;
  readonly map: Float32Array;
}

/** Largest differences from the page, and decisions that are others; of files whose pixels are certain, and of JPEGs. */
interface Agreement {
  readonly images: number;
  score: number;
  map: number;
  flipped: number;
}

interface Row {
  readonly preset: string;
  readonly onnxBytes: number;
  readonly tfjsBytes: number;
  readonly node: Agreement;
  readonly nodeJpeg: Agreement;
  readonly web: Agreement;
  readonly webJpeg: Agreement;
  readonly rates: Rates;
  /** In words. */
  readonly service: string | null;
}

const isJpeg = (path: string) => path.endsWith('.jpg');

/** float32 values of a .npy file. */
function readNpy(file: string): Float32Array {
  const bytes = readFileSync(file);
  const start = 10 + bytes.readUInt16LE(8);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset + start, bytes.byteOffset + bytes.length));
}

/** What the page said of every test image, by the files of the run. */
function expectedOf(data: string, out: string, threshold: number): Expected[] {
  const [, ...lines] = readFileSync(join(out, 'maps.csv'), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [, map, path, score] = /^(maps\/[^,]+),[^,]*,"([^"]+)",.*,([^,]+)$/.exec(line) as RegExpExecArray;
    const inside = path.slice(path.indexOf('/') + 1);
    return {
      path: join(data, inside),
      score: Number(score),
      anomalous: Math.fround(Number(score)) >= Math.fround(threshold),
      map: readNpy(join(out, map)),
    };
  });
}

function agreement(found: readonly { readonly expected: Expected; readonly result: object }[]): Agreement {
  const worst = { images: found.length, score: 0, map: 0, flipped: 0 };
  for (const { expected, result } of found) {
    const apart = differences(result, expected);
    // Not a number is no small difference.
    worst.score = Math.max(worst.score, Number.isNaN(apart.score) ? Infinity : apart.score);
    worst.map = Math.max(worst.map, Number.isNaN(apart.map) ? Infinity : apart.map);
    if (apart.flipped) worst.flipped++;
  }
  return worst;
}

/** Scores of the files by onnxruntime-web on WASM in Chromium, decoded by Chromium; through the module that goes home with the detector. */
async function inChromium(folder: string, data: string, expected: readonly Expected[]) {
  const [own, files, modules] = await Promise.all([folder, data, resolve('node_modules')].map(serveFolder));
  const browser = await chromium.launch({ executablePath: await findChromium(), args: [...CHROMIUM_ARGS] });
  try {
    const page = await browser.newPage();
    // Everything under one address, as where the folder is served.
    await page.route('**/data/**', (route) =>
      route.fulfill({ path: join(data, new URL(route.request().url()).pathname.slice(6)) }),
    );
    await page.route('**/node_modules/**', (route) =>
      route.fulfill({ path: join('node_modules', new URL(route.request().url()).pathname.slice(14)) }),
    );
    await page.goto(own.url);
    const found = [];
    for (const one of expected) {
      const result = await page.evaluate(
        async (path) => {
          const scope = window as unknown as {
            opened?: Promise<{
              detector: {
                score(image: object): Promise<{ map: Float32Array; score: number; anomalous: boolean }>;
              };
              rgbOf(image: object): object;
            }>;
          };
          scope.opened ??= (async () => {
            // No inner function has a name: tsx would wrap it in a helper that the page does not know.
            const [runtime, { openDetector: open, rgbOf }] = await Promise.all(
              ['node_modules/onnxruntime-web/dist/ort.wasm.bundle.min.mjs', 'detector.mjs'].map(
                (name) => import(new URL(name, location.href).href),
              ),
            );
            const model = new Uint8Array(await (await fetch('detector.onnx')).arrayBuffer());
            return { detector: await open(runtime, model, { executionProviders: ['wasm'] }), rgbOf };
          })();
          const { detector, rgbOf } = await scope.opened;
          const options = { imageOrientation: 'from-image', colorSpaceConversion: 'none' } as const;
          const bitmap = await createImageBitmap(await (await fetch(path)).blob(), options);
          const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
          const context = canvas.getContext('2d', {
            willReadFrequently: true,
          }) as OffscreenCanvasRenderingContext2D;
          context.fillRect(0, 0, canvas.width, canvas.height);
          context.drawImage(bitmap, 0, 0);
          const { score, anomalous, map } = await detector.score(
            rgbOf(context.getImageData(0, 0, canvas.width, canvas.height)),
          );
          let binary = '';
          const bytes = new Uint8Array(map.buffer, map.byteOffset, map.byteLength);
          for (let i = 0; i < bytes.length; i += 32_768)
            binary += String.fromCharCode(...bytes.subarray(i, i + 32_768));
          return { score, anomalous, map: btoa(binary) };
        },
        `data/${one.path.slice(data.length + 1)}`,
      );
      const bytes = Buffer.from(result.map, 'base64');
      found.push({
        expected: one,
        result: { ...result, map: new Float32Array(Uint8Array.from(bytes).buffer) },
      });
    }
    return found;
  } finally {
    await browser.close();
    for (const server of [own, files, modules]) await server.close();
  }
}

async function measurePreset(
  preset: string,
  data: string,
  steps: string,
  withService: boolean,
): Promise<Row> {
  const out = mkdtempSync(join(tmpdir(), `export-${preset}-`));
  const progress = new Progress();
  const server = await serveFolder(resolve('dist'));
  const options = parseOptions(['--data', data, '--out', out, '--preset', preset, '--steps', steps, '--backend', 'wasm', '--maps', 'npy', '--no-baseline', '--set', 'evaluation.everySteps=0', '--export', 'onnx', '--export', 'tfjs']) as RunOptions; // prettier-ignore
  const opened = await openPage(server.url, options.backend);
  try {
    const { page } = opened;
    await configure(page, options);
    const loadMs = await loadInto(page, options, progress);
    const startedAt = performance.now();
    const { threshold } = await runAndWrite(
      page,
      { ...options, goOn: undefined, startedAt, loadMs },
      progress,
      `${preset}: `,
    );
    const expected = expectedOf(data, out, threshold);
    const archive = readFileSync(join(out, 'detector-onnx.zip'));
    const parts = unzipSync(archive);
    mkdirSync(join(out, 'golden'), { recursive: true });
    for (const [name, bytes] of Object.entries(parts)) writeFileSync(join(out, name), bytes);
    const detector = await openDetector(ort, parts['detector.onnx'], IN_NODE);
    const node: { expected: Expected; result: object }[] = [];
    for (const one of expected)
      node.push({ expected: one, result: await detector.score(await readImage(one.path)) });
    const web = await inChromium(out, data, expected);
    const { mapThreshold } = JSON.parse(strFromU8(parts['golden.json'])) as { mapThreshold: number };
    const rates = await measureRates({ page, detector, data, out, mapThreshold });
    await detector.release();
    const pngs = expected.map(({ path }) => path).filter((path) => path.endsWith('.png'));
    const service = withService ? await measureService(out, pngs) : null;
    const certain = (list: readonly (typeof node)[number][]) =>
      agreement(list.filter(({ expected: { path } }) => !isJpeg(path)));
    const jpeg = (list: readonly (typeof node)[number][]) =>
      agreement(list.filter(({ expected: { path } }) => isJpeg(path)));
    return {
      preset,
      onnxBytes: parts['detector.onnx'].length,
      tfjsBytes: readFileSync(join(out, 'detector-tfjs.zip')).length,
      node: certain(node),
      nodeJpeg: jpeg(node),
      web: certain(web),
      webJpeg: jpeg(web),
      rates,
      service,
    };
  } finally {
    await opened.close();
    await server.close();
    rmSync(out, { recursive: true, force: true });
  }
}

const told = ({ images, score, map, flipped }: Agreement) =>
  `${images}: ${score.toExponential(1)}, ${map.toExponential(1)}, ${flipped}`;
const megabytes = (bytes: number) => (bytes / 1e6).toFixed(2);

/** Prints a line for each preset as it is done. */
export async function measureExport(presets: string, count: number, steps: string): Promise<void> {
  const data = join(mkdtempSync(join(tmpdir(), 'export-images-')), 'parts');
  try {
    await writeImages(data, count);
    const browser = await chromium.launch({ executablePath: await findChromium() });
    console.log(machineInWords(browser.version(), null));
    await browser.close();
    console.log(
      '| preset | ONNX MB | tfjs zip MB | Node | Node, JPEG | Chromium | Chromium, JPEG | pixels, page | pixels, Node | files, page | files, score.mjs |',
    );
    console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
    const services: string[] = [];
    for (const [i, preset] of (presets ? presets.split(',') : PRESET_NAMES).entries()) {
      const row = await measurePreset(preset, data, steps, i === 0);
      const { onnxBytes, tfjsBytes, node, nodeJpeg, web, webJpeg, rates, service } = row;
      const cells = [
        megabytes(onnxBytes),
        megabytes(tfjsBytes),
        ...[node, nodeJpeg, web, webJpeg].map(told),
        ...(['pagePixels', 'nodePixels', 'pageFiles', 'nodeFiles'] as const).map(
          (name) => `${rates[name].perSecond.toFixed(1)} (${rates[name].processorMs.toFixed(1)} ms)`,
        ),
      ];
      console.log(`| ${preset} | ${cells.join(' | ')} |`);
      if (service) services.push(`${preset}: ${service}`);
    }
    for (const line of services) console.log(`\n${line}`);
  } finally {
    rmSync(join(data, '..'), { recursive: true, force: true });
  }
}
