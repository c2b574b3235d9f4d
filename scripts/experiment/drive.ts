/**
 * A run in the page, as a person would make it: parameters, folder, play, wait. `play` says how the run ended; how far it is is read from the
 * page's store meanwhile. The page computes everything.
 */
import { readFileSync, statSync } from 'node:fs';
import { basename, isAbsolute, relative, resolve, sep } from 'node:path';
import type { Page } from 'playwright';
import type { ErrorReport } from '../../src/core/errors.ts';
import type { Config } from '../../src/core/config/schema.ts';
import { CORRUPTIONS } from '../../src/core/robustness/corruptions/registry.ts';
import type { RunOutcome } from '../../src/store/session/run-events.ts';
import type { PlaygroundState } from '../../src/store/state.ts';
import type { BackendChoice } from '../../src/worker/protocol.ts';
import { UsageError, type DataSource, type RunOptions } from './options.ts';
import type { AutomationWindow } from './page-store.ts';

/** What the terminal shows of a run in progress. */
export interface RunStatus {
  readonly phase: string;
  readonly detail: string | null;
  readonly step: number;
  readonly steps: number;
  readonly loss: number | null;
  readonly accuracy: number | null;
  readonly stepMs: number | null;
  readonly evaluations: number;
  readonly error: ErrorReport | null;
}

/** Sets preset, parameters and backend through the store, and checks that the page has the configuration asked for. */
export async function configure(page: Page, options: RunOptions): Promise<void> {
  const { preset, changes, backend, config } = options;
  const settings = { preset, changes: [{ path: 'seed', value: config.seed }, ...changes] };
  const inPage = await page.evaluate(({ preset, changes }) => {
    const { store } = (window as unknown as AutomationWindow).playground;
    store.getState().applyPreset(preset);
    for (const { path, value } of changes) store.getState().setParameter(path, value);
    return store.getState().config;
  }, settings);
  checkConfiguration(inPage, config);
  await chooseBackend(page, backend);
}

/** The region of interest from a picture, read by the page. Returns its text in the configuration and its share of the image. @throws UsageError */
export async function setRegion(page: Page, path: string): Promise<string> {
  const file = { name: basename(path), base64: readFileSync(path).toString('base64') };
  const { code, problem } = await page.evaluate(async ({ name, base64 }) => {
    const { store } = (window as unknown as AutomationWindow).playground;
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    try {
      await store.getState().setRegionFile(new File([bytes], name));
      return { code: store.getState().config.data.region, problem: null };
    } catch (error) {
      return { code: '', problem: (error as Error).message };
    }
  }, file);
  if (problem !== null) throw new UsageError(`--roi: ${problem}`);
  return code;
}

export async function chooseBackend(page: Page, backend: BackendChoice): Promise<void> {
  if (backend === 'auto') return;
  await page.evaluate(
    (choice) => (window as unknown as AutomationWindow).playground.store.getState().setBackendChoice(choice),
    backend,
  );
}

/** A whole configuration, with no run on the page; resolves when the images have its size. */
export async function setConfiguration(page: Page, config: Config): Promise<void> {
  const inPage = await page.evaluate(async (wanted) => {
    const { store } = (window as unknown as AutomationWindow).playground;
    if (!['idle', 'ready'].includes(store.getState().phase)) await store.getState().reset();
    store.getState().setConfig(wanted);
    return store.getState().config;
  }, config);
  checkConfiguration(inPage, config);
  await page.waitForFunction(
    () => (window as unknown as AutomationWindow).playground.store.getState().importProgress === null,
    null,
    { timeout: 0 },
  );
}

function checkConfiguration(inPage: Config, wanted: Config): void {
  if (JSON.stringify(sorted(inPage)) === JSON.stringify(sorted(wanted))) return;
  throw new Error(
    'The page was built from other sources than this command. Run "npm run build" and try again.',
  );
}

/** The same object with its keys in order, so that two can be compared as text. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** Of the paths that the page sees, those of the results, where they lie inside the data. */
function ignored(data: string, out: string | undefined): string[] {
  if (out === undefined) return [];
  const inside = relative(data, resolve(out));
  if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) return [];
  return [`${basename(data)}/${inside.split(sep).join('/')}/`];
}

