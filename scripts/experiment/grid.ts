/**
 * `npm run experiment -- --grid file.json`: all runs of a grid, one after the other in one page. Runs that are finished already are left
 * alone, so that the same command goes on after an interruption; what was lost then is the run in progress.
 */
import type { Page } from 'playwright';
import { openPage, type OpenPage } from './browser.ts';
import { fixed } from './charts.ts';
import { chooseBackend, setConfiguration } from './drive.ts';
import { finishedResult, GridFolder, type PlannedRun } from './grid-folder.ts';
import { dataHash } from './grid-identity.ts';
import type { GridOptions } from './options.ts';
import type { Progress } from './progress.ts';
import { loadInto, runAndWrite } from './run-in-page.ts';

/** A page that holds the images, made when it is first needed and again after it broke. */
class Bench {
  private open: OpenPage | null = null;
  loadMs = 0;

  constructor(
    private readonly url: string,
    private readonly options: GridOptions,
    private readonly progress: Progress,
  ) {}

  async use<T>(work: (page: Page) => Promise<T>): Promise<T> {
    if (!this.open) {
      const fresh = await openPage(this.url, this.options.backend);
      this.open = fresh;
      await Promise.race([fresh.broken, this.fill(fresh.page)]);
    }
    return Promise.race([this.open.broken, work(this.open.page)]);
  }

  private async fill(page: Page): Promise<void> {
    await chooseBackend(page, this.options.backend);
    await setConfiguration(page, this.options.grid.base);
    this.loadMs = await loadInto(page, this.options, this.progress);
  }

  async close(): Promise<void> {
    const { open } = this;
    this.open = null;
    await open?.close().catch(() => undefined);
  }
}

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
  const folder = new GridFolder(options.out, options.grid, dataHash(options));
  const waiting = folder.runs.filter((run) => !finishedResult(run));
  const failed = new Map<string, string>();
  announce(folder, waiting.length, progress);
  folder.write(failed);
  const bench = new Bench(url, options, progress);
  try {
    const startedAt = performance.now();
    for (const [index, run] of waiting.entries()) {
      await oneRun(bench, run, folder, failed, progress);
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
  failed: Map<string, string>,
  progress: Progress,
): Promise<void> {
  const prefix = `run ${run.index + 1} of ${folder.runs.length}: `;
  const startedAt = performance.now();
  try {
    const result = await bench.use(async (page) => {
      await setConfiguration(page, run.config);
      const order = { out: run.folder, baseline: false, untrainedOnly: false, startedAt };
      return runAndWrite(page, { ...order, loadMs: bench.loadMs, hash: run.hash }, progress, prefix);
    });
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
    progress.line(`${prefix}image AUROC ${fixed(result.imageAuroc)}, ${seconds} s`);
  } catch (error) {
    failed.set(run.hash, (error as Error).message);
    progress.line(`${prefix}failed: ${(error as Error).message}`);
    // Whatever the page holds now is not to be trusted.
    await bench.close();
  }
}
