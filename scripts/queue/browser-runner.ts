/** Runs of a grid in a browser of this machine: the bench of the local grid, one for each run that goes on at a time. */
import { Writable } from 'node:stream';
import type { Page } from 'playwright';
import { auroc } from '../../src/core/metrics/roc.ts';
import { Bench } from '../experiment/bench.ts';
import { setConfiguration } from '../experiment/drive.ts';
import type { DataSource } from '../experiment/options.ts';
import type { AutomationWindow } from '../experiment/page-store.ts';
import { Progress } from '../experiment/progress.ts';
import { runAndWrite } from '../experiment/run-in-page.ts';
import type { ReadPlan, RunOfPlan } from './plan.ts';

export interface RunStep {
  readonly phase: string;
  readonly step: number;
  readonly steps: number;
  /** Of the last evaluation. */
  readonly auroc: number | null;
}

export interface RunTask {
  readonly grid: string;
  readonly plan: ReadPlan;
  readonly run: RunOfPlan;
  readonly source: DataSource;
  /** Absolute; result.json is written last. */
  readonly out: string;
  readonly onStep: (step: RunStep) => void;
}

/** Takes one run after the other. */
export interface Runner {
  /** What it has open, so that runs on the same images find it again; null for nothing. */
  readonly holds: string | null;
  /** Ends early, with an error, when `signal` is aborted. */
  run(task: RunTask, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Several runs at a time would write over each other. */
const nowhere = (): Progress =>
  new Progress(
    new Writable({ write: (_chunk, _encoding, done: () => void) => done() }) as unknown as NodeJS.WriteStream,
  );

/** Of the last evaluation, by the page's labels. */
async function aurocSoFar(page: Page): Promise<number | null> {
  const found = await page.evaluate(() => {
    const { evaluations, items } = (window as unknown as AutomationWindow).playground.store.getState();
    const last = evaluations[evaluations.length - 1];
    const anomalous = new Map(items.map(({ id, label }) => [id, label === 'anomalous']));
    return (
      last && {
        scores: Array.from(last.testScores),
        labels: last.testIds.map((id) => anomalous.get(id) === true),
      }
    );
  });
  return found ? auroc(found.scores, found.labels) : null;
}

export const benchKey = (grid: string, { data, sample }: DataSource): string => `${grid} ${data ?? sample}`;

export class BrowserRunner implements Runner {
  private bench: Bench | null = null;
  holds: string | null = null;

  /** @param url of the built page */
  constructor(private readonly url: string) {}

  async run({ grid, plan, run, source, out, onStep }: RunTask, signal: AbortSignal): Promise<void> {
    const key = benchKey(grid, source);
    if (this.holds !== key) await this.close();
    const progress = nowhere();
    const bench = (this.bench ??= new Bench(
      this.url,
      { ...source, backend: plan.backend, base: plan.grid.base },
      progress,
    ));
    this.holds = key;
    const stop = (): void => void this.close();
    signal.addEventListener('abort', stop, { once: true });
    const startedAt = performance.now();
    try {
      await bench.use(async (page) => {
        await setConfiguration(page, run.config);
        let auroc: number | null = null;
        let evaluations = 0;
        const order = { out, baseline: false, untrainedOnly: false, startedAt, loadMs: bench.loadMs };
        await runAndWrite(
          page,
          {
            ...order,
            hash: run.hash,
            pictures: true,
            onStatus: (status) => {
              if (status.evaluations > evaluations) {
                evaluations = status.evaluations;
                // The page may be closed meanwhile; the figure is for looking at only.
                aurocSoFar(page).then(
                  (found) => (auroc = found),
                  () => undefined,
                );
              }
              const { phase, step, steps } = status;
              onStep({ phase, step, steps, auroc });
            },
          },
          progress,
        );
      });
    } catch (error) {
      // Whatever the page holds now is not to be trusted.
      await this.close();
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  async close(): Promise<void> {
    const { bench } = this;
    this.bench = null;
    this.holds = null;
    await bench?.close();
  }
}