/**
 * The built-in set, or the folder through the page's own folder input. Resolves when all is loaded.
 * @throws UsageError when the page found nothing to use in the folder.
 */
export async function loadData(
  page: Page,
  options: DataSource,
  onProgress: (text: string) => void,
): Promise<void> {
  if (options.sample !== null) {
    await page.evaluate(
      (name) => (window as unknown as AutomationWindow).playground.store.getState().loadSample(name),
      options.sample,
    );
  } else {
    const data = options.data as string;
    const order = { corrections: [], ...options.order, askClass: true, ignore: ignored(data, options.out) };
    await chooseFiles(page, data, order);
  }
  await untilLoaded(page, '--data', onProgress);
  if (options.calibrate !== undefined) {
    const before = await countOf(page);
    await chooseFiles(page, options.calibrate, { corrections: [], target: 'add-calibration' });
    await untilLoaded(page, '--calibrate', onProgress, before);
  }
}

/** Images that belong together, from a table. @throws UsageError in the page's words */
export async function setGroups(page: Page, path: string): Promise<void> {
  const problem = await page.evaluate(
    (text) => {
      try {
        (window as unknown as AutomationWindow).playground.store.getState().groupByTable(text);
        return null;
      } catch (error) {
        return (error as Error).message;
      }
    },
    readFileSync(path, 'utf8'),
  );
  if (problem !== null) throw new UsageError(`--groups: ${problem}`);
}

/** What there is: images and files left out. */
const countOf = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { items, skipped } = (window as unknown as AutomationWindow).playground.store.getState();
    return items.length + skipped.length;
  });

/** A folder or an archive through the page's own inputs, to be read in this order. */
async function chooseFiles(page: Page, path: string, order: PlaygroundState['importOrder']): Promise<void> {
  await page.evaluate(
    (wanted) => (window as unknown as AutomationWindow).playground.store.getState().orderImport(wanted),
    order,
  );
  const kind = statSync(path).isDirectory() ? '[webkitdirectory]' : '[multiple]:not([webkitdirectory])';
  await page.locator(`input[type=file]${kind}`).first().setInputFiles(path);
}

/** @throws UsageError with what the page says where nothing could be loaded. */
async function untilLoaded(
  page: Page,
  option: '--data' | '--calibrate',
  onProgress: (text: string) => void,
  before = 0,
): Promise<void> {
  for (;;) {
    const state = await page.evaluate(() => {
      const { importProgress, items, importError, importQuestion, skipped } = (
        window as unknown as AutomationWindow
      ).playground.store.getState();
      return {
        importProgress,
        asks: importQuestion !== null,
        items: items.length,
        skipped: skipped.length,
        left: skipped.slice(0, 20),
        error: importError,
      };
    });
    if (state.error) {
      const left = state.left.map(
        ({ path, reason, detail }) => `\n  left out: ${path} (${reason}) ${detail}`,
      );
      throw new UsageError(`${option}: ${state.error.message}${left.join('')}`);
    }
    const { importProgress: progress } = state;
    if (progress) onProgress(`loading ${progress.done} of ${progress.total} files`);
    else if (state.asks || state.items + state.skipped > before) return;
    await page.waitForTimeout(100);
  }
}

/** How the run ended, and in words why where it failed. */
export interface RunEnd {
  readonly outcome: RunOutcome;
  readonly error: string | null;
}

/** What is asked of the page: training, judging the untrained network, another cycle after the end, or nothing (it is at the end). */
export type Play = 'train' | 'untrained' | 'longer' | 'nothing';

