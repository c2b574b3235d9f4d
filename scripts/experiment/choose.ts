/** `cutpaste choose`: which augmentation for a folder's images, without their labels, in the page as a person would ask it: choice.json and choice.md. */
import { join } from 'node:path';
import type { Page } from 'playwright';
import * as v from 'valibot';
import type { Task } from '../../src/core/augment/tasks.ts';
import { choiceReportSchema, choiceTable, type ChoiceReport } from '../../src/core/choice/report-file.ts';
import type { ChoiceOrder } from '../../src/core/choice/trial.ts';
import { openPage } from './browser.ts';
import { configure, setRegion } from './drive.ts';
import { ensureBuilt, ROOT } from './ensure-built.ts';
import { checkDataFolder, checkOutFolder } from './folder.ts';
import type { RunOptions } from './options.ts';
import type { AutomationWindow } from './page-store.ts';
import { Progress } from './progress.ts';
import { loadInto } from './run-in-page.ts';
import { serveFolder } from './server.ts';
import { writeAtomic } from './write-atomic.ts';

const minutes = (ms: number): string =>
  ms >= 90_000 ? `${Math.ceil(ms / 60_000)} min` : `${Math.ceil(ms / 1000)} s`;

/** Measures the cost, says it, and makes the trials. @throws Error with the page's message */
async function choosesInPage(page: Page, order: ChoiceOrder, progress: Progress): Promise<ChoiceReport> {
  const cost = await page.evaluate(async ({ tasks, steps }) => {
    const { store } = (window as unknown as AutomationWindow).playground;
    store.getState().setChoiceTasks(tasks);
    await store.getState().measureChoice(steps);
    return { ms: store.getState().choiceCostMs, error: store.getState().choiceError };
  }, order);
  if (cost.ms === null) throw new Error(cost.error?.message ?? 'The trials could not be measured.');
  progress.line(`${order.tasks.length} trials of ${order.steps} steps: about ${minutes(cost.ms)}`);
  let over = false;
  const end = page.evaluate(async ({ steps }) => {
    const { store } = (window as unknown as AutomationWindow).playground;
    await store.getState().runChoice(steps);
    return { error: store.getState().choiceError, report: await store.getState().reportChoice() };
  }, order);
  const settled = end.finally(() => (over = true));
  settled.catch(() => undefined);
  while (!over) {
    const share = await page.evaluate(
      () => (window as unknown as AutomationWindow).playground.store.getState().choiceShare,
    );
    progress.update(`trials: ${Math.floor(100 * share)} %`);
    await Promise.race([settled, page.waitForTimeout(500)]);
  }
  const { error, report } = await settled;
  if (!report) throw new Error(error?.message ?? 'The comparison was stopped.');
  return v.parse(choiceReportSchema, report);
}

/** Returns the exit code. @throws UsageError for a folder that cannot be taken */
export async function choose(given: RunOptions, order: ChoiceOrder, json: boolean): Promise<number> {
  const progress = new Progress();
  try {
    const data = given.data === null ? null : checkDataFolder(given.data);
    const options = { ...given, data, out: checkOutFolder(given.out, data) };
    ensureBuilt((line) => progress.line(line));
    const server = await serveFolder(join(ROOT, 'dist'));
    const open = await openPage(server.url, options.backend).catch(async (error: unknown) => {
      await server.close();
      throw error;
    });
    const work = async (): Promise<ChoiceReport> => {
      await configure(open.page, options);
      await loadInto(open.page, options, progress);
      if (options.roi !== undefined) await setRegion(open.page, options.roi);
      return choosesInPage(open.page, order, progress);
    };
    try {
      const report = await Promise.race([open.broken, work()]);
      const text = `${JSON.stringify(report, null, 2)}\n`;
      writeAtomic(join(options.out, 'choice.json'), text);
      const table = choiceTable(report);
      writeAtomic(join(options.out, 'choice.md'), table);
      process.stdout.write(json ? text : `${table}\nWritten to ${options.out}: choice.json, choice.md\n`);
      return 0;
    } finally {
      await open.close();
      await server.close();
    }
  } finally {
    progress.end();
  }
}

/** Names with commas between them. @throws the error that `refuse` makes */
export function tasksOf(text: string, known: readonly Task[], refuse: (message: string) => Error): Task[] {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const tasks = names.map((name) => {
    const found = known.find((task) => task === name);
    if (!found) throw refuse(`--tasks: there is no task "${name}". There are ${known.join(', ')}.`);
    return found;
  });
  if (new Set(tasks).size !== tasks.length) throw refuse('--tasks: a task was named twice.');
  if (tasks.length < 2) throw refuse('--tasks: name at least two tasks, with a comma between them.');
  return tasks;
}
