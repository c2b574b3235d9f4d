/**
 * How many images a second an exported detector scores in Node, beside the page's engine, on the same machine in turns. Two works, each the same on
 * both sides: pixels at the working size to score and map; and files (PNG) to score and a picture of the map. Beside it the processor's time, which
 * other work on the machine hardly changes.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { EngineClient } from '../src/worker/engine-client.ts';
import type { openDetector } from '../src/services/detector/take-home-onnx/detector.mjs';
import { mapPng, readImage } from '../src/services/detector/take-home-onnx/node-images.mjs';
import { scoreFiles } from '../src/services/detector/take-home-onnx/score-files.mjs';
import { processorMsBelow } from './process-memory.ts';
import { median } from './median.ts';

/** Medians of turns. */
interface Rate {
  readonly perSecond: number;
  /** Milliseconds of all cores for an image. */
  readonly processorMs: number;
}

export type Rates = Readonly<Record<'pagePixels' | 'nodePixels' | 'pageFiles' | 'nodeFiles', Rate>>;

interface Sides {
  readonly page: Page;
  readonly detector: Awaited<ReturnType<typeof openDetector>>;
  /** The images' folder, whose training images are as large as the network's input. */
  readonly data: string;
  readonly out: string;
  readonly mapThreshold: number;
}

interface Playground {
  readonly playground: {
    readonly engine: EngineClient;
    readonly store: { getState(): { items: { image: { data: Uint8Array } }[] } };
  };
}

const IMAGES = 24;
const TURNS = 5;

/** Pixels that the page holds already, through its engine. @returns ms */
const pagePixels = (page: Page): Promise<number> =>
  page.evaluate(async (count) => {
    const { engine, store } = (window as unknown as Playground).playground;
    const images = store
      .getState()
      .items.slice(0, count)
      .map(({ image }) => image.data);
    const began = performance.now();
    for (const pixels of images) await engine.scoreFrame(Uint8Array.from(pixels));
    return performance.now() - began;
  }, IMAGES);

/** Files decoded by the browser while the engine scores the one before, and maps as PNG. No inner function has a name: tsx would wrap it. @returns ms */
const pageFiles = (page: Page, files: readonly string[], white: number): Promise<number> =>
  page.evaluate(
    async ({ encoded, top }) => {
      const { engine } = (window as unknown as Playground).playground;
      const blobs = encoded.map((text) => new Blob([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))]));
      const options = { imageOrientation: 'from-image', colorSpaceConversion: 'none' } as const;
      const pngs: Promise<Blob>[] = [];
      const began = performance.now();
      let ahead = createImageBitmap(blobs[0], options);
      for (let n = 0; n < blobs.length; n++) {
        const bitmap = await ahead;
        if (n + 1 < blobs.length) ahead = createImageBitmap(blobs[n + 1], options);
        const { width, height } = bitmap;
        const canvas = new OffscreenCanvas(width, height);
        const context = canvas.getContext('2d', { willReadFrequently: true });
        if (!context) throw new Error('There is no canvas.');
        context.drawImage(bitmap, 0, 0);
        const { data } = context.getImageData(0, 0, width, height);
        const rgb = new Uint8Array(width * height * 3);
        for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
          rgb[to] = data[from];
          rgb[to + 1] = data[from + 1];
          rgb[to + 2] = data[from + 2];
        }
        const { map } = await engine.scoreFrame(rgb);
        const grid = new ImageData(map.columns, map.rows);
        for (let i = 0; i < map.scores.length; i++)
          grid.data.set([(255 * map.scores[i]) / top, (255 * map.scores[i]) / top, 0, 255], 4 * i);
        context.drawImage(await createImageBitmap(grid), 0, 0, width, height);
        pngs.push(canvas.convertToBlob());
      }
      await Promise.all(pngs);
      return performance.now() - began;
    },
    { encoded: files.map((file) => readFileSync(file).toString('base64')), top: white },
  );

/** Of this process. */
function ownProcessorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * Chromium gives the processes of its pages the usual priority whatever it was started with; a Node of `nice` would be measured behind them where
 * others work on the machine too. Linux has a priority for each thread.
 */
async function atUsualPriority<T>(work: () => Promise<T>): Promise<T> {
  const before = getPriority();
  const setAll = (priority: number) => {
    for (const thread of readdirSync('/proc/self/task')) setPriority(Number(thread), priority);
  };
  setAll(0);
  try {
    return await work();
  } finally {
    setAll(before);
  }
}

/** Runs the four works in turns; the first turn warms them up. */
export const measureRates = (sides: Sides): Promise<Rates> => atUsualPriority(() => inTurns(sides));

async function inTurns({ page, detector, data, out, mapThreshold }: Sides): Promise<Rates> {
  const files = Array.from({ length: IMAGES }, (_, i) => join(data, `train/good/${i}.png`));
  const pixels = await Promise.all(files.map((file) => readImage(file)));
  const white = 2 * mapThreshold;
  const works: Readonly<Record<keyof Rates, () => Promise<number | null>>> = {
    pagePixels: () => pagePixels(page),
    nodePixels: async () => {
      for (const image of pixels) await detector.score(image);
      return null;
    },
    pageFiles: () => pageFiles(page, files, white),
    nodeFiles: async () => {
      const make = async (_: string, found: { map: Float32Array; side: number }) =>
        writeFileSync(join(out, 'map.png'), await mapPng(found, white));
      for await (const { error } of scoreFiles(detector, files, { make })) if (error) throw error as Error;
      return null;
    },
  };
  const names = Object.keys(works) as (keyof Rates)[];
  const taken = new Map(names.map((name) => [name, { rates: [] as number[], processor: [] as number[] }]));
  for (let turn = 0; turn <= TURNS; turn++)
    for (const name of names) {
      const processor = name.startsWith('page') ? () => processorMsBelow(process.pid) : ownProcessorMs;
      const [before, began] = [processor(), performance.now()];
      const said = await works[name]();
      const ms = said ?? performance.now() - began;
      if (turn === 0) continue;
      taken.get(name)?.rates.push((1000 * IMAGES) / ms);
      taken.get(name)?.processor.push((processor() - before) / IMAGES);
    }
  return Object.fromEntries(
    [...taken].map(([name, { rates, processor }]) => [
      name,
      { perSecond: median(rates), processorMs: median(processor) },
    ]),
  ) as Rates;
}