/** Presses play (or what is asked); resolves when the run ends. */
export function play(page: Page, what: Play = 'train'): Promise<RunEnd> {
  return page.evaluate(async (asked) => {
    const { store } = (window as unknown as AutomationWindow).playground;
    const times: { phase: string; atMs: number }[] = [{ phase: 'start', atMs: performance.now() }];
    const stepMs: number[] = [];
    Object.assign(window, { experimentTimes: times, experimentStepMs: stepMs });
    store.subscribe((state) => {
      if (times[times.length - 1].phase !== state.phase) {
        times.push({ phase: state.phase, atMs: performance.now() });
      }
      if (state.stepMs !== null && stepMs[stepMs.length - 1] !== state.stepMs) stepMs.push(state.stepMs);
    });
    let outcome: RunOutcome = 'finished';
    if (asked === 'untrained') {
      await store.getState().evaluateNow();
      outcome = store.getState().phase === 'paused' ? 'finished' : 'failed';
    } else if (asked === 'longer') outcome = await store.getState().trainLonger();
    else if (asked === 'train') outcome = await store.getState().play();
    return { outcome, error: store.getState().sessionError?.message ?? null };
  }, what);
}

export function readStatus(page: Page): Promise<RunStatus> {
  return page.evaluate(() => {
    const state = (window as unknown as AutomationWindow).playground.store.getState();
    const record = state.records[state.records.length - 1];
    return {
      phase: state.phase,
      detail: state.status ? state.status.phase : null,
      step: state.step,
      steps: state.config.training.steps,
      loss: record ? record.loss : null,
      accuracy: record ? record.accuracy : null,
      stepMs: state.stepMs,
      evaluations: state.evaluations.length,
      error: state.sessionError,
    };
  });
}

/**
 * Resolves when the run has finished; shows how far it is meanwhile.
 * @throws Error with the page's own message when it failed or was stopped.
 */
export async function waitForEnd(
  page: Page,
  end: Promise<RunEnd>,
  onStatus: (status: RunStatus) => void,
): Promise<void> {
  let ended: RunEnd | null = null;
  const over = end.then((one) => (ended = one));
  over.catch(() => undefined);
  while (!ended) {
    onStatus(await readStatus(page));
    await Promise.race([over, page.waitForTimeout(250)]);
  }
  const { outcome, error } = await over;
  if (outcome !== 'finished') throw new Error(error ?? `The run stopped before its end (${outcome}).`);
}

/** After a run: corruptions of the test images, densities on parts of the training images, all of these ranked. @throws Error with the page's message */
export async function tryOut(
  page: Page,
  {
    robustness = false,
    learningCurve = false,
    doubtful = false,
  }: { readonly robustness?: boolean; readonly learningCurve?: boolean; readonly doubtful?: boolean },
): Promise<void> {
  const names = robustness ? CORRUPTIONS.map(({ name }) => name) : [];
  const failed = await page.evaluate(
    async ({ names, learningCurve, doubtful }) => {
      const { store } = (window as unknown as AutomationWindow).playground;
      if (names.length > 0) await store.getState().runRobustness(names);
      if (learningCurve && !store.getState().trialsError) await store.getState().runLearningCurve();
      if (doubtful && !store.getState().trialsError) await store.getState().rankTraining();
      return store.getState().trialsError?.message ?? null;
    },
    { names, learningCurve, doubtful },
  );
  if (failed) throw new Error(failed);
}

/**
 * After a run: the no-training baseline where it is wanted and the page has the backbone, and the pixel metrics by type and image of every
 * kind of map. Returns the baseline's time, and why there is none.
 */
export async function finishMaps(
  page: Page,
  baseline: boolean,
): Promise<{ readonly baselineMs: number | null; readonly missing: string | null }> {
  const done = await page.evaluate(async (wanted) => {
    const { store } = (window as unknown as AutomationWindow).playground;
    const startedMs = performance.now();
    if (wanted) await store.getState().runPretrained();
    const baselineMs = performance.now() - startedMs;
    for (const kind of ['patch', 'gradcam', 'locations', 'pretrained'] as const)
      await store.getState().reportPixels(kind);
    const { pretrained, pretrainedError, mapsError } = store.getState();
    return { baselineMs, made: pretrained !== null, error: pretrainedError, mapsError };
  }, baseline);
  if (done.mapsError) throw new Error(done.mapsError.message);
  const missing = done.error?.message ?? null;
  if (missing && done.error?.code !== 'backbone-missing') throw new Error(missing);
  return { baselineMs: done.made ? Math.round(done.baselineMs) : null, missing };
}
