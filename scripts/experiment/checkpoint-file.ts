/**
 * `checkpoint.zip` in the folder of the results: the run as of its last checkpoint, a project file without images. It is replaced at every checkpoint,
 * whole or not at all, so that the command can go on after it was killed (`--resume`) or train longer after the end (`--longer`).
 */
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Download, Page } from 'playwright';
import { parseConfig } from '../../src/core/config/update.ts';
import type { Config } from '../../src/core/config/schema.ts';
import { LIST_FILE } from '../../src/core/project/file-names.ts';
import type { CheckpointFiles } from '../../src/store/keeping/checkpoint-files.ts';
import { UsageError } from './options.ts';
import type { AutomationWindow } from './page-store.ts';

const FILE = 'checkpoint.zip';

export const checkpointPath = (out: string): string => join(out, FILE);

/** A run that a folder of results has a checkpoint of. */
export interface KeptRun {
  readonly config: Config;
  readonly step: number;
}

/**
 * Null where the folder has none. What is in the file besides is checked by the page when it opens it.
 * @throws UsageError where the file cannot be read
 */
export function readCheckpoint(out: string): KeptRun | null {
  const path = checkpointPath(out);
  if (!existsSync(path)) return null;
  try {
    const files = unzipSync(readFileSync(path), { filter: ({ name }) => name === LIST_FILE });
    const { session } = JSON.parse(new TextDecoder().decode(files[LIST_FILE])) as {
      readonly session: { readonly run: { readonly config: unknown; readonly step: number } };
    };
    return { config: parseConfig(session.run.config), step: session.run.step };
  } catch (error) {
    throw new UsageError(
      `--out: ${path} cannot be read (${(error as Error).message}). Nothing was changed; without --resume the run begins anew.`,
    );
  }
}

interface WindowWithFiles extends AutomationWindow {
  experimentCheckpoints?: CheckpointFiles;
}

/** Takes every checkpoint of the run that is about to begin. The returned function settles when all are on the disk, with what went wrong. */
export async function keepCheckpoints(page: Page, out: string): Promise<() => Promise<string | null>> {
  const path = checkpointPath(out);
  let taken = 0;
  let failure: string | null = null;
  let saving: Promise<void> = Promise.resolve();
  let heard: () => void = () => undefined;
  page.on('download', (download: Download) => {
    if (download.suggestedFilename() !== FILE) return;
    saving = saving.then(async () => {
      const beside = `${path}.${process.pid}.part`;
      try {
        await download.saveAs(beside);
        renameSync(beside, path);
      } catch (error) {
        rmSync(beside, { force: true });
        failure = (error as Error).message;
      }
      await download.delete().catch(() => undefined);
    });
    taken++;
    heard();
  });
  await page.evaluate(async () => {
    const target = window as unknown as WindowWithFiles;
    target.experimentCheckpoints = await target.playground.giveCheckpoints();
  });
  return async () => {
    const { given, error } = await page.evaluate(async () => {
      const files = (window as unknown as WindowWithFiles).experimentCheckpoints;
      return { given: (await files?.settled()) ?? 0, error: files?.failure ?? null };
    });
    while (taken < given) await new Promise<void>((resolve) => (heard = resolve));
    await saving;
    return error ?? failure;
  };
}

/**
 * Opens the checkpoint in a page that has the run's settings and images: `paused`, or `finished` where it is that of the end.
 * @throws UsageError where the images are others, Error in the page's words where the file is damaged
 */
export async function takeUpCheckpoint(page: Page, out: string): Promise<'paused' | 'finished'> {
  await page
    .locator('input[type=file][multiple]:not([webkitdirectory])')
    .first()
    .setInputFiles(checkpointPath(out));
  await page.waitForFunction(
    () => {
      const state = (window as unknown as AutomationWindow).playground.store.getState();
      const { offeredProject, openedProject, waitingSession, keepingError, keepingJob } = state;
      if (offeredProject) void state.acceptProject();
      return keepingError !== null || (keepingJob === null && (openedProject ?? waitingSession) !== null);
    },
    null,
    { timeout: 0 },
  );
  const opened = await page.evaluate(() => {
    const { phase, waitingSession, keepingError } = (
      window as unknown as AutomationWindow
    ).playground.store.getState();
    return { phase, others: waitingSession !== null, error: keepingError?.message ?? null };
  });
  if (opened.error !== null) throw new Error(opened.error);
  if (opened.others)
    throw new UsageError(
      '--resume: the images are not those of the run in --out. Give the same folder, or choose another --out.',
    );
  const { phase } = opened;
  if (phase !== 'paused' && phase !== 'finished')
    throw new Error(`The run could not be taken up (${phase}).`);
  return phase;
}
