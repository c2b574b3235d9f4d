/**
 * `npm run bench -- --only dense --data FOLDER[,FOLDER] [--sample NAME[,NAME]] [--preset NAME] [--set PATH=VALUE[,PATH=VALUE]]`: dense scoring
 * of patch models trained with a preset (seed 0) in the built page on the processor, and three questions answered by the page's own functions:
 *   how much quicker `fast` is than `exact` at 57 x 57 windows of 32 px, and how alike their maps are (the page's own comparison);
 *   whether maps of normal test images have a brighter border (mean of the outer 16 px against the inside);
 *   what the evaluations cost, as a share of the training.
 * Beside them the time of the pixel metrics (pixels.ts).
 * Writes bench/results/dense.json and dense.md; sets that are not measured this time stay as the file has them: without any set it measures the
 * pixel metrics alone.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { basename } from 'node:path';
import { openPage } from '../scripts/experiment/browser.ts';
import { takeSnapshot, takeTimings } from '../scripts/experiment/collect.ts';
import { configure, loadData, play, waitForEnd } from '../scripts/experiment/drive.ts';
import { parseOptions, type RunOptions } from '../scripts/experiment/options.ts';
import type { AutomationWindow } from '../scripts/experiment/page-store.ts';
import { serveFolder } from '../scripts/experiment/server.ts';
import { borderShare } from '../src/core/heatmap/border-share.ts';
import { upsampleMap } from '../src/core/heatmap/upsample-map.ts';
import { machineInWords } from './machine.ts';
import { measurePixels, type PixelTimes } from './pixels.ts';

/** What the frame of a map is, in pixels. */
const BORDER_PX = 16;

export interface DenseRow {
  readonly data: string;
  /** The preset, and what was set beside it. */
  readonly settings: string;
  readonly images: number;
  readonly fastMs: number;
  readonly exactMs: number;
  readonly rankCorrelation: number;
  readonly lowestRankCorrelation: number;
  readonly pixelAuroc: { readonly fast: number; readonly exact: number } | null;
  /** Mean of the outer pixels over mean of the others: at the windows of the preset, mean over the normal test images. */
  readonly border: number;
  readonly trainMs: number;
  readonly evaluateMs: readonly number[];
  /** Load average of the machine when the set was begun. */
  readonly load: number;
}

async function measureSet(
  options: RunOptions,
  settings: string,
  url: string,
): Promise<{ row: DenseRow; version: string }> {
  const [load] = os.loadavg();
  const opened = await openPage(url, 'wasm');
  const { page } = opened;
  try {
    await configure(page, options);
    await loadData(page, options, () => undefined);
    await Promise.race([opened.broken, waitForEnd(page, play(page), () => undefined)]);
    const snapshot = await takeSnapshot(page);
    const timings = await takeTimings(page, snapshot, { loadMs: 0, totalMs: 0, baselineMs: null });
    const last = snapshot.evaluations[snapshot.evaluations.length - 1];
    const normal = new Set(snapshot.items.filter(({ label }) => label === 'normal').map(({ id }) => id));
    const borders = last.maps
      .filter((_, i) => normal.has(last.testIds[i]))
      .map((map) => {
        const size = options.config.data.imageSizePx;
        const grid = { ...map, scores: Float32Array.from(map.scores) };
        const { sigmaPx } = options.config.evaluation;
        return borderShare(upsampleMap(grid, last.mapKind, size, sigmaPx), size, BORDER_PX);
      });
    const compared = await page.evaluate(async () => {
      const { store } = (window as unknown as AutomationWindow).playground;
      store.getState().setParameter('evaluation.windowSizePx', 32);
      store.getState().setParameter('evaluation.windowStridePx', 4);
      await new Promise((resolve) => setTimeout(resolve, 500));
      while (store.getState().phase === 'evaluating')
        await new Promise((resolve) => setTimeout(resolve, 100));
      await store.getState().compareDense();
      const { denseComparison, mapsError } = store.getState();
      if (!denseComparison) throw new Error(mapsError?.message ?? 'The comparison gave nothing.');
      const { ids, fastMs, exactMs, rankCorrelation, lowestRankCorrelation, pixelAuroc } = denseComparison;
      return {
        images: ids.length,
        fastMs,
        exactMs,
        rankCorrelation,
        lowestRankCorrelation,
        pixelAuroc,
      };
    });
    return {
      version: page.context().browser()?.version() ?? '',
      row: {
        data: options.sample ?? basename(options.data as string),
        settings,
        ...compared,
        border: borders.reduce((a, b) => a + b, 0) / borders.length,
        trainMs: timings.trainMs,
        evaluateMs: snapshot.evaluations.map(({ elapsedMs }) => elapsedMs),
        load,
      },
    };
  } finally {
    await opened.close();
  }
}

/** The marks of dense scoring that a set misses, in words. */
function missedBy({ fastMs, exactMs, rankCorrelation, border }: DenseRow): string[] {
  return [
    fastMs >= 500 ? 'time' : '',
    exactMs < 20 * fastMs ? 'ratio' : '',
    rankCorrelation < 0.95 ? 'rank correlation' : '',
    Math.abs(border - 1) > 0.1 ? 'border' : '',
  ].filter(Boolean);
}

