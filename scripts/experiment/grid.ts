/**
 * `npm run experiment -- --grid file.json`: all runs of a grid, one after the other in one page. Runs that are finished already are left
 * alone, so that the same command goes on after an interruption; what was lost then is the run in progress.
 */
import { Bench } from './bench.ts';
import { fixed } from './charts.ts';
import { setConfiguration } from './drive.ts';
import { finishedResult, GridFolder, type PlannedRun } from './grid-folder.ts';
import { dataHash } from './data-identity.ts';
import type { GridOptions, MapForm } from './options.ts';
import type { Progress } from './progress.ts';
import { MISSING } from './report.ts';
import { runAndWrite } from './run-in-page.ts';

function announce(folder: GridFolder, waiting: number, progress: Progress): void {
  const { runs, expansion } = folder;
  const done = runs.length - waiting;
  progress.line(
    `${folder.grid.name}: ${runs.length} runs (${expansion.cells.length} combinations)` +
      `${done > 0 ? `, ${done} of them finished before` : ''}.`,
  );
  for (const { set, error } of expansion.invalid) {
    const values = set.map(({ path, value }) => `${path}=${value}`).join(' ');
    progress.line(`  cannot be run: ${values} (${error.message})`);
  }
  if (expansion.duplicates.length > 0)
    progress.line(`  ${expansion.duplicates.length} combinations are others over again and are run once.`);
}

/** Returns 0 when every run is finished, 1 when one failed. */
export async function runGrid(options: GridOptions, url: string, progress: Progress): Promise<number> {
  const folder = new GridFolder(options.out, options.grid, await dataHash(options));
  const waiting = folder.runs.filter((run) => !finishedResult(run));
  const failed = new Map<string, string>();
  announce(folder, waiting.length, progress);
  folder.write(failed);
  const bench = new Bench(url, { ...options, base: options.grid.base }, progress);
  try {
    const startedAt = performance.now();
    for (const [index, run] of waiting.entries()) {
      await oneRun(bench, run, folder, options.maps, failed, progress);
      folder.write(failed);
      const left = ((performance.now() - startedAt) / (index + 1)) * (waiting.length - index - 1);
      if (left > 0)
        progress.line(`  ${waiting.length - index - 1} runs left, about ${Math.ceil(left / 60_000)} min`);
    }
  } finally {
    await bench.close();
  }
  progress.line(`Written to ${options.out}: grid.json, table.md, table.csv, runs`);
  for (const message of failed.values()) process.stderr.write(`A run failed: ${message}\n`);
  return failed.size === 0 ? 0 : 1;
}

async function oneRun(
  bench: Bench,
  run: PlannedRun,
  folder: GridFolder,
  maps: MapForm,
  failed: Map<string, string>,
  progress: Progress,
): Promise<void> {
  const prefix = `run ${run.index + 1} of ${folder.runs.length}: `;
  const startedAt = performance.now();
  try {
    const result = await bench.use(async (page) => {
      await setConfiguration(page, run.config);
      const order = { out: run.folder, baseline: false, untrainedOnly: false, startedAt, maps };
      return runAndWrite(page, { ...order, loadMs: bench.loadMs, hash: run.hash }, progress, prefix);
    });
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
    const auroc = result.noImageMetrics ? MISSING[result.noImageMetrics] : fixed(result.imageAuroc);
    progress.line(`${prefix}image AUROC ${auroc}, ${seconds} s`);
  } catch (error) {
    failed.set(run.hash, (error as Error).message);
    progress.line(`${prefix}failed: ${(error as Error).message}`);
    // Whatever the page holds now is not to be trusted.
    await bench.close();
  }
}
