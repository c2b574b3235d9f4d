/** Whole runs of the engine, printed: start, preparing, steps as the page sees them, waiting for data, evaluations; and all again. */
import type { BenchBrowser } from './browser.ts';
import type { WholeRunReport, WholeRunRequest } from './page/whole-run.ts';

export async function measureRun(browser: BenchBrowser, request: WholeRunRequest): Promise<WholeRunReport> {
  const page = await browser.open();
  const report = await page.wholeRun(request);
  await page.close();
  return report;
}

export function printRun(request: WholeRunRequest, report: WholeRunReport): void {
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  console.log(
    `${request.preset} on ${request.sample}, ${request.backend}, ${report.threads} threads, batch ${report.batch}, ` +
      `${request.steps} steps: engine started in ${ms(report.startMs)}`,
  );
  report.runs.forEach((run, i) =>
    console.log(
      `  run ${i + 1}: prepared in ${ms(run.prepareMs)}; ${ms(run.msPerStep)} a step in all, ${ms(run.stepMs)} the step itself, ` +
        `waiting for data ${percent(run.dataWaitShare)}; evaluations ${run.evaluationMs.map((t) => t.toFixed(0)).join(', ')} ms, ` +
        `(the last: ${Object.entries(run.phaseMs)
          .map(([phase, time]) => `${phase} ${time.toFixed(0)}`)
          .join(
            ', ',
          )}), ${percent(run.evaluationShare)} of the time at the preset's interval, by the last ${percent(run.lastEvaluationShare)}; last loss ${run.lastLoss.toFixed(4)}; ` +
        `${run.looks.count} looks of ${ms(run.looks.medianMs)}, ${percent(run.looks.share)} of the loop`,
    ),
  );
}