function textOf(rows: readonly DenseRow[], pixels: PixelTimes, machine: string): string {
  const seconds = (ms: number) => (ms / 1000).toFixed(2);
  const three = (value: number) => value.toFixed(3);
  return `# Dense scoring: measured figures

Machine: ${machine}. Backend WASM, all threads. Seed 0, last step.

\`\`\`sh
npm run bench -- --only dense --data FOLDER,FOLDER --sample NAME --preset PRESET --set PATH=VALUE
\`\`\`

\`fast\` against \`exact\`: 57 x 57 windows of 32 px at stride 4, each way with a Gaussian of its own of the same training images; times are the
median of an image. Load: of the machine when the set was begun. Marks: \`fast\` under 500 ms, 20 times as quick as
\`exact\`, rank correlation 0.95.

| data set | settings | load | images | fast | exact | exact / fast | rank correlation, mean (lowest) | pixel AUROC fast / exact |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${rows
  .map(
    (row) =>
      `| ${row.data} | ${row.settings} | ${row.load.toFixed(1)} | ${row.images} | ${row.fastMs.toFixed(0)} ms | ${row.exactMs.toFixed(0)} ms | ${(row.exactMs / row.fastMs).toFixed(1)} | ` +
      `${three(row.rankCorrelation)} (${three(row.lowestRankCorrelation)}) | ` +
      `${row.pixelAuroc ? `${three(row.pixelAuroc.fast)} / ${three(row.pixelAuroc.exact)}` : '-'} |`,
  )
  .join('\n')}

Border of the maps of normal test images (windows of the settings, sigma 10): mean of the outer ${BORDER_PX} px over the mean of the inside, mean over the
images; 1 is no difference, the mark is 10 %. Evaluations: the untrained one, those at the interval and the last with GradCAM of all test images.

| data set | settings | border / inside | training | evaluations | those between, share of training |
| --- | --- | --- | --- | --- | --- |
${rows
  .map((row) => {
    const between = row.evaluateMs.slice(1, -1).reduce((a, b) => a + b, 0);
    return (
      `| ${row.data} | ${row.settings} | ${three(row.border)} | ${(row.trainMs / 1000).toFixed(1)} s | ` +
      `${row.evaluateMs.map((ms) => (ms / 1000).toFixed(2)).join(' + ')} s | ${((100 * between) / row.trainMs).toFixed(1)} % |`
    );
  })
  .join('\n')}

Marks missed: ${rows.map((row) => `${row.data} (${row.settings}) ${missedBy(row).join(', ') || 'none'}`).join('; ')}. With padding a \`fast\` window at
the border of the image is the only one that sees zeros where an exact window ends; without padding (\`localise\`) both ways are the same. The
object of two sets lies in the middle on a plain ground, where normal images hardly vary: maps are darker there, unless each place has a spread of
its own (\`evaluation.locality=per-location-spread\`).

Pixel metrics (AUROC, average precision, AUPRO, best F1, IoU) of ${pixels.images} images of ${pixels.sidePx} x ${pixels.sidePx} px, in one thread, load ${pixels.load.toFixed(1)};
the mark is 2 s by the clock:

| what | by the clock | processor time |
| --- | --- | --- |
| over all pixels | ${seconds(pixels.metrics.wallMs)} s | ${seconds(pixels.metrics.processorMs)} s |
| the same with the upsampling of the maps | ${seconds(pixels.withMaps.wallMs)} s | ${seconds(pixels.withMaps.processorMs)} s |
| over all, by type and by image | ${seconds(pixels.report.wallMs)} s | ${seconds(pixels.report.processorMs)} s |
`;
}

interface Written {
  /** That of the sets measured last. */
  readonly machine: string;
  readonly rows: readonly DenseRow[];
}

/** What the file has, with the sets measured now in their places. */
function withFormer(file: string, measured: readonly DenseRow[], browser: string): Written {
  const former = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Written) : null;
  const kept =
    former?.rows.filter(
      ({ data, settings }) => !measured.some((row) => row.data === data && row.settings === settings),
    ) ?? [];
  const machine = former && measured.length === 0 ? former.machine : machineInWords(browser, null);
  return { machine, rows: [...kept, ...measured] };
}

/**
 * @param settings options of `npm run experiment`: preset and what is set beside it
 * @param out the files to write, without their ending
 */
export async function benchDense(
  data: readonly string[],
  samples: readonly string[],
  settings: { readonly preset: string; readonly set: readonly string[] },
  dist: string,
  out: string,
): Promise<void> {
  const server = await serveFolder(dist);
  const rows: DenseRow[] = [];
  let browser = '';
  try {
    const sets = [...data.map((folder) => ['--data', folder]), ...samples.map((name) => ['--sample', name])];
    for (const set of sets) {
      const chosen = ['--preset', settings.preset, ...settings.set.flatMap((one) => ['--set', one])];
      const options = parseOptions([...set, ...chosen, '--out', 'unused', '--seed', '0', '--no-baseline']);
      if (options.kind !== 'run') continue;
      const named = [settings.preset, ...settings.set].join(', ');
      const { row, version } = await measureSet(options, named, server.url);
      browser = version;
      rows.push(row);
      console.log(JSON.stringify(row));
    }
  } finally {
    await server.close();
  }
  const written = withFormer(`${out}.json`, rows, browser);
  const pixels = measurePixels();
  writeFileSync(`${out}.json`, `${JSON.stringify({ ...written, pixels }, null, 2)}\n`);
  writeFileSync(`${out}.md`, textOf(written.rows, pixels, written.machine));
  console.log(`Written to ${out}.md`);
}
