/**
 * A run, a grid of runs or a look at a folder without a screen (`cutpaste run`, `grid`, `check`). Serves the built page, opens it in a headless
 * Chromium, gives it a folder or a built-in sample, presses play, and writes the results.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPage, type OpenPage } from './experiment/browser.ts';
import { fixed } from './experiment/charts.ts';
import { runCheck } from './experiment/check.ts';
import { goOnWith, runToGoOnWith } from './experiment/go-on.ts';
import { keepCheckpoints, type KeptRun } from './experiment/checkpoint-file.ts';
import { chooseBackend, configure, setConfiguration, setRegion } from './experiment/drive.ts';
import { ensureBuilt, ROOT } from './experiment/ensure-built.ts';
import { checkDataFolder, checkOutFolder } from './experiment/folder.ts';
import { runGrid } from './experiment/grid.ts';
import { UsageError, type Options, type RunOptions } from './experiment/options.ts';
import { Progress } from './experiment/progress.ts';
import { comparedRows, MISSING, warnings } from './experiment/report.ts';
import type { ExperimentResult } from './experiment/result.ts';
import { loadInto, runAndWrite } from './experiment/run-in-page.ts';
import { serveFolder } from './experiment/server.ts';

/** Everything between an open page and the written files. */
async function runInPage(
  { page }: OpenPage,
  options: RunOptions,
  kept: KeptRun | null,
  startedAt: number,
  progress: Progress,
) {
  if (kept) {
    await setConfiguration(page, kept.config);
    await chooseBackend(page, options.backend);
  } else await configure(page, options);
  const loadMs = await loadInto(page, options, progress);
  // Now that the shape of the images is known: a region of another one is refused.
  if (options.roi !== undefined) {
    const code = await setRegion(page, options.roi);
    if (kept && kept.config.data.region !== code)
      throw new UsageError(`--roi: the run in ${options.out} has another region. Choose another --out.`);
    progress.line(`Region of interest: data.region=${code || '(the whole image)'}`);
  }
  const order = { ...options, startedAt, loadMs, goOn: undefined };
  if (options.untrainedOnly) return runAndWrite(page, order, progress);
  const goOn = kept ? await goOnWith(page, options, kept, progress) : undefined;
  const checkpointsKept = await keepCheckpoints(page, options.out);
  return runAndWrite(page, { ...order, goOn, resumedFrom: kept?.step, checkpointsKept }, progress);
}

const sayResult = (line: string): void => void process.stdout.write(`${line}\n`);

/** The result in words, on standard output: progress is on standard error. */
function report(result: ExperimentResult, out: string): void {
  const { imageAurocInterval: interval, noImageMetrics, timings } = result;
  const before = result.steps > 0 ? `, untrained ${fixed(result.untrained.imageAuroc)}` : ' without training';
  const range = interval ? ` [${fixed(interval.low)}, ${fixed(interval.high)}]` : '';
  sayResult(
    (noImageMetrics
      ? `Image AUROC ${MISSING[noImageMetrics]}`
      : `Image AUROC ${fixed(result.imageAuroc)}${range}${before}`) +
      `, pixel AUROC ${fixed(result.pixelAuroc)}; ` +
      `${result.steps} steps on ${result.backend}, ${(timings.totalMs / 1000).toFixed(0)} s in all.`,
  );
  for (const [what, figures] of comparedRows(result)) sayResult(`  ${what}: ${figures}`);
  const { lossAboveChance: diverged } = result;
  if (diverged)
    sayResult(
      `Training has diverged: over its last steps the loss is ${diverged.loss.toPrecision(3)}, and guessing would have ${diverged.chance.toPrecision(3)}. Lower training.learningRate.`,
    );
  for (const [kind, pixel] of Object.entries(result.maps)) {
    if (pixel) {
      sayResult(
        `  ${kind} maps: pixel AUROC ${fixed(pixel.pixelAuroc)}, AP ${fixed(pixel.pixelAveragePrecision)}, AUPRO ${fixed(pixel.aupro)}, F1 ${fixed(pixel.pixelF1)}`,
      );
    }
  }
  for (const warning of warnings(result)) sayResult(`  ${warning}`);
  sayResult(`Written to ${out}: result.json, scores.csv, roc.svg, maps, report.html`);
}

/**
 * Returns the exit code: 2 where a folder leaves something open, 1 where a run of a grid failed. `json`: the result as it is written to its file.
 * @throws UsageError for a folder that cannot be taken
 */
export async function experiment(given: Options, json: boolean): Promise<number> {
  const progress = new Progress();
  try {
    const data = given.data === null ? null : checkDataFolder(given.data);
    const calibrate =
      'calibrate' in given && given.calibrate ? checkDataFolder(given.calibrate, '--calibrate') : undefined;
    const options = {
      ...given,
      data,
      ...(calibrate && { calibrate }),
      out: checkOutFolder(given.out, data),
    };
    const kept = options.kind === 'run' ? runToGoOnWith(options, progress) : null;
    const startedAt = performance.now();
    ensureBuilt((line) => progress.line(line));
    const server = await serveFolder(join(ROOT, 'dist'));
    let page: OpenPage | null = null;
    const show = (file: string): void => {
      if (json) process.stdout.write(readFileSync(join(options.out, file), 'utf8'));
    };
    try {
      if (options.kind === 'check') {
        const code = await runCheck(options, server.url, progress, json ? () => undefined : sayResult);
        show('data.json');
        return code;
      }
      if (options.kind === 'grid') {
        const code = await runGrid(options, server.url, progress);
        show('grid.json');
        return code;
      }
      page = await openPage(server.url, options.backend);
      const result = await Promise.race([page.broken, runInPage(page, options, kept, startedAt, progress)]);
      if (json) show('result.json');
      else report(result, options.out);
      return 0;
    } finally {
      await page?.close();
      await server.close();
    }
  } finally {
    progress.end();
  }
}
