/**
 * `npm run experiment`: a run (or with --grid a grid of runs) without a screen. Serves the built page, opens it in a headless Chromium, gives it a folder or
 * a built-in sample, presses play, and writes the results. `--help` says how.
 */
import { join } from 'node:path';
import { openPage, type OpenPage } from './experiment/browser.ts';
import { fixed } from './experiment/charts.ts';
import { runCheck } from './experiment/check.ts';
import { goOnWith, runToGoOnWith } from './experiment/go-on.ts';
import { keepCheckpoints, type KeptRun } from './experiment/checkpoint-file.ts';
import { chooseBackend, configure, setConfiguration } from './experiment/drive.ts';
import { ensureBuilt, ROOT } from './experiment/ensure-built.ts';
import { checkDataFolder, checkOutFolder } from './experiment/folder.ts';
import { runGrid } from './experiment/grid.ts';
import { helpText } from './experiment/help.ts';
import { parseOptions, UsageError, type RunOptions } from './experiment/options.ts';
import { Progress } from './experiment/progress.ts';
import { MISSING, warnings } from './experiment/report.ts';
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
  const order = { ...options, startedAt, loadMs, goOn: undefined };
  if (options.untrainedOnly) return runAndWrite(page, order, progress);
  const goOn = kept ? await goOnWith(page, options, kept, progress) : undefined;
  const checkpointsKept = await keepCheckpoints(page, options.out);
  return runAndWrite(page, { ...order, goOn, resumedFrom: kept?.step, checkpointsKept }, progress);
}

function report(result: ExperimentResult, out: string, progress: Progress): void {
  const { imageAurocInterval: interval, noImageMetrics, timings } = result;
  const range = interval ? ` [${fixed(interval.low)}, ${fixed(interval.high)}]` : '';
  progress.line(
    (noImageMetrics
      ? `Image AUROC ${MISSING[noImageMetrics]}`
      : `Image AUROC ${fixed(result.imageAuroc)}${range}, untrained ${fixed(result.untrained.imageAuroc)}`) +
      `, pixel AUROC ${fixed(result.pixelAuroc)}; ` +
      `${result.steps} steps on ${result.backend}, ${(timings.totalMs / 1000).toFixed(0)} s in all.`,
  );
  const { lossAboveChance: diverged } = result;
  if (diverged)
    progress.line(
      `Training has diverged: over its last steps the loss is ${diverged.loss.toPrecision(3)}, and guessing would have ${diverged.chance.toPrecision(3)}. Lower training.learningRate.`,
    );
  for (const [kind, pixel] of Object.entries(result.maps)) {
    if (pixel) {
      progress.line(
        `  ${kind} maps: pixel AUROC ${fixed(pixel.pixelAuroc)}, AP ${fixed(pixel.pixelAveragePrecision)}, AUPRO ${fixed(pixel.aupro)}, F1 ${fixed(pixel.pixelF1)}`,
      );
    }
  }
  for (const warning of warnings(result)) progress.line(`  ${warning}`);
  progress.line(`Written to ${out}: result.json, scores.csv, roc.svg, maps, report.html`);
}

async function main(argv: readonly string[]): Promise<number> {
  const progress = new Progress();
  try {
    const parsed = parseOptions(argv);
    if (parsed.kind === 'help') {
      process.stdout.write(helpText());
      return 0;
    }
    const data = parsed.data === null ? null : checkDataFolder(parsed.data);
    const calibrate =
      'calibrate' in parsed && parsed.calibrate
        ? checkDataFolder(parsed.calibrate, '--calibrate')
        : undefined;
    const options = {
      ...parsed,
      data,
      ...(calibrate && { calibrate }),
      out: checkOutFolder(parsed.out, data),
    };
    const kept = options.kind === 'run' ? runToGoOnWith(options, progress) : null;
    const startedAt = performance.now();
    ensureBuilt((line) => progress.line(line));
    const server = await serveFolder(join(ROOT, 'dist'));
    let page: OpenPage | null = null;
    try {
      if (options.kind === 'check') return await runCheck(options, server.url, progress);
      if (options.kind === 'grid') return await runGrid(options, server.url, progress);
      page = await openPage(server.url, options.backend);
      report(
        await Promise.race([page.broken, runInPage(page, options, kept, startedAt, progress)]),
        options.out,
        progress,
      );
      return 0;
    } finally {
      await page?.close();
      await server.close();
    }
  } catch (error) {
    progress.line('');
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\nSee: npm run experiment -- --help\n`);
      return 2;
    }
    process.stderr.write(`The run failed: ${(error as Error).message}\n`);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
